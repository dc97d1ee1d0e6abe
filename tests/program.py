"""The program as its users start it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

NIGHTCLERK = str(Path(sys.executable).with_name("nightclerk"))

_LOOK_EVERY_S = 0.05

#: Short enough that what was killed is taken back within a test.
SHORT = {"LEASE_S": "2", "BACKOFF_S": "0.1", "RING_AGAIN_S": "2", "DISPATCH_INTERVAL_S": "0.2", "PASSAGE_TOKENS": "64"}


def environment(**settings: object) -> dict[str, str]:
    """The environment of a command: nothing of Night Clerk's from outside, the scripted engine, short waits."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("NIGHTCLERK_")}
    given = {"MODEL": "scripted", **SHORT, **settings}
    return inherited | {f"NIGHTCLERK_{name}": str(value) for name, value in given.items()}


def nightclerk(*arguments: object, limit_s: float = 120, **settings: object) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [NIGHTCLERK, *map(str, arguments)],
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=limit_s,
        check=False,
    )


def until(condition: Callable[[], Any], limit_s: float = 60, what: str | Callable[[], str] = "the condition") -> Any:
    """What `condition` returns as soon as that is true; `what` is asked only where it did not come.

    The limit is counted in looks, not by the clock: a machine that was suspended meanwhile has not used it up.
    """
    for _ in range(round(limit_s / _LOOK_EVERY_S)):
        found = condition()
        if found:
            return found
        time.sleep(_LOOK_EVERY_S)
    raise AssertionError(f"{what if isinstance(what, str) else what()} did not come within {limit_s} s")
