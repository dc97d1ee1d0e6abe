"""The worker's Celery application: one task, `passages.answer`. Started with `celery -A worker.app worker`."""

import logging
import os
import resource
import signal
import time
from functools import lru_cache
from typing import Any

from celery.signals import worker_process_init

from schemas.catalogue import load_catalogue
from schemas.celery_app import discreet, make_app
from schemas.errors import DatabaseUnreachable, NightClerkError
from schemas.ledger.database import open_database
from schemas.lifetime import die_with_parent
from schemas.messages import ANSWER_PASSAGE
from schemas.model_folder import is_prepared, weights_fingerprint
from schemas.settings import settings
from worker.bundle import Desk, answer_passage
from worker.calibration.store import find_calibration
from worker.engines import load_engine

log = logging.getLogger(__name__)

#: How often a child that has just started looks whether the database has come back, seconds.
_LOOK_AGAIN_S = 1.0

app = make_app("worker", settings(), settings().bundle_limit_s)


@lru_cache(maxsize=1)
def desk() -> Desk:
    """What this process answers with. Made in the child, after the fork: neither torch nor a database connection may be
    carried over it."""
    card = load_catalogue(settings()).find(settings().model)
    engine = load_engine(card, settings())
    folder = is_prepared(card, settings())  # None: the scripted engine has no weights
    return Desk(
        open_database(settings().database),
        engine,
        card.template,
        settings(),
        card.copy_values,
        card.not_found_from,
        weights_fingerprint(folder) if folder else "",
        find_calibration(card, engine.name, folder, settings()),
        card.name,
    )


@worker_process_init.connect  # type: ignore[untyped-decorator]
def set_up_child(**_: Any) -> None:
    """Load the model before the first bundle comes. A worker that cannot load it is of no use, and says so and ends.
    One whose database is away waits for it: there is nothing that a person would have to mend here."""
    die_with_parent(os.getppid())
    limit_memory(settings().worker_memory_bytes)
    try:
        wait_for_database()
        desk()
    except NightClerkError as error:
        log.critical("this worker cannot work: %s", error)
        os.kill(os.getppid(), signal.SIGTERM)


def limit_memory(max_bytes: int | None) -> None:
    """Have the kernel refuse this process more memory of its own than that: MemoryError instead of a machine without
    memory, where the kernel may kill anything. Mapped files, such as integer weights, are not counted."""
    if max_bytes is not None:
        resource.setrlimit(resource.RLIMIT_DATA, (max_bytes, max_bytes))


def wait_for_database() -> None:
    """Return as soon as the database answers.

    Raises:
        DatabaseVersionMismatch: it does, and its tables are of another version.
    """
    while True:
        try:
            return open_database(settings().database).dispose()
        except DatabaseUnreachable as exc:
            log.warning("waiting for the database: %s", exc)
            time.sleep(_LOOK_AGAIN_S)


@app.task(name=ANSWER_PASSAGE)  # type: ignore[untyped-decorator]
@discreet
def answer(passage_id: str, batch_id: str) -> None:  # noqa: ARG001  (shown by Flower)
    """Answer the waiting jobs of a passage. `batch_id` is there to be seen, not used."""
    answer_passage(desk(), passage_id)
