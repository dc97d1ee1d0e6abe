"""Pages of long contracts: what the page says is answered in its words, what it does not say is not found."""

import re

import pytest

pytest.importorskip("faker", reason="the extra train is not installed: no faker")

from ops.training.generators.draft import Draft
from ops.training.generators.pages import law, term
from ops.training.generators.pages.cast import cast, slots
from ops.training.generators.pages.page import MIDDLE, page
from ops.training.generators.pages.questions import FIELDS
from ops.training.generators.world import World
from ops.training.rows import NOT_FOUND, Passage, Trained
from schemas.catalogue import load_catalogue
from schemas.settings import Settings

TEMPLATE = load_catalogue(Settings()).templates["bling"]


def asked(field: str) -> set[str]:
    return {TEMPLATE.key_value.format(key=one[1:]) if one.startswith("@") else one for one in FIELDS[field]}


def answers(passage: Passage, field: str) -> set[str]:
    wordings = asked(field)
    return {row.answer for row in passage.rows if row.question in wordings}


def is_first(passage: Passage) -> bool:
    return bool(answers(passage, "title") - {NOT_FOUND})


@pytest.fixture(scope="module")
def pages() -> list[Passage]:
    return [page(Draft(World(f"pages/{number}"), TEMPLATE)) for number in range(400)]


def test_the_same_seed_writes_the_same_page(pages: list[Passage]) -> None:
    assert pages[:40] == [page(Draft(World(f"pages/{number}"), TEMPLATE)) for number in range(40)]
    assert len({passage.text for passage in pages}) == len(pages)


def test_answers_stand_in_the_page(pages: list[Passage]) -> None:
    parties = asked("parties")
    for passage in pages:
        text = " ".join(passage.text.split())
        for row in passage.rows:
            if row.trains is not Trained.NOT_FOUND:
                # Each of the parties stands there; their bodies and aliases stand between them.
                parts = row.answer.split(" and ") if row.question in parties else [row.answer]
                assert all(part in text for part in parts), (row, passage.text)


def test_every_clause_answers_its_own_questions() -> None:
    for number, wording in enumerate(MIDDLE):
        world = World(f"clause/{number}")
        said = slots(world, cast(world)) | {"secrecy": "two years", "cap": "$5"}
        for _, answer in wording.asked:
            assert answer.format_map(said) in wording.text.format_map(said), wording


def test_no_question_has_two_answers(pages: list[Passage]) -> None:
    for passage in pages:
        found = {row.question: row.answer for row in passage.rows}
        assert all(found[row.question] == row.answer for row in passage.rows), passage


def test_pages_are_as_long_as_the_passages_of_a_contract(pages: list[Passage]) -> None:
    lengths = [len(passage.text.split()) for passage in pages]

    assert min(lengths) >= 100
    assert max(lengths) <= 400
    assert 180 < sum(lengths) / len(lengths) < 320


def test_only_a_first_page_says_title_and_parties(pages: list[Passage]) -> None:
    first = [passage for passage in pages if is_first(passage)]
    others = [passage for passage in pages if not is_first(passage)]

    assert 0.1 < len(first) / len(pages) < 0.3
    assert all(answers(passage, "parties").isdisjoint({NOT_FOUND}) for passage in first)
    for passage in others:
        assert answers(passage, "title") <= {NOT_FOUND}
        assert answers(passage, "parties") <= {NOT_FOUND}
    assert sum(bool(answers(passage, "parties")) for passage in others) > len(others) / 2


def test_full_names_are_the_parties_and_not_their_aliases(pages: list[Passage]) -> None:
    for passage in pages:
        for answer in answers(passage, "parties") - {NOT_FOUND}:
            assert "(" not in answer
            assert '"' not in answer


def test_the_law_is_a_place_and_never_a_heading(pages: list[Passage]) -> None:
    found = set.union(*(answers(passage, "governing law") for passage in pages)) - {NOT_FOUND}

    assert len(found) > 30
    assert not found & {heading for one in law.HEADINGS for heading in (one, one.upper())}
    assert not [answer for answer in found if re.search(r"\d|Govern|Act\b|Regulation|,", answer, re.IGNORECASE)]


def test_other_laws_do_not_govern(pages: list[Passage]) -> None:
    governs = re.compile(
        "govern(ed|s) "
        "|laws? of .{4,40} (apply|shall govern|govern)|interpreted by|construed (in|under)|determined under"
        "|according to the internal laws|made under the laws|law in force| law(,| applies|\\.)",
        re.IGNORECASE,
    )
    others = [
        passage
        for passage in pages
        if re.search(r" Act of |Export Administration|laws of|Internal Revenue", passage.text)
        and not governs.search(" ".join(passage.text.split()))
    ]

    assert len(others) > 30
    assert {answer for passage in others for answer in answers(passage, "governing law")} == {NOT_FOUND}


def test_a_clause_that_is_cut_before_the_law_names_none(pages: list[Passage]) -> None:
    cut = [passage for passage in pages if any(end in " ".join(passage.text.split()) for end in law.CUT[2:4])]

    assert cut
    assert all(answers(passage, "governing law") <= {NOT_FOUND} for passage in cut)


def test_the_law_of_another_place_than_the_courts_is_no_jurisdiction() -> None:
    for number in range(200):
        _, text, facts, arguable = law.law_clause(World(f"law/{number}"))
        assert ("jurisdiction" in facts) != ("jurisdiction" in arguable), text
        if re.search(r"arbitra|courts? (of|sitting)|Venue", text) and text.count(facts["governing law"]) == 1:
            assert "jurisdiction" in arguable, text


def test_a_duration_is_no_expiration_date() -> None:
    for number in range(200):
        _, text, facts, arguable = term.term_clause(World(f"term/{number}"))
        assert all(value in text for value in facts.values())
        assert not re.fullmatch(r".*(year|month|day)s?", facts.get("expiration date", ""))
        assert "term" in facts or "term" in arguable or "expiration date" in arguable


def test_most_questions_of_these_pages_have_an_answer(pages: list[Passage]) -> None:
    rows = [row for passage in pages for row in passage.rows]
    absent = sum(row.trains is Trained.NOT_FOUND for row in rows)

    assert 0.3 < absent / len(rows) < 0.6
    assert {5 <= len(passage.rows) <= 18 for passage in pages} == {True}


def test_there_are_many_wordings() -> None:
    assert len(MIDDLE) >= 100
    assert min(map(len, (law.LAW, law.HEADINGS, term.RUNS, term.EXPIRES, term.RENEWS, term.ENDS, term.AFTER))) >= 10
