"""The process that loads the parsers once and forks one process for each document.

Started by `producer.parsing.child` as `python -m producer.parsing.nursery FD`, FD being a socket. It leaves the
network and says "ready"; then each order (JSON and a line break, with two pipes) is answered with the id of a new
process group:

    nursery ── fork ── reader
       │                 └ result pipe: the document, or what is wrong with it, as JSON
       └ status pipe: the reader's exit code, or minus the signal that killed it

A reader is forked before its order comes (`producer.parsing.spare`), and the next one while it reads; it is walled in
before it opens its document (`producer.parsing.confinement`). When the socket closes, the nursery ends, and with it (on
Linux) whatever it forked.
"""

import contextlib
import gc
import os
import select
import signal
import socket
import sys

# The libraries below read these when they are imported; threads of theirs would not survive a fork.
os.environ.update({"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"})
if __name__ == "__main__":
    # openpyxl would load it to know its numbers when it sees them. No reader has any, and each would get its memory.
    sys.modules["numpy"] = None  # type: ignore[assignment]

from producer.parsing import confinement, huge_pages
from producer.parsing.spare import Spare, received


class _Nursery:
    """Its readers: those at work, and one that waits for an order."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._isolated = confinement.isolate()
        self._ended, self._woken = os.pipe()
        os.set_blocking(self._woken, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._woken, warn_on_full_buffer=False)
        #: Where to say how a reader ended, by its process id.
        self._readers: dict[int, int] = {}
        self._spare: Spare | None = None

    def serve(self) -> None:
        """Have a reader work on each order, until the other side is gone."""
        self._fork_ahead()
        self._channel.sendall(b"ready\n")
        try:
            while self._next():
                pass
        finally:
            for pid in self._readers:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(pid, signal.SIGKILL)

    def _next(self) -> bool:
        """Do what is to be done next; False where no order will come any more."""
        order_comes = self._channel.fileno()
        ready, _, _ = select.select([order_comes, self._ended], [], [])
        if self._ended in ready:
            os.read(self._ended, 4096)
            self._reap()
        if order_comes in ready:
            order, pipes = received(self._channel, 2)
            if not order:
                return False
            self._channel.sendall(b"%d\n" % self._begin(order, *pipes))
            self._fork_ahead()
        return True

    def _fork_ahead(self) -> None:
        """Have a reader wait for the next order. One that dies meanwhile is not replaced, lest all do so at once."""
        with contextlib.suppress(OSError):  # the system has no room for it now, and may have when the order comes
            self._spare = self._fork()

    def _begin(self, order: bytes, result_pipe: int, status_pipe: int) -> int:
        """The process id of a reader that works on the order."""
        reader, self._spare = self._spare or self._fork(result_pipe, status_pipe), None
        if not reader.take(order, result_pipe):
            reader = self._fork(result_pipe, status_pipe)
            reader.take(order, result_pipe)  # if this one is gone too, its exit code says why
        os.close(result_pipe)  # no reader to come may have it: the other side waits for its end
        self._readers[reader.pid] = status_pipe
        return reader.pid

    def _fork(self, *pipes: int) -> Spare:
        """A new reader, which has no files of this process, nor these pipes."""
        foreign = (self._channel.fileno(), self._ended, self._woken, *self._readers.values(), *pipes)
        return Spare(foreign, isolated=self._isolated)

    def _reap(self) -> None:
        with contextlib.suppress(ChildProcessError):  # there is none left
            while done := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                # Until it is waited for, its number is nobody else's.
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(done.si_pid, signal.SIGKILL)
                _, status = os.waitpid(done.si_pid, 0)
                self._tell(done.si_pid, os.waitstatus_to_exitcode(status))

    def _tell(self, pid: int, exit_code: int) -> None:
        if self._spare and self._spare.pid == pid:  # the next order gets another
            self._spare.close()
            self._spare = None
        elif (pipe := self._readers.pop(pid, None)) is not None:
            with contextlib.suppress(BrokenPipeError):  # nobody asks any more
                os.write(pipe, b"%d\n" % exit_code)
            os.close(pipe)


def serve(channel: socket.socket) -> None:
    """Have readers work on the orders that come by the socket, until its other side is gone."""
    _Nursery(channel).serve()


if __name__ == "__main__":
    # What is here stays for good: a child's collector has no need to walk over it, which would copy its pages.
    gc.freeze()
    huge_pages.gather()
    with contextlib.suppress(ConnectionError):  # the other side went away while this loaded
        serve(socket.socket(fileno=int(sys.argv[1])))
    os._exit(0)  # what was forked dies with it at once, not when all modules have been torn down
