"""Two workers of one host with the same prepared model: how fast it loads, and what the second one's memory adds.

Each worker is a process with one thread, asked 8 questions about 500 tokens. Memory is the proportional set size (PSS):
a page that two processes share counts half for each, so that the sum is what the host gives.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from schemas.settings import settings
from tests.benchmarks.questions import work
from tests.benchmarks.shapes import SHAPES, TEMPLATE, folder_of

SHAPE = "bling-1b"
_SAMPLE_S = 0.1


def measure() -> str:
    folder = folder_of(SHAPES[SHAPE])
    _ended(_worker(folder, "load"))  # the first one converts the model
    _forget(folder)
    cold = _ended(_worker(folder, "load"))
    warm = _ended(_worker(folder, "load"))
    alone, peak = _watched(folder, 1)
    together, _ = _watched(folder, 2)
    return "\n".join(
        [
            f"{SHAPES[SHAPE].title}, int8, one thread a worker, 500 tokens and 8 questions.",
            "",
            "| | |",
            "|---|---|",
            f"| loading, the file not in memory | {cold} |",
            f"| loading, the file in memory | {warm} |",
            f"| a worker alone, most resident memory | {peak / 1e9:.2f} GB |",
            f"| a worker alone, most PSS | {alone / 1e9:.2f} GB |",
            f"| two workers, most PSS of both | {together / 1e9:.2f} GB |",
            f"| so the second adds | {(together - alone) / 1e9:.2f} GB |",
        ]
    )


def serve(folder: Path, what: str) -> None:
    """A worker: it loads the model, says how long that took, and with `answer` answers as well."""
    import transformers  # noqa: F401  (what is timed is the model, not the library)

    from tests.benchmarks.sides import NightClerkInt8
    from worker.engines.loading import load_tokenizer
    from worker.engines.prompt import PromptTokens

    began = time.perf_counter()
    side = NightClerkInt8(folder)
    print(f"{time.perf_counter() - began:.1f} s", flush=True)  # noqa: T201
    if what == "answer":
        side.run(work(PromptTokens(load_tokenizer(folder.name, folder), TEMPLATE), 500, 8, number=1))


def _worker(folder: Path, what: str) -> "subprocess.Popen[str]":
    environment = {**os.environ, "NIGHTCLERK_THREADS": "1", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "tests.benchmarks.workers", str(folder), what]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def _ended(worker: "subprocess.Popen[str]") -> str:
    said, _ = worker.communicate()
    if worker.returncode:
        raise RuntimeError(f"A worker of the benchmark ended with {worker.returncode}; what it wrote stands above.")
    return said.strip()


def _watched(folder: Path, count: int) -> tuple[int, int]:
    """The most PSS of so many workers together, and the most resident memory of one, in bytes."""
    workers = [_worker(folder, "answer") for _ in range(count)]
    most = resident = 0
    while any(worker.poll() is None for worker in workers):
        most = max(most, sum(_bytes(worker.pid, "smaps_rollup", "Pss:") for worker in workers))
        resident = max(resident, *(_bytes(worker.pid, "status", "VmHWM:") for worker in workers))
        time.sleep(_SAMPLE_S)
    for worker in workers:
        _ended(worker)
    return most, resident


def _bytes(pid: int, file: str, field: str) -> int:
    """0 for a process that has just ended."""
    try:
        lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(field)), 0)


def _forget(folder: Path) -> None:
    """Take the model's files, and what is prepared of them, out of the page cache."""
    os.sync()
    for file in [*folder.parent.rglob("*"), *settings().cache.rglob("*")]:
        if file.is_file():
            descriptor = os.open(file, os.O_RDONLY)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)


if __name__ == "__main__":
    serve(Path(sys.argv[1]), sys.argv[2])
