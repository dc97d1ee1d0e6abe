"""Pictures of results: of shapes, seconds against passage length and number of questions; of a calibration, the share
of right answers against confidence."""

import importlib.util
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.rounds import median
from worker.evaluation.reliability import Bin

#: One colour for each maker, lighter where questions are asked alone; the order is that of the legend.
_STYLES = {
    "generate() fp32": ("#555555", "-", "o"),
    "Night Clerk fp32": ("#d62728", "-", "s"),
    "Night Clerk int16": ("#e377c2", "-", "s"),
    "Night Clerk int8": ("#ff7f0e", "-", "s"),
    "Night Clerk w8a8": ("#bcbd22", "-", "s"),
    "llama.cpp Q8_0, each alone": ("#1f77b4", ":", "v"),
    "llama.cpp Q8_0, prefix once": ("#1f77b4", "-", "^"),
    "llama.cpp Q4_0, each alone": ("#17becf", ":", "v"),
    "llama.cpp Q4_0, prefix once": ("#17becf", "-", "^"),
    "CTranslate2 int8, prefix once": ("#2ca02c", "-", "D"),
    "OpenVINO GenAI Q8_0, prefix once": ("#9467bd", "-", "P"),
}
_OTHER = ("#8c564b", "--", "x")

Point = tuple[float, float]


def plot(shapes: list[dict[str, Any]], folder: Path) -> list[tuple[str, str]]:
    """Draw both pictures into `folder`; file name and description of each. Nothing where matplotlib is absent."""
    if importlib.util.find_spec("matplotlib") is None:
        return []
    by_length = ("questions", 8, "passage", "tokens of the passage")
    by_number = ("passage", 500, "questions", "questions")
    drawn = []
    for name, title, axis in (
        ("seconds-by-passage.png", "Seconds for 8 questions of 24 new tokens, by length of the passage", by_length),
        ("seconds-by-questions.png", "Seconds about 500 tokens, by number of questions of 24 new tokens", by_number),
    ):
        _draw(shapes, folder / name, title, axis)
        drawn.append((name, title))
    return drawn


def plot_reliability(lines: Mapping[str, Sequence[Bin]], path: Path) -> bool:
    """Draw the share of right answers over confidence, a line for each name; False where matplotlib is absent."""
    if importlib.util.find_spec("matplotlib") is None:
        return False
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (place, below) = pyplot.subplots(
        2, 1, figsize=(5, 6), sharex=True, gridspec_kw={"height_ratios": (3, 1)}, squeeze=True
    )
    place.plot((0, 1), (0, 1), color="#aaaaaa", linestyle=":", linewidth=1)
    for colour, marker, (name, bins) in zip(("#555555", "#d62728"), ("o", "s"), lines.items(), strict=False):
        at = [one.confidence for one in bins]
        place.plot(at, [one.right for one in bins], color=colour, marker=marker, markersize=5, label=name)
        below.plot(at, [one.answers for one in bins], color=colour, marker=marker, markersize=4, linewidth=1)
    place.set_ylabel("share that is right")
    below.set_ylabel("answers")
    below.set_xlabel("confidence")
    place.legend(frameon=False)
    for each in (place, below):
        each.set_xlim(0, 1)
        each.grid(True, color="#e4e4e4", linewidth=0.6)
        each.set_axisbelow(True)
    figure.tight_layout()
    figure.savefig(path, dpi=90, metadata={"Software": None})  # the same figures are the same bytes
    pyplot.close(figure)
    return True


def _draw(shapes: list[dict[str, Any]], path: Path, title: str, axis: tuple[str, int, str, str]) -> None:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    fixed, value, varies, label = axis
    columns = min(3, len(shapes) + 1)
    rows = -(-(len(shapes) + 1) // columns)  # one place more, for the legend
    figure, places = pyplot.subplots(rows, columns, figsize=(4.2 * columns, 3.6 * rows), squeeze=False)
    legend: dict[str, Any] = {}
    for place, shape in zip(places.flat, shapes, strict=False):
        for side, points in _lines(shape, fixed, value, varies).items():
            colour, line, marker = _STYLES.get(side, _OTHER)
            (legend[side],) = place.plot(
                *zip(*points, strict=True), color=colour, linestyle=line, marker=marker, markersize=5, linewidth=1.6
            )
        _axes(place, shape["title"], label, sorted({entry[varies] for entry in shape["measured"]}))
    for place in list(places.flat)[len(shapes) :]:
        place.axis("off")
    order = [side for side in _STYLES if side in legend] + [side for side in legend if side not in _STYLES]
    places.flat[len(shapes)].legend([legend[side] for side in order], order, loc="center", frameon=False, fontsize=9)
    figure.suptitle(title, fontsize=12)
    figure.tight_layout()
    figure.savefig(path, dpi=90, metadata={"Software": None})  # the same figures are the same bytes
    pyplot.close(figure)


def _axes(place: Any, title: str, label: str, ticks: list[int]) -> None:
    """Both axes are logarithmic: sides are an order of magnitude apart, and a straight line is a power."""
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter, NullLocator

    place.set_title(title, fontsize=10)
    place.set_xscale("log", base=2)
    place.set_yscale("log")
    place.set_xticks(ticks, [str(tick) for tick in ticks])
    place.xaxis.set_minor_locator(NullLocator())
    place.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    place.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    place.yaxis.set_minor_formatter(NullFormatter())
    place.set_xlabel(label, fontsize=9)
    place.set_ylabel("seconds", fontsize=9)
    place.grid(True, which="both", color="#e4e4e4", linewidth=0.6)
    place.set_axisbelow(True)
    for side in ("top", "right"):
        place.spines[side].set_visible(False)


def _lines(shape: dict[str, Any], fixed: str, value: int, varies: str) -> dict[str, list[Point]]:
    """Points (what varies, median seconds) of each side."""
    taken: dict[str, dict[float, list[float]]] = {}
    for entry in shape["measured"]:
        if entry[fixed] == value:
            for side, seconds in entry["seconds"].items():
                taken.setdefault(side, {}).setdefault(entry[varies], []).append(seconds)
    return {side: sorted((at, median(times)) for at, times in points.items()) for side, points in taken.items()}
