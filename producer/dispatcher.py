"""The dispatcher: publishes what waits, keeps Redis nearly empty, takes back what was lost, resolves what is answered.

Every step is idempotent and says nothing that the ledger does not know: it may be killed anywhere, and run twice.
"""

import logging
import threading
import time
from collections.abc import Callable
from functools import partial

import sqlalchemy as sa
from celery import Celery

from producer.rounds import end_answered
from schemas.catalogue import load_catalogue
from schemas.celery_app import make_publisher, publish, turn_to_publish, waiting_messages
from schemas.errors import BrokerUnreachable, ModelUnknown
from schemas.ledger.control import cancel_stragglers
from schemas.ledger.deadline import carry
from schemas.ledger.dispatch import Announcement, announce_documents, announce_passages, models_with_work, reap
from schemas.ledger.results import finish_batches
from schemas.messages import ANSWER_PASSAGE, DOCUMENTS_QUEUE, SPLIT_DOCUMENT, passages_queue, task_id
from schemas.settings import Settings

log = logging.getLogger(__name__)

#: A queue that is not empty makes the wait for ringing again this many times as long.
RING_AGAIN_BEHIND_QUEUE = 20

#: A queue that is taken empty between two steps has its workers idle: the next step then comes this much sooner.
HASTE = 10

#: A repeated complaint is repeated after this long at the earliest, seconds.
_COMPLAIN_EVERY_S = 30.0


class Dispatcher:
    """One loop over the ledger. Any number may run beside each other."""

    def __init__(self, database: sa.Engine, settings: Settings) -> None:
        self._database = database
        self._settings = settings
        self._catalogue = load_catalogue(settings)
        self._app: Celery = make_publisher("dispatcher", settings)
        self._complained_at: dict[str, float] = {}

    def step(self) -> bool:
        """Do once what is to do; whether more is to be rung for soon. A service that is away is complained of, and the
        next step tries again."""
        try:
            self.keep_the_ledger()
            return self.ring()
        except BrokerUnreachable as exc:
            self._complain("the broker", exc)
        except (sa.exc.OperationalError, sa.exc.InterfaceError) as exc:
            self._complain("the database", exc)
        return False

    def keep_the_ledger(self) -> None:
        """Take back expired leases, carry what is late, resolve and end documents or ask what comes of their answers,
        end batches: needs no broker."""
        reap(self._database, self._settings)
        cancel_stragglers(self._database)
        carry(self._database)
        end_answered(self._database, self._settings)
        finish_batches(self._database)

    def ring(self) -> bool:
        """Announce waiting work as far as the queues have room, unless another dispatcher is doing that. Whether a
        queue was empty and is full now: then its workers wait for the dispatcher, not it for them."""
        with turn_to_publish(self._app) as mine:
            if not mine:
                return False
            hungry = self._fill(DOCUMENTS_QUEUE, SPLIT_DOCUMENT, announce_documents)
            for model in models_with_work(self._database):
                try:
                    queue = passages_queue(self._catalogue.find(model).folder_name)
                except ModelUnknown as exc:  # one batch's trouble, not that of the others
                    self._complain(f"the model {model}", exc)
                    continue
                hungry |= self._fill(queue, ANSWER_PASSAGE, partial(announce_passages, model=model))
        return hungry

    def run(self, stop: threading.Event) -> None:
        """Step until `stop` is set."""
        while not stop.is_set():
            hungry = self.step()
            stop.wait(self._settings.dispatch_interval_s / (HASTE if hungry else 1))

    def _fill(self, queue: str, task: str, announce: Callable[..., list[Announcement]]) -> bool:
        """Publish as much as the queue takes; whether it was empty and is full now."""
        waiting = waiting_messages(self._app, queue)
        room = self._settings.doorbell_cap - waiting
        # While messages wait, a row that was announced long ago most likely has its message among them.
        again_s = self._settings.ring_again_s * (RING_AGAIN_BEHIND_QUEUE if waiting else 1)
        announced = announce(self._database, limit=room, ring_again_s=again_s)
        self._publish(task, queue, announced)
        return waiting == 0 and len(announced) == room

    def _publish(self, task: str, queue: str, announced: list[Announcement]) -> None:
        # A message that is lost after its row was marked is rung for again after ring_again_s.
        for work in announced:
            publish(self._app, task, work.id, work.batch_id, queue=queue, task_id=task_id(work.id, work.attempt))

    def _complain(self, about: str, exc: Exception) -> None:
        if time.monotonic() - self._complained_at.get(about, float("-inf")) >= _COMPLAIN_EVERY_S:
            self._complained_at[about] = time.monotonic()
            log.warning("%s cannot be used, trying on: %s", about, exc)
