"""`python -m worker.prepare NAME`: the command line asks for a model through this, so that it never imports torch."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from schemas.catalogue import load_catalogue
from schemas.errors import NightClerkError
from schemas.settings import settings
from worker import prepare


def main(arguments: list[str]) -> int:
    """Prepare one model; the folder's path is the last line on stdout, an error's words go to stderr."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m worker.prepare NAME\n")
        return 2
    try:
        card = load_catalogue(settings()).find(arguments[0])
        with _bar(card.name) as progress:
            folder = prepare.prepare(card, settings(), progress)
    except NightClerkError as exc:
        sys.stderr.write(f"{exc}\n")
        return exc.exit_code
    except KeyboardInterrupt:
        return 130
    sys.stdout.write(f"{folder}\n")
    return 0


@contextmanager
def _bar(name: str) -> Iterator[prepare.Progress]:
    """A moving bar with the stage and the time; the number of stages is not known beforehand."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        task = bars.add_task(f"{name}: looking", total=None)

        def stage(words: str) -> None:
            bars.update(task, description=f"{name}: {words}")
            if not console.is_terminal:  # a log gets lines, not a moving bar
                console.print(f"{name}: {words}", highlight=False)

        yield stage
