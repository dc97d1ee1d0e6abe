"""The command about this machine: doctor."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from producer import commands
from producer.cli import UPKEEP, app, console
from producer.cli.batches import Broker, Database, Model, with_options
from producer.cli.parts import _environment
from producer.host_plan import describe, measured_plan, run_command, worker_commands
from producer.parsing.confinement import Walls
from producer.valkey import valkey_binary
from schemas.catalogue import load_catalogue
from schemas.celery_app import check_broker
from schemas.errors import ModelFilesMissing, ModelUnknown, NightClerkError, PartMissing, SandboxIncomplete
from schemas.ledger.database import open_database
from schemas.model_folder import is_prepared
from schemas.settings import Settings
from worker.memory_room import container_bytes
from worker.threads import container_cpus

#: The import name that shows that an extra is there.
_EXTRAS = {
    "engine": "transformers",
    "gguf": "llama_cpp",
    "parsing": "docx",
    "flower": "flower",
    "postgres": "psycopg",
}


@app.command(rich_help_panel=UPKEEP)
def doctor(
    model: Model = None,
    database: Database = None,
    broker: Broker = None,
    measure: Annotated[
        bool, typer.Option("--measure", help="Try how many workers with how many threads are best: a minute or a few.")
    ] = False,
) -> None:
    """Say what this machine has and lacks, and what to do about it; exit code 1 if `run` cannot work.

    With `--measure`, real workers answer the same questions, first one with all cores, then several that share them.
    Let nothing else run meanwhile. The result is kept and shown from then on.
    """
    chosen = with_options(model=model, database=database, broker=broker)
    if measure:
        card = load_catalogue(chosen).find(chosen.model)
        done = subprocess.run(commands.try_crews_command(card.name), env=_environment(chosen), check=False)
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
    _say_commands(chosen)
    raise typer.Exit(0 if healthy else 1)


def _say_commands(chosen: Settings) -> None:
    """How to start the workers that the measured plan has."""
    try:
        crew = measured_plan(chosen).best.crew
    except NightClerkError:  # the table says why there is none
        return
    card = load_catalogue(chosen).find(chosen.model)
    lines = ["", "As many workers as were best:", f"  {run_command(card, chosen, crew)}", "or, on a cluster:"]
    lines += [f"  {command}" for command in worker_commands(card, crew)]
    if crew.workers > 2:
        lines[-1:] = ["  ...", lines[-1]]
    console.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)


def _checks(chosen: Settings) -> list[tuple[str, Callable[[], str], bool]]:
    """Name, check and whether `nightclerk run` needs it. A check says what it found, or raises."""
    given = chosen.model_fields_set
    extras: list[tuple[str, Callable[[], str], bool]] = [
        (f"extra {extra}", partial(_extra, extra, module), extra in (_engine_extra(chosen), "parsing"))
        for extra, module in _EXTRAS.items()
    ]
    return [
        *extras,
        ("parsing sandbox", _sandbox, False),
        ("broker for run", lambda: f"valkey-server at {valkey_binary()}", "broker" not in given),
        ("broker", lambda: _broker(chosen), "broker" in given),
        ("database", lambda: _database(chosen), "database" in given),
        ("model", lambda: _model(chosen), False),
        ("workers", lambda: describe(measured_plan(chosen)), False),
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


def _sandbox() -> str:
    """In a process that is walled in as a reader of documents is."""
    command = [sys.executable, "-P", "-m", "producer.parsing.confinement"]
    walls = Walls(**json.loads(subprocess.run(command, check=True, capture_output=True).stdout))
    if not walls.complete:
        raise SandboxIncomplete(walls=walls)
    return str(walls)


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
