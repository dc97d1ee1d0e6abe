"""What a task lets out, and how Celery is set."""

import logging
import traceback

import pytest

from schemas.celery_app import discreet, make_app
from schemas.errors import TaskFailed
from schemas.settings import Settings


def test_an_error_of_a_task_is_told_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    @discreet
    def task(_passage: str) -> None:
        raise ValueError("the salary of Mrs Oakes")

    with caplog.at_level(logging.ERROR), pytest.raises(TaskFailed, match="ValueError") as failed:
        task("an id")

    assert "Oakes" not in "".join(traceback.format_exception(failed.value))
    assert "Oakes" in caplog.text  # the machine's own log


def test_redelivery_comes_after_the_hard_limit_and_the_drain() -> None:
    conf = make_app("test", Settings(), limit_s=300).conf

    assert conf.broker_transport_options["visibility_timeout"] >= 2 * conf.task_time_limit
    assert conf.task_soft_time_limit < conf.task_time_limit


def test_the_time_until_redelivery_can_be_set() -> None:
    conf = make_app("test", Settings(visibility_timeout_s=7), limit_s=300).conf

    assert conf.broker_transport_options["visibility_timeout"] == 7


def test_the_ledger_alone_decides_about_another_try() -> None:
    conf = make_app("test", Settings(), limit_s=300).conf

    assert conf.task_acks_late
    assert conf.task_reject_on_worker_lost
    assert conf.task_acks_on_failure
    assert conf.task_acks_on_timeout
    assert conf.worker_prefetch_multiplier == 1
    assert conf.result_backend is None
    assert conf.accept_content == ["json"]
