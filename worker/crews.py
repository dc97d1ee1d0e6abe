"""How the cores of a host are best shared out among workers: tried with real worker processes on the same questions.

Each crew runs as many processes as it has workers (worker/crew_member.py). They load the engine one after another,
begin together and answer the same bundles; while all of them are there their memory is read. Not covered: the memory
that loading takes up for a moment, and what passages longer than the sample's need (NIGHTCLERK_PACK_MEMORY_BYTES).
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from schemas.errors import TryWorkerDied
from schemas.host_plan import Crew, Tried
from worker.stages import Stages

#: The slowest worker, one of a single thread, should be busy for about this long.
AIM_S = 15.0
FEWEST_BUNDLES = 2
MOST_BUNDLES = 8


@dataclass(frozen=True)
class Trial:
    """What is tried: a model, on the questions of the file `gold`, in so much memory."""

    model: str
    gold: Path
    room_bytes: int


def candidates(cpus: int) -> list[Crew]:
    """One worker with all cores, two with half of them and so on, to one for each core."""
    workers = [1 << n for n in range(cpus.bit_length()) if 1 << n < cpus] + [cpus]
    return [Crew(workers=number, threads=cpus // number) for number in workers]


def try_crews(trial: Trial, crews: Sequence[Crew], stages: Stages) -> tuple[str, list[Tried]]:
    """Try each crew that has room; the engine's name for itself, and what was found.

    Raises:
        TryWorkerDied: a worker ended before its time.
    """
    engine = ""
    bundles: int | None = None
    tried: list[Tried] = []
    for crew in crews:
        if reason := _too_large(crew, tried, trial.room_bytes):
            tried.append(Tried(crew=crew, reason=reason))
            continue
        stages.begin(f"{crew} (workers × threads): loading")
        with _workers(trial.model, trial.gold, crew) as (workers, ready):
            engine = ready["engine"]
            # The same number for all crews: chosen by the first, for a worker with one thread.
            bundles = bundles or _bundles(ready["seconds"] * crew.threads)
            stages.begin(f"{crew} (workers × threads): answering")
            for worker in workers:
                worker.say(bundles)
            done = [worker.hear() for worker in workers]
            found = _found(crew, done, [psutil.Process(worker.process.pid) for worker in workers])
        if tried and found.total_bytes > trial.room_bytes:  # the first is the least that there is
            found = found.model_copy(update={"reason": _needs(found.total_bytes, trial.room_bytes)})
        tried.append(found)
    return engine, tried


def _too_large(crew: Crew, tried: Sequence[Tried], room_bytes: int) -> str | None:
    """Why a crew is not tried; None where it has room. The first is always tried: nothing is known before it."""
    known = [one for one in tried if one.first_bytes]
    if not known:
        return None
    need = known[0].first_bytes + (crew.workers - 1) * known[-1].further_bytes
    return _needs(need, room_bytes) if need > room_bytes else None


def _needs(need_bytes: int, room_bytes: int) -> str:
    return f"needs about {need_bytes / 1e9:.2f} GB, and there is room for {room_bytes / 1e9:.2f} GB"


def _bundles(seconds: float) -> int:
    return max(FEWEST_BUNDLES, min(MOST_BUNDLES, int(AIM_S / max(seconds, 1e-6))))


def _found(crew: Crew, done: Sequence[dict[str, Any]], processes: Sequence[psutil.Process]) -> Tried:
    seconds = max(one["seconds"] for one in done)
    memory = [process.memory_full_info() for process in processes]
    together = sum(one.pss for one in memory)  # what processes share counts once
    # What one alone has mapped of files, it would share with another one.
    private = [one.uss for one in memory] if len(memory) > 1 else [memory[0].rss - memory[0].shared]
    further = sum(private) // len(private)
    return Tried(
        crew=crew,
        questions_a_minute=60 * sum(one["questions"] for one in done) / seconds,
        first_bytes=together - (len(memory) - 1) * further,
        further_bytes=further,
    )


class _Worker:
    """A process that is spoken to in lines of JSON."""

    def __init__(self, model: str, gold: Path, threads: int) -> None:
        command = [sys.executable, "-m", "worker.crew_member", model, str(gold), str(threads)]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # Ctrl-C in the terminal is for this process alone
        )

    def say(self, number: int) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{number}\n")
        self.process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        """What it says next.

        Raises:
            TryWorkerDied: it has ended instead. Why, it has said on stderr.
        """
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise TryWorkerDied(code=self.process.wait())
        said: dict[str, Any] = json.loads(line)
        return said

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()  # closes the pipes


@contextmanager
def _workers(model: str, gold: Path, crew: Crew) -> Iterator[tuple[list[_Worker], dict[str, Any]]]:
    """The workers of a crew, ready to begin, and what the first of them said of itself."""
    started: list[_Worker] = []
    said: list[dict[str, Any]] = []
    try:
        for _ in range(crew.workers):  # one after another: loading takes up more memory than working
            started.append(_Worker(model, gold, crew.threads))
            said.append(started[-1].hear())
        yield started, said[0]
    finally:
        for worker in started:
            worker.end()
