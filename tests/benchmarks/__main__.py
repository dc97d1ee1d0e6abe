"""Run the benchmarks and write RESULTS.md: `make bench`, or one of them with `python -m tests.benchmarks NAME`.

python -m tests.benchmarks linear parsing ledger
python -m tests.benchmarks shapes bling-1b --rounds 1    the same command goes on with what is missing
python -m tests.benchmarks shapes none                   tables and pictures from what is kept, nothing measured
python -m tests.benchmarks documents --limit 10          ten documents of each set; without, all of them
python -m tests.benchmarks documents --sets ndas         one set; the table has no others
python -m tests.benchmarks plain --limit 20              twenty questions of each set
"""

import argparse
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.benchmarks import (
    agreement,
    answers,
    calibration,
    competition,
    demo,
    documents,
    formats,
    hostile,
    injections,
    ledger,
    linear,
    parsing,
    passage_quality,
    plain,
    routing,
    scale,
    tables,
    training,
    workers,
)
from tests.benchmarks.document_gold import SETS
from tests.benchmarks.machine import machine
from tests.benchmarks.shapes import SHAPES

RESULTS = Path(__file__).with_name("RESULTS.md")

PARTS: dict[str, Callable[[], str]] = {
    "answers": answers.measure,
    "agreement": agreement.measure,
    "calibration": calibration.measure,
    "linear": linear.measure,
    "workers": workers.measure,
    "parsing": parsing.measure,
    "formats": formats.measure,
    "hostile": hostile.measure,
    "passages": passage_quality.measure,
    "routing": routing.measure,
    "documents": documents.measure,
    "demo": demo.measure,
    "plain": plain.measure,
    "injections": injections.measure,
    "ledger": ledger.measure,
    "scale": scale.measure,
    "train": training.measure,
}


def main() -> None:
    given = _arguments()
    chosen = given.parts or ["shapes", *PARTS]
    if chosen[0] == "shapes":
        _measure_shapes(given, [name for name in chosen[1:] if name not in PARTS])
        if given.tiny:
            return
        _write("shapes", f"Made by `python -m tests.benchmarks shapes`.\n\n{tables.section()}")
    for name in (name for name in chosen if name in PARTS):
        print(f"measuring {name} ...", flush=True)  # noqa: T201  (it takes minutes)
        measure, options = _limited(name, given)
        _write(name, f"`python -m tests.benchmarks {name}{options}`, {machine()}\n\n{measure()}")


def _write(name: str, section: str) -> None:
    """Put a part's figures into RESULTS.md at once: the next part may take an hour, and be killed in it."""
    sections = _sections() | {name: section}  # what another run, or a person, has written meanwhile stays
    parts = [f"## {one}\n\n{sections[one].strip()}\n" for one in ("shapes", *PARTS) if one in sections]
    notes = sections.get("notes", "").strip()
    RESULTS.write_text("# What it costs\n\n" + "\n".join(parts) + (f"\n## notes\n\n{notes}\n" if notes else ""))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument(
        "parts", nargs="*", metavar="part", help=f"shapes [{' | '.join(SHAPES)} | none] or {list(PARTS)}"
    )
    parser.add_argument("--rounds", type=int, default=3, help="how often every cell of a shape is measured")
    parser.add_argument("--minutes", type=float, default=20.0, help="no new cell of a shape is begun after that")
    parser.add_argument("--whole-grid", action="store_true", help="also few and many questions on short and long text")
    parser.add_argument("--first-cell-only", action="store_true", help="only 500 tokens and 8 questions")
    parser.add_argument("--tiny", type=Path, metavar="FOLDER", help="try it out: shapes of two layers, results there")
    parser.add_argument("--limit", type=int, help="documents of each set, or questions of each set to the plain path")
    parser.add_argument("--sets", nargs="+", choices=SETS, help="of the documents: these alone")
    given = parser.parse_args()
    known = {*PARTS, *(("shapes", "none", *SHAPES) if given.parts[:1] == ["shapes"] else ())}
    unknown = [part for part in given.parts if part not in known]
    if unknown:
        parser.error(f"there is no {', '.join(unknown)}; a shape stands behind the word shapes")
    return given


def _limited(name: str, given: argparse.Namespace) -> tuple[Callable[[], str], str]:
    """A part with the limits that were given, and how they are written on the command line."""
    if name not in ("documents", "plain"):
        return PARTS[name], ""
    asked = {"limit": given.limit, "sets": tuple(given.sets) if given.sets and name == "documents" else None}
    chosen = {option: value for option, value in asked.items() if value is not None}
    words = {"limit": f" --limit {given.limit}", "sets": f" --sets {' '.join(given.sets or ())}"}
    return partial(PARTS[name], **chosen), "".join(words[option] for option in chosen)


def _measure_shapes(given: argparse.Namespace, names: list[str]) -> None:
    plan = competition.Plan(given.rounds, given.minutes, given.whole_grid, given.first_cell_only)
    if given.tiny:
        plan = replace(plan, tiny=True, cache=given.tiny, results=given.tiny / "results")
    for name in names or list(SHAPES):
        if name != "none":
            competition.measure(name, plan)
    if given.tiny:
        print(tables.section(plan.results, given.tiny))  # noqa: T201  (not for RESULTS.md)


def _sections() -> dict[str, str]:
    """What stands in RESULTS.md, by heading: a part that is not measured now keeps its figures."""
    if not RESULTS.is_file():
        return {}
    parts = RESULTS.read_text().split("\n## ")[1:]
    return {part.partition("\n")[0].strip(): part.partition("\n")[2] for part in parts}


if __name__ == "__main__":
    main()
