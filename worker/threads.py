"""How many CPUs this process really has, and torch kept to them."""

import math
import os
from pathlib import Path

from schemas.settings import Settings

_CGROUPS = Path("/sys/fs/cgroup")


def container_cpus(cgroups: Path = _CGROUPS) -> int:
    """CPUs this process may use: its affinity, or the container's CPU quota where that is smaller. At least 1.

    A quota of one and a half CPUs counts as two: a thread that is throttled half of the time still adds work.
    """
    affinity = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quota = _quota_cpus(cgroups)
    return max(1, affinity if quota is None else min(affinity, math.ceil(quota)))


def threads_of(settings: Settings) -> int:
    """Threads of one worker: those of the settings, otherwise as many as there are CPUs."""
    return settings.threads or container_cpus()


def use_threads(settings: Settings) -> int:
    """Give torch the threads of this worker and return their number. Called in the child, before the first tensor.

    torch itself counts the machine's cores and never sees a quota; too many threads then wait for each other.
    """
    import torch  # the parent process must not have torch when it forks

    threads = threads_of(settings)
    torch.set_num_threads(threads)
    return threads


def _quota_cpus(cgroups: Path) -> float | None:
    """The cgroup's quota in CPUs; None where there is none. Inside a container its own group is mounted at the top."""
    try:
        quota, period = (cgroups / "cpu.max").read_text().split()  # version 2: "150000 100000" or "max 100000"
    except (OSError, ValueError):
        try:
            quota = (cgroups / "cpu" / "cpu.cfs_quota_us").read_text().strip()  # version 1: -1 is no quota
            period = (cgroups / "cpu" / "cpu.cfs_period_us").read_text().strip()
        except OSError:
            return None
    try:
        cpus = int(quota) / int(period)
    except (ValueError, ZeroDivisionError):
        return None
    return cpus if cpus > 0 else None
