"""The dispatcher between a real ledger and a real broker, either of which may go away."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
import redis
import sqlalchemy as sa

from batches import (
    all_done,
    claimed_bundle,
    claimed_document,
    document_of,
    everything,
    make_batch,
    passages_of,
    split_batch,
    states_of,
)
from producer.dispatcher import Dispatcher
from schemas.celery_app import check_broker, make_publisher, publish, turn_to_publish, waiting_messages
from schemas.errors import BrokerRefused, BrokerUnreachable
from schemas.ledger.bundles import finish_bundle
from schemas.ledger.control import cancel
from schemas.ledger.database import open_database
from schemas.ledger.register import find_batch
from schemas.messages import ANSWER_PASSAGE, DOCUMENTS_QUEUE, SPLIT_DOCUMENT, passages_queue, task_id
from schemas.settings import Settings
from schemas.states import BatchState, ResultStatus, State
from schemas.tables import documents, results
from servers import Broker, Postgres

CAP = 4
#: A step may take this long when a service is away, seconds.
BOUND_S = 8.0


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    """A broker of this test's own, to be stopped and started."""
    with Broker(tmp_path / "broker") as broker:
        yield broker


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[sa.Engine]:
    engine = open_database(f"sqlite:///{tmp_path / 'ledger.db'}")
    yield engine
    engine.dispose()


def settings_for(url: str, **changes: object) -> Settings:
    return Settings(broker=url, doorbell_cap=CAP, ring_again_s=3600.0, **changes)  # type: ignore[arg-type]


def waiting(url: str, queue: str = DOCUMENTS_QUEUE) -> int:
    app = make_publisher("test", settings_for(url))
    try:
        return waiting_messages(app, queue)
    finally:
        app.close()


def messages(url: str, queue: str) -> list[tuple[str, str, list[str]]]:
    """Takes all messages out of a queue: task, task id and arguments of each."""
    app = make_publisher("test", settings_for(url))
    found = []
    with app.connection_for_read() as connection, connection.SimpleQueue(queue) as simple, suppress(simple.Empty):
        while True:
            message = simple.get(block=False)
            arguments, _, _ = message.payload
            found.append((message.headers["task"], message.headers["id"], arguments))
            message.ack()
    app.close()
    return found


def seconds(act: Callable[[], object]) -> float:
    began = time.monotonic()
    act()
    return time.monotonic() - began


def test_a_message_holds_ids_and_nothing_else(ledger: sa.Engine, broker: Broker) -> None:
    batch = make_batch(ledger, "a.txt")
    split = split_batch(ledger, "confidential text", name="split")
    [passage] = passages_of(ledger, split)

    Dispatcher(ledger, settings_for(broker.url)).step()

    document = document_of(batch)
    assert messages(broker.url, DOCUMENTS_QUEUE) == [(SPLIT_DOCUMENT, task_id(document, 1), [document, batch.id])]
    assert messages(broker.url, passages_queue("scripted")) == [
        (ANSWER_PASSAGE, task_id(passage, 1), [passage, split.id])
    ]


def test_a_queue_never_holds_more_than_the_cap(ledger: sa.Engine, broker: Broker) -> None:
    make_batch(ledger, *(f"{number}.txt" for number in range(10)))
    split_batch(ledger, *(f"text {number}" for number in range(10)), name="split")
    dispatcher = Dispatcher(ledger, settings_for(broker.url))

    for _ in range(3):
        dispatcher.step()

    assert waiting(broker.url) == CAP
    assert waiting(broker.url, passages_queue("scripted")) == CAP


def test_dispatchers_that_step_at_once_fill_a_queue_once(ledger: sa.Engine, broker: Broker) -> None:
    make_batch(ledger, *(f"{number}.txt" for number in range(40)))
    dispatchers = [Dispatcher(ledger, settings_for(broker.url)) for _ in range(4)]
    start = threading.Barrier(len(dispatchers))

    def work(dispatcher: Dispatcher) -> None:
        for _ in range(3):
            start.wait()
            dispatcher.step()

    with ThreadPoolExecutor(len(dispatchers)) as threads:
        list(threads.map(work, dispatchers))

    assert waiting(broker.url) == CAP


def test_whose_turn_it_is_not_publishes_nothing(ledger: sa.Engine, broker: Broker) -> None:
    make_batch(ledger, "a.txt")
    dispatcher = Dispatcher(ledger, settings_for(broker.url))
    other = make_publisher("other", settings_for(broker.url))

    with turn_to_publish(other) as turn:
        assert turn
        dispatcher.step()
        assert waiting(broker.url) == 0
    dispatcher.step()

    assert waiting(broker.url) == 1


def test_a_turn_that_the_broker_forgot_is_over_without_ado(broker: Broker) -> None:
    app = make_publisher("test", settings_for(broker.url))

    with turn_to_publish(app), redis.Redis.from_url(broker.url) as client:
        client.flushall()

    with turn_to_publish(app) as turn:
        assert turn


def test_an_emptied_queue_is_filled_without_waiting(ledger: sa.Engine, broker: Broker) -> None:
    make_batch(ledger, *(f"{number}.txt" for number in range(2 * CAP)))
    dispatcher = Dispatcher(ledger, settings_for(broker.url))

    assert dispatcher.step()  # there may be more where these came from
    assert not dispatcher.step()  # the queue is full
    messages(broker.url, DOCUMENTS_QUEUE)
    assert dispatcher.step()
    messages(broker.url, DOCUMENTS_QUEUE)
    assert not dispatcher.step()  # nothing waits


def test_as_messages_are_taken_new_ones_follow_and_none_comes_twice(ledger: sa.Engine, broker: Broker) -> None:
    batch = make_batch(ledger, *(f"{number}.txt" for number in range(10)))
    dispatcher = Dispatcher(ledger, settings_for(broker.url))
    taken = []

    for _ in range(4):
        dispatcher.step()
        taken += [arguments[0] for _, _, arguments in messages(broker.url, DOCUMENTS_QUEUE)]

    assert taken == [document_of(batch, f"{number}.txt") for number in range(10)]


def test_a_lost_message_is_rung_for_again(ledger: sa.Engine, broker: Broker) -> None:
    make_batch(ledger)
    dispatcher = Dispatcher(ledger, settings_for(broker.url).model_copy(update={"ring_again_s": 0.2}))
    dispatcher.step()
    assert len(messages(broker.url, DOCUMENTS_QUEUE)) == 1

    time.sleep(0.3)
    dispatcher.step()

    assert len(messages(broker.url, DOCUMENTS_QUEUE)) == 1


def test_answered_documents_are_resolved_and_their_batch_ends(ledger: sa.Engine, broker: Broker) -> None:
    batch = split_batch(ledger)
    bundle = claimed_bundle(ledger, passages_of(ledger, batch)[0])
    finish_bundle(ledger, bundle, all_done(bundle))

    Dispatcher(ledger, settings_for(broker.url)).step()

    assert {result["status"] for result in everything(ledger, results)} == {ResultStatus.ACCEPTED}
    assert find_batch(ledger, batch.id).state is BatchState.DONE


def test_what_was_lost_is_taken_back_and_rung_for(ledger: sa.Engine, broker: Broker) -> None:
    batch = make_batch(ledger)
    claimed_document(ledger, document_of(batch))
    with ledger.begin() as tx:
        tx.execute(documents.update().values(lease_until=1.0))

    Dispatcher(ledger, settings_for(broker.url, backoff_s=0.0)).step()

    assert [identifier for _, identifier, _ in messages(broker.url, DOCUMENTS_QUEUE)] == [
        task_id(document_of(batch), 2)
    ]


def test_what_came_back_to_a_cancelled_batch_is_cancelled(ledger: sa.Engine, broker: Broker) -> None:
    batch = make_batch(ledger)
    claimed_document(ledger, document_of(batch))
    cancel(ledger, batch.id)
    with ledger.begin() as tx:
        tx.execute(documents.update().values(lease_until=1.0))

    Dispatcher(ledger, settings_for(broker.url)).step()

    assert states_of(ledger, documents) == [State.CANCELLED]
    assert waiting(broker.url) == 0


def test_a_batch_for_an_unknown_model_does_not_hold_up_the_others(
    ledger: sa.Engine, broker: Broker, caplog: pytest.LogCaptureFixture
) -> None:
    make_batch(ledger, "a.txt", model="/gone/model", name="gone")
    split_batch(ledger, "text", name="split")

    Dispatcher(ledger, settings_for(broker.url)).step()

    assert waiting(broker.url, passages_queue("scripted")) == 1
    assert "There is no model /gone/model" in caplog.text


@pytest.mark.parametrize("away", [Broker.stop, Broker.freeze], ids=["stopped", "frozen"])
def test_without_a_broker_a_step_ends_soon_and_the_next_one_after_its_return_rings(
    ledger: sa.Engine, broker: Broker, caplog: pytest.LogCaptureFixture, away: Callable[[Broker], None]
) -> None:
    dispatcher = Dispatcher(ledger, settings_for(broker.url))
    dispatcher.step()
    batch = split_batch(ledger)
    bundle = claimed_bundle(ledger, passages_of(ledger, batch)[0])
    finish_bundle(ledger, bundle, all_done(bundle))
    make_batch(ledger, "late.txt", name="late")

    away(broker)
    took_s = seconds(dispatcher.step)

    assert took_s < BOUND_S
    assert find_batch(ledger, batch.id).state is BatchState.DONE, "the ledger is kept all the same"
    assert "the broker cannot be used, trying on" in caplog.text
    assert broker.url not in caplog.text, "its password is in no log"
    if away is Broker.freeze:
        broker.thaw()
    else:
        broker.start()
    dispatcher.step()
    assert waiting(broker.url) == 1


def test_a_broker_that_is_away_from_the_start_is_waited_for(ledger: sa.Engine, broker: Broker) -> None:
    make_batch(ledger)
    broker.stop()
    dispatcher = Dispatcher(ledger, settings_for(broker.url))
    assert seconds(dispatcher.step) < BOUND_S

    broker.start()
    dispatcher.step()

    assert waiting(broker.url) == 1


def test_complaints_are_not_repeated_at_every_step(
    ledger: sa.Engine, broker: Broker, caplog: pytest.LogCaptureFixture
) -> None:
    dispatcher = Dispatcher(ledger, settings_for(broker.url))
    broker.stop()

    for _ in range(3):
        dispatcher.step()

    assert caplog.text.count("the broker cannot be used") == 1


def test_without_a_database_a_step_ends_soon_and_the_next_one_after_its_return_rings(
    postgres_server: Postgres, broker: Broker, caplog: pytest.LogCaptureFixture
) -> None:
    name = postgres_server.take_database()
    database = open_database(postgres_server.url(name))
    make_batch(database)
    dispatcher = Dispatcher(database, settings_for(broker.url))

    postgres_server.administer(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false")
    postgres_server.cut_off(name)
    took_s = seconds(dispatcher.step)
    complained = caplog.text
    postgres_server.administer(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")
    dispatcher.step()
    database.dispose()
    postgres_server.give_back(name)

    assert took_s < BOUND_S
    assert "the database cannot be used, trying on" in complained
    assert waiting(broker.url) == 1


def test_it_runs_until_it_is_told_to_stop(ledger: sa.Engine, broker: Broker) -> None:
    make_batch(ledger)
    stop = threading.Event()
    dispatcher = Dispatcher(ledger, settings_for(broker.url, dispatch_interval_s=0.05))
    thread = threading.Thread(target=dispatcher.run, args=(stop,))

    thread.start()
    while waiting(broker.url) == 0:
        time.sleep(0.02)
    stop.set()
    thread.join(timeout=10)

    assert not thread.is_alive()


def test_a_broker_that_answers_is_no_complaint(valkey: str) -> None:
    check_broker(valkey)


def test_a_wrong_password_is_said_to_be_refused(valkey: str) -> None:
    wrong = f"redis://:moonlight@{valkey.rpartition('@')[2]}"

    with pytest.raises(BrokerRefused) as raised:
        check_broker(wrong)

    assert "moonlight" not in str(raised.value)


@pytest.mark.parametrize("url", ["redis://:moonlight@127.0.0.1:1/0", "redis://:moonlight@127.0.0.1:port/0", "nonsense"])
def test_where_no_broker_answers_its_address_is_named_without_the_password(url: str) -> None:
    with pytest.raises(BrokerUnreachable) as raised:
        check_broker(url)

    assert "moonlight" not in str(raised.value)


def test_to_publish_to_nobody_fails_at_once() -> None:
    app = make_publisher("test", settings_for("redis://:moonlight@127.0.0.1:1/0"))

    began = time.monotonic()
    with pytest.raises(BrokerUnreachable) as raised:
        publish(app, SPLIT_DOCUMENT, "document", "batch", queue=DOCUMENTS_QUEUE, task_id="document.1")
    app.close()

    assert time.monotonic() - began < BOUND_S
    assert "moonlight" not in str(raised.value)
