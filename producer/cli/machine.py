"""Commands about this machine: doctor, models."""

import importlib.util
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, get_args

import typer
from rich.table import Table
from rich.text import Text

from producer import commands
from producer.cli import app, console
from producer.cli.batches import Broker, Database, Model, with_options
from producer.cli.parts import _environment
from producer.host_plan import describe_plan
from producer.valkey import valkey_binary
from schemas.catalogue import load_catalogue
from schemas.celery_app import check_broker
from schemas.errors import ModelFilesMissing, ModelUnknown, NightClerkError, PartMissing
from schemas.ledger.database import open_database
from schemas.model_folder import is_prepared
from schemas.settings import Precision, Settings
from worker.memory_room import container_bytes
from worker.threads import container_cpus

models = typer.Typer(help="The models that Night Clerk knows.", invoke_without_command=True)
app.add_typer(models, name="models")

#: The import name that shows that an extra is there.
_EXTRAS = {
    "engine": "transformers",
    "gguf": "llama_cpp",
    "parsing": "unstructured",
    "flower": "flower",
    "postgres": "psycopg",
}


@models.callback()
def list_models(context: typer.Context) -> None:
    """List the catalogue; `fetch NAME` makes a model's files ready, `prepare NAME` finds its best precision as well."""
    if context.invoked_subcommand:
        return
    chosen = with_options()
    table = Table(box=None, pad_edge=False)
    for column in ("name", "parameters", "context", "engine", "licence", "from", "ready"):
        table.add_column(column)
    for card in load_catalogue(chosen).cards.values():
        ready = card.engine == "scripted" or is_prepared(card, chosen) is not None
        source = card.repository or card.package or "built in"
        context_tokens = str(card.context_tokens)
        table.add_row(
            card.name, card.parameters, context_tokens, card.engine, card.licence, source, "yes" if ready else ""
        )
    console.print(table)


@models.command()
def fetch(name: Annotated[str, typer.Argument(help="Catalogue name, local folder or Hugging Face id.")]) -> None:
    """Make a model's files ready on this machine: fetch or convert them once."""
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
    name: Annotated[str, typer.Argument(help="Catalogue name, local folder or Hugging Face id.")],
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


@app.command()
def doctor(
    model: Model = None,
    database: Database = None,
    broker: Broker = None,
    measure: Annotated[
        bool, typer.Option("--measure", help="Try how many workers with how many threads are best: about a minute.")
    ] = False,
) -> None:
    """Look at this machine: what is there, what is missing, what to do about it. Exit code 1 if `run` cannot work.

    With `--measure`, real workers answer the same questions, first one with all cores, then several that share them.
    Let nothing else run meanwhile. The result is kept and shown from then on.
    """
    chosen = with_options(model=model, database=database, broker=broker)
    if measure:
        card = load_catalogue(chosen).find(chosen.model)
        done = subprocess.run(commands.try_splits_command(card.name), env=_environment(chosen), check=False)
        if done.returncode:
            raise typer.Exit(done.returncode)
    table = Table(box=None, pad_edge=False, show_header=False)
    healthy = True
    memory_gib = container_bytes() / 2**30
    table.add_row("ok", "machine", f"{container_cpus()} CPUs, {memory_gib:.1f} GiB memory")
    table.add_row("ok", "Python", sys.version.split()[0])
    for name, check, needed in _checks(chosen):
        try:
            table.add_row("ok", name, Text(check()))
        except NightClerkError as error:
            healthy = healthy and not needed
            table.add_row("MISSING" if needed else "no", name, Text(str(error)))
    console.print(table)
    raise typer.Exit(0 if healthy else 1)


def _checks(chosen: Settings) -> list[tuple[str, Callable[[], str], bool]]:
    """Name, check and whether `nightclerk run` needs it. A check says what it found, or raises."""
    given = chosen.model_fields_set
    extras: list[tuple[str, Callable[[], str], bool]] = [
        (f"extra {extra}", partial(_extra, extra, module), extra in (_engine_extra(chosen), "parsing"))
        for extra, module in _EXTRAS.items()
    ]
    return [
        *extras,
        ("broker for run", lambda: f"valkey-server at {valkey_binary()}", "broker" not in given),
        ("broker", lambda: _broker(chosen), "broker" in given),
        ("database", lambda: _database(chosen), "database" in given),
        ("model", lambda: _model(chosen), False),
        ("workers", lambda: describe_plan(chosen), False),
    ]


def _engine_extra(chosen: Settings) -> str:
    """The extra with the engine of the chosen model."""
    try:
        card = load_catalogue(chosen).find(chosen.model)
    except ModelUnknown:  # another check says so
        return "engine"
    return "gguf" if card.engine == "llamacpp" else "engine"


def _extra(extra: str, module: str) -> str:
    if importlib.util.find_spec(module) is None:
        raise PartMissing(part=f"The extra '{extra}'", extra=extra)
    return "installed"


def _broker(chosen: Settings) -> str:
    check_broker(chosen.broker)
    return "answers"


def _database(chosen: Settings) -> str:
    engine = open_database(chosen.database)
    shown = engine.url.render_as_string(hide_password=True)
    engine.dispose()
    return f"{shown} can be used"


def _model(chosen: Settings) -> str:
    card = load_catalogue(chosen).find(chosen.model)
    folder = is_prepared(card, chosen)
    if card.engine != "scripted" and folder is None:
        raise ModelFilesMissing(name=card.name, reason="not made ready on this machine yet")
    return f"{card.name} in {folder}" if folder else f"{card.name}, built in"
