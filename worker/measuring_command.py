"""What the commands that measure a model on this machine have in common."""

import argparse
import sys
from collections.abc import Callable

from rich.console import Console

from schemas.catalogue import ModelCard, load_catalogue
from schemas.errors import NightClerkError
from schemas.settings import Settings, settings


def run(
    parser: argparse.ArgumentParser,
    arguments: list[str],
    measure: Callable[[ModelCard, Settings, argparse.Namespace, Console], int | None],
) -> int:
    """Measure the model that is the parser's `name`: tables on stdout, an error's words on stderr; the exit code, 0
    where `measure` gives none."""
    given = parser.parse_args(arguments)
    console = Console()
    if not console.is_terminal:
        console.width = 200  # in a pipe or a log nothing has to be cut
    try:
        return measure(load_catalogue(settings()).find(given.name), settings(), given, console) or 0
    except NightClerkError as exc:
        sys.stderr.write(f"{exc}\n")
        return exc.exit_code
    except KeyboardInterrupt:
        return 130
