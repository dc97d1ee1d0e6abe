"""Everything of a batch recounted from the rows: what a bug or a kill could leave, looked for one thing at a time.

Nothing here trusts a constraint of the tables, a state or a sum; each check is a SELECT of the ids that break one rule.
All are made in one transaction, so that they speak of one moment.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from schemas.ledger.database import clock, reading
from schemas.questionnaire import Question, Questionnaire
from schemas.states import FINAL, BatchState, ResultStatus, State
from schemas.tables import answers, batches, documents, jobs, passages, results

#: How many ids of one imbalance are listed; all are counted.
LISTED = 100


@dataclass(frozen=True)
class Imbalance:
    """One rule that rows of a batch break."""

    name: str
    table: str
    meaning: str
    count: int
    ids: tuple[str, ...]  # of `table`, the first LISTED in their order


@dataclass(frozen=True)
class Sum:
    """How many rows there are, and how many of them are in each state."""

    registered: int
    by_state: dict[str, int]

    @property
    def balanced(self) -> bool:
        return self.registered == sum(self.by_state.values())

    @property
    def ended(self) -> bool:
        """Whether every row is in a final state."""
        return self.registered == sum(self.by_state[state] for state in FINAL)


@dataclass(frozen=True)
class Audit:
    """A batch at one moment: its sums (documents, jobs, and jobs of each kind) and what is wrong with it."""

    batch: str
    sums: dict[str, Sum]
    answers: int
    imbalances: tuple[Imbalance, ...]

    @property
    def balanced(self) -> bool:
        return not self.imbalances

    @property
    def ended(self) -> bool:
        """Whether every document and every job is in a final state."""
        return all(found.ended for found in self.sums.values())

    def to_json(self) -> dict[str, Any]:
        """The audit as JSON has it."""
        sums = {
            what: {"registered": found.registered, **found.by_state, "balanced": found.balanced}
            for what, found in self.sums.items()
        }
        imbalances = [asdict(imbalance) for imbalance in self.imbalances]
        return {"batch": self.batch, "balanced": self.balanced, "ended": self.ended, "answers": self.answers} | {
            "sums": sums,
            "imbalances": imbalances,
        }


@dataclass(frozen=True)
class _Rule:
    """`broken` selects the ids, in the table of that name, of the rows that break it."""

    name: str
    table: str
    meaning: str
    broken: sa.Select[Any]


def audit(database: sa.Engine, batch: str) -> Audit:
    """Recount the batch with this id.

    On a batch that is worked on, what a dispatcher puts right at its next step (an expired lease, work that waits in a
    cancelled batch) is an imbalance too; its meaning says so.
    """
    with reading(database) as tx:
        questionnaire = Questionnaire.model_validate(
            tx.scalar(sa.select(batches.c.questionnaire).where(batches.c.id == batch))
        )
        found = [_look(tx, rule) for rule in _rules(batch, questionnaire, clock(tx))]
        answered = sa.select(sa.func.count()).select_from(answers.join(jobs, jobs.c.id == answers.c.job_id))
        return Audit(
            batch=batch,
            sums=_sums(tx, batch),
            answers=tx.scalar(answered.where(jobs.c.batch_id == batch)) or 0,
            imbalances=tuple(imbalance for imbalance in found if imbalance is not None),
        )


def _look(tx: sa.Connection, rule: _Rule) -> Imbalance | None:
    column = rule.broken.selected_columns[0]
    ids = tuple(tx.scalars(rule.broken.order_by(column).limit(LISTED + 1)))
    if not ids:
        return None
    many = sa.select(sa.func.count()).select_from(rule.broken.subquery())
    count = len(ids) if len(ids) <= LISTED else tx.scalar(many) or 0
    return Imbalance(rule.name, rule.table, rule.meaning, count, ids[:LISTED])


def _sums(tx: sa.Connection, batch: str) -> dict[str, Sum]:
    kinds = tx.scalars(sa.select(jobs.c.kind).where(jobs.c.batch_id == batch).distinct().order_by(jobs.c.kind))
    rows = {"documents": (documents, sa.true()), "jobs": (jobs, sa.true())}
    rows |= {f"{kind} jobs": (jobs, jobs.c.kind == kind) for kind in kinds}
    return {what: _sum(tx, table, sa.and_(table.c.batch_id == batch, of)) for what, (table, of) in rows.items()}


def _sum(tx: sa.Connection, table: sa.Table, where: sa.ColumnElement[bool]) -> Sum:
    registered = tx.scalar(sa.select(sa.func.count()).select_from(table).where(where)) or 0
    by_state = tx.execute(sa.select(table.c.state, sa.func.count()).where(where).group_by(table.c.state)).all()
    found: dict[str, int] = dict(map(tuple, by_state))
    return Sum(registered, {str(state): found.get(state, 0) for state in State})


def _rules(batch: str, questionnaire: Questionnaire, now: float) -> Iterator[_Rule]:
    yield from _rules_of_states(batch)
    yield from _rules_of_belonging(batch)
    yield from _rules_of_leases(batch, now)
    yield from _rules_of_batches(batch)
    yield from _rules_of_splits(batch, questionnaire)
    yield from _rules_of_rounds(batch)
    yield from _rules_of_passages(batch)
    yield from _rules_of_answers(batch)
    yield from _rules_of_results(batch, questionnaire)
    yield from _rules_of_sources(batch)


def _of(table: sa.Table, batch: str, *where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return sa.select(table.c.id).where(table.c.batch_id == batch, *where)


def _exists(table: sa.FromClause, *where: sa.ColumnElement[bool]) -> sa.Exists:
    return sa.select(sa.literal(1)).select_from(table).where(*where).exists()


def _rules_of_states(batch: str) -> Iterator[_Rule]:
    for table in (documents, passages, jobs):
        yield _Rule(
            "state_unknown",
            table.name,
            "in a state that does not exist: registered is more than the sum of the states",
            _of(table, batch, table.c.state.not_in(list(State))),
        )
    for table in (documents, jobs):
        final = table.c.state.in_(FINAL)
        yield _Rule(
            "ending_without_time",
            table.name,
            "in a final state without the time of its end, or not in one and with a time: its state was half changed",
            _of(table, batch, final == table.c.ended_at.is_(None)),
        )
        without = sa.or_(
            *(sa.func.coalesce(reason, "") == "" for reason in (table.c.error_code, table.c.error)),
        )
        yield _Rule(
            "quarantine_without_reason",
            table.name,
            "in quarantine without a reason: nobody can act on it",
            _of(table, batch, table.c.state == State.QUARANTINED, without),
        )


def _rules_of_belonging(batch: str) -> Iterator[_Rule]:
    parents: list[tuple[sa.Table, sa.Table, str]] = [
        (passages, documents, "document_id"),
        (jobs, documents, "document_id"),
        (jobs, passages, "passage_id"),
    ]
    for table, parent, column in parents:
        belongs = _exists(parent, parent.c.id == table.c[column], parent.c.batch_id == table.c.batch_id)
        yield _Rule(
            f"without_{parent.name.removesuffix('s')}",
            table.name,
            f"its {parent.name.removesuffix('s')} is not there, or in another batch: it is counted in the wrong place",
            _of(table, batch, ~belongs),
        )
    yield _Rule(
        "of_another_document",
        "jobs",
        "its passage is of another document: its answer would go to the wrong one",
        _of(
            jobs,
            batch,
            _exists(passages, passages.c.id == jobs.c.passage_id, passages.c.document_id != jobs.c.document_id),
        ),
    )


def _rules_of_leases(batch: str, now: float) -> Iterator[_Rule]:
    for table in (documents, passages):
        running = table.c.state == State.RUNNING
        some = sa.or_(table.c.lease_token.is_not(None), table.c.lease_until.is_not(None))
        yield _Rule(
            "lease_expired",
            table.name,
            "its lease has ended: its holder is gone; a dispatcher takes it back at its next step, if one runs",
            _of(table, batch, running, table.c.lease_until < now),
        )
        yield _Rule(
            "lease_without_run",
            table.name,
            "under a lease, but not running: a late writer could still change it",
            _of(table, batch, ~running, some),
        )
        needs_one = sa.and_(running, documents.c.split_at.is_(None)) if table is documents else running
        whole = sa.and_(table.c.lease_token.is_not(None), table.c.lease_until.is_not(None))
        yield _Rule(
            "run_without_lease",
            table.name,
            "running without a lease: nobody works on it, and nobody will take it back",
            _of(table, batch, needs_one, ~whole),
        )
    split = documents.c.split_at.is_not(None), documents.c.state == State.RUNNING
    yield _Rule(
        "lease_after_split",
        "documents",
        "split, but still under a lease: when that ends it is split again",
        _of(documents, batch, *split, documents.c.lease_until.is_not(None)),
    )


def _rules_of_batches(batch: str) -> Iterator[_Rule]:
    def in_a(state: BatchState) -> sa.Exists:
        return _exists(batches, batches.c.id == batch, batches.c.state == state)

    for table in (documents, jobs):
        yield _Rule(
            "unfinished_in_done_batch",
            table.name,
            "not in a final state, but its batch is done: nobody will work on it",
            _of(table, batch, in_a(BatchState.DONE), table.c.state.not_in(FINAL)),
        )
        yield _Rule(
            "waiting_in_cancelled_batch",
            table.name,
            "waits, but its batch is cancelled; a dispatcher cancels it at its next step, if one runs",
            _of(table, batch, in_a(BatchState.CANCELLED), table.c.state == State.WAITING),
        )
    yield _Rule(
        "batch_not_opened",
        "documents",
        "registered, but its batch was not opened with it: it is not announced",
        _of(documents, batch, in_a(BatchState.REGISTERING)),
    )
    closed = batches.c.state.in_([BatchState.DONE, BatchState.CANCELLED])
    yield _Rule(
        "ending_without_time",
        "batches",
        "ended without the time of its end, or not ended and with a time: its state was half changed",
        sa.select(batches.c.id).where(batches.c.id == batch, closed == batches.c.ended_at.is_(None)),
    )


def _rules_of_splits(batch: str, questionnaire: Questionnaire) -> Iterator[_Rule]:
    of_document = [_exists(table, table.c.document_id == documents.c.id) for table in (passages, jobs)]
    yield _Rule(
        "split_in_part",
        "documents",
        "has passages or jobs, but is not split: the split was not one transaction",
        _of(documents, batch, documents.c.split_at.is_(None), sa.or_(*of_document)),
    )
    yield _Rule(
        "split_forgotten",
        "documents",
        "split, but waits or is in quarantine as if it were not: it would be split again",
        _of(
            documents,
            batch,
            documents.c.split_at.is_not(None),
            documents.c.state.in_([State.WAITING, State.QUARANTINED]),
        ),
    )
    yield _Rule(
        "done_unsplit",
        "documents",
        "done, but never split: nothing was asked of it",
        _of(documents, batch, documents.c.split_at.is_(None), documents.c.state == State.DONE),
    )
    cut = _number(passages, passages.c.document_id == documents.c.id)
    last = sa.select(sa.func.max(passages.c.ordinal)).where(passages.c.document_id == documents.c.id).scalar_subquery()
    split = documents.c.split_at.is_not(None)
    yield _Rule(
        "passages_missing",
        "documents",
        "its passages are not numbered without a gap from the first: some are missing, or there are none",
        _of(documents, batch, split, sa.or_(cut == 0, cut != last + 1)),
    )
    for question in questionnaire.fields:
        of_first_round = _exists(passages, passages.c.id == jobs.c.passage_id, passages.c.round == 1)
        asked = _number(jobs, jobs.c.document_id == documents.c.id, jobs.c.field == question.name, of_first_round)
        yield _Rule(
            f"jobs_miscounted:{question.name}",
            "documents",
            f"not as many jobs for {question.name} as it has passages that are asked",
            _of(documents, batch, split, asked != _to_be_asked(question)),
        )
    kinds = {question.name: question.kind for question in questionnaire.fields}
    known = sa.or_(*(sa.and_(jobs.c.field == name, jobs.c.kind == kind) for name, kind in kinds.items()))
    yield _Rule(
        "job_not_asked",
        "jobs",
        "its field is not in the questionnaire, or of another kind there",
        _of(jobs, batch, ~known),
    )


def _to_be_asked(question: Question) -> sa.ScalarSelect[int]:
    """How many passages of a document the routing asks: so many, whichever they are, or all."""
    limit = question.asked_passages
    so_many = sa.true() if limit is None else passages.c.ordinal < limit
    return _number(passages, passages.c.document_id == documents.c.id, passages.c.round == 1, so_many)


def _number(table: sa.Table, *where: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    return sa.select(sa.func.count()).select_from(table).where(*where).scalar_subquery()


def _rules_of_rounds(batch: str) -> Iterator[_Rule]:
    mine = passages.c.document_id == documents.c.id
    rounds = sa.select(sa.func.count(passages.c.round.distinct())).where(mine).scalar_subquery()
    last = sa.select(sa.func.max(passages.c.round)).where(mine).scalar_subquery()
    yield _Rule(
        "rounds_missing",
        "documents",
        "its rounds are not numbered without a gap from the first: one was not begun in one transaction",
        _of(documents, batch, rounds != last),
    )
    yield _Rule(
        "round_for_nothing",
        "passages",
        "of a later round, but nothing is asked of it",
        _of(passages, batch, passages.c.round > 1, ~_exists(jobs, jobs.c.passage_id == passages.c.id)),
    )
    original = passages.alias("original")
    faithful = sa.select(sa.literal(1)).where(
        original.c.id == passages.c.copy_of,
        original.c.document_id == passages.c.document_id,
        original.c.round == 1,
        original.c.text == passages.c.text,
    )
    yield _Rule(
        "copy_unfaithful",
        "passages",
        "the passage it is a copy of is not there, or has another text",
        _of(passages, batch, passages.c.copy_of.is_not(None), ~faithful.correlate(passages).exists()),
    )
    by_another = _exists(
        jobs.join(answers, answers.c.job_id == jobs.c.id),
        jobs.c.passage_id == passages.c.id,
        answers.c.model != passages.c.model,
        ~answers.c.model.startswith(passages.c.model + "@", autoescape=False),
    )
    yield _Rule(
        "answered_by_another",
        "passages",
        "for one model, but answered by another",
        _of(passages, batch, passages.c.model.is_not(None), by_another),
    )


def _rules_of_passages(batch: str) -> Iterator[_Rule]:
    def job_in(state: State) -> sa.Exists:
        return _exists(jobs, jobs.c.passage_id == passages.c.id, jobs.c.state == state)

    def passage_in(*states: State) -> sa.Exists:
        return _exists(passages, passages.c.id == jobs.c.passage_id, passages.c.state.in_(states))

    yield _Rule(
        "passage_waits_for_nothing",
        "passages",
        "waits, but none of its jobs does",
        _of(passages, batch, passages.c.state == State.WAITING, ~job_in(State.WAITING)),
    )
    yield _Rule(
        "passage_runs_for_nothing",
        "passages",
        "running, but none of its jobs is",
        _of(passages, batch, passages.c.state == State.RUNNING, ~job_in(State.RUNNING)),
    )
    yield _Rule(
        "job_forgotten",
        "jobs",
        "waits, but its passage has ended: it is not announced, and nobody will ask it",
        _of(jobs, batch, jobs.c.state == State.WAITING, ~passage_in(State.WAITING, State.RUNNING)),
    )
    yield _Rule(
        "job_abandoned",
        "jobs",
        "running, but its passage is not: nobody works on it, and nobody will take it back",
        _of(jobs, batch, jobs.c.state == State.RUNNING, ~passage_in(State.RUNNING)),
    )


def _rules_of_answers(batch: str) -> Iterator[_Rule]:
    said = _number(answers, answers.c.job_id == jobs.c.id)
    yield _Rule(
        "answer_lost", "jobs", "done without an answer", _of(jobs, batch, jobs.c.state == State.DONE, said == 0)
    )
    yield _Rule("answer_doubled", "jobs", "has more than one answer", _of(jobs, batch, said > 1))
    yield _Rule(
        "answer_unclaimed",
        "jobs",
        "has an answer but is not done: it would be asked again",
        _of(jobs, batch, jobs.c.state != State.DONE, said > 0),
    )


def _rules_of_results(batch: str, questionnaire: Questionnaire) -> Iterator[_Rule]:
    names = [question.name for question in questionnaire.fields]
    mine = results.c.document_id == documents.c.id
    some = _exists(results, mine)
    whole = sa.and_(
        *(_number(results, mine, results.c.field == name) == 1 for name in names),
        ~_exists(results, mine, results.c.field.not_in(names)),
    )
    unfinished_job = _exists(jobs, jobs.c.document_id == documents.c.id, jobs.c.state.not_in(FINAL))
    yield _Rule(
        "document_ended_early",
        "documents",
        "in a final state, but jobs of it are not",
        _of(documents, batch, documents.c.state.in_(FINAL), unfinished_job),
    )
    given_up = _exists(jobs, jobs.c.document_id == documents.c.id, jobs.c.state.in_([State.CANCELLED, State.CARRIED]))
    yield _Rule(
        "document_not_all_done",
        "documents",
        "done, but jobs of it are cancelled or carried",
        _of(documents, batch, documents.c.state == State.DONE, given_up),
    )
    yield _Rule(
        "results_not_one_a_field",
        "documents",
        "has not exactly one result for each field of the questionnaire",
        _of(documents, batch, sa.or_(documents.c.state == State.DONE, some), ~whole),
    )
    yield _Rule(
        "results_too_early",
        "documents",
        "has results, but is not ended: they cannot be written again when it ends",
        _of(documents, batch, documents.c.state.in_([State.WAITING, State.RUNNING]), some),
    )


def _rules_of_sources(batch: str) -> Iterator[_Rule]:
    document = _exists(documents, documents.c.id == results.c.document_id, documents.c.batch_id == results.c.batch_id)
    yield _Rule(
        "without_document",
        "results",
        "of a document that is not there, or in another batch",
        sa.select(results.c.document_id).where(results.c.batch_id == batch, ~document),
    )
    source = _exists(
        jobs,
        jobs.c.id == results.c.job_id,
        jobs.c.document_id == results.c.document_id,
        jobs.c.field == results.c.field,
        sa.or_(jobs.c.state == State.DONE, results.c.status == ResultStatus.FAILED),
    )
    without_answer = results.c.status.in_([ResultStatus.FAILED, ResultStatus.CARRIED])
    unfounded = sa.or_(results.c.job_id.is_not(None), ~without_answer)
    yield _Rule(
        "result_unfounded",
        "results",
        "the job that its value comes from is not there, not done, or of another document or field",
        sa.select(results.c.document_id).where(results.c.batch_id == batch, unfounded, ~source),
    )
    evidence = _exists(
        jobs,
        jobs.c.id == results.c.source_job_id,
        jobs.c.document_id == results.c.document_id,
        jobs.c.field == results.c.field,
        jobs.c.state == State.DONE,
    )
    yield _Rule(
        "evidence_unfounded",
        "results",
        "the job that its evidence comes from is not there, not done, or of another document or field",
        sa.select(results.c.document_id).where(
            results.c.batch_id == batch, results.c.source_job_id.is_not(None), ~evidence
        ),
    )
