"""Celery on Redis, set so that the ledger alone decides what is done and what is tried again."""

import contextlib
import functools
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ParamSpec

import redis
from celery import Celery
from kombu.exceptions import KombuError

from schemas.errors import BrokerRefused, BrokerUnreachable, TaskFailed
from schemas.settings import Settings

P = ParamSpec("P")

log = logging.getLogger(__name__)

#: Seconds in which a worker's child may load its model.
CHILD_START_S = 900

#: How long a connection attempt to the broker may take, seconds.
CONNECT_TIMEOUT_S = 5

#: How long a broker that took the connection may take to answer one who only publishes, seconds.
ANSWER_TIMEOUT_S = 5

#: Key of the lock on publishing in Redis.
TURN = "nightclerk:turn"

#: A publisher that dies while it is its turn keeps the others waiting this long, seconds.
TURN_S = 10.0


def make_app(name: str, settings: Settings, limit_s: float) -> Celery:
    """A Celery application whose tasks are stopped after `limit_s` seconds.

    No result backend, no Celery retry, no ETA: a message is a doorbell, and the ledger knows what is behind the door.
    """
    app = Celery(name, broker=settings.broker, set_as_current=False)
    hard_limit_s = limit_s + settings.limit_grace_s
    app.conf.update(
        accept_content=["json"],
        task_serializer="json",
        task_ignore_result=True,
        # A message is acknowledged when its task has ended, however it ended: SQL decides about a second try. One that
        # dies with its worker comes back.
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_acks_on_failure=True,
        task_acks_on_timeout=True,
        worker_prefetch_multiplier=1,
        task_soft_time_limit=limit_s,
        task_time_limit=hard_limit_s,
        # Redelivery only after the hard limit and the drain are surely over.
        broker_transport_options={
            "visibility_timeout": settings.visibility_timeout_s or int(max(900, 3 * hard_limit_s)),
            "unacked_restore_interval": 5,
            "unacked_restore_throttle": 1,
            "health_check_interval": 10,
            "socket_keepalive": True,
            "socket_connect_timeout": CONNECT_TIMEOUT_S,
        },
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        worker_cancel_long_running_tasks_on_connection_loss=False,
        worker_proc_alive_timeout=CHILD_START_S,
        worker_send_task_events=True,
        task_send_sent_event=True,
        worker_hijack_root_logger=False,
    )
    return app


def make_publisher(name: str, settings: Settings) -> Celery:
    """An application that publishes and never consumes. A broker that is away or deaf is told of at once instead of
    being waited for: the ledger keeps what is to be published."""
    app = make_app(name, settings, settings.bundle_limit_s)
    app.conf.broker_transport_options |= {"socket_timeout": ANSWER_TIMEOUT_S, "max_retries": 0}
    return app


def discreet(work: Callable[P, None]) -> Callable[P, None]:
    """Keep what an error says out of events and Flower: its words may quote a document. The log has them."""

    @functools.wraps(work)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            work(*args, **kwargs)
        except Exception as exc:  # nothing is swallowed: the task fails all the same, and its lease runs out
            log.exception("the task failed")
            raise TaskFailed(cause=type(exc).__name__) from None

    return run


def check_broker(url: str) -> None:
    """One round trip to the broker.

    Raises:
        BrokerRefused: wrong user name or password.
        BrokerUnreachable: nothing answers there, or the URL is none.
    """
    shown = _without_password(url)
    try:
        with redis.Redis.from_url(
            url, socket_connect_timeout=CONNECT_TIMEOUT_S, socket_timeout=CONNECT_TIMEOUT_S
        ) as client:
            client.ping()
    except redis.AuthenticationError as exc:
        raise BrokerRefused(url=shown) from exc
    except (redis.RedisError, OSError, ValueError) as exc:
        raise BrokerUnreachable(url=shown, reason=exc) from exc


@contextmanager
def turn_to_publish(app: Celery) -> Iterator[bool]:
    """Whether it is this publisher's turn, which then lasts until the end of the block or for TURN_S. One at a time:
    two who measure a queue before either fills it would fill it twice.

    Raises:
        BrokerUnreachable: it does not answer.
    """
    with app.pool.acquire(block=True) as connection:
        with _translated(app):
            client: redis.Redis = connection.default_channel.client
            turn, name = client.lock(TURN, timeout=TURN_S), app.oid.encode()
            # Also where it was given the turn before, and the answer was lost.
            mine = turn.acquire(blocking=False, token=name) or client.get(TURN) == name
        try:
            yield mine
        finally:
            if mine:
                with _translated(app), contextlib.suppress(redis.exceptions.LockNotOwnedError):
                    turn.do_release(name)


def waiting_messages(app: Celery, queue: str) -> int:
    """How many messages wait in a queue, not counting those that a worker holds.

    Raises:
        BrokerUnreachable: it does not answer.
    """
    with _translated(app), app.pool.acquire(block=True) as connection:
        declared: Any = app.amqp.queues[queue](connection.default_channel).queue_declare()
        return int(declared.message_count)


def publish(app: Celery, task: str, ledger_id: str, batch_id: str, *, queue: str, task_id: str) -> None:
    """Put one message into a queue, without a second try.

    Raises:
        BrokerUnreachable: it does not answer, or does not take it. It may have it all the same.
    """
    with _translated(app):
        shown = f"batch {batch_id}, {ledger_id}"  # in Flower, where columns are cut: the other id is in task_id too
        app.send_task(task, (ledger_id, batch_id), queue=queue, task_id=task_id, retry=False, argsrepr=shown)


@contextmanager
def _translated(app: Celery) -> Iterator[None]:
    try:
        yield
    except (KombuError, redis.RedisError, OSError) as exc:
        raise BrokerUnreachable(url=_without_password(app.conf.broker_url), reason=exc) from exc


def _without_password(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://***@{rest.rpartition('@')[2]}" if "@" in rest else url
