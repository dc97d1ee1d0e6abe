"""Reading documents that are no PDF, by format: wall clock in the killable child once the parsers are loaded, and the
processor's time of the reader alone, which other work on the machine does not change.
"""

import hashlib
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

from producer.parsing.child import parse_as_set
from producer.parsing.reading import read
from schemas.errors import DocumentError
from schemas.settings import settings

ROOT = Path(__file__).resolve().parents[2]
#: The second is not part of the project, and left out where it is absent.
FOLDERS = (ROOT / "ops" / "demo" / "documents", ROOT.parent / "shared" / "data" / "documents" / "mixed")
_ROUNDS = 3


def measure() -> str:
    """A table; the first line says how long the parsers take to load."""
    files = [path for folder in FOLDERS for path in sorted(folder.rglob("*")) if path.suffix not in ("", ".pdf")]
    loading = time.perf_counter()
    _seconds(files[0])
    loading = time.perf_counter() - loading
    taken: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for path in files:
        walls = [each for _ in range(_ROUNDS) if (each := _seconds(path))]
        if walls:
            taken[path.suffix].append((median(walls), median(_processor_seconds(path) for _ in range(_ROUNDS))))
    lines = [f"Loading the parsers and reading the first file: {loading:.1f} s.", ""]
    lines.append("| format | files | in the child, median ms | CPU of the reader, median ms | most ms |")
    lines.append("|---|---|---|---|---|")
    for suffix, times in sorted(taken.items()):
        wall, cpu = (median(column) * 1000 for column in zip(*times, strict=True))
        most = max(each for _, each in times) * 1000
        lines.append(f"| {suffix[1:]} | {len(times)} | {wall:.0f} | {cpu:.1f} | {most:.1f} |")
    return "\n".join(lines)


def _seconds(path: Path) -> float | None:
    """None where the file is refused."""
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    start = time.perf_counter()
    try:
        parse_as_set(path, sha256, settings())
    except DocumentError:
        return None
    return time.perf_counter() - start


def _processor_seconds(path: Path) -> float:
    start = time.process_time()
    read(path, settings().max_file_bytes)
    return time.process_time() - start
