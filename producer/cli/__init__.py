"""The command `nightclerk`."""

import sys

import sqlalchemy as sa
import typer

from producer.terminal import Terminal
from schemas.errors import DatabaseUnreachable, NightClerkError

app = typer.Typer(
    name="nightclerk",
    help="Night Clerk reads a folder of documents overnight and answers your questions about each, with evidence.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)

#: The headings under which `nightclerk --help` lists the commands.
DOCUMENTS, MODELS, PARTS, UPKEEP = "Documents", "Models", "Parts of a cluster", "Upkeep"

#: What commands print for people; results for programs go to standard output as they are.
console = Terminal()
if not console.is_terminal:
    console.width = 200  # in a pipe or a log nothing has to be cut


def main() -> None:
    """Run the command line; an error of ours is a message and an exit code, never a trace."""
    from producer.cli import batches, evaluation, ledger, machine, models, parts, training  # noqa: F401  (each adds its commands to the app)

    try:
        _run()
    except NightClerkError as error:
        Terminal(stderr=True).print(f"nightclerk: {error}", style="red", highlight=False, soft_wrap=True)
        sys.exit(error.exit_code)


def _run() -> None:
    try:
        app()
    except sa.exc.OperationalError as exc:  # it could be used at the start, and cannot any more
        raise DatabaseUnreachable(url="of this command", reason=str(exc.orig).strip()) from exc
