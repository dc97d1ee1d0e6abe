"""What a second model was asked is counted from the rows, and so is whose turn it is."""

import sqlalchemy as sa

from batches import (
    all_done,
    answer,
    claimed_bundle,
    claimed_document,
    document_of,
    make_batch,
    passages_of,
    split_batch,
    store,
)
from schemas.ledger.bundles import finish_bundle
from schemas.ledger.escalations import Escalations, escalations, second_has_its_turn
from schemas.ledger.register import Batch, register
from schemas.ledger.results import Result, finish_document
from schemas.ledger.rounds import Asked, Further, begin_round
from schemas.outcomes import Done
from schemas.states import ResultStatus

LARGER = "larger"


def answer_all(database: sa.Engine, passages: list[str]) -> list[str]:
    """The ids of the jobs."""
    ended = []
    for passage in passages:
        bundle = claimed_bundle(database, passage)
        finish_bundle(database, bundle, {job.id: Done(answer(model=bundle.model)) for job in bundle.jobs})
        ended += [job.id for job in bundle.jobs]
    return ended


def escalated_batch(database: sa.Engine) -> Batch:
    """A document of two passages; both fields of the second one are asked of another model."""
    batch = split_batch(database, "one", "two")
    register(database, batch.id, [])
    answer_all(database, passages_of(database, batch))
    asked = tuple(map(Asked, batch.questionnaire.fields))
    copied = Further(asked, copy_of=passages_of(database, batch)[1], model=LARGER)
    assert begin_round(database, document_of(batch), 2, [copied])
    return batch


def test_what_was_asked_and_what_is_settled_is_counted(database: sa.Engine) -> None:
    batch = escalated_batch(database)
    assert escalations(database, batch.id) == Escalations(fields=2, settled=0, questions=2, instead_of=4)

    number, total = answer_all(database, passages_of(database, batch)[2:])
    resolved = [
        Result("number", ResultStatus.ACCEPTED, "7", 0.9, "sure", number),
        Result("total", ResultStatus.REVIEW, "9 EUR", 0.9, "not sure", total),
    ]
    assert finish_document(database, document_of(batch), resolved)

    found = escalations(database, batch.id)
    assert found == Escalations(fields=2, settled=1, questions=2, instead_of=4)
    assert found.saved == 0.5


def test_where_nothing_was_escalated_nothing_is_counted_and_everything_saved(database: sa.Engine) -> None:
    batch = split_batch(database, "one")

    found = escalations(database, batch.id)

    assert found == Escalations(fields=0, settled=0, questions=0, instead_of=2)
    assert found.saved == 1.0
    assert escalations(database, make_batch(database, name="empty").id).saved == 0.0


def test_the_second_model_has_its_turn_when_nothing_is_left_for_the_first(database: sa.Engine) -> None:
    batch = make_batch(database, "a.txt")
    assert second_has_its_turn(database, batch.id) is False  # nobody has read it
    claimed = claimed_document(database, document_of(batch))
    assert second_has_its_turn(database, batch.id) is False
    store(database, claimed, ["one"])
    assert second_has_its_turn(database, batch.id) is False
    [passage] = passages_of(database, batch)
    bundle = claimed_bundle(database, passage)
    assert second_has_its_turn(database, batch.id) is False
    finish_bundle(database, bundle, all_done(bundle))
    assert second_has_its_turn(database, batch.id) is False  # what comes of it is not known yet

    copied = Further((Asked(batch.questionnaire.fields[0]),), copy_of=passage, model=LARGER)
    assert begin_round(database, document_of(batch), 2, [copied])

    assert second_has_its_turn(database, batch.id) is True
    [_, copy] = passages_of(database, batch)
    bundle = claimed_bundle(database, copy)
    assert second_has_its_turn(database, batch.id) is True
    finish_bundle(database, bundle, {job.id: Done(answer(model=LARGER)) for job in bundle.jobs})
    finish_document(database, document_of(batch), [Result("number", ResultStatus.NOT_FOUND, None, 0.9, "", None)])
    assert second_has_its_turn(database, batch.id) is None


def test_one_batch_says_nothing_of_another(database: sa.Engine) -> None:
    batch = escalated_batch(database)
    make_batch(database, "b.txt", name="other")

    assert second_has_its_turn(database, batch.id) is True
