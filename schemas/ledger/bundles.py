"""A bundle's life: the jobs of one passage, claimed together under one lease, ended in one transaction."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from schemas.elements import Passage, Span
from schemas.errors import LeaseLost, NightClerkError
from schemas.ledger.database import clock, lock
from schemas.ledger.leases import Lease, held, take
from schemas.ledger.reuse import look_up, one_at_a_time
from schemas.outcomes import Answer, Cancel, Done, Outcome, Quarantine, Retry, trace
from schemas.questionnaire import Priority, Question, Questionnaire
from schemas.states import BatchState, State
from schemas.tables import answers, batches, jobs, passages

#: A bundle that ended unanswered this often (its worker died, its engine failed, its time ran out) runs question by
#: question: the poisonous one costs itself alone.
CRASHES_BEFORE_SINGLE = 2

#: A question that is just being asked for another passage with the same text is looked at again after this long,
#: seconds. Its attempts are not counted meanwhile.
TWIN_WAIT_S = 2.0

#: From a passage's text and a question to the key of the answer: all that the answer depends on.
KeyOf = Callable[[str, Question], str]


@dataclass(frozen=True)
class Job:
    """One question put to one passage. `known` is the answer where the ledger has it already, without page and box."""

    id: str
    question: Question
    attempt: int
    key: str | None = None
    known: Answer | None = None


@dataclass(frozen=True)
class Bundle:
    """The claimed jobs of one passage."""

    batch_id: str
    document_id: str
    passage_id: str
    passage: Passage
    model: str
    jobs: tuple[Job, ...]
    lease: Lease


def claim_bundle(
    database: sa.Engine,
    passage: str,
    lease_s: float,
    key_of: KeyOf | None = None,
    *,
    reuse: bool = True,
    model: str | None = None,
) -> Bundle | None:
    """Take the lease on a waiting passage and start its due jobs; None if there is nothing to take, or not for this
    `model`.

    Reading the passage is most of the work, so all its jobs go together; only where a deadline may come in between, the
    most important ones go first. With `key_of` answers get keys, and with `reuse` jobs whose key has an answer bring it
    along; those whose key is just being asked for another passage are left waiting.
    """
    with database.begin() as tx:
        now = clock(tx)
        lease = take(tx, passages, passage, now, lease_s, *([] if model is None else [_ASKED_OF.in_([model])]))
        if lease is None:
            return None
        row = _read(tx, passage)
        questionnaire = Questionnaire.model_validate(row.questionnaire)
        due = _due_jobs(
            tx,
            passage,
            now,
            single=row.crashes >= CRASHES_BEFORE_SINGLE,
            important_first=row.deadline is not None,
        )
        questions = {job.id: _question(questionnaire, job) for job in due}
        keys = {job.id: key_of(row.text, questions[job.id]) for job in due} if key_of else {}
        known: dict[str, Answer] = {}
        if keys and reuse:
            one_at_a_time(tx, row.text)
            known, elsewhere = look_up(tx, keys.values(), now)
            due = _without_twins(tx, due, keys, known, elsewhere, now)
        if not due:
            settle_passage(tx, passage)
            return None
        started = _start_jobs(tx, due, keys)
    return Bundle(
        batch_id=row.batch_id,
        document_id=row.document_id,
        passage_id=passage,
        passage=Passage(row.ordinal, row.text, row.tokens, tuple(Span.from_json(span) for span in row.spans)),
        model=row.asked_of,
        jobs=tuple(Job(job.id, questions[job.id], job.attempts, job.key, known.get(job.key)) for job in started),
        lease=lease,
    )


def finish_bundle(database: sa.Engine, bundle: Bundle, outcomes: Mapping[str, Outcome]) -> None:
    """Write what became of each job, by job id, and free the passage: one transaction under the lease's token.

    A job that was stopped is cancelled if its batch still is; if that was opened again since, it waits.

    Raises:
        LeaseLost: the lease is another's; nothing was written.
        ValueError: a job of the bundle has no outcome, or an outcome no job of the bundle; nothing was written.
    """
    if outcomes.keys() != {job.id for job in bundle.jobs}:
        raise ValueError("each job of the bundle needs its outcome, and nothing else one")
    unanswered = any(isinstance(outcome, Retry) for outcome in outcomes.values())
    keys = {job.id: job.key for job in bundle.jobs}
    stopped = any(isinstance(outcome, Cancel) for outcome in outcomes.values())
    with database.begin() as tx:
        if stopped:
            lock(tx, sa.select(batches.c.id).where(batches.c.id == bundle.batch_id))
        now = clock(tx)
        freed = tx.execute(held(bundle.lease).values(lease_until=now, crashes=passages.c.crashes + int(unanswered)))
        if freed.rowcount == 0:
            raise LeaseLost(what=f"passage {bundle.passage_id}")
        for job, outcome in outcomes.items():
            _end_job(tx, job, keys[job], outcome, now)
        settle_passage(tx, bundle.passage_id)


def settle_passage(tx: sa.Connection, passage: str) -> None:
    """Free a passage: waiting if a job of it waits, otherwise done. Within the transaction that moved its jobs."""
    due = tx.scalar(
        sa.select(sa.func.min(jobs.c.not_before)).where(jobs.c.passage_id == passage, jobs.c.state == State.WAITING)
    )
    state = State.DONE if due is None else State.WAITING
    tx.execute(
        passages.update()
        .where(passages.c.id == passage)
        .values(
            state=state,
            not_before=due or 0.0,
            priority=most_important(State.WAITING),
            lease_token=None,
            lease_until=None,
            announced_at=None,
        )
    )


_JobRow = sa.Row[tuple[object, ...]]

#: The model that a passage is for.
_ASKED_OF = sa.func.coalesce(
    passages.c.model,
    sa.select(batches.c.model).where(batches.c.id == passages.c.batch_id).correlate(passages).scalar_subquery(),
)


def most_important(*states: State) -> sa.ScalarSelect[int]:
    """The rank of the most important job in these states, for an UPDATE of passages."""
    return (
        sa.select(sa.func.coalesce(sa.func.min(jobs.c.priority), Priority.NORMAL.rank))
        .where(jobs.c.passage_id == passages.c.id, jobs.c.state.in_(states))
        .scalar_subquery()
    )


def _read(tx: sa.Connection, passage: str) -> sa.Row[tuple[object, ...]]:
    """A passage with what its batch says of it."""
    of_batch = batches.c.questionnaire, batches.c.deadline, _ASKED_OF.label("asked_of")
    read = sa.select(passages, *of_batch).join(batches, batches.c.id == passages.c.batch_id)
    return tx.execute(read.where(passages.c.id == passage)).one()


def _question(questionnaire: Questionnaire, job: _JobRow) -> Question:
    question = questionnaire.field(job.field)
    return question.as_part(job.part_of) if job.part_of else question


def _due_jobs(tx: sa.Connection, passage: str, now: float, *, single: bool, important_first: bool) -> list[_JobRow]:
    due = sa.and_(jobs.c.passage_id == passage, jobs.c.state == State.WAITING, jobs.c.not_before <= now)
    if important_first:
        due = sa.and_(due, jobs.c.priority == tx.scalar(sa.select(sa.func.min(jobs.c.priority)).where(due)))
    waiting = sa.select(jobs).where(due).order_by(jobs.c.attempts, jobs.c.ordinal)
    return list(tx.execute(waiting.limit(1) if single else waiting))


def _without_twins(
    tx: sa.Connection,
    due: list[_JobRow],
    keys: Mapping[str, str],
    known: Mapping[str, Answer],
    elsewhere: set[str],
    now: float,
) -> list[_JobRow]:
    """The jobs to start. Those whose key is asked elsewhere, or by another field of this bundle, wait a little: then
    they find its answer."""
    asked, wait = set(elsewhere), set()
    for job in due:
        key = keys[job.id]
        if key in asked and key not in known:
            wait.add(job.id)
        asked.add(key)
    if wait:
        tx.execute(jobs.update().where(jobs.c.id.in_(wait)).values(not_before=now + TWIN_WAIT_S))
    return [job for job in due if job.id not in wait]


def _start_jobs(tx: sa.Connection, due: list[_JobRow], keys: Mapping[str, str]) -> list[_JobRow]:
    chosen = jobs.c.id.in_([job.id for job in due])
    key = sa.case(dict(keys), value=jobs.c.id) if keys else None
    tx.execute(jobs.update().where(chosen).values(state=State.RUNNING, attempts=jobs.c.attempts + 1, key=key))
    return list(tx.execute(sa.select(jobs).where(chosen).order_by(jobs.c.ordinal)))


def _end_job(tx: sa.Connection, job: str, key: str | None, outcome: Outcome, now: float) -> None:
    match outcome:
        case Done(answer):
            tx.execute(answers.insert().values(job_id=job, key=key, created_at=now, **_columns(answer)))
            values: dict[str, object] = {"state": State.DONE, "ended_at": now, **_NO_REASON}
        case Retry(error, after_s):
            values = {"state": State.WAITING, "not_before": now + after_s, **_reason(error)}
        case Quarantine(error):
            values = {"state": State.QUARANTINED, "ended_at": now, **_reason(error)}
        case Cancel():
            values = {
                "state": sa.case((_BATCH_CANCELLED, State.CANCELLED), else_=State.WAITING),
                "ended_at": sa.case((_BATCH_CANCELLED, now)),
            }
    tx.execute(jobs.update().where(jobs.c.id == job, jobs.c.state == State.RUNNING).values(**values))


def _columns(answer: Answer) -> dict[str, object]:
    box = list(answer.box) if answer.box else None
    return asdict(answer) | {"box": box, "stray_numbers": list(answer.stray_numbers)}


_BATCH_CANCELLED = (
    sa.select(batches.c.id).where(batches.c.id == jobs.c.batch_id, batches.c.state == BatchState.CANCELLED).exists()
)

_NO_REASON = {"error_code": None, "error": None, "trace": None}


def _reason(error: NightClerkError) -> dict[str, object]:
    return {"error_code": error.code, "error": str(error), "trace": trace(error)}
