"""From a folder and a questionnaire to a batch in the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from producer.discover import Discovery, discover, look_at
from schemas.catalogue import load_catalogue
from schemas.errors import ModelUnknown, SecondModelIsFirst, SecondModelUnknown
from schemas.ledger.deadline import take_up
from schemas.ledger.register import Batch, find_batch, open_batch, register
from schemas.questionnaire import Questionnaire
from schemas.settings import Settings


@dataclass(frozen=True)
class Submission:
    """A batch with what was found; `new` counts the documents that it did not have before, `taken_up` the documents and
    jobs that an earlier deadline had carried."""

    batch: Batch
    found: Discovery
    new: int
    taken_up: int


def submit(
    database: sa.Engine,
    folder: Path,
    questionnaire: Questionnaire,
    *,
    model: str,
    name: str,
    settings: Settings,
    deadline: float | None = None,
    only: Iterable[str] | None = None,
) -> Submission:
    """Register a folder, or `only` the files of these names in it. The same folder, questionnaire, model and name again
    is the same batch: only documents that are new are added, what was carried waits again, and the deadline is the new
    one, or none.

    Raises:
        FolderMissing, FolderEmpty: there is nothing to register.
        SecondModelUnknown, SecondModelIsFirst: the questionnaire's second model cannot be asked.
    """
    questionnaire = _with_second_model(questionnaire, model, settings)
    limit = settings.max_file_bytes
    found = discover(folder, limit) if only is None else look_at(folder, only, limit)
    batch = open_batch(database, folder=str(folder.resolve()), questionnaire=questionnaire, model=model, name=name)
    # Before it is opened: what is new must not meet the deadline of another night.
    taken_up = take_up(database, batch.id, deadline)
    new = register(database, batch.id, found.files)
    return Submission(find_batch(database, batch.id), found, new, taken_up)


def _with_second_model(questionnaire: Questionnaire, model: str, settings: Settings) -> Questionnaire:
    """The questionnaire with its second model by the name that its workers have."""
    if questionnaire.escalate_to is None:
        return questionnaire
    try:
        second = load_catalogue(settings).find(questionnaire.escalate_to).name
    except ModelUnknown as exc:
        raise SecondModelUnknown(name=questionnaire.escalate_to) from exc
    if second == model:
        raise SecondModelIsFirst(name=second)
    return questionnaire.model_copy(update={"escalate_to": second})
