"""Run the benchmarks and write RESULTS.md: `make bench`, or `python -m tests.benchmarks engine` for one of them."""

import platform
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import psutil
import torch

from tests.benchmarks import engine, ledger, linear, parsing
from worker.threads import container_cpus

RESULTS = Path(__file__).with_name("RESULTS.md")

PARTS: dict[str, Callable[[], str]] = {
    "engine": engine.measure,
    "linear": linear.measure,
    "parsing": parsing.measure,
    "ledger": ledger.measure,
}


def main() -> None:
    chosen = sys.argv[1:] or list(PARTS)
    sections = _sections()
    for name in chosen:
        print(f"measuring {name} ...", flush=True)  # noqa: T201  (it takes minutes)
        sections[name] = f"{_machine(name)}\n\n{PARTS[name]()}"
    parts = [f"## {name}\n\n{sections[name].strip()}\n" for name in PARTS if name in sections]
    notes = sections.get("notes", "").strip()
    RESULTS.write_text("# What it costs\n\n" + "\n".join(parts) + (f"\n## notes\n\n{notes}\n" if notes else ""))


def _machine(name: str) -> str:
    memory_gib = psutil.virtual_memory().total / 2**30
    processor = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.processor(),
    )
    return (
        f"{date.today().isoformat()}, `python -m tests.benchmarks {name}`: {container_cpus()} CPUs of {processor} "
        f"({torch.backends.cpu.get_cpu_capability()}), {memory_gib:.0f} GiB, Python {platform.python_version()}, "
        f"torch {torch.__version__}. Load before: {psutil.getloadavg()[0]:.1f}."
    )


def _sections() -> dict[str, str]:
    """What stands in RESULTS.md, by heading: a part that is not measured now keeps its figures."""
    if not RESULTS.is_file():
        return {}
    parts = RESULTS.read_text().split("\n## ")[1:]
    return {part.partition("\n")[0].strip(): part.partition("\n")[2] for part in parts}


if __name__ == "__main__":
    main()
