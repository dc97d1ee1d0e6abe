"""The command that makes a model better at a company's own documents: train."""

from pathlib import Path
from typing import Annotated

import typer

from producer import commands
from producer.cli import MODELS, app
from producer.cli.batches import Model, with_options
from producer.cli.parts import _become, _environment
from schemas.catalogue import load_catalogue


@app.command(rich_help_panel=MODELS)
def train(
    gold: Annotated[Path, typer.Argument(help="Reviewed answers, JSON lines as for eval.", show_default=False)],
    base: Model = None,
    name: Annotated[str | None, typer.Option(help="Of the new model. Default: BASE-FILE.")] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace a model of this name that was adopted earlier.")
    ] = False,
    passes: Annotated[int | None, typer.Option(min=1, help="How often each answer is read. Default: 3 to 12.")] = None,
    learning_rate: Annotated[float | None, typer.Option(min=1e-7, max=1, help="Default: 0.0006.")] = None,
    seed: Annotated[int | None, typer.Option(help="Of all that is drawn at random.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The figures, for programs.")] = False,
) -> None:
    """Train a model on reviewed answers, and adopt it if it answers others better than its base.

    A quarter of the documents is held out. The new model is adopted, under its own name, if the 95% interval of its
    lead on the questions about them is above zero and it loses at most 5 points on general questions. Otherwise nothing
    is changed. Ctrl-C stops it, and the same command goes on.

    Exit codes: 0 adopted, 5 not better and nothing was changed, 130 interrupted, 2 wrong usage, 1 failure.
    """
    chosen = with_options(model=base)
    card = load_catalogue(chosen).find(chosen.model)
    options = {"as": name, "passes": passes, "learning-rate": learning_rate, "seed": seed}
    command = commands.training_command(card.name, gold, options, replace=replace, as_json=as_json)
    _become(command, _environment(chosen))  # Ctrl-C reaches the training, and its exit code the shell
