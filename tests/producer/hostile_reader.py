"""A parser that was taken over by its document. Started in the nursery's place, it forks readers as walled in as real
ones, and each does what its document says: {"attack": NAME, "target": ...}. It tells all it could get hold of."""

import contextlib
import ctypes
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from producer.parsing import nursery, outcome
from schemas.elements import Element, ParsedDocument
from schemas.errors import FileCorrupt


def _tried(*attempts: Callable[[], object]) -> str:
    """What each attempt gave, or how it failed."""
    found = []
    for attempt in attempts:
        try:
            found.append(f"GOT {attempt()!r}")
        except (OSError, ValueError) as exc:
            found.append(type(exc).__name__)
    return "\n".join(found)


def environment(target: str) -> str:
    return _tried(
        lambda: dict(os.environ),
        *(Path(f"/proc/{pid}/environ").read_bytes for pid in ("self", os.getppid(), target)),
        Path(f"/proc/{target}/cmdline").read_bytes,
        lambda: Path(f"/proc/{os.getppid()}/mem").open("rb"),
    )


def read_files(target: str) -> str:
    own = Path.cwd()
    return _tried(
        Path(target).read_bytes,
        lambda: list(Path(target).parent.iterdir()),
        lambda: os.link(target, own / "link"),
        lambda: (own / "symlink").symlink_to(target),
        lambda: Path(f"/proc/self/fd/{os.open(target, os.O_PATH)}").read_bytes(),
        Path("/etc/passwd").read_bytes,
        lambda: Path("/etc/shadow").read_bytes(),
    )


def write_files(target: str) -> str:
    path = Path(target)
    return _tried(
        lambda: path.write_text("overwritten"),
        lambda: path.with_name("new").write_text("new"),
        lambda: path.with_name("folder").mkdir(),
        path.unlink,
        lambda: path.rename(path.with_name("renamed")),
        lambda: path.rename(Path.cwd() / "taken"),
        lambda: os.truncate(target, 0),
        lambda: path.chmod(0),
        lambda: os.utime(target, (0, 0)),
        lambda: os.mkfifo(Path.cwd() / "pipe"),
    )


def call_out(target: str) -> str:
    port, unix_path = json.loads(target)

    def connect(family: int, address: object) -> None:
        with socket.socket(family) as caller:
            caller.connect(address)
            caller.sendall(b"secret")

    return _tried(
        lambda: connect(socket.AF_INET, ("127.0.0.1", port)),
        lambda: connect(socket.AF_INET6, ("::1", port)),
        lambda: connect(socket.AF_UNIX, unix_path),
        lambda: connect(socket.AF_UNIX, "\0abstract"),
        lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
        lambda: socket.create_connection(("example.com", 80), 1),
    )


def break_out(target: str) -> str:
    libc = ctypes.CDLL(None, use_errno=True)

    def call(name: str, *arguments: object) -> int:
        if getattr(libc, name)(*arguments) != 0:
            raise OSError(ctypes.get_errno(), name)
        return 0

    return _tried(
        lambda: os.kill(int(target), signal.SIGKILL),
        lambda: os.kill(os.getppid(), signal.SIGKILL),
        lambda: os.kill(os.getppid(), 0),
        os.setsid,
        lambda: os.setpgid(0, 0),
        lambda: os.setuid(0 if os.getuid() else 1),
        lambda: subprocess.run(["/bin/sh", "-c", "id"], check=True, capture_output=True),
        lambda: subprocess.run([sys.executable, "-c", "print(1)"], check=True, capture_output=True),
        lambda: resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)),
        lambda: resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (0, 0)),
        lambda: call("unshare", 0x10000000),
        lambda: call("ptrace", 16, os.getppid(), 0, 0),
        lambda: call("mount", b"none", b"/tmp", b"tmpfs", 0, None),
    )


def fork_bomb(_: str) -> str:
    """As many processes as it can have, some of which try to leave the group; they would stay for a minute."""
    started = 0
    for _ in range(2000):
        try:
            if os.fork() == 0:
                with contextlib.suppress(OSError):
                    os.setsid()
                time.sleep(60)
                os._exit(0)
        except BlockingIOError:
            break
        started += 1
    return str(started)


def open_files(_: str) -> str:
    kept = []
    while True:
        kept.append(os.open(os.devnull, os.O_RDONLY))


def write_much(_: str) -> str:
    with Path("much").open("wb") as file:
        for _ in range(2000):
            file.write(bytes(2**20))
    return "written"


def take_memory(_: str) -> str:
    return str(len(bytearray(2**33)))


def talk_much(target: str) -> str:
    return "x" * int(target)


def spin(_: str) -> str:
    while True:
        pass


def crash(_: str) -> str:
    return str(ctypes.string_at(0))


def forge(target: str) -> str:
    """Write the target wherever it can be written, the result pipe among others, and leave as if all were well."""
    for pipe in range(3, 64):
        with contextlib.suppress(OSError):
            os.write(pipe, target.encode())
    os._exit(0)


ATTACKS = (
    environment, read_files, write_files, call_out, break_out, fork_bomb, open_files, write_much, take_memory,
    talk_much, spin, crash, forge,
)  # fmt: skip


def read(path: Path, *_: object, **__: object) -> ParsedDocument:
    order = json.loads(path.read_bytes())
    attack = next(each for each in ATTACKS if each.__name__ == order["attack"])
    try:
        return ParsedDocument((Element("NarrativeText", attack(order["target"])),), None, "hostile")
    except OSError as exc:
        raise FileCorrupt(reason=str(exc)) from exc


if __name__ == "__main__":
    outcome.read = read
    nursery.serve(socket.socket(fileno=int(sys.argv[1])))
