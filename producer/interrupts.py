"""Ctrl-C, counted: a person may ask twice."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


class Interrupts:
    """Counts Ctrl-C (and SIGTERM): the first asks to drain, the second to stop at once."""

    def __init__(self) -> None:
        self.count = 0

    @contextmanager
    def caught(self) -> Iterator["Interrupts"]:
        before = {number: signal.signal(number, self._count) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield self
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _count(self, _number: int, _frame: object) -> None:
        self.count += 1
