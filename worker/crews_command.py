"""`python -m worker.crews_command MODEL`: find how many workers this host should run, and keep it for the doctor."""

import argparse
import sys
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from schemas.catalogue import ModelCard
from schemas.errors import ModelFilesMissing
from schemas.host_plan import HostPlan, fingerprint, write_plan
from schemas.model_folder import is_prepared
from schemas.settings import Settings
from worker.crews import Trial, candidates, try_crews
from worker.gold import SAMPLE
from worker.measuring_command import run
from worker.memory_room import room_bytes
from worker.stages import stages
from worker.threads import container_cpus


def main(arguments: list[str]) -> int:
    """Measure one model; a table on stdout, an error's words on stderr."""
    parser = argparse.ArgumentParser(prog="python -m worker.crews_command", description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--gold", type=Path, default=SAMPLE)
    parser.add_argument("--room-bytes", type=int, help="memory for the workers; default: what is available")
    return run(parser, arguments, _compare)


def _compare(card: ModelCard, chosen: Settings, given: argparse.Namespace, console: Console) -> None:
    room = room_bytes() if given.room_bytes is None else given.room_bytes
    console.print(_table(_measure(card, chosen, given.gold, room)))


def _measure(card: ModelCard, chosen: Settings, gold: Path, room: int) -> HostPlan:
    if card.engine != "scripted" and is_prepared(card, chosen) is None:
        raise ModelFilesMissing(name=card.name, reason="not made ready on this machine yet")
    cpus = container_cpus()
    with stages(card.name) as shown:
        engine, tried = try_crews(Trial(card.name, gold, room), candidates(cpus), shown)
    plan = HostPlan(
        model=card.name,
        engine=engine,
        weights=fingerprint(card, chosen),
        cpus=cpus,
        room_bytes=room,
        measured_on=date.today().isoformat(),
        tried=tuple(tried),
    )
    write_plan(card, chosen, plan)
    return plan


def _table(plan: HostPlan) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in ("workers × threads", "questions a minute", "first worker", "each further", "together"):
        table.add_column(column, justify="right")
    table.add_column("")
    for one in plan.tried:
        words = f"left out: {one.reason}" if one.reason else "the best" if one is plan.best else ""
        if not one.first_bytes:
            table.add_row(str(one.crew), "", "", "", "", words)
            continue
        sizes = (one.first_bytes, one.further_bytes, one.total_bytes)
        table.add_row(str(one.crew), one.rate, *(f"{size / 1e9:.2f} GB" for size in sizes), words)
    return table


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
