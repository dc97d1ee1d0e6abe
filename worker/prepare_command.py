"""`python -m worker.prepare NAME`: the command line asks for a model through this, so that it never imports torch."""

import sys

from schemas.catalogue import load_catalogue
from schemas.errors import NightClerkError
from schemas.settings import settings
from worker import prepare
from worker.stages import stages


def main(arguments: list[str]) -> int:
    """Prepare one model; the folder's path is the last line on stdout, an error's words go to stderr."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m worker.prepare NAME\n")
        return 2
    try:
        card = load_catalogue(settings()).find(arguments[0])
        with stages(card.name) as shown:
            folder = prepare.prepare(card, settings(), shown.begin)
    except NightClerkError as exc:
        sys.stderr.write(f"{exc}\n")
        return exc.exit_code
    except KeyboardInterrupt:
        return 130
    sys.stdout.write(f"{folder}\n")
    return 0
