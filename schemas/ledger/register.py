"""Batches and their documents: rows first, messages later."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from schemas import ids
from schemas.errors import BatchUnknown, DocumentError
from schemas.ledger.database import clock, insert_missing, lock, reading
from schemas.questionnaire import Questionnaire
from schemas.states import BatchState, State
from schemas.tables import batches, documents


@dataclass(frozen=True)
class Batch:
    """One submission of a folder with one questionnaire."""

    id: str
    name: str
    folder: str
    questionnaire: Questionnaire
    model: str
    state: BatchState
    created_at: float
    deadline: float | None  # seconds since 1970, UTC


@dataclass(frozen=True)
class FoundFile:
    """One distinct content of a folder. `problem` is set where it will not be read."""

    path: str
    sha256: str
    size_bytes: int
    other_paths: tuple[str, ...] = ()
    problem: DocumentError | None = None


def open_batch(database: sa.Engine, *, folder: str, questionnaire: Questionnaire, model: str, name: str) -> Batch:
    """The batch of these four; made if there is none yet, found again if there is."""
    batch = ids.batch_id(folder, questionnaire.digest, model, name)
    with database.begin() as tx:
        row = {
            "id": batch,
            "name": name,
            "folder": folder,
            "questionnaire": questionnaire.model_dump(mode="json", exclude_none=True),
            "model": model,
            "state": BatchState.REGISTERING,
            "created_at": clock(tx),
        }
        insert_missing(tx, batches, [row])
    return find_batch(database, batch)


def find_batch(database: sa.Engine, batch: str) -> Batch:
    """The batch with this id, or with the one id that begins so.

    Raises:
        BatchUnknown: there is none, or more than one begins so.
    """
    with reading(database) as tx:
        rows = tx.execute(sa.select(batches).where(batches.c.id.startswith(batch, autoescape=True)).limit(2)).all()
    if len(rows) != 1 or not batch:
        raise BatchUnknown(batch=batch)
    return _batch(rows[0])


def list_batches(database: sa.Engine) -> list[Batch]:
    """All batches, the newest first."""
    with reading(database) as tx:
        return [_batch(row) for row in tx.execute(sa.select(batches).order_by(batches.c.created_at.desc()))]


def register(database: sa.Engine, batch: str, files: Sequence[FoundFile]) -> int:
    """Insert the documents that the batch does not have yet and open it: one transaction. How many were new."""
    with database.begin() as tx:
        lock(tx, sa.select(batches.c.id).where(batches.c.id == batch))
        now = clock(tx)
        taken = tx.scalar(sa.select(sa.func.count()).where(documents.c.batch_id == batch)) or 0
        rows = [_document_row(batch, taken + position, file, now) for position, file in enumerate(files)]
        new = insert_missing(tx, documents, rows)
        closed = [BatchState.DONE, BatchState.CANCELLED] if new else []
        tx.execute(
            batches.update()
            .where(batches.c.id == batch, batches.c.state.in_([BatchState.REGISTERING, *closed]))
            .values(state=BatchState.OPEN, ended_at=None)
        )
    return new


def _batch(row: sa.Row[tuple[object, ...]]) -> Batch:
    return Batch(
        id=row.id,
        name=row.name,
        folder=row.folder,
        questionnaire=Questionnaire.model_validate(row.questionnaire),
        model=row.model,
        state=BatchState(row.state),
        created_at=row.created_at,
        deadline=row.deadline,
    )


def _document_row(batch: str, position: int, file: FoundFile, now: float) -> dict[str, object]:
    problem = file.problem
    return {
        "id": ids.document_id(batch, file.sha256),
        "batch_id": batch,
        "position": position,
        "sha256": file.sha256,
        "path": file.path,
        "other_paths": list(file.other_paths),
        "size_bytes": file.size_bytes,
        "state": State.QUARANTINED if problem else State.WAITING,
        "attempts": 0,
        "not_before": 0.0,
        "error_code": problem.code if problem else None,
        "error": str(problem) if problem else None,
        "ended_at": now if problem else None,
    }
