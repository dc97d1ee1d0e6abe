"""What the process that reads a document may take, and no more."""

import os
import resource
import sys

import psutil

#: Seconds of CPU beyond the wall clock's limit: the clock is meant to strike first, this is for when nobody looks.
_CPU_GRACE_S = 10


def confine(limit_s: float, memory_bytes: int, max_written_bytes: int) -> None:
    """Limit this process and those it starts.

    `memory_bytes` of address space on top of what it has now (on Linux; elsewhere there is no such limit), `limit_s`
    of CPU time and a little more, no core file, no file larger than `max_written_bytes`. Its output goes nowhere: it
    may hold the document's text.
    """
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    if sys.platform == "linux":
        _limit(resource.RLIMIT_AS, psutil.Process().memory_info().vms + memory_bytes)
    _limit(resource.RLIMIT_CPU, int(limit_s) + _CPU_GRACE_S)
    _limit(resource.RLIMIT_FSIZE, max_written_bytes)
    _limit(resource.RLIMIT_CORE, 0)


def _limit(which: int, value: int) -> None:
    hard = resource.getrlimit(which)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(which, (value, hard))
