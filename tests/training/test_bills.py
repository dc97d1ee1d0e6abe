"""Bills of many languages: the answer stands there, and what is left out or only looks like it is none."""

import re

import pytest

pytest.importorskip("faker", reason="the extra train is not installed: no faker")

from ops.training.generators.bills import bill, unbilled
from ops.training.generators.bills.asked import CREDITOR, CUSTOMER, DATE, DUE, DUE_DATE, ISSUER, NUMBER, REST
from ops.training.generators.bills.particulars import Bill, particulars
from ops.training.generators.bills.tongue import TONGUES
from ops.training.generators.bills.unbilled import PAPERS
from ops.training.generators.draft import Draft
from ops.training.generators.sketches.sketch import read
from ops.training.generators.world import World
from ops.training.rows import NOT_FOUND, Passage, Trained
from schemas.catalogue import load_catalogue
from schemas.settings import Settings

TEMPLATE = load_catalogue(Settings()).templates["bling"]
MANY = 400
STANDS = (Trained.EXTRACTION, Trained.KEY_VALUE)


def written(seed: int) -> tuple[Bill, Passage]:
    """A bill, and the facts that it was made from."""
    return particulars(World(str(seed))), bill(Draft(World(str(seed)), TEMPLATE))


def answers(passage: Passage, questions: tuple[str, ...]) -> set[str]:
    wordings = {TEMPLATE.key_value.format(key=asked[1:]) if asked[0] == "@" else asked for asked in questions}
    return {row.answer for row in passage.rows if row.question in wordings}


@pytest.fixture(scope="module")
def bills() -> list[tuple[Bill, Passage]]:
    return [written(seed) for seed in range(MANY)]


@pytest.mark.parametrize("write", [bill, unbilled])
def test_answers_stand_in_the_text_and_no_question_has_two(write) -> None:  # type: ignore[no-untyped-def]
    for seed in range(MANY):
        passage = write(Draft(World(str(seed)), TEMPLATE))
        assert not [row for row in passage.rows if row.trains in STANDS and row.answer not in passage.text], passage
        assert len({row.question for row in passage.rows}) == len(passage.rows), passage


def test_every_language_occurs(bills: list[tuple[Bill, Passage]]) -> None:
    assert {facts.tongue.code for facts, _ in bills} == set(TONGUES) == {"en", "de", "fr", "nl", "it", "es", "pl", "sv"}


def test_every_language_names_the_same_things() -> None:
    for tongue in TONGUES.values():
        assert tongue.words.keys() == TONGUES["en"].words.keys(), tongue.code
        assert all(
            "{}" not in label
            for name, labels in tongue.words.items()
            if name not in ("vat", "page")
            for label in labels
        )


def test_the_issuer_is_never_the_customer(bills: list[tuple[Bill, Passage]]) -> None:
    for facts, passage in bills:
        assert answers(passage, ISSUER + CREDITOR) == {facts.issuer}
        assert answers(passage, CUSTOMER) <= {facts.customer}
        assert facts.issuer not in facts.customer
        assert facts.customer not in facts.issuer


def test_an_issuer_that_stands_once_above_the_items_is_told_from_the_customer(
    bills: list[tuple[Bill, Passage]],
) -> None:
    for facts, passage in bills:
        lines, words = passage.text.splitlines(), facts.tongue.words
        above = passage.text[: passage.text.index(facts.lines[0].what)]
        if len(lines) == 1 or passage.text.count(facts.issuer) > 1 or facts.issuer not in above:
            continue
        issuer, customer = (
            next(at for at, line in enumerate(lines) if name in line) for name in (facts.issuer, facts.customer)
        )
        # The sender's line goes on with the address.
        sender = lines[issuer] != facts.issuer
        by_label = lines[issuer - 1].rstrip(" :") in words["from"] or lines[customer - 1].rstrip(" :") in words["to"]
        assert sender or by_label or lines[customer] != facts.customer, passage.text


def test_a_lookalike_is_not_the_number_of_the_invoice(bills: list[tuple[Bill, Passage]]) -> None:
    others = ("ref", "customer_no", "order_no", "contract_no", "vat_id", "customer_vat", "iban", "original")
    for facts, passage in bills:
        if not facts.is_credit:
            assert answers(passage, NUMBER) == {facts.said["number"] or NOT_FOUND}
            assert not answers(passage, NUMBER) & {facts.said[name] for name in others}
            assert answers(passage, DATE) == {facts.said["date"] or NOT_FOUND}
        assert answers(passage, DUE + DUE_DATE) == {facts.said["due"] or NOT_FOUND}


def test_what_is_not_found_has_no_label_in_the_text(bills: list[tuple[Bill, Passage]]) -> None:
    absent = 0
    for facts, passage in bills:
        for name, questions in {**REST, "due": DUE, "number": NUMBER}.items():
            if NOT_FOUND not in answers(passage, questions) or name == "vat_id":
                continue
            absent += 1
            lines = passage.text.splitlines()
            labels = [label.format(facts.rate) for label in facts.tongue.words[name]]
            found = [label for label in labels for line in lines if re.match(rf"{re.escape(label)}( ?:|$)", line)]
            assert not found, (name, found, passage.text)
    assert absent > MANY


def test_a_carrier_is_neither_issuer_nor_customer(bills: list[tuple[Bill, Passage]]) -> None:
    others = [(facts, passage) for facts, passage in bills if facts.other]
    assert len(others) > MANY // 10
    for facts, passage in others:
        assert facts.other in passage.text
        assert facts.other not in {row.answer for row in passage.rows}


def test_a_customer_is_a_company_or_a_person_only_where_the_name_tells(bills: list[tuple[Bill, Passage]]) -> None:
    question = "Is the invoice addressed to a company?"
    for facts, passage in bills:
        said = {row.answer for row in passage.rows if row.question == question}
        assert said <= ({"Yes"} if facts.is_to_company else {"No"})
        assert facts.is_to_company is not None or not said
        assert facts.is_to_company is not False or not facts.care


def test_the_total_is_the_amount_with_tax(bills: list[tuple[Bill, Passage]]) -> None:
    totals = ("What is the total amount?", "@total amount", "@invoice total")
    for facts, passage in bills:
        assert answers(passage, totals) <= {facts.total}
        assert facts.total not in (facts.said["net"], facts.said["vat"], facts.said["open"])


def test_papers_without_a_bill_are_asked_for_one_and_for_what_they_say() -> None:
    for seed in range(MANY):
        rows = unbilled(Draft(World(str(seed)), TEMPLATE)).rows
        assert len([row for row in rows if row.answer == NOT_FOUND]) >= 3
        assert len([row for row in rows if row.trains in STANDS]) >= 2


@pytest.mark.parametrize("lines", PAPERS)
def test_a_paper_has_the_values_that_it_is_asked_for(lines: str) -> None:
    for fact in (fact for facts in read(lines).facts for fact in facts):
        assert all(f"{{{slot}}}" in said for said in fact.said for slot, _ in fact.asked)


def test_the_same_seed_writes_the_same_bill() -> None:
    for write in (bill, unbilled):
        assert write(Draft(World("7"), TEMPLATE)) == write(Draft(World("7"), TEMPLATE))
