"""Commands that are the parts of a cluster: worker, splitter, dispatcher, flower."""

import logging
import os
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from typing import Annotated, NoReturn

import typer

from producer import commands
from producer.cli import PARTS, app, console
from producer.cli.batches import Broker, Database, Model, with_options
from producer.dispatcher import Dispatcher
from producer.flower import flower_login, say_login
from producer.parsing.child import check_parsers
from producer.valkey import free_port
from schemas.catalogue import load_catalogue
from schemas.celery_app import check_broker
from schemas.ledger.database import open_database
from schemas.settings import Settings

Name = Annotated[str, typer.Option(help="In logs and Flower; another for each on the same host.")]


@app.command(rich_help_panel=PARTS)
def worker(
    model: Model = None,
    database: Database = None,
    broker: Broker = None,
    threads: Annotated[int | None, typer.Option(min=1, help="Default: NIGHTCLERK_THREADS, or all CPUs.")] = None,
    name: Name = "worker",
) -> None:
    """Answer questions: one process, one model. SIGTERM finishes what runs, then ends."""
    chosen = with_options(model=model, database=database, broker=broker, threads=threads)
    card = load_catalogue(chosen).find(chosen.model)
    _check_services(chosen)
    ready = subprocess.run(commands.prepare_command(card.name), env=_environment(chosen), check=False)
    if ready.returncode:
        raise typer.Exit(ready.returncode)
    _become(commands.worker_command(card.folder_name, name, chosen.log_level), _environment(chosen))


@app.command(rich_help_panel=PARTS)
def splitter(database: Database = None, broker: Broker = None, name: Name = "splitter") -> None:
    """Read documents and cut them into passages."""
    chosen = with_options(database=database, broker=broker)
    check_parsers()
    _check_services(chosen)
    _become(commands.splitter_command(name, chosen.log_level), _environment(chosen))


@app.command(rich_help_panel=PARTS)
def dispatcher(database: Database = None, broker: Broker = None) -> None:
    """Hand out work, take back what was lost, make results of answers. More than one may run."""
    chosen = with_options(database=database, broker=broker)
    _check_services(chosen)
    logging.basicConfig(level=chosen.log_level, format="[%(asctime)s: %(levelname)s] %(message)s")
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    logging.getLogger(__name__).info("dispatching every %s s", chosen.dispatch_interval_s)
    Dispatcher(open_database(chosen.database), chosen).run(stop)


@app.command(rich_help_panel=PARTS)
def flower(
    broker: Broker = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="0: a free one. Default: NIGHTCLERK_FLOWER_PORT, or 5555.")
    ] = None,
    address: Annotated[str, typer.Option(help="Where to listen; 0.0.0.0 inside a container.")] = "127.0.0.1",
) -> None:
    """Watch the tasks in a browser, behind a password."""
    chosen = with_options(broker=broker)
    check_broker(chosen.broker)
    chosen_port = (chosen.flower_port if port is None else port) or free_port()
    user, password = flower_login(chosen)
    say_login(chosen, chosen_port, user, password, console)
    environment = _environment(chosen) | commands.flower_environment(user, password)
    _become(commands.flower_command(chosen_port, address), environment)


def _check_services(chosen: Settings) -> None:
    """A worker that cannot reach its services says so now, not after it has loaded a model."""
    open_database(chosen.database).dispose()
    check_broker(chosen.broker)


def _environment(chosen: Settings) -> dict[str, str]:
    return {**os.environ, **commands.environment(chosen)}


def _become(command: Sequence[str], environment: Mapping[str, str]) -> NoReturn:
    """Replace this process: signals, exit code and process id are then those of the part itself."""
    os.execve(command[0], list(command), dict(environment))
