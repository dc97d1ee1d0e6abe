"""The section of RESULTS.md on the shapes, from what results/*.json hold."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.benchmarks.competition import ALONE, CELLS, HEADLINE, MORE_CELLS, RESULTS
from tests.benchmarks.plots import plot
from tests.benchmarks.rounds import median, ratio
from tests.benchmarks.shapes import SHAPES
from tests.benchmarks.sides import all_sides

_CELLS = sorted((*CELLS, *MORE_CELLS))


def section(results: Path = RESULTS, pictures: Path = RESULTS.parent) -> str:
    """The whole section; draws its pictures too."""
    shapes = [json.loads(path.read_text()) for name in SHAPES if (path := results / f"{name}.json").is_file()]
    shapes = [shape for shape in shapes if shape["measured"]]
    if not shapes:
        return "Nothing measured yet."
    drawn = plot(shapes, pictures)
    lines = [
        "Questions about one passage, side by side. Shapes of BLING models with random weights (SmolLM2 has its own);",
        "questions of about 12 tokens, 24 new tokens for each, nothing ends earlier. Each side is a process with its",
        "model loaded; in each round every side has its turn, each round has another passage. Seconds are medians of",
        "the rounds, ratios are taken round by round against `generate()` for each question, with the smallest and",
        f"largest. Sides that ask each question alone were given {ALONE} of the questions and their time multiplied",
        f"(but all {HEADLINE[2]} in round 1 of {HEADLINE[0]}, {HEADLINE[1]} tokens, {HEADLINE[2]} questions).",
        "",
        "*of the machine*: the arithmetic that is needed if the passage is read once, over the time, as a share of",
        "what a plain fp32 product (500 × 2048 × 8192) reaches on the same machine; int8 can be above 100%. *Peak*:",
        "the most memory the side's process had over all cells, mapped files where resident.",
        "",
        *(f"![{alt}]({name})" for name, alt in drawn),
    ]
    for shape in shapes:
        lines += ["", f"### {shape['title']}", "", *_shape(shape)]
    return "\n".join(lines)


def _shape(shape: dict[str, Any]) -> Iterable[str]:
    sides = [side.name for side in all_sides() if any(side.name in e["seconds"] for e in shape["measured"])]
    best = shape.get("matmul_gflops")
    yield shape["machine"] + (f" fp32 product: {median(best):.0f} GFLOP/s." if best else "")
    yield ""
    yield "| side | peak, GiB | loaded in, s |"
    yield "|---|---|---|"
    for side in sides:
        yield f"| {side} | {shape['peak_gib'][side]:.1f} | {shape['load_s'][side]:.0f} |"
    yield ""
    yield "| passage tokens | questions | side | seconds | a question | tokens/s | of the machine | times as fast |"
    yield "|---|---|---|---|---|---|---|---|"
    for passage, questions in _CELLS:
        entries = [e for e in shape["measured"] if (e["passage"], e["questions"]) == (passage, questions)]
        for side in sides:
            if any(side in entry["seconds"] for entry in entries):
                yield _row(shape, entries, sides[0], side)
    if shape.get("not_measured"):
        yield ""
        yield "Not measured: " + "; ".join(f"{side}: {why}" for side, why in shape["not_measured"].items()) + "."


def _row(shape: dict[str, Any], entries: list[dict[str, Any]], first: str, side: str) -> str:
    had = [entry for entry in entries if side in entry["seconds"]]
    passage, questions, new_tokens = had[0]["passage"], had[0]["questions"], had[0]["new_tokens"]
    taken = [entry["seconds"][side] for entry in had]
    seconds = median(taken)
    needed = shape.get("gflop", {}).get(f"{passage} {questions}")
    share = f"{needed / seconds / median(shape['matmul_gflops']):.0%}" if needed else ""
    faster = "1" if side == first else ratio([entry["seconds"][first] for entry in had], taken)
    numbers = f"{seconds:.1f} | {seconds / questions:.2f} | {questions * new_tokens / seconds:.1f} | {share}"
    return f"| {passage} | {questions} | {side} | {numbers} | {faster} |"
