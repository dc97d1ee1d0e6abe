"""What `nightclerk run` shows while it works, and at its end."""

import time
from collections import deque
from collections.abc import Sequence

import sqlalchemy as sa
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from schemas.ledger.counts import BatchCounts, Counts, latest_answers
from schemas.ledger.escalations import Escalations
from schemas.states import State

#: The rate is that of the last minutes: a bundle of many questions ends all at once.
RATE_WINDOW_S = 180.0
#: A line in a log file, where there is no terminal, this often.
LINE_EVERY_S = 10.0
_LAST_ANSWERS = 5


class Progress:
    """A live view on a terminal; a line now and then elsewhere."""

    def __init__(self, console: Console, database: sa.Engine, batch: str) -> None:
        self._console = console
        self._database = database
        self._batch = batch
        self._seen: deque[tuple[float, int]] = deque()
        self._line_at = float("-inf")
        self._live = Live(console=console, refresh_per_second=4, transient=True) if console.is_terminal else None

    def __enter__(self) -> "Progress":
        if self._live:
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live:
            self._live.stop()

    def say(self, line: str) -> None:
        """A line above the view."""
        self._console.print(line, highlight=False)

    def show(self, counts: BatchCounts) -> None:
        now = time.monotonic()
        rate = self._jobs_per_minute(now, counts.jobs.ended)
        left = time_left(counts, rate)
        if self._live:
            self._live.update(self._view(counts, rate, left))
        elif now - self._line_at >= LINE_EVERY_S:
            self._line_at = now
            documents, jobs = counts.documents, counts.jobs
            carried = jobs.by_state[State.CARRIED] + documents.by_state[State.CARRIED]
            self.say(
                f"documents {documents.ended}/{documents.registered}  jobs {jobs.ended}/{jobs.registered}  "
                f"{rate:.0f} jobs/min  {left}" + (f"  {carried} carried over at the deadline" if carried else "")
            )

    def _jobs_per_minute(self, now: float, ended: int) -> float:
        self._seen.append((now, ended))
        while now - self._seen[0][0] > RATE_WINDOW_S:
            self._seen.popleft()
        then, before = self._seen[0]
        return 60 * (ended - before) / (now - then) if now > then else 0.0

    def _view(self, counts: BatchCounts, rate: float, left: str) -> RenderableType:
        bars = Table.grid(padding=(0, 2))
        for name, total in (("documents", counts.documents), ("jobs", counts.jobs)):
            bar = ProgressBar(total=max(1, total.registered), completed=total.ended, width=40)
            bars.add_row(name, bar, f"{total.ended} of {total.registered}")
        pace = Text(f"{rate:.0f} jobs/min, {left}", style="bold")
        return Group(bars, pace, _kinds(counts), self._answers())

    def _answers(self) -> Table:
        table = Table(box=None, pad_edge=False, show_header=False)
        for row in latest_answers(self._database, self._batch, _LAST_ANSWERS):
            value = " ".join((row["value"] or "not found").split())
            table.add_row(
                Text(_short(row["path"], 32)), row["field"], Text(_short(value, 48)), f"{row['confidence']:.2f}"
            )
        return table


def _kinds(counts: BatchCounts) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in ("jobs", *State):
        table.add_column(column, justify="left" if column == "jobs" else "right")
    for kind, number in counts.jobs_by_kind.items():
        table.add_row(kind, *(str(number.by_state[state]) for state in State))
    return table


def time_left(counts: BatchCounts, jobs_per_minute: float) -> str:
    """How long the rest takes at this rate, in words. Documents that are not split yet are taken to have as many jobs
    as those that are."""
    split = max(1, counts.documents.registered - counts.unsplit)
    expected = counts.jobs.registered * (1 + counts.unsplit / split)
    remaining = expected - counts.jobs.ended
    if jobs_per_minute <= 0 or (counts.unsplit and not counts.jobs.registered):
        return "time left not known yet"
    minutes = remaining / jobs_per_minute
    return f"about {minutes:.0f} min left" if minutes >= 1 else "less than a minute left"


def say_escalations(model: str, found: Escalations) -> str:
    """What the second model was asked, in words."""
    if not found.fields:
        return f"nothing had to be asked of {model}"
    return (
        f"{found.fields} values in review were asked of {model}, {found.settled} of them are settled: "
        f"{found.questions} questions to it instead of {found.instead_of}, {found.saved:.0%} saved"
    )


def summary(
    documents: Counts,
    jobs: Counts,
    statuses: dict[str, int],
    files: Sequence[str],
    *,
    given: int,
    reused: int,
    escalated: str | None = None,
) -> Table:
    """The last thing a night says. Of the answers `given` so many were `reused`."""
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, number in (("documents", documents), ("jobs", jobs)):
        states = ", ".join(f"{n} {state}" for state, n in number.by_state.items() if n)
        table.add_row(name, f"{number.registered} registered: {states}")
    if reused:
        table.add_row("reused", f"{reused} of {given} answers were known, and the model was not asked")
    if escalated:
        table.add_row("escalated", Text(escalated))
    table.add_row("results", ", ".join(f"{n} {status.replace('_', ' ')}" for status, n in statuses.items()) or "none")
    for file in files:
        table.add_row("written", Text(file))
    return table


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
