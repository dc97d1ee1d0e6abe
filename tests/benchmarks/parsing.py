"""Reading documents in the killable child, from file to passages."""

import contextlib
import hashlib
import statistics
import tempfile
import time
from pathlib import Path

from producer.parsing.child import parse_as_set
from producer.passages import passages
from producer.tokens import ApproximateTokens
from schemas.errors import FileZeroBytes
from schemas.settings import settings
from tests.benchmarks import pdf_readers

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "ops" / "demo" / "documents"
#: Encrypted and broken, on purpose.
REFUSED = {"board-pay-review", "scan-2026-09-28-damaged"}
#: Forty real contracts, and sixty agreements; not part of the project, and left out where they are absent.
CONTRACTS = ROOT.parent / "shared" / "data" / "documents" / "contracts"
NDAS = CONTRACTS.with_name("ndas")


#: Seconds that a reader is at work: a few pages of a PDF.
_READING_S = 0.02
_STARTS = 100


def measure() -> str:
    lines = ["| folder | files | pages | seconds | pages/s |", "|---|---|---|---|---|"]
    _read(DEMO / "contracts" / "grindlewick-nda.pdf")  # the parsers are loaded once, which takes seconds
    demo = [file for file in sorted(DEMO.rglob("*.pdf")) if file.stem not in REFUSED]
    for name, files in (("demo, PDF", demo), ("40 contracts", sorted(CONTRACTS.glob("*.pdf")))):
        if files:
            start = time.perf_counter()
            pages = sum(_read(file) for file in files)
            taken = time.perf_counter() - start
            lines.append(f"| {name} | {len(files)} | {pages} | {taken:.1f} | {pages / taken:.0f} |")
    lines += ["", "PDF readers side by side, each in a process of its own; seconds are of CPU.", ""]
    for name, folder in (("40 contracts", CONTRACTS), ("60 NDAs", NDAS)):
        if files := sorted(folder.glob("*.pdf")):
            lines += pdf_readers.table(name, files)
    return "\n".join([*lines, "", _start()])


def _start() -> str:
    """What a walled-in reader costs beside its reading: from the order to the word of one that finds its file empty."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "empty.txt"
        file.touch()
        (at_once, worst_at_once), (middle, worst) = _starts(file, 0.0), _starts(file, _READING_S)
    return (
        f"A reader with an empty file, from order to answer: {middle:.1f} ms (95 of 100: {worst:.1f} ms) where it was "
        f"forked in the {_READING_S * 1000:.0f} ms in which the one before was reading; {at_once:.1f} ms "
        f"({worst_at_once:.1f} ms) back to back."
    )


def _starts(file: Path, reading_s: float) -> tuple[float, float]:
    """Milliseconds, median and 95th of 100, of readers that follow each other after so many seconds."""
    milliseconds = []
    for _ in range(_STARTS):
        time.sleep(reading_s)
        began = time.perf_counter()
        with contextlib.suppress(FileZeroBytes):
            _read(file)
        milliseconds.append((time.perf_counter() - began) * 1000)
    return statistics.median(milliseconds), statistics.quantiles(milliseconds, n=20)[-1]


def _read(file: Path) -> int:
    """Pages of a document that was read and cut into passages."""
    chosen = settings()
    parsed = parse_as_set(file, hashlib.sha256(file.read_bytes()).hexdigest(), chosen)
    passages(parsed.elements, ApproximateTokens(), chosen.passage_tokens)
    return parsed.pages or 0
