"""Broken, encrypted, bomb-like and fuzzer-made files, and odd real ones, through the walled-in reader: what becomes of
each, and why."""

import hashlib
import resource
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from producer.parsing import child
from producer.parsing.child import parse_as_set
from schemas.errors import DocumentError
from schemas.settings import settings

ROOT = Path(__file__).resolve().parents[2]
#: Not part of the project; nothing is measured where they are absent.
DATA = ROOT.parent / "shared" / "data"
FOLDERS = (DATA / "hostile", DATA / "documents" / "mixed")
#: They say where the others come from.
_NOT_MEANT = {"SOURCE.txt"}


@dataclass(frozen=True)
class Outcome:
    """What became of one file: read, or refused with an error."""

    name: str
    seconds: float
    error: DocumentError | None

    @property
    def cause(self) -> str:
        return self.error.code if self.error else "read"


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.is_file() and path.name not in _NOT_MEANT)


def outcome(path: Path) -> Outcome:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    began = time.perf_counter()
    error = None
    try:
        parse_as_set(path, digest, settings())
    except DocumentError as refusal:
        error = refusal
    return Outcome(path.name, time.perf_counter() - began, error)


def measure() -> str:
    for path in files(FOLDERS[0])[:1]:
        outcome(path)  # the parsers are loaded once, which takes seconds
    found = {folder.name: [outcome(path) for path in files(folder)] for folder in FOLDERS}
    if child._nursery:
        child._nursery.close()  # whose children's memory counts when it is waited for
    mib = {who: resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)}
    everything = [each for outcomes in found.values() for each in outcomes]
    slowest = max(everything, key=lambda each: each.seconds, default=None)
    said = f"{len(everything)} files. Most memory: the parent {mib[resource.RUSAGE_SELF]} MiB, a reader "
    said += f"{mib[resource.RUSAGE_CHILDREN]} MiB with the parsers that it shares with the nursery."
    if slowest:
        said += f" Slowest: {slowest.name}, {slowest.seconds:.1f} s."
    return "\n".join([said, "", *_by_cause(found), "", "Refused:", "", *_refusals(everything)])


def _by_cause(found: dict[str, list[Outcome]]) -> list[str]:
    counts = {name: Counter(each.cause for each in outcomes) for name, outcomes in found.items()}
    causes = sorted({cause for count in counts.values() for cause in count}, key=lambda cause: (cause != "read", cause))
    lines = [f"| outcome | {' | '.join(counts)} |", "|---" * (len(counts) + 1) + "|"]
    return lines + [f"| {cause} | {' | '.join(str(count[cause]) for count in counts.values())} |" for cause in causes]


def _refusals(outcomes: list[Outcome]) -> list[str]:
    """One line for each reason, with the files that were refused for it."""
    names: dict[str, list[str]] = {}
    for each in outcomes:
        if each.error:
            reason = str(each.error.details.get("reason") or each.error.details.get("cause") or "")
            names.setdefault(f"{each.cause}{': ' if reason else ''}{reason}", []).append(each.name)
    return [f"- {reason} ({len(found)}): {', '.join(found)}" for reason, found in sorted(names.items())]
