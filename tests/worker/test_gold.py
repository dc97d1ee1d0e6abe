"""Questions with known answers: what is read, what is refused, and what counts as right."""

import json
from pathlib import Path

import pytest

from schemas.catalogue import load_catalogue
from schemas.errors import GoldInvalid, GoldUnreadable
from schemas.questionnaire import Kind, Style
from schemas.settings import Settings
from worker.gold import SAMPLE, GoldRow, bundles, count, read_gold
from worker.measure import ask_row
from worker.reading import Reading

ROW = {"id": "1", "kind": "extraction", "context": "Due 5 May.", "query": "When is it due?", "answers": ["5 May"]}


def write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows) + "\n")
    return path


def test_questions_to_one_text_are_one_bundle(tmp_path: Path) -> None:
    other = {**ROW, "id": "2", "context": "Another text."}
    key = {"id": "3", "kind": "key_value", "context": ROW["context"], "key": "due date", "answers": ["5 May"]}

    found = read_gold(write(tmp_path / "gold.jsonl", ROW, other, "", key))

    assert [[row.id for row in bundle.rows] for bundle in found] == [["1", "3"], ["2"]]
    assert found[0].rows[1].question.kind is Kind.KEY_VALUE
    assert found[0].rows[1].question.key == "due date"


def test_a_limit_takes_the_first_questions(tmp_path: Path) -> None:
    path = write(tmp_path / "gold.jsonl", *({**ROW, "id": str(n), "context": f"Text {n % 2}."} for n in range(5)))

    assert count(read_gold(path, limit=3)) == 3


def test_only_a_line_feed_ends_a_line(tmp_path: Path) -> None:
    text = "First\u2028second\x85third\x0cend."
    line = json.dumps({**ROW, "context": text}, ensure_ascii=False)

    (tmp_path / "gold.jsonl").write_bytes(f"{line}\r\n{line}\n".encode())

    [bundle] = read_gold(tmp_path / "gold.jsonl")
    assert (bundle.context, len(bundle.rows)) == (text, 2)


def test_summaries_are_asked_for_in_their_own_words(tmp_path: Path) -> None:
    summary = {**ROW, "kind": "summarization", "answers": ["x"]}
    queries = ["What is a summary in 25 words or less?", "What is a list of the key points?"]

    [bundle] = read_gold(
        write(tmp_path / "gold.jsonl", *({**summary, "query": query} for query in queries)), summaries=True
    )

    card = load_catalogue(Settings()).find("scripted")
    assert [ask_row(row, card).question for row in bundle.rows] == queries
    assert [row.words for row in bundle.rows] == [25, None]
    assert [row.question.style for row in bundle.rows] == [Style.PROSE, Style.POINTS]
    assert ask_row(bundle.rows[0], card).max_new_tokens < ask_row(bundle.rows[1], card).max_new_tokens


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{not json", "Invalid JSON"),
        ({**ROW, "kind": "summarization"}, "kind"),
        ({**ROW, "answers": []}, "answers"),
        ({**ROW, "context": ""}, "context"),
        ({"id": "1", "kind": "boolean", "context": "x", "answers": ["Yes"]}, "needs a 'query'"),
        ({**ROW, "query": "x" * 3000}, "at most 2000"),
    ],
)
def test_a_line_that_is_no_question_is_named(tmp_path: Path, line: object, problem: str) -> None:
    with pytest.raises(GoldInvalid, match=rf"Line 2 of .*gold\.jsonl.*{problem}"):
        read_gold(write(tmp_path / "gold.jsonl", ROW, line))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin.jsonl").write_bytes(b"\xff\xfe\xfa")

    for path in (tmp_path / "absent.jsonl", tmp_path, tmp_path / "latin.jsonl"):
        with pytest.raises(GoldUnreadable, match=str(path)):
            read_gold(path)
    with pytest.raises(GoldInvalid, match="no question"):
        read_gold(write(tmp_path / "empty.jsonl"))


@pytest.mark.parametrize(
    ("answers", "value", "right"),
    [
        (["GBP 12.00", "£12.00"], "The total is  £12.00.", True),
        (["Grindlewick\nMaschinenbau"], "grindlewick  maschinenbau GmbH", True),
        (["5 May"], "6 May", False),
        (["5 May"], None, False),
        (["Not Found"], None, True),
        (["Not found."], None, True),
        (["Not Found"], "5 May", False),
    ],
)
def test_an_answer_that_contains_the_gold_answer_is_right(answers: list[str], value: str | None, right: bool) -> None:
    row = GoldRow.model_validate({**ROW, "answers": answers})

    assert row.is_right(Reading(found=value is not None, value=value, confidence=1.0)) is right


def test_the_sample_of_the_package_is_large_enough_and_says_what_it_asks() -> None:
    sample = read_gold()

    assert SAMPLE.is_file()
    assert 60 <= count(sample) <= 100
    assert len(sample) >= 18
    for bundle in sample:
        assert 60 <= len(bundle.context.split()) <= 350
        assert len(bundle.rows) >= 3
    rows = [row for bundle in sample for row in bundle.rows]
    assert len({row.id for row in rows}) == len(rows)
    assert bundles(rows) == sample
    for row in rows:
        if row.kind == "boolean":
            assert row.answers in (("Yes",), ("No",), ("Not Found",))
        else:  # an answer stands in the text, in these words
            assert row.answers == ("Not Found",) or any(answer in row.context for answer in row.answers), row.id
