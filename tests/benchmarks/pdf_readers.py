"""PDF readers side by side, on the same files: speed, memory, and whether they find the same text."""

import json
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.pdf_reader import READERS

#: Texts are compared by their stretches of so many characters.
_GRAM = 8
_OURS = "Night Clerk"
#: So often Night Clerk and unstructured are measured, one after the other.
_ROUNDS = 3
_UNSTRUCTURED = "unstructured, fast"


def table(name: str, files: list[Path]) -> list[str]:
    """Lines of Markdown; readers that are not installed are left out and named."""
    rounds = _rounds(files)
    found = {reader: runs[0] for reader, runs in rounds.items()}
    grams = {reader: [_grams(text) for text in run["texts"]] for reader, run in found.items()}
    whole = [reader for reader in grams if "passages" not in reader]
    agreed = {reader: _mean([_agreement(grams[reader], grams[o]) for o in whole if o != reader]) for reader in grams}
    best = max((reader for reader in whole if reader != _OURS), key=lambda reader: agreed[reader], default=_OURS)
    lines = [
        f"**{name}**: {len(files)} files. Agreement is the share of stretches of {_GRAM} characters that two texts "
        f"have in common; the best of the others is {best}. Speeds are medians of {_ROUNDS} rounds, in which {_OURS} "
        f"and {_UNSTRUCTURED} took turns, ratios those of the rounds, smallest and largest; the others ran once.",
        "",
        f"| reader | pages/s a core | times {_UNSTRUCTURED} | peak, MiB | agreement with {best} | mean agreement |",
        "|---|---|---|---|---|---|",
    ]
    for reader, runs in rounds.items():
        speed = median(run["pages"] / run["seconds"] for run in runs)
        with_best = f"{_agreement(grams[reader], grams[best]):.1%}"
        memory = max(run["peak"] for run in runs) / 2**20
        times = _times(runs, rounds.get(_UNSTRUCTURED, []))
        lines.append(f"| {reader} | {speed:.1f} | {times} | {memory:.0f} | {with_best} | {agreed[reader]:.1%} |")
    missing = ", ".join(reader for reader in READERS if reader not in found)
    return [*lines, *(["", f"Not installed: {missing}."] if missing else []), ""]


def _rounds(files: list[Path]) -> dict[str, list[dict[str, Any]]]:
    """What the readers said in each round, without those that are not installed."""
    found: dict[str, list[dict[str, Any]]] = {}
    for number in range(_ROUNDS):
        for reader in READERS:
            if number and reader not in (_UNSTRUCTURED, *(each for each in READERS if each.startswith(_OURS))):
                continue
            if run := _run(reader, files):
                found.setdefault(reader, []).append(run)
    return {reader: found[reader] for reader in READERS if reader in found}


def _times(runs: list[dict[str, Any]], slow: list[dict[str, Any]]) -> str:
    """How often faster: the median, the smallest and the largest of the rounds."""
    ratios = [one["seconds"] / run["seconds"] for run, one in zip(runs, slow, strict=False)]
    if not ratios:
        return "–"
    return f"{median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f})" if len(ratios) > 1 else f"{ratios[0]:.1f}"


def _run(reader: str, files: list[Path]) -> dict[str, Any] | None:
    """None where the reader is not installed."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.pdf_reader", reader],
        input="\n".join(map(str, files)),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(f"{reader}: {done.stderr.strip().splitlines()[-1]}", flush=True)  # noqa: T201
        return None
    outcome: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return outcome


def _grams(text: str) -> Counter[str]:
    """White space, hyphens (which readers undo or not) and our sign between cells do not count."""
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(c for c in plain if not c.isspace() and c not in "-‐\u00ad|")
    return Counter(plain[at : at + _GRAM] for at in range(max(1, len(plain) - _GRAM + 1)))


def _agreement(one: list[Counter[str]], other: list[Counter[str]]) -> float:
    shares = []
    for a, b in zip(one, other, strict=True):
        total = a.total() + b.total()
        shares.append(2 * (a & b).total() / total if total else 1.0)
    return _mean(shares)


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 1.0
