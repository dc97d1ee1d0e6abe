"""The command about how good a model's answers are: eval."""

import subprocess
from pathlib import Path
from typing import Annotated

import typer

from producer import commands
from producer.cli import app
from producer.cli.batches import Model, with_options
from producer.cli.parts import _environment
from schemas.catalogue import load_catalogue


@app.command("eval")
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Questions with their answers, JSON lines.", show_default=False)],
    model: Model = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask the first N questions only.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs; with every answer.")] = False,
    page: Annotated[
        Path | None, typer.Option(help="Write an HTML page with every wrong answer beside its passage.")
    ] = None,
    uncalibrated: Annotated[
        bool, typer.Option("--uncalibrated", help="Leave the model's calibration aside, to see what it gives.")
    ] = False,
) -> None:
    """Ask a model questions whose answers are known, and score what it says, by kind and category.

    A line of the file has id, kind (extraction, key_value, boolean or summarization), context, query or key, answers
    ("Not Found" where the text does not say) and, if wanted, a category.
    """
    chosen = with_options(model=model)
    card = load_catalogue(chosen).find(chosen.model)
    command = commands.evaluation_command(card.name, gold, limit, as_json=as_json, page=page, uncalibrated=uncalibrated)
    done = subprocess.run(command, env=_environment(chosen), check=False)
    raise typer.Exit(done.returncode)
