"""What is trained: documents with answers that stand in them, sets that are allowed, windows, shares."""

import json
import re
from pathlib import Path

import pytest

pytest.importorskip("faker", reason="the extra train is not installed: no faker")

from ops.training.balance import NOT_FOUND_OF_SOURCE, balance, counts
from ops.training.data import data
from ops.training.generators import GENERATORS, documents, trade
from ops.training.gold import SETS, passes, read_sets
from ops.training.plan import Plan
from ops.training.rows import NOT_FOUND, Passage, Row, Trained, in_share, is_held_out, joined, parted
from ops.training.windows import windows
from schemas.catalogue import load_catalogue
from schemas.settings import Settings

TEMPLATE = load_catalogue(Settings()).templates["bling"]


@pytest.fixture(scope="module")
def written() -> list[Passage]:
    return list(documents(10 * len(GENERATORS), 1, TEMPLATE))


def test_the_same_seed_writes_the_same_documents(written: list[Passage]) -> None:
    assert written == list(documents(len(written), 1, TEMPLATE))
    assert len({passage.text for passage in written}) == len(written)
    assert written[:9] != list(documents(9, 2, TEMPLATE))


def test_answers_stand_in_their_document(written: list[Passage]) -> None:
    for passage in written:
        # A title may stand there over two lines.
        texts = (passage.text, " ".join(passage.text.split()))
        for row in passage.rows:
            if row.trains in (Trained.EXTRACTION, Trained.KEY_VALUE):
                # Of a list each one stands there: X and Y, where the text has "X, a company, and Y".
                parts = re.split(" and |, ", row.answer) if "parties" in row.question else [row.answer]
                parts = row.answer.split("; ") if row.question in trade.ALL_ITEMS else parts
                assert any(all(part in text for part in parts) for text in texts), (row, passage.text)


def test_few_passages_are_read_often_and_receipts_every_second_one() -> None:
    receipts = [passes(Passage("sroie", f"Receipt {n}", ())) for n in range(400)]

    assert [passes(Passage(source, "A text.", ())) for source in ("squad2", "policyqa", "tatqa")] == [4, 2, 1]
    assert set(receipts) == {0, 1}
    assert 160 < sum(receipts) < 240


def test_no_question_has_two_answers(written: list[Passage]) -> None:
    for passage in written:
        answers = {row.question: row.answer for row in passage.rows}
        assert all(answers[row.question] == row.answer for row in passage.rows), passage


def test_nobody_of_the_demo_is_in_a_document(written: list[Passage]) -> None:
    names = ("Harbour & Finch", "Marrow Quay", "Grindlewick", "Brindlemoor", "Saltmarsh Row", "Pellow Drake")

    assert not [passage for passage in written if any(name in passage.text for name in names)]


def test_not_found_is_a_quarter_and_no_sort_drowns_another(written: list[Passage]) -> None:
    shares = counts(balance(written))

    assert shares[Trained.NOT_FOUND] / shares.total() == pytest.approx(0.25, abs=0.02)
    assert max(shares.values()) / shares.total() < 0.4
    assert min(shares[sort] for sort in Trained) / shares.total() > 0.05


def test_one_source_does_not_say_not_found_to_most_of_its_questions() -> None:
    absent = tuple(Row(Trained.NOT_FOUND, f"absent {n}?", NOT_FOUND) for n in range(6))
    there = tuple(Row(Trained.EXTRACTION, f"there {n}?", "x") for n in range(4))
    one = [Passage("doubtful", f"text {n}", absent + there) for n in range(50)]
    other = [
        Passage("sure", f"text {n}", tuple(Row(Trained.BOOLEAN, f"{k}?", "Yes") for k in range(20))) for n in range(50)
    ]

    doubtful = counts([passage for passage in balance([*one, *other]) if passage.source == "doubtful"])

    assert doubtful[Trained.NOT_FOUND] / doubtful.total() == pytest.approx(NOT_FOUND_OF_SOURCE, abs=0.02)


def test_a_tenth_is_held_out_by_its_text_alone(written: list[Passage]) -> None:
    trained, held_out = parted(written)

    assert sorted(p.text for p in trained + held_out) == sorted(p.text for p in written)
    assert all(is_held_out(passage.text) for passage in held_out)
    assert 0.03 < len(held_out) / len(written) < 0.2


def test_a_smaller_share_is_part_of_a_larger_one(written: list[Passage]) -> None:
    shares = {share: {p.text for p in written if in_share(p.text, share)} for share in (0.2, 0.5, 1.0)}

    assert shares[0.2] < shares[0.5] < shares[1.0] == {passage.text for passage in written}
    assert len(shares[0.5]) / len(written) == pytest.approx(0.5, abs=0.15)


def test_questions_of_two_sources_about_one_text_are_read_with_it_once() -> None:
    first, other, third = (Row(Trained.EXTRACTION, f"What is {n}?", n) for n in ("one", "two", "three"))
    passages = [
        Passage("boolq", "A", (first,)),
        Passage("squad2", "B", (other,)),
        Passage("prose", "A", (third, first)),
    ]

    assert joined(passages) == [Passage("boolq", "A", (first, third)), Passage("squad2", "B", (other,))]


def test_a_long_passage_is_cut_around_its_answers() -> None:
    text = " ".join(f"word{n:04}" for n in range(3000))
    rows = (
        Row(Trained.EXTRACTION, "early?", "word0010 word0011"),
        Row(Trained.EXTRACTION, "late?", "word2900"),
        Row(Trained.BOOLEAN, "all of it?", "Yes"),
        Row(Trained.NOT_FOUND, "absent?", NOT_FOUND),
    )

    early, late = windows(Passage("test", text, rows), lambda part: len(part.split()), 200)

    assert early.rows == (rows[0], rows[3])
    assert late.rows == (rows[1],)
    assert all(row.answer in window.text for window in (early, late) for row in window.rows[:1])
    assert max(len(window.text.split()) for window in (early, late)) <= 220


def test_only_the_allowed_sets_are_opened(tmp_path: Path) -> None:
    for name in (*SETS, "rag_instruct", "legalbench"):
        row = {"kind": "extraction", "context": f"The {name}.", "query": "Which?", "answers": [name]}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")

    assert [passage.source for passage in read_sets(tmp_path, TEMPLATE)] == list(SETS)


@pytest.mark.shared_data
def test_no_passage_of_the_sets_is_trained_and_held_out(shared_data: Path) -> None:
    trained, held_out = data(shared_data / "gold", TEMPLATE, Plan(documents=9), lambda text: len(text) // 4)

    assert {passage.source for passage in held_out} >= set(SETS)
    assert not {passage.text for passage in trained} & {passage.text for passage in held_out}


def test_a_line_separator_within_a_text_ends_no_line(tmp_path: Path) -> None:
    row = {
        "kind": "extraction",
        "context": "Rent:\u2028 10 pounds",
        "query": "What is the rent?",
        "answers": ["10 pounds"],
    }
    for name in SETS:
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")

    assert [passage.text for passage in read_sets(tmp_path, TEMPLATE)] == ["Rent:\u2028 10 pounds"] * len(SETS)
