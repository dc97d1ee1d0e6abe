"""All sides on one shape, in turn: each in its own process, all loaded, one at work.

What was measured is kept in results/SHAPE.json after every cell, so that a long measurement is made in pieces: the
same command goes on with what is missing.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transformers import AutoConfig

from tests.benchmarks.arithmetic import gflop, matmul_gflops
from tests.benchmarks.machine import machine
from tests.benchmarks.questions import Work, work
from tests.benchmarks.shapes import SHAPES, TEMPLATE, Shape, folder_of
from tests.benchmarks.sides import Side, all_sides
from worker.engines.loading import load_tokenizer
from worker.engines.prompt import PromptTokens

ROOT = Path(__file__).resolve().parents[2]
RESULTS = Path(__file__).with_name("results")

#: Passage tokens and questions; the first is the one that is told.
CELLS = ((500, 8), (500, 1), (250, 8), (500, 4), (1500, 8), (500, 16))
#: The rest of the grid, on request.
MORE_CELLS = ((250, 1), (250, 4), (250, 16), (1500, 1), (1500, 4), (1500, 16))
#: Where a side asks each question alone, so many are asked and the time is multiplied.
ALONE = 2
#: In this cell of this shape all questions are asked, in the first round.
HEADLINE = ("bling-1b", 500, 8)
#: Seconds between two sides, in which the threads of the first go to sleep.
PAUSE_S = 0.5


@dataclass(frozen=True)
class Plan:
    """How much is measured before the command ends."""

    rounds: int = 3
    minutes: float = 20.0
    whole_grid: bool = False
    first_cell_only: bool = False
    tiny: bool = False
    cache: Path | None = None
    results: Path = RESULTS


def measure(name: str, plan: Plan) -> None:
    """Measure what is missing of a shape, until it is complete or the time is over."""
    began = time.perf_counter()
    shape = SHAPES[name]
    folder = folder_of(shape, plan.cache, tiny=plan.tiny)
    kept = _Kept(plan.results / f"{name}.json", shape)
    sides = _able(kept, folder)
    missing = [unit for unit in _units(plan) if not kept.has(unit, sides)]
    if not missing:
        return
    prompts = PromptTokens(load_tokenizer(name, folder), TEMPLATE)
    kept.content["machine"] = machine()
    with ExitStack() as stack:
        running = {side.name: stack.enter_context(_serving(side, folder, kept)) for side in sides}
        _warm(running, prompts, kept)
        longest = 0.0
        for number, (round_, passage, questions) in enumerate(missing):
            if number and time.perf_counter() - began + longest > 60 * plan.minutes:
                _tell(f"{name}: {len(missing) - number} of {len(missing)} cells left; the same command goes on")
                break
            start = time.perf_counter()
            # A number of its own for every round of every cell: no passage begins like another one.
            asked = work(prompts, passage, questions, 1_000_000 * round_ + 100 * passage + questions)
            kept.add((round_, passage, questions), asked, _cell(running, asked, (name, passage, questions), round_))
            longest = max(longest, time.perf_counter() - start)
    # The machine at rest: before the sides were loaded their threads were not there, now they are gone.
    kept.content.setdefault("matmul_gflops", []).append(matmul_gflops())
    kept.content["gflop"] = {
        f"{passage} {questions}": gflop(AutoConfig.from_pretrained(folder), work(prompts, passage, questions, 1))
        for passage, questions in (*CELLS, *MORE_CELLS)
    }
    kept.save()


Unit = tuple[int, int, int]


def _units(plan: Plan) -> list[Unit]:
    """Round, passage tokens and questions: a whole round before the next."""
    cells = (*CELLS, *MORE_CELLS) if plan.whole_grid else CELLS[:1] if plan.first_cell_only else CELLS
    return [(round_, *cell) for round_ in range(1, plan.rounds + 1) for cell in cells]


def _able(kept: "_Kept", folder: Path) -> list[type[Side]]:
    """The sides that can take this model, their files made. Why another cannot is kept."""
    able = []
    kept.content["not_measured"] = {}
    for side in all_sides():
        reason = side.why_not(folder)
        if reason is None:
            done = subprocess.run(_command("prepare", side, folder), cwd=ROOT, capture_output=True, text=True)
            reason = None if done.returncode == 0 else _last_line(done.stderr)
        if reason is None:
            able.append(side)
        else:
            kept.content["not_measured"][side.name] = reason
            _tell(f"not measured: {side.name}: {reason}")
    return able


def _cell(running: dict[str, "_Competitor"], asked: Work, cell: tuple[str, int, int], round_: int) -> dict[str, float]:
    """Seconds of each side for all questions of the cell."""
    seconds = {}
    for name, competitor in running.items():
        whole = cell == HEADLINE and round_ == 1
        part = asked if whole or not competitor.side.each_alone else asked.only(ALONE)
        seconds[name] = competitor.run(part) * len(asked.prompts) / len(part.prompts)
        time.sleep(PAUSE_S)
    shown = ", ".join(f"{name} {taken:.1f}" for name, taken in seconds.items())
    _tell(f"round {round_}, {cell[1]} tokens, {cell[2]} questions: {shown}")
    return seconds


def _warm(running: dict[str, "_Competitor"], prompts: Any, kept: "_Kept") -> None:
    """A short piece of work that is not counted: the first call of each makes its buffers."""
    for competitor in running.values():
        competitor.run(work(prompts, 40, 2, 0))
        kept.content.setdefault("load_s", {})[competitor.side.name] = competitor.load_s


class _Kept:
    """What has been measured of a shape."""

    def __init__(self, path: Path, shape: Shape) -> None:
        self._path = path
        self.content: dict[str, Any] = json.loads(path.read_text()) if path.is_file() else {"measured": []}
        self.content.update(name=shape.name, title=shape.title)

    def has(self, unit: Unit, sides: list[type[Side]]) -> bool:
        """Whether this round of this cell was measured with all these sides."""
        return any(
            _unit(entry) == unit and all(side.name in entry["seconds"] for side in sides)
            for entry in self.content["measured"]
        )

    def add(self, unit: Unit, asked: Work, seconds: dict[str, float]) -> None:
        others = [entry for entry in self.content["measured"] if _unit(entry) != unit]
        round_, passage, questions = unit
        prompt_tokens = sum(map(len, asked.prompts))
        entry = {"round": round_, "passage": passage, "questions": questions, "shared": asked.shared,
                 "prompt_tokens": prompt_tokens, "new_tokens": asked.new_tokens, "seconds": seconds}  # fmt: skip
        self.content["measured"] = [*others, entry]
        self.save()

    def peak(self, side: str, gib: float) -> None:
        peaks = self.content.setdefault("peak_gib", {})
        peaks[side] = max(gib, peaks.get(side, 0.0))

    def save(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(json.dumps(self.content, indent=1) + "\n")


def _unit(entry: dict[str, Any]) -> Unit:
    return entry["round"], entry["passage"], entry["questions"]


class _Competitor:
    """A side's process, seen from here."""

    def __init__(self, side: type[Side], process: "subprocess.Popen[str]", kept: _Kept) -> None:
        self.side = side
        self._process = process
        self._kept = kept
        self.load_s = self._hear()["load_s"]

    def run(self, asked: Work) -> float:
        """Seconds that the side took, as it measured them itself."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asked.to_json()) + "\n")
        self._process.stdin.flush()
        heard = self._hear()
        self._kept.peak(self.side.name, heard["peak_gib"])
        return heard["seconds"]

    def _hear(self) -> dict[str, float]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.side.name} ended with code {self._process.wait()}; its words stand above")
        heard: dict[str, float] = json.loads(line)
        return heard


@contextmanager
def _serving(side: type[Side], folder: Path, kept: _Kept) -> Iterator[_Competitor]:
    command = _command("serve", side, folder)
    # Nobody is told of this machine: OpenVINO would send a notice of its use.
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "OPENVINO_TELEMETRY": "0"},
    )  # fmt: skip
    try:
        competitor = _Competitor(side, process, kept)
        _tell(f"{side.name} loaded in {competitor.load_s:.0f} s")
        yield competitor
    finally:
        process.kill()
        process.communicate()


def _command(verb: str, side: type[Side], folder: Path) -> list[str]:
    return [sys.executable, "-m", "tests.benchmarks.competitor", verb, side.name, str(folder)]


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["it ended without a word"])[-1]


def _tell(what: str) -> None:
    print(what, flush=True)  # noqa: T201  (it takes minutes)
