"""What the process that reads a document may not do: outlive its parent, or take more than its share."""

import ctypes
import os
import resource
import signal
import sys
import threading
from multiprocessing import parent_process
from multiprocessing.connection import wait

import psutil

#: Seconds of CPU beyond the wall clock's limit: the clock is meant to strike first, this is for when nobody looks.
_CPU_GRACE_S = 10
_PR_SET_PDEATHSIG = 1


def confine(limit_s: float, memory_bytes: int, max_written_bytes: int) -> None:
    """Limit this process and those it starts.

    It gets a process group of its own (its id is the process id), so that all can be killed at once; it dies with the
    fork server and with the process that asked for it; `memory_bytes` of address space on top of what it has now (on
    Linux; elsewhere there is no such limit), `limit_s` of CPU time and a little more, no core file, no file larger
    than `max_written_bytes`. Its output goes nowhere: it may hold the document's text.
    """
    os.setpgid(0, 0)
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        _limit(resource.RLIMIT_AS, psutil.Process().memory_info().vms + memory_bytes)
    used_s = time_used_s()
    _limit(resource.RLIMIT_CPU, int(used_s + limit_s) + _CPU_GRACE_S)
    _limit(resource.RLIMIT_FSIZE, max_written_bytes)
    _limit(resource.RLIMIT_CORE, 0)


def time_used_s() -> float:
    """CPU seconds of this process so far: what it took to load, where the fork server had not loaded it."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _limit(which: int, value: int) -> None:
    hard = resource.getrlimit(which)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(which, (value, hard))


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.killpg(0, signal.SIGKILL)
