"""A night on documents whose answers are known: `nightclerk eval` from file to result.

The same parts as `nightclerk run` do the work, into a ledger in a folder of its own, so what is scored is what a user
would get. The same folder again goes on where it stopped, and asks nothing twice.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from rich.console import Console

from producer.gold_results import results_of, unread_documents
from producer.night import Premises, locked, prepare_model, work
from producer.parsing.child import check_parsers
from producer.submit import submit
from schemas.catalogue import load_catalogue
from schemas.errors import GoldDocumentLeftOut
from schemas.ledger.database import open_database
from schemas.ledger.register import Batch, find_batch
from schemas.settings import Settings
from schemas.states import BatchState
from worker.evaluation.documents.answer import DocumentAnswer
from worker.gold_documents import DocumentGold, GoldBatch


@dataclass(frozen=True)
class GoldNight:
    """What came of a gold file. `unread` are documents in quarantine, with the reason; `seconds` of work; `interrupted`
    by a person, then some questions have no result yet and are left out."""

    answers: list[DocumentAnswer]
    unread: list[tuple[str, str]]
    model: str
    seconds: float
    interrupted: bool


def read_by_night(
    gold: DocumentGold, out: Path, settings: Settings, console: Console, *, workers: int = 1, name: str = "gold"
) -> GoldNight:
    """Read the documents of a gold file and answer its questions; ledger and logs are kept in `out`. Another `name` is
    another night, whose results are made anew of what the model said.

    Raises:
        NightClerkError: the model or the folder cannot be used, or a service cannot be had.
    """
    premises = Premises(
        out=out,
        workers=workers,
        settings=settings.model_copy(update={"database": f"sqlite:///{out / 'nightclerk.db'}"}),
        local_database=True,
        local_broker=True,
        with_flower=False,
    )
    with locked(out):
        database = open_database(premises.settings.database)
        try:
            return _read(gold, premises, database, name, console)
        finally:
            database.dispose()


def _read(gold: DocumentGold, premises: Premises, database: sa.Engine, name: str, console: Console) -> GoldNight:
    check_parsers()
    card = load_catalogue(premises.settings).find(premises.settings.model)
    batches = [_submit(batch, gold.folder, card.name, premises.settings, database, name) for batch in gold.batches]
    console.print(f"{gold.questions} questions to {gold.documents} documents, model {card.name}", highlight=False)
    begun, interrupted = time.monotonic(), False
    waiting = [batch for batch in batches if batch.state is not BatchState.DONE]
    if waiting:
        prepare_model(card.name, premises.settings)
        begun = time.monotonic()
        interrupted = work(premises, database, waiting, console)
    seconds = time.monotonic() - begun
    return _collect(database, gold.batches, batches, seconds, interrupted)


def _submit(gold: GoldBatch, folder: Path, model: str, settings: Settings, database: sa.Engine, name: str) -> Batch:
    submission = submit(database, folder, gold.questionnaire, model=model, name=name, settings=settings, only=gold.rows)
    for path, reason in submission.found.left_out:
        raise GoldDocumentLeftOut(path=path, reason=reason)
    return find_batch(database, submission.batch.id)


def _collect(
    database: sa.Engine, asked: Sequence[GoldBatch], batches: Sequence[Batch], seconds: float, interrupted: bool
) -> GoldNight:
    answers: list[DocumentAnswer] = []
    unread: list[tuple[str, str]] = []
    models: list[str] = []
    for gold, batch in zip(asked, batches, strict=True):
        found = results_of(database, batch.id, gold.rows)
        answers += found.answers
        models += found.models
        unread += unread_documents(database, batch.id, gold.rows)
    model = ", ".join(dict.fromkeys(models)) or (batches[0].model if batches else "")
    return GoldNight(answers, unread, model, seconds, interrupted)
