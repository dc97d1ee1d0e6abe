"""A moving bar for long work of a command; lines where nobody watches."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn


class Stages:
    """What runs now, and how much of it is done where that is known."""

    def __init__(self, name: str, bars: Progress) -> None:
        self._name = name
        self._bars = bars
        self._task = bars.add_task(f"{name}: looking", total=None)

    def begin(self, words: str, total: int | None = None) -> None:
        """The next stage, of `total` steps; None where nobody can say."""
        self._bars.reset(self._task, start=True, total=total, completed=0, description=f"{self._name}: {words}")
        if not self._bars.console.is_terminal:  # a log gets lines, not a moving bar
            self._bars.console.print(f"{self._name}: {words}", highlight=False, markup=False)

    def say(self, words: str) -> None:
        """A line that stays, above the bar."""
        self._bars.console.print(f"{self._name}: {words}", highlight=False, markup=False)

    def advance(self, steps: int = 1) -> None:
        """So many steps more are done."""
        self._bars.advance(self._task, steps)


@contextmanager
def stages(name: str) -> Iterator[Stages]:
    """Stages on stderr, gone when they are over."""
    words, bar = TextColumn("{task.description}"), BarColumn(bar_width=24)
    columns = (SpinnerColumn(), words, bar, TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        yield Stages(name, bars)
