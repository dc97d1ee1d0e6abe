"""How much memory the workers of this host may take up."""

from pathlib import Path

import psutil

_CGROUPS = Path("/sys/fs/cgroup")

#: For what runs beside the workers: the splitter with its parsers, Valkey, the dispatcher.
RESERVE_BYTES = 1024**3


def container_bytes(cgroups: Path = _CGROUPS) -> int:
    """Memory of this machine, or the limit of its container where that is smaller."""
    limit = _limit_bytes(cgroups)
    total = int(psutil.virtual_memory().total)
    return total if limit is None else min(total, limit)


def room_bytes(cgroups: Path = _CGROUPS) -> int:
    """What is left for workers: the memory that is available now, or the container's, less the reserve."""
    return max(0, min(int(psutil.virtual_memory().available), container_bytes(cgroups)) - RESERVE_BYTES)


def _limit_bytes(cgroups: Path) -> int | None:
    """The cgroup's limit; None where there is none. Inside a container its own group is mounted at the top."""
    for name in (
        "memory.max",
        "memory/memory.limit_in_bytes",
    ):  # version 2: "max" is no limit; version 1: a huge number
        try:
            return int((cgroups / name).read_text())
        except (OSError, ValueError):
            continue
    return None
