"""The life of a bundle, top to bottom: claim, reuse, ask, answer, read, ground, judge, type, store."""

import logging
import random
from dataclasses import dataclass, replace

import sqlalchemy as sa
from celery.exceptions import SoftTimeLimitExceeded

from schemas.catalogue import PromptTemplate
from schemas.elements import Passage
from schemas.errors import (
    AnsweringStopped,
    BundleTimeout,
    EngineFailed,
    JobError,
    LeaseLost,
    QuestionTooLong,
    WorkerOutOfMemory,
)
from schemas.ledger.bundles import Bundle, Job, claim_bundle, finish_bundle
from schemas.ledger.control import is_cancelled
from schemas.ledger.heartbeat import heartbeat
from schemas.ledger.leases import renew
from schemas.outcomes import Answer, Cancel, Done, Outcome, after_error
from schemas.questionnaire import Question
from schemas.settings import Settings
from worker.answer_key import answer_key
from worker.answering import answer_of
from worker.asking import ask
from worker.calibration.record import Calibration
from worker.engines.contract import Ask, Engine, Generation, Stop
from worker.grounding import page_and_box

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Desk:
    """What a worker answers with. `weights` is the fingerprint of the engine's weights, `calibration` their record,
    `model` the name under which batches ask for it; None: it answers what it is handed."""

    database: sa.Engine
    engine: Engine
    template: PromptTemplate
    settings: Settings
    copy_values: bool = False
    not_found_from: float = 0.0
    weights: str = ""
    calibration: Calibration | None = None
    model: str | None = None

    def ask(self, question: Question, text: str) -> Ask:
        """What the engine is asked about a passage's text."""
        return ask(question, self.template, text, self.copy_values, self.not_found_from)

    def read(self, generation: Generation, question: Question, passage: Passage) -> Answer:
        """What is made of what the engine said."""
        return answer_of(generation, question, passage, self.template, self.engine.name, self.calibration)

    def key(self, text: str, question: Question) -> str:
        """All that this desk's answer depends on."""
        return answer_key(
            text,
            question,
            self.ask(question, text),
            engine=self.engine.name,
            weights=self.weights,
            template=self.template,
            calibration=self.calibration.fingerprint if self.calibration else "",
        )


def answer_passage(desk: Desk, passage_id: str) -> None:
    """Answer what waits at this passage. Does nothing where another holds it or nothing waits. Stops between two steps
    of the engine when the batch was cancelled or the lease is lost."""
    lease_s = desk.settings.lease_s
    bundle = claim_bundle(desk.database, passage_id, lease_s, desk.key, reuse=desk.settings.reuse, model=desk.model)
    if bundle is None:
        return
    with heartbeat(
        lambda: renew(desk.database, bundle.lease, lease_s),
        lease_s,
        unwanted=lambda: is_cancelled(desk.database, bundle.batch_id),
    ) as may_stop:
        outcomes = _reuse(bundle)
        asked = replace(bundle, jobs=tuple(job for job in bundle.jobs if job.known is None))
        outcomes |= _answer(desk, asked, may_stop.is_set)
    try:
        finish_bundle(desk.database, bundle, outcomes)
    except LeaseLost as lost:
        log.warning("%s", lost)


def _reuse(bundle: Bundle) -> dict[str, Outcome]:
    """The answers that are known, by job id: what was said and where in the text, with the page and box that this
    passage has there."""
    reused: dict[str, Outcome] = {}
    for job in bundle.jobs:
        if job.known is not None:
            page, box = page_and_box(bundle.passage, job.known.start, job.known.end)
            reused[job.id] = Done(replace(job.known, page=page, box=box))
    return reused


def _answer(desk: Desk, bundle: Bundle, stop: Stop) -> dict[str, Outcome]:
    """What becomes of each job of the bundle that the engine has to be asked, by job id."""
    jitter = random.random()  # one for all: jobs that come back together are answered together
    outcomes: dict[str, Outcome] = {
        job.id: after_error(error, job.attempt, desk.settings, jitter) for job, error in _too_long(desk, bundle)
    }
    jobs = [job for job in bundle.jobs if job.id not in outcomes]
    if not jobs:
        return outcomes
    try:
        text = bundle.passage.text
        generations = desk.engine.answer(text, [desk.ask(job.question, text) for job in jobs], stop)
        answered: dict[str, Outcome] = {
            job.id: Done(desk.read(generation, job.question, bundle.passage))
            for job, generation in zip(jobs, generations, strict=True)
        }
    except SoftTimeLimitExceeded:
        failed: JobError = BundleTimeout(limit_s=desk.settings.bundle_limit_s)
    except MemoryError:
        failed = WorkerOutOfMemory()
    except AnsweringStopped:
        return outcomes | {job.id: Cancel() for job in jobs}
    except EngineFailed as error:
        failed = error
    else:
        return outcomes | answered
    return outcomes | {job.id: after_error(failed, job.attempt, desk.settings, jitter) for job in jobs}


def _too_long(desk: Desk, bundle: Bundle) -> list[tuple[Job, QuestionTooLong]]:
    """The jobs whose prompt and answer do not fit the context: each costs itself alone."""
    refused = []
    for job in bundle.jobs:
        asked = desk.ask(job.question, bundle.passage.text)
        tokens = desk.engine.count_tokens(bundle.passage.text, asked)
        if tokens + asked.max_new_tokens > desk.engine.context_tokens:
            error = QuestionTooLong(
                tokens=tokens,
                answer_tokens=asked.max_new_tokens,
                model=desk.engine.name,
                context=desk.engine.context_tokens,
            )
            refused.append((job, error))
    return refused
