"""The command about how good a model's answers are: eval."""

import subprocess
from pathlib import Path
from typing import Annotated

import typer

from producer import commands
from producer.cli import MODELS, app, console
from producer.cli.batches import Model, with_options
from producer.cli.parts import _environment
from schemas.catalogue import load_catalogue
from worker.gold_documents import Passages, names_documents


def _passages(given: str) -> Passages:
    """
    Raises:
        typer.BadParameter: neither a number of passages nor all.
    """
    if given == "all":
        return "all"
    if given.isdecimal() and int(given) > 0:
        return int(given)
    raise typer.BadParameter("give a number from 1 on, or all")


@app.command("eval", rich_help_panel=MODELS)
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Questions with their answers, JSON lines.", show_default=False)],
    model: Model = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask the first N questions, or documents, only.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs; with every answer.")] = False,
    page: Annotated[
        Path | None, typer.Option(help="Write an HTML page with every wrong answer beside its passage.")
    ] = None,
    passages: Annotated[
        str | None,
        typer.Option(help="Documents: ask each question of so many passages, or of `all`, whatever the file says."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Documents: keep ledger and logs; the same command goes on where it stopped.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Documents: worker processes.")] = 1,
    uncalibrated: Annotated[
        bool, typer.Option("--uncalibrated", help="Texts: leave the model's calibration aside, to see what it gives.")
    ] = False,
) -> None:
    """Ask a model questions whose answers are known, and score what it says, by kind and category.

    A line of the file has id, kind (extraction, key_value, boolean or summarization), context, query or key, answers
    ("Not Found" where the text does not say) and, if wanted, a category, a type and a locale.

    Instead of a context it may name a document, by its path from the file: then it is taken from file to result, as in
    a night, and the result with its status is scored.
    """
    chosen = with_options(model=model)
    if names_documents(gold):
        if uncalibrated:
            raise typer.BadParameter("--uncalibrated is for questions to texts; these are to documents")
        from producer.gold_evaluation import Wanted, evaluate_documents  # the scores: no other command needs numpy

        asked = None if passages is None else _passages(passages)
        wanted = Wanted(gold, limit, asked, out, workers, as_json, page)
        raise typer.Exit(evaluate_documents(wanted, chosen, console))
    if passages is not None or out is not None:
        raise typer.BadParameter("--passages and --out are for questions to documents; these are to texts")
    card = load_catalogue(chosen).find(chosen.model)
    command = commands.evaluation_command(card.name, gold, limit, as_json=as_json, page=page, uncalibrated=uncalibrated)
    done = subprocess.run(command, env=_environment(chosen), check=False)
    raise typer.Exit(done.returncode)
