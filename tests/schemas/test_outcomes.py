"""The retry policy: pure, bounded, spread, and decided by the class of an error alone."""

import pytest

from schemas.errors import EngineFailed, FileCorrupt, NightClerkError, ParserDied, QuestionTooLong, WorkerLost
from schemas.outcomes import Quarantine, Retry, after_error, backoff_s, trace
from schemas.settings import Settings

SETTINGS = Settings(backoff_s=4.0, backoff_max_s=60.0, max_attempts=3)
TOO_LONG = QuestionTooLong(tokens=9, answer_tokens=1, model="m", context=8)


@pytest.mark.parametrize(("attempt", "ceiling_s"), [(1, 4.0), (2, 8.0), (3, 16.0), (4, 32.0), (5, 60.0), (99, 60.0)])
def test_the_wait_doubles_up_to_its_bound(attempt: int, ceiling_s: float) -> None:
    assert backoff_s(attempt, SETTINGS, jitter=0.0) == ceiling_s / 2
    assert backoff_s(attempt, SETTINGS, jitter=0.5) == ceiling_s * 0.75
    assert ceiling_s * 0.99 < backoff_s(attempt, SETTINGS, jitter=0.999) < ceiling_s


def test_the_same_try_with_the_same_jitter_waits_as_long() -> None:
    assert backoff_s(2, SETTINGS, 0.3) == backoff_s(2, SETTINGS, 0.3)


def test_a_huge_number_of_tries_is_no_overflow() -> None:
    assert backoff_s(10**9, Settings(backoff_s=5, backoff_max_s=1e30), jitter=0.0) == 5 * 2.0**30 / 2


@pytest.mark.parametrize("error", [EngineFailed(reason="r"), WorkerLost(attempts=1), ParserDied(cause="c")])
def test_what_may_succeed_is_tried_again_until_its_last_try(error: NightClerkError) -> None:
    outcomes = [after_error(error, attempt, SETTINGS, jitter=0.0) for attempt in (1, 2, 3, 4)]

    assert outcomes == [Retry(error, 2.0), Retry(error, 4.0), Quarantine(error), Quarantine(error)]


@pytest.mark.parametrize("error", [TOO_LONG, FileCorrupt(reason="r")])
def test_what_cannot_succeed_is_put_in_quarantine_at_once(error: NightClerkError) -> None:
    assert after_error(error, 1, SETTINGS, jitter=0.0) == Quarantine(error)


def test_a_trace_is_that_of_the_cause() -> None:
    error = EngineFailed(reason="see below")
    assert trace(error) is None

    error.__cause__ = RuntimeError("shape mismatch")

    assert trace(error) == "RuntimeError: shape mismatch"
