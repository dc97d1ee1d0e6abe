"""A reader before its order: forked, limited and walled in as far as that can be done without knowing the document.

It waits at a socket for its order (JSON and a line break, with the pipe for the result), reads that one document, and
ends. It ends as well when its nursery does. That it has its order it says at once: one that was killed before can be
replaced by another, and no document is blamed for it.
"""

import contextlib
import json
import os
import select
import signal
import socket
from collections.abc import Iterable
from typing import NoReturn

from producer.parsing.confinement import Cell
from producer.parsing.outcome import outcome, rehearse
from schemas.lifetime import die_with_parent

MAX_ORDER_BYTES = 64 * 1024
_TAKEN = b"!"
#: Seconds within which a reader takes its order; one that was stopped never does. On a busy machine they may be many:
#: two of these are less than the parent gives the nursery.
_TAKE_LIMIT_S = 50.0
#: An order that comes this soon, in seconds, is not kept waiting by a rehearsal.
_IDLE_S = 0.003


def received(channel: socket.socket, pipes: int) -> tuple[bytes, list[int]]:
    """An order as it was sent, with so many pipes; empty where the other side is gone."""
    order, found, _, _ = socket.recv_fds(channel, MAX_ORDER_BYTES, pipes)
    while order and not order.endswith(b"\n"):
        more = channel.recv(MAX_ORDER_BYTES)
        if not more:
            return b"", found
        order += more
    return order, found


class Spare:
    """A process, the leader of a group of its own, that reads the one document it is told to."""

    def __init__(self, foreign: Iterable[int], *, isolated: bool) -> None:
        """Fork it from this process. `foreign` are files of this process that are not for a reader."""
        nursery = os.getpid()
        self._channel, end = socket.socketpair()
        with end:
            self.pid = os.fork()
            if self.pid == 0:
                self._channel.close()
                for each in foreign:
                    os.close(each)
                _live(nursery, end, isolated=isolated)
        with contextlib.suppress(OSError):  # it has done so itself, or is gone already
            os.setpgid(self.pid, self.pid)

    def take(self, order: bytes, result_pipe: int) -> bool:
        """Have it work on an order; False where it died before it had it. It can be had once."""
        with self._channel:
            self._channel.settimeout(_TAKE_LIMIT_S)
            try:
                if rest := order[socket.send_fds(self._channel, [order], [result_pipe]) :]:
                    self._channel.sendall(rest)
                taken = self._channel.recv(len(_TAKEN)) == _TAKEN
            except (ConnectionError, TimeoutError):
                taken = False
        if not taken:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        return taken

    def close(self) -> None:
        """End it, if it had no order."""
        self._channel.close()


def _live(nursery: int, channel: socket.socket, *, isolated: bool) -> NoReturn:
    try:
        os.setpgid(0, 0)
        die_with_parent(nursery)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        cell = Cell(isolated=isolated)
        if not select.select([channel], [], [], _IDLE_S)[0]:
            rehearse()
        order, pipes = received(channel, 1)
        if order:
            channel.sendall(_TAKEN)
            channel.close()
            with os.fdopen(pipes[0], "wb") as pipe:
                pipe.write(outcome(json.loads(order), cell))
        os._exit(0)
    finally:
        os._exit(1)
