"""A passage, its jobs and their answers agree: nothing is forgotten, lost or doubled."""

from collections.abc import Iterator

import sqlalchemy as sa

from schemas.ledger.audit_rules.rule import Rule, exists, ids_of, number_of
from schemas.states import State
from schemas.tables import answers, jobs, passages


def rules_of_passages(batch: str) -> Iterator[Rule]:
    """A passage waits and runs with its jobs."""

    def job_in(state: State) -> sa.Exists:
        return exists(jobs, jobs.c.passage_id == passages.c.id, jobs.c.state == state)

    def passage_in(*states: State) -> sa.Exists:
        return exists(passages, passages.c.id == jobs.c.passage_id, passages.c.state.in_(states))

    yield Rule(
        "passage_waits_for_nothing",
        "passages",
        "waits, but none of its jobs does",
        ids_of(passages, batch, passages.c.state == State.WAITING, ~job_in(State.WAITING)),
    )
    yield Rule(
        "passage_runs_for_nothing",
        "passages",
        "running, but none of its jobs is",
        ids_of(passages, batch, passages.c.state == State.RUNNING, ~job_in(State.RUNNING)),
    )
    yield Rule(
        "job_forgotten",
        "jobs",
        "waits, but its passage has ended: it is not announced, and nobody will ask it",
        ids_of(jobs, batch, jobs.c.state == State.WAITING, ~passage_in(State.WAITING, State.RUNNING)),
    )
    yield Rule(
        "job_abandoned",
        "jobs",
        "running, but its passage is not: nobody works on it, and nobody will take it back",
        ids_of(jobs, batch, jobs.c.state == State.RUNNING, ~passage_in(State.RUNNING)),
    )


def rules_of_answers(batch: str) -> Iterator[Rule]:
    """Done jobs have one answer, all others none."""
    said = number_of(answers, answers.c.job_id == jobs.c.id)
    yield Rule(
        "answer_lost", "jobs", "done without an answer", ids_of(jobs, batch, jobs.c.state == State.DONE, said == 0)
    )
    yield Rule("answer_doubled", "jobs", "has more than one answer", ids_of(jobs, batch, said > 1))
    yield Rule(
        "answer_unclaimed",
        "jobs",
        "has an answer but is not done: it would be asked again",
        ids_of(jobs, batch, jobs.c.state != State.DONE, said > 0),
    )
