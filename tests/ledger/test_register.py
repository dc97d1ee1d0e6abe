"""Rows first: batches and documents are registered once, whatever is submitted again."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from batches import TWO_QUESTIONS, assert_balanced, everything, found_file, make_batch, states_of
from schemas.errors import BatchUnknown, FileZeroBytes
from schemas.ledger.counts import document_rows
from schemas.ledger.register import FoundFile, find_batch, list_batches, open_batch, register
from schemas.ledger.results import finish_batches
from schemas.states import BatchState, State
from schemas.tables import batches, documents


def test_a_batch_keeps_what_it_was_asked(database: sa.Engine) -> None:
    batch = make_batch(database, "a.txt", "b.txt")

    assert batch.questionnaire == TWO_QUESTIONS
    assert batch.state is BatchState.OPEN
    assert [row["path"] for row in document_rows(database, batch.id)] == ["a.txt", "b.txt"]
    assert_balanced(database, batch)


def test_registering_twice_inserts_nothing_twice(database: sa.Engine) -> None:
    first = make_batch(database, "a.txt", "b.txt")
    before = everything(database, batches), everything(database, documents)

    again = make_batch(database, "a.txt", "b.txt")

    assert again == first
    assert (everything(database, batches), everything(database, documents)) == before


def test_two_who_register_the_same_folder_at_once_insert_it_once(database: sa.Engine) -> None:
    batch = open_batch(database, folder="/documents", questionnaire=TWO_QUESTIONS, model="m", name="night")
    files = [found_file(f"{number}.txt") for number in range(50)]

    with ThreadPoolExecutor(2) as both:
        new = list(both.map(lambda _: register(database, batch.id, files), range(2)))

    assert sorted(new) == [0, 50]
    assert len(everything(database, documents)) == 50


@pytest.mark.parametrize("changed", [{"model": "another"}, {"name": "the next night"}])
def test_another_model_or_name_is_another_batch(database: sa.Engine, changed: dict[str, str]) -> None:
    first = make_batch(database)

    other = make_batch(database, **changed)

    assert other.id != first.id
    assert {batch.id for batch in list_batches(database)} == {first.id, other.id}


def test_a_new_file_reopens_a_batch_that_was_done(database: sa.Engine) -> None:
    batch = make_batch(database, "a.txt")
    register(database, batch.id, [FoundFile("empty.txt", "0" * 64, 0, problem=FileZeroBytes())])
    with database.begin() as tx:
        tx.execute(documents.update().values(state=State.DONE))
    assert finish_batches(database) == [batch.id]

    new = register(database, batch.id, [found_file("a.txt"), found_file("late.txt")])

    assert new == 1
    assert find_batch(database, batch.id).state is BatchState.OPEN
    assert states_of(database, documents) == [State.DONE, State.DONE, State.WAITING]
    assert_balanced(database, batch)


def test_without_a_new_file_a_batch_that_was_done_stays_so(database: sa.Engine) -> None:
    batch = make_batch(database, "a.txt")
    with database.begin() as tx:
        tx.execute(documents.update().values(state=State.DONE))
    finish_batches(database)

    assert register(database, batch.id, [found_file("a.txt")]) == 0
    assert find_batch(database, batch.id).state is BatchState.DONE


def test_a_file_with_a_problem_is_in_quarantine_from_the_start(database: sa.Engine) -> None:
    batch = open_batch(database, folder="/documents", questionnaire=TWO_QUESTIONS, model="m", name="night")

    register(database, batch.id, [FoundFile("empty.txt", "0" * 64, 0, problem=FileZeroBytes())])

    [document] = document_rows(database, batch.id)
    assert document["state"] == State.QUARANTINED
    assert document["error_code"] == "FileZeroBytes"
    assert "zero bytes" in document["error"]
    assert document["ended_at"] is not None


def test_many_documents_are_registered_in_one_go(database: sa.Engine) -> None:
    batch = make_batch(database, *(f"{number}.txt" for number in range(1203)))

    assert len(document_rows(database, batch.id)) == 1203


def test_a_batch_is_found_by_the_beginning_of_its_id(database: sa.Engine) -> None:
    batch = make_batch(database)

    assert find_batch(database, batch.id[:8]) == batch


@pytest.mark.parametrize("unknown", ["", "zzz", "%", "_"])
def test_an_unknown_batch_is_said_to_be_unknown(database: sa.Engine, unknown: str) -> None:
    make_batch(database)

    with pytest.raises(BatchUnknown):
        find_batch(database, unknown)


def test_a_batch_that_is_not_registered_to_its_end_is_not_ended(database: sa.Engine) -> None:
    batch = open_batch(database, folder="/documents", questionnaire=TWO_QUESTIONS, model="m", name="night")

    assert finish_batches(database) == []
    assert find_batch(database, batch.id).state is BatchState.REGISTERING
