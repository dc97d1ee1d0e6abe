"""The gold that is never trained: in two parts that share no passage, from the sets that are allowed."""

import json
from pathlib import Path

import pytest

pytest.importorskip("faker", reason="the extra train is not installed: no faker")

from ops.training.generators import GENERATORS
from ops.training.held_out import NOT_FOUND_SHARE, QUESTIONS, SETS, Part, held_out
from ops.training.rows import is_held_out
from schemas.questionnaire import ValueType
from worker.gold import GoldRow


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sets, 40 texts each, and with two that must not be opened."""
    folder = tmp_path_factory.mktemp("gold")
    for name in SETS:
        rows = [
            {"id": f"{name}-{n}-{k}", "kind": "extraction", "context": f"{name} {n}", "query": f"What is {k}?",
             "answers": ["Not Found"] if k % 2 else [str(n), "another"]}
            for n in range(40) for k in range(2)
        ]  # fmt: skip
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    for name in ("rag_instruct", "legalbench"):
        (folder / f"{name}.jsonl").write_text("no JSON\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def parts(gold: Path) -> dict[Part, list[GoldRow]]:
    """With fifteen documents of each generator."""
    many = 15 * len(GENERATORS)
    return {part: [GoldRow.model_validate(row) for row in held_out(gold, many, 1, part)] for part in Part}


def test_both_parts_are_held_out_and_share_no_passage(parts: dict[Part, list[GoldRow]]) -> None:
    texts = {part: {row.context for row in rows} for part, rows in parts.items()}

    assert all(is_held_out(text) for found in texts.values() for text in found)
    assert not texts[Part.FIT] & texts[Part.JUDGE]
    assert all(len(found) > 10 for found in texts.values())
    assert {row.category for rows in parts.values() for row in rows} == {*SETS, "generated"}


def test_all_right_answers_stay_and_each_question_once(parts: dict[Part, list[GoldRow]]) -> None:
    rows = [row for found in parts.values() for row in found]

    assert len({row.id for row in rows}) == len(rows)
    assert all(len(row.answers) == 2 for row in rows if row.category in SETS and row.is_answerable)


def test_keys_are_bare_and_what_is_absent_has_the_kind_of_its_question(parts: dict[Part, list[GoldRow]]) -> None:
    written = [row for found in parts.values() for row in found if row.category == "generated"]

    assert {(row.kind, row.is_answerable) for row in written} == {
        (kind, there) for kind in ("extraction", "key_value", "boolean") for there in (True, False)
    }
    assert not any((row.key or "").startswith("What is") for row in written)
    assert all(row.values[0] in ("Yes", "No") for row in written if row.kind == "boolean" and row.is_answerable)


def test_parties_are_a_list_whose_items_stand_in_the_passage(parts: dict[Part, list[GoldRow]]) -> None:
    """As a questionnaire asks for them: typed as one text they stand nowhere, and a record learns that to be right."""
    lists = [row for found in parts.values() for row in found if row.type is ValueType.LIST]

    assert len(lists) > 5
    assert all("parties" in (row.key or row.query or "").lower() for row in lists)
    assert all(len(row.answers) > 1 for row in lists)
    for row in lists:
        plain = " ".join(row.context.split())
        assert all(item in plain for item in row.answers), row


def test_no_passage_and_no_absent_answers_drown_the_others(parts: dict[Part, list[GoldRow]]) -> None:
    for rows in parts.values():
        for kind in {row.kind for row in rows}:
            of_kind = [row for row in rows if row.kind == kind]
            assert sum(not row.is_answerable for row in of_kind) / len(of_kind) <= NOT_FOUND_SHARE + 0.01
        for text in {row.context for row in rows}:
            assert sum(row.context == text and row.is_answerable for row in rows) <= QUESTIONS


def test_without_the_sets_there_are_the_generated_documents_alone() -> None:
    assert {row["category"] for row in held_out(None, 180, 1, Part.FIT)} == {"generated"}


def test_yes_or_no_is_asked_of_documents_that_it_does_not_belong_to(parts: dict[Part, list[GoldRow]]) -> None:
    written = [row for found in parts.values() for row in found if row.category == "generated" and row.query]
    asked = {row.query for row in written if row.kind == "boolean" and row.is_answerable}
    foreign = [row for row in written if row.kind == "boolean" and not row.is_answerable]

    assert len(foreign) / len([row for row in written if row.kind == "boolean"]) > NOT_FOUND_SHARE / 2
    assert len({row.query for row in foreign} & asked) > 5, "the same questions are yes or no elsewhere"
    assert not [row for row in foreign if "clause" in str(row.query)], "a clause that says nothing of it answers no"
