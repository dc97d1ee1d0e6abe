"""Texts that are written from sketches: what a fact says, what it is asked, and what it never answers."""

import pytest

pytest.importorskip("faker", reason="the extra train is not installed: no faker")

from ops.training.generators import business, office, profile, receipt
from ops.training.generators.draft import Draft
from ops.training.generators.sketches.sketch import read
from ops.training.generators.sketches.slots import slots
from ops.training.generators.world import World
from ops.training.rows import NOT_FOUND, Trained
from schemas.catalogue import load_catalogue
from schemas.settings import Settings

TEMPLATE = load_catalogue(Settings()).templates["bling"]


@pytest.mark.parametrize("lines", [*profile.KNOWN, *profile.NEWS, *office.PAPERS, *business.TEXTS])
def test_every_sentence_of_a_fact_has_what_it_is_asked(lines: str) -> None:
    for fact in (fact for facts in read(lines).facts for fact in facts):
        for said in fact.said:
            for slot, _ in fact.asked:
                name, _, unit = slot.partition(" ")
                assert f"{{{name}}} {unit}".strip() in said, said


def test_values_of_one_text_differ() -> None:
    for seed in range(50):
        found = slots(World(str(seed)))
        named = [value for slot, value in found.items() if slot[0] in "pcoyhkn" and slot[-1].isdigit()]
        assert len(set(named)) == len(named), found


@pytest.mark.parametrize("write", [profile.article, profile.news, business.text])
def test_prose_is_asked_what_it_does_not_tell(write) -> None:  # type: ignore[no-untyped-def]
    for seed in range(50):
        rows = write(Draft(World(str(seed)), TEMPLATE)).rows
        sorts = [row.trains for row in rows]
        assert sorts.count(Trained.NOT_FOUND) >= 2
        assert 1 <= sorts.count(Trained.BOOLEAN) <= 6
        assert sorts.count(Trained.EXTRACTION) >= 3


def test_the_number_of_an_invoice_is_asked_only_where_there_is_one() -> None:
    for seed in range(300):
        passage = office.paper(Draft(World(str(seed)), TEMPLATE))
        if "STATEMENT" in passage.text or "Statement for" in passage.text:
            assert not [row for row in passage.rows if "nvoice n" in row.question], passage


def test_a_receipt_is_asked_for_its_date_and_not_for_its_time() -> None:
    dates = {
        row.answer
        for seed in range(300)
        for row in receipt.receipt(Draft(World(str(seed)), TEMPLATE)).rows
        if "date" in row.question and "due" not in row.question
    }

    assert NOT_FOUND in dates
    assert len(dates) > 150
    assert not [said for said in dates if ":" in said]
