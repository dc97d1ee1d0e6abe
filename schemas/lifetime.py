"""A process that ends with the one that started it, so that no kill leaves an orphan at work."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when its parent ends, also by kill -9. Linux only; elsewhere it does nothing.

    `parent` is the process id that the parent had: if it is gone already, this process exits.
    """
    if sys.platform != "linux":
        return
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def main() -> None:
    """`python -m schemas.lifetime PARENT COMMAND...` becomes COMMAND, tied to PARENT."""
    die_with_parent(int(sys.argv[1]))
    os.execvp(sys.argv[2], sys.argv[2:])


if __name__ == "__main__":
    main()
