"""Clauses are always decided, first pages name their parties, and nobody can guess by counting Yes."""

from collections import Counter

import pytest

pytest.importorskip("faker", reason="the extra train is not installed: no faker")

from ops.training.generators.clause import clause
from ops.training.generators.clauses.family import FAMILIES
from ops.training.generators.draft import Draft
from ops.training.generators.preamble import amendment, preamble
from ops.training.generators.rule import rule
from ops.training.generators.world import World
from ops.training.rows import NOT_FOUND, Trained
from schemas.catalogue import load_catalogue
from schemas.settings import Settings

TEMPLATE = load_catalogue(Settings()).templates["bling"]
MANY = 300


def _written(generator):
    return [generator(Draft(World(f"test/{number}"), TEMPLATE)) for number in range(MANY)]


def test_a_clause_is_decided_and_as_often_yes_as_no() -> None:
    for passage in _written(clause):
        answers = Counter(row.answer for row in passage.rows)
        assert {row.trains for row in passage.rows} == {Trained.BOOLEAN}
        assert answers["Yes"] == answers["No"] > 1, passage
        assert 40 <= len(passage.text.split()) < 260
        assert "{" not in passage.text + "".join(row.question for row in passage.rows)


def test_every_topic_can_be_affirmed_and_denied() -> None:
    topics = [topic for family in FAMILIES for topic in family.topics]

    assert len({topic.about for topic in topics}) == len(topics) >= 35
    for topic in topics:
        assert len(topic.yes) > 1, topic.about
        assert len(topic.no) > 1, topic.about
        assert all((topic.claims, topic.denials, topic.asked, topic.refuted)), topic.about


def test_what_a_rule_says_of_people_is_balanced_and_has_one_answer() -> None:
    answers: Counter[str] = Counter()
    for passage in _written(rule):
        assert len({row.question for row in passage.rows}) == len(passage.rows), passage
        answers.update(row.answer for row in passage.rows)

    assert answers.total() == answers["Yes"] + answers["No"]
    assert answers["Yes"] / answers.total() == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("generator", [preamble, amendment])
def test_a_first_page_has_its_answers_and_a_third_is_absent(generator) -> None:
    rows: Counter[bool] = Counter()
    for passage in _written(generator):
        assert len({row.question for row in passage.rows}) == len(passage.rows), passage
        for row in passage.rows:
            rows[row.answer == NOT_FOUND] += 1
            if row.trains in (Trained.EXTRACTION, Trained.KEY_VALUE) and "parties" not in row.question:
                assert row.answer in passage.text, (row, passage.text)

    assert 0.25 < rows[True] / rows.total() < 0.4


@pytest.mark.parametrize("generator", [preamble, amendment])
def test_each_party_that_is_named_stands_in_the_text(generator) -> None:
    for passage in _written(generator):
        (parties,) = {row.answer for row in passage.rows if "parties" in row.question}
        *others, last = parties.rsplit(" and ", 1)
        assert last in passage.text
        assert all(name in passage.text for name in ", ".join(others).split(", ")), (parties, passage.text)
