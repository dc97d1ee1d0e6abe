"""`python -m ops.training.reviewed NAME GOLD`: an adapter from reviewed answers, kept only if it is better."""

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console

from schemas.catalogue import ModelCard
from schemas.errors import PartMissing
from schemas.settings import Settings
from worker.measuring_command import run
from worker.stages import stages

#: Exit code where the candidate is not better, so that nothing was changed.
NOT_ADOPTED = 5


def main(arguments: list[str]) -> int:
    """Train one adapter; figures on stdout, an error's words on stderr. 0: adopted; NOT_ADOPTED: nothing changed."""
    return run(_parser(), arguments, _train)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ops.training.reviewed", description=__doc__)
    parser.add_argument("name", help="the base")
    parser.add_argument("gold", type=Path)
    parser.add_argument("--as", dest="adopted")
    parser.add_argument("--replace", action="store_true")
    parser.add_argument("--passes", type=int)
    parser.add_argument("--learning-rate", type=float, default=6e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    return parser


def _train(card: ModelCard, chosen: Settings, given: argparse.Namespace, console: Console) -> int:
    _check_parts()
    # These need the parts, and seconds.
    from ops.training.reviewed.adoption import check_name, default_name
    from ops.training.reviewed.course import Order
    from ops.training.reviewed.learnable import check_engine
    from ops.training.reviewed.report import sentences, table
    from ops.training.reviewed.session import train
    from ops.training.reviewed.verdict import Verdict

    check_engine(card)
    name = given.adopted or default_name(card, given.gold)
    check_name(name, card, chosen, given.replace)
    order = Order(given.gold, card, name, given.seed, given.learning_rate, given.passes)
    with stages(name) as shown:
        report = train(order, chosen, shown)
    if given.json:
        sys.stdout.write(report.model_dump_json(indent=2) + "\n")
    else:
        console.print(table(report), markup=False, highlight=False)
        for sentence in sentences(report):
            console.print(sentence, markup=False, highlight=False)
    return 0 if report.verdict is Verdict.BETTER else NOT_ADOPTED


def _check_parts() -> None:
    """
    Raises:
        PartMissing: what learns, or what writes documents, is not installed.
    """
    for module in ("peft", "faker"):
        if find_spec(module) is None:
            raise PartMissing(part=f"What trains a model ({module})", extra="engine,train")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
