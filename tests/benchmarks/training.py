"""`nightclerk train` on 200 reviewed answers about a type of document that the training's generators do not write.

Twice: with the right answers, and with those of other documents in their place, from which nothing can be learned. The
first shall be better than its base on what was held out, the second be refused.
"""

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ops.training.reviewed.__main__ import NOT_ADOPTED
from ops.training.reviewed.verdict import Verdict
from producer.commands import training_command
from schemas.catalogue import load_catalogue
from schemas.settings import settings
from tests.benchmarks.certificates import QUESTIONS, gold_rows
from worker.prepare import prepare

ROWS = 200
#: What a program that was killed leaves is gone on with; deleted when all is measured.
_WORK = Path(tempfile.gettempdir()) / "nightclerk-benchmark-training"


def measure() -> str:
    """A section of RESULTS.md."""
    catalogue = load_catalogue(settings())
    card = catalogue.find(settings().model)
    rows = gold_rows(ROWS, "certificates", catalogue.templates["bling"])  # as a person asks
    right, wrong = _train("certificates", rows), _train("shuffled", shuffled(rows))
    shutil.rmtree(_WORK)
    return "\n".join(
        [
            f"{ROWS} reviewed answers about {ROWS // QUESTIONS} certificates of insurance, a document type that is in",
            f"no generator of the training; {card.name} learns from {right['learned']} of them. *shuffled*: each",
            "answer is one about another certificate. Right answers, %, of base and trained model; the difference in",
            "points with its 95% interval, by drawing documents.",
            "",
            "| answers | questions | documents | base | trained | difference | verdict | minutes |",
            "|---|---|---|---|---|---|---|---|",
            *_lines("held out", right, "held_out"),
            *_lines("general sample", right, "general"),
            *_lines("shuffled, held out", wrong, "held_out"),
            *_lines("shuffled, general sample", wrong, "general"),
        ]
    )


def shuffled(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each answer in the place of another certificate's."""
    return [row | {"answers": rows[(n + 7 * QUESTIONS) % len(rows)]["answers"]} for n, row in enumerate(rows)]


def _train(name: str, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The report of a training in a cache of its own, with the minutes it took; of an earlier call where it is kept."""
    card = load_catalogue(settings()).find(settings().model)
    kept = _WORK / f"{name}-{card.folder_name.strip('-')}.json"
    if kept.is_file():
        found: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
        return found
    gold = _WORK / f"{name}.jsonl"
    (_WORK / "models").mkdir(parents=True, exist_ok=True)
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    ready = _WORK / "models" / card.folder_name
    if not ready.exists():
        ready.symlink_to(prepare(card, settings()).resolve())
    began = time.monotonic()
    done = subprocess.run(
        training_command(card.name, gold, {"as": name}, replace=True, as_json=True),
        env=os.environ | {"NIGHTCLERK_CACHE": str(_WORK)},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode not in (0, NOT_ADOPTED):
        raise RuntimeError(f"the training ended with code {done.returncode}")
    found = json.loads(done.stdout) | {"minutes": (time.monotonic() - began) / 60}
    kept.write_text(json.dumps(found), encoding="utf-8")
    return found


def _lines(words: str, report: dict[str, Any], part: str) -> list[str]:
    one = report[part]
    verdict, minutes = "", ""
    if part == "held_out":
        verdict = "adopted" if report["verdict"] == Verdict.BETTER else f"refused: {report['verdict']}"
        minutes = f"{report['minutes']:.0f}"
    base, trained, difference, low, high = (
        100 * one[name] for name in ("base", "candidate", "difference", "low", "high")
    )
    return [
        f"| {words} | {one['questions']} | {one['documents']} | {base:.1f} | {trained:.1f} | "
        f"{difference:+.1f} ({low:+.1f} to {high:+.1f}) | {verdict} | {minutes} |"
    ]
