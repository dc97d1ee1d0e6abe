"""A real broker for tests, which can be stopped, frozen and started again on its port."""

import signal
import subprocess
import time
from pathlib import Path
from types import TracebackType

from producer.valkey import START_ATTEMPTS, free_port, new_password, valkey_binary, write_config
from schemas.celery_app import check_broker
from schemas.errors import BrokerUnreachable

#: How long the server may take to answer after its start, seconds.
_START_S = 10.0


class Broker:
    """A valkey-server with a password on a free port of the loopback interface."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._password = new_password()
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()

    @property
    def url(self) -> str:
        return f"redis://:{self._password}@127.0.0.1:{self.port}/0"

    def __enter__(self) -> "Broker":
        for attempt in range(START_ATTEMPTS):
            try:
                self.start()
                break
            except BrokerUnreachable:  # another program was quicker to take the port
                self.stop()
                if attempt == START_ATTEMPTS - 1:
                    raise
                self.port = free_port()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def start(self) -> None:
        """Start it and wait until it answers."""
        config = write_config(self._folder, self.port, self._password)
        self._process = subprocess.Popen(
            [str(valkey_binary()), str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + _START_S
        while True:
            try:
                check_broker(self.url)
                return
            except BrokerUnreachable:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    raise
                time.sleep(0.02)

    def stop(self) -> None:
        """End it at once, as the loss of power does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def freeze(self) -> None:
        """It takes connections and answers nothing any more."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)
