"""What a night shows while it works: the time that is left, and a line for a log file."""

from io import StringIO

import pytest
import sqlalchemy as sa
from rich.console import Console

from batches import all_done, claimed_bundle, passages_of, split_batch
from producer.progress import Progress, say_escalations, summary, time_left
from schemas.ledger.bundles import finish_bundle
from schemas.ledger.counts import BatchCounts, Counts, count
from schemas.ledger.escalations import Escalations
from schemas.states import State


def counts(registered: int, **states: int) -> Counts:
    found = {state: states.get(state, 0) for state in State}
    found[State.WAITING] = registered - sum(states.values())
    return Counts(registered, found)


def moment(documents: Counts, jobs: Counts, unsplit: int = 0) -> BatchCounts:
    return BatchCounts(documents, jobs, {}, unsplit)


@pytest.mark.parametrize(
    ("now", "rate", "words"),
    [
        (moment(counts(10), counts(100, done=40)), 0.0, "time left not known yet"),
        (moment(counts(10), counts(100, done=40)), 6.0, "about 10 min left"),
        (moment(counts(10), counts(100, done=90, quarantined=5)), 10.0, "less than a minute left"),
        (moment(counts(10), counts(100, done=40), unsplit=5), 10.0, "about 16 min left"),
        (moment(counts(10), counts(0), unsplit=10), 5.0, "time left not known yet"),
        (moment(counts(10, done=10), counts(100, done=100)), 5.0, "less than a minute left"),
        (moment(counts(10, quarantined=10), counts(0)), 0.0, "time left not known yet"),
    ],
)
def test_the_time_left_is_that_of_the_rest_at_this_rate(now: BatchCounts, rate: float, words: str) -> None:
    assert time_left(now, rate) == words


def test_a_log_file_gets_a_line_now_and_then(database: sa.Engine) -> None:
    batch = split_batch(database)
    said = StringIO()

    with Progress(Console(file=said, width=200), database, batch.id) as progress:
        for _ in range(3):
            progress.show(count(database, batch.id))

    assert said.getvalue().splitlines() == ["documents 0/1  jobs 0/2  0 jobs/min  time left not known yet"]


def test_what_was_carried_is_told(database: sa.Engine) -> None:
    batch = split_batch(database)
    said = StringIO()

    with Progress(Console(file=said, width=200), database, batch.id) as progress:
        progress.show(moment(counts(2, carried=2), counts(6, done=2, carried=4)))

    assert said.getvalue().rstrip().endswith("6 carried over at the deadline")


def test_a_terminal_shows_counts_and_the_latest_answers(database: sa.Engine) -> None:
    batch = split_batch(database)
    bundle = claimed_bundle(database, passages_of(database, batch)[0])
    finish_bundle(database, bundle, all_done(bundle, "[bold]12 EUR"))
    said = StringIO()

    with Progress(
        Console(file=said, width=200, force_terminal=True, color_system=None), database, batch.id
    ) as progress:
        progress.show(count(database, batch.id))

    assert "2 of 2" in said.getvalue()
    assert "[bold]12 EUR" in said.getvalue(), "what a document says is never markup"


def test_what_a_second_model_was_asked_is_told() -> None:
    assert say_escalations("larger", Escalations(0, 0, 0, 9)) == "nothing had to be asked of larger"
    assert say_escalations("larger", Escalations(fields=3, settled=2, questions=5, instead_of=50)) == (
        "3 values in review were asked of larger, 2 of them are settled: 5 questions to it instead of 50, 90% saved"
    )


def test_the_summary_names_what_there_is() -> None:
    said = StringIO()

    table = summary(
        counts(3, done=2), counts(6, done=5, quarantined=1), {"not_found": 2}, ["out/[a].csv"], given=5, reused=4
    )
    Console(file=said, width=120).print(table)

    assert "3 registered: 1 waiting, 2 done" in said.getvalue()
    assert "6 registered: 5 done, 1 quarantined" in said.getvalue()
    assert "2 not found" in said.getvalue()
    assert "4 of 5 answers were known" in said.getvalue()
    assert "out/[a].csv" in said.getvalue()
