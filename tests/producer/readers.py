"""The processes that this one has for reading documents, as tests see them."""

import os
import time

import psutil


def nurseries(program: str = "producer.parsing.nursery") -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if program in child.cmdline()]


def spares(nursery: psutil.Process) -> list[psutil.Process]:
    """Its readers without an order: they still stand where the nursery stands, and not in a folder of their own."""
    return [child for child in nursery.children() if _folder(child) == nursery.cwd()]


def readers(program: str = "producer.parsing.nursery") -> list[psutil.Process]:
    """All other processes of the nurseries."""
    found = []
    for nursery in nurseries(program):
        waiting = spares(nursery)
        assert len(waiting) <= 1, "one waits for an order, and no more"
        found += [child for child in nursery.children(recursive=True) if child not in waiting]
    return found


def spare(nursery: psutil.Process) -> psutil.Process:
    """The one that waits, once there is one."""
    deadline = time.monotonic() + 20
    while not (waiting := spares(nursery)):
        assert time.monotonic() < deadline, "no reader waits"
        time.sleep(0.01)
    return waiting[0]


def left(program: str = "producer.parsing.nursery", within_s: float = 5) -> list[psutil.Process]:
    """The readers that are still there after a moment."""
    deadline = time.monotonic() + within_s
    while (found := readers(program)) and time.monotonic() < deadline:
        time.sleep(0.02)
    return found


def _folder(process: psutil.Process) -> str:
    try:
        return os.path.realpath(process.cwd())
    except psutil.Error:  # it ended, and has none any more
        return ""
