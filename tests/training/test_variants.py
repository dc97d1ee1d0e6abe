"""A passage is read again as another text, and its questions still have their answers there."""

import pytest

pytest.importorskip("faker", reason="the extra train is not installed: no faker")

from ops.training.gold import PASSES
from ops.training.rows import NOT_FOUND, Passage, Row, Trained
from ops.training.variants import readings

SENTENCES = (
    "The bridge is old.",
    "It leads over the river Oker.",
    "Anna Lind was an engineer.",
    "She built it in 1889.",
    "Its towers are of granite.",
)


def bridge(number: int = 0, *rows: Row) -> Passage:
    text = " ".join([f"Chapter {number} is about a bridge.", *SENTENCES])
    return Passage("squad2", text, (Row(Trained.EXTRACTION, "When was it built?", "1889"), *rows))


def words(text: str) -> int:
    return len(text.split())


def test_a_passage_that_is_read_once_stays_as_it_is() -> None:
    passage = Passage("boolq", "The bridge is old.", (Row(Trained.BOOLEAN, "is it old", "Yes"),))

    assert list(readings([passage], words, 100)) == [passage]


def test_all_readings_have_the_answers_and_fit() -> None:
    passages = [bridge(n) for n in range(20)]

    read = list(readings(passages, words, 40))

    assert len(read) == 20 * PASSES["squad2"]
    assert all(row.answer in passage.text for passage in read for row in passage.rows)
    assert all(words(passage.text) <= 40 for passage in read)
    assert read == list(readings(passages, words, 40))


def test_beside_another_passage_only_where_that_one_does_not_answer() -> None:
    silent = Passage("squad2", "A tower of copper stands in Peru.", (Row(Trained.EXTRACTION, "Where?", "Peru"),))

    read = list(readings([bridge(), silent], words, 100))

    both = [passage for passage in read if "Peru" in passage.text and "1889" in passage.text]
    assert 0 < len(both) <= 2
    same = list(readings([bridge(1), bridge(2)], words, 100))
    assert not [passage for passage in same if "Chapter 1" in passage.text and "Chapter 2" in passage.text]


def test_a_shortened_passage_keeps_what_answers_and_the_sentence_before() -> None:
    texts = [passages[2].text for n in range(20) if (passages := list(readings([bridge(n)], words, 100)))]

    assert all("Anna Lind was an engineer. She built it in 1889." in text for text in texts)
    assert any("granite" not in text for text in texts)
    assert any("granite" in text for text in texts)


def test_what_is_about_all_of_a_passage_is_not_asked_of_a_part() -> None:
    judged = Row(Trained.BOOLEAN, "are its towers of granite", "Yes")
    absent = Row(Trained.NOT_FOUND, "Who painted it?", NOT_FOUND)

    whole, _, part = readings([bridge(0, judged, absent)], words, 100)

    assert judged in whole.rows
    assert judged not in part.rows
    assert absent in part.rows
