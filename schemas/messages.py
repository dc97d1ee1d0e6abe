"""Messages: ids only, no text of a document. Task and queue names are a contract between versions."""

SPLIT_DOCUMENT = "documents.split"
ANSWER_PASSAGE = "passages.answer"

DOCUMENTS_QUEUE = "documents"


def passages_queue(model_folder_name: str) -> str:
    """The queue of the bundles for one model: a worker is one process with one model and serves one such queue."""
    return f"passages.{model_folder_name}"


def task_id(ledger_id: str, attempt: int) -> str:
    """Celery's task_id for the `attempt`-th try (from 1): Flower's page and the ledger's row name each other."""
    return f"{ledger_id}.{attempt}"
