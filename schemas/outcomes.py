"""What can become of one claimed piece of work: a closed type, matched exhaustively."""

import traceback
from dataclasses import dataclass

from schemas.elements import Box
from schemas.errors import NightClerkError
from schemas.settings import Settings
from schemas.states import Grounding, Typing, Verdict


@dataclass(frozen=True)
class Answer:
    """What the model said to one job, read, typed and grounded. Offsets count characters of the passage. `typed` is the
    value in the one way to write it, `stray_numbers` are those that stand nowhere in the passage. With a `verdict` the
    confidence is the calibrated one; None of a model without a record. `reused_from`: the job to which it was said,
    where that was another one."""

    raw: str
    found: bool
    value: str | None
    confidence: float
    grounding: Grounding
    quote: str | None
    start: int | None
    end: int | None
    page: int | None
    box: Box | None
    model: str
    prompt: str
    prompt_tokens: int
    answer_tokens: int
    complete: bool
    typed: str | None = None
    unit: str | None = None
    typing: Typing | None = None
    typing_reason: str | None = None
    stray_numbers: tuple[str, ...] = ()
    verdict: Verdict | None = None
    reused_from: str | None = None


@dataclass(frozen=True)
class Done:
    answer: Answer


@dataclass(frozen=True)
class Retry:
    error: NightClerkError
    after_s: float


@dataclass(frozen=True)
class Quarantine:
    error: NightClerkError


@dataclass(frozen=True)
class Cancel:
    """It was stopped because its batch had been cancelled."""


Outcome = Done | Retry | Quarantine | Cancel


def backoff_s(attempt: int, settings: Settings, jitter: float) -> float:
    """Seconds to wait after the `attempt`-th try (from 1): exponential, capped, half of it fixed and half spread by
    `jitter` in [0, 1), so that what failed together does not come back together ("equal jitter")."""
    ceiling = min(settings.backoff_max_s, settings.backoff_s * 2.0 ** min(attempt - 1, 30))
    return ceiling / 2 + ceiling / 2 * jitter


def after_error(error: NightClerkError, attempt: int, settings: Settings, jitter: float) -> Retry | Quarantine:
    """The retry policy: a pure function of the error's class and the attempt it ended."""
    if error.retry and attempt < settings.max_attempts:
        return Retry(error, backoff_s(attempt, settings, jitter))
    return Quarantine(error)


def trace(error: NightClerkError) -> str | None:
    """The traceback of what the error was raised from, for the one who mends it."""
    cause = error.__cause__
    return "".join(traceback.format_exception(cause)).rstrip() if cause else None
