"""The processes of `nightclerk run`: started tied to it, restarted when they die, drained or killed at its end."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from schemas.errors import ProcessDied

#: More than this many deaths in the window, and the process is not started again.
DEATHS_ALLOWED = 5
DEATH_WINDOW_S = 120.0
_TAIL_LINES = 12


@dataclass
class Service:
    """One process with its log. It is restarted with the same command."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    process: subprocess.Popen[bytes]
    deaths: list[float] = field(default_factory=list)


class Processes:
    """Starts and watches services; keeps their process ids in a file, so that a later run ends what is left of a run
    that was killed where the kernel could not (elsewhere than on Linux)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._register = folder / "processes.json"
        self._services: list[Service] = []
        self._ending: list[Service] = []
        folder.mkdir(parents=True, exist_ok=True)
        self._end_leftovers()

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> Service:
        """Start a process that dies with this one. Its output goes to NAME.log."""
        log = self._folder / f"{name}.log"
        service = Service(name, command, environment, log, self._spawn(command, environment, log))
        self._services.append(service)
        self._remember()
        return service

    def revive(self) -> list[str]:
        """Start again what has died; the names.

        Raises:
            ProcessDied: one died too often.
        """
        revived = []
        for service in self._services:
            code = service.process.poll()
            if code is None:
                continue
            now = time.monotonic()
            service.deaths = [at for at in service.deaths if now - at < DEATH_WINDOW_S] + [now]
            if len(service.deaths) > DEATHS_ALLOWED:
                raise ProcessDied(
                    name=service.name,
                    times=len(service.deaths),
                    seconds=int(DEATH_WINDOW_S),
                    code=code,
                    log=service.log,
                    tail=tail(service.log),
                )
            service.process = self._spawn(service.command, service.environment, service.log)
            revived.append(service.name)
        if revived:
            self._remember()
        return revived

    def ask_to_end(self, services: Sequence[Service]) -> None:
        """Ask to end (SIGTERM: what runs is finished first). They are not started again; who has been asked before is
        not asked twice."""
        for service in [service for service in services if service in self._services]:
            self._services.remove(service)
            self._ending.append(service)
            if _alive(service):
                service.process.terminate()

    def any_alive(self, services: Sequence[Service]) -> bool:
        return any(_alive(service) for service in services)

    def kill(self) -> None:
        """End all processes and their children at once."""
        for service in [*self._services, *self._ending]:
            if _alive(service):  # the process id of one that has ended may be another's by now
                _kill_tree(service.process.pid)
                service.process.wait()
        self._services.clear()
        self._ending.clear()
        self._register.unlink(missing_ok=True)

    def _spawn(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
        with log.open("ab") as output:
            return subprocess.Popen(
                [sys.executable, "-m", "schemas.lifetime", str(os.getpid()), *command],
                env={**os.environ, **environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C in the terminal is for this process alone
            )

    def _remember(self) -> None:
        alive = {s.process.pid: psutil.Process(s.process.pid).create_time() for s in self._services if _alive(s)}
        self._register.write_text(json.dumps(alive))

    def _end_leftovers(self) -> None:
        if not self._register.is_file():
            return
        for pid, created in json.loads(self._register.read_text() or "{}").items():
            if psutil.pid_exists(int(pid)) and psutil.Process(int(pid)).create_time() == created:
                _kill_tree(int(pid))
        self._register.unlink()


def tail(log: Path) -> str:
    """The last lines of a log file."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-_TAIL_LINES:])


def _alive(service: Service) -> bool:
    return service.process.poll() is None


def _kill_tree(pid: int) -> None:
    try:
        parent = psutil.Process(pid)
        family = [*parent.children(recursive=True), parent]
    except psutil.NoSuchProcess:
        return
    for process in family:
        try:
            process.send_signal(signal.SIGKILL)
        except psutil.NoSuchProcess:
            continue
