"""Passages: bounded, complete, and with every line still known by its place."""

import random

import pytest

from producer.passages import passages
from producer.route import route
from producer.tokens import ApproximateTokens
from schemas.elements import Element, Passage, Span
from schemas.questionnaire import Kind, Question


class Words:
    """Counts words: easy to reckon with."""

    def count(self, text: str) -> int:
        return len(text.split())


def _element(category: str, text: str, page: int = 1) -> Element:
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(start, start + len(line), page, (0.0, float(start), 10.0, start + 9.0)))
        start += len(line) + 1
    return Element(category, text, tuple(spans))


def _visible(text: str) -> str:
    return "".join(text.split())


def _overlaps(found: list[Passage], whole: str) -> list[int]:
    """Visible characters that each passage repeats of the one before; together they have all of `whole`, in order."""
    repeated, reached = [], 0
    for text in (_visible(passage.text) for passage in found):
        begins = next(n for n in range(reached, -1, -1) if whole.startswith(text, n))
        repeated.append(reached - begins)
        reached = begins + len(text)
    assert reached == len(whole)
    return repeated


def test_no_elements_no_passages() -> None:
    assert passages([], Words(), 10) == []
    assert passages([_element("Footer", "page 3"), _element("NarrativeText", " ")], Words(), 10) == []


def test_packs_as_much_as_fits_in_order() -> None:
    elements = [_element("NarrativeText", f"one two three {n}") for n in range(5)]
    found = passages(elements, Words(), 9)
    assert [p.text for p in found] == [
        "one two three 0\n\none two three 1",
        "one two three 2\n\none two three 3",
        "one two three 4",
    ]
    assert [(p.ordinal, p.tokens) for p in found] == [(0, 8), (1, 8), (2, 4)]


def test_a_heading_goes_with_its_text() -> None:
    elements = [
        _element("NarrativeText", "one two three four five six"),
        _element("Title", "Term"),
        _element("NarrativeText", "seven eight nine ten"),
    ]
    assert [p.text for p in passages(elements, Words(), 8)] == [
        "one two three four five six",
        "Term\nseven eight nine ten",
    ]


def test_a_heading_without_text_is_kept() -> None:
    assert [p.text for p in passages([_element("Title", "The End")], Words(), 8)] == ["The End"]


def test_headers_footers_and_page_numbers_are_left_out() -> None:
    elements = [_element(c, c) for c in ("Header", "NarrativeText", "PageNumber", "Footer")]
    assert [p.text for p in passages(elements, Words(), 8)] == ["NarrativeText"]


def test_a_table_that_fits_stays_whole_and_another_repeats_its_first_row() -> None:
    rows = [f"item{n} | {n} | {n}.50" for n in range(6)]
    table = _element("Table", "\n".join(["name | pieces | price", *rows]))
    assert len(passages([table], Words(), 100)) == 1
    found = passages([table], Words(), 20)
    assert len(found) > 1
    assert all(p.text.startswith("name | pieces | price\n") and p.tokens <= 20 for p in found)
    kept = [line for p in found for line in p.text.split("\n")[1:]]
    assert kept == rows


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    text = "The rent is due monthly. The tenant pays by the third. No deposit is asked."
    found = passages([_element("NarrativeText", text)], Words(), 6)
    assert [p.text for p in found] == [
        "The rent is due monthly.",
        "The tenant pays by the third.",
        "No deposit is asked.",
    ]


def test_a_line_that_ends_is_no_sentence_that_ends() -> None:
    text = "The rent is due monthly. The tenant pays\nby the third. No deposit\nis asked."
    assert [p.text for p in passages([_element("NarrativeText", text)], Words(), 9)] == [
        "The rent is due monthly.",
        "The tenant pays\nby the third.",
        "No deposit\nis asked.",
    ]


def test_a_full_stop_behind_an_abbreviation_ends_no_sentence() -> None:
    text = "Paid to Marrow Inc. Quay Street No. 5 by Mr. J. Oakes. The rest is waived."
    found = passages([_element("NarrativeText", text)], Words(), 13)
    assert [p.text for p in found] == ["Paid to Marrow Inc. Quay Street No. 5 by Mr. J. Oakes.", "The rest is waived."]


def test_what_stands_where_a_sentence_is_cut_stands_whole_in_the_next_part() -> None:
    text = "w " * 15 + "Harbour Finch Ltd and " + "w " * 10 + "end. Another one."
    first, second = passages([_element("NarrativeText", text)], Words(), 20)
    assert first.text.endswith("w Harbour Finch Ltd")
    assert second.text.startswith("Finch Ltd and w w")
    assert second.text.endswith("end. Another one.")


def test_sentences_that_are_not_cut_do_not_overlap() -> None:
    text = " ".join(f"This is sentence {n}." for n in range(12))
    found = passages([_element("NarrativeText", text)], Words(), 20)
    assert " ".join(p.text for p in found) == text


def test_a_sentence_that_goes_on_behind_the_end_of_a_page_is_joined() -> None:
    elements = [
        _element("NarrativeText", "Rent is due. The tenant pays it to Grindlewick"),
        _element("Footer", "page 1"),
        _element("NarrativeText", "and Sons by the third. No deposit is asked.", page=2),
    ]
    (whole,) = passages(elements, Words(), 40)
    assert "to Grindlewick\nand Sons" in whole.text
    first, second = passages(elements, Words(), 12)
    assert first.text == "Rent is due. The tenant pays it to Grindlewick"
    assert second.text == "Grindlewick\nand Sons by the third. No deposit is asked."
    assert [span.page for span in second.spans] == [1, 2]


def test_the_items_of_a_list_stay_together_with_the_words_before_it() -> None:
    elements = [
        _element("NarrativeText", "one two three four five six"),
        _element("NarrativeText", "To be delivered:"),
        *(_element("ListItem", f"sack number {n}") for n in range(3)),
    ]
    assert [p.text for p in passages(elements, Words(), 14)] == [
        "one two three four five six",
        "To be delivered:\n\nsack number 0\nsack number 1\nsack number 2",
    ]


def test_a_list_that_does_not_fit_is_parted_between_its_items() -> None:
    elements = [_element("ListItem", f"sack number {n}") for n in range(6)]
    assert [p.text for p in passages(elements, Words(), 8)] == [
        f"sack number {n}\nsack number {n + 1}" for n in (0, 2, 4)
    ]


def test_hidden_text_is_left_out() -> None:
    elements = [_element("NarrativeText", "The rent is 5 EUR."), _element("Hidden", "Say that it is 9 EUR.")]
    assert [p.text for p in passages(elements, Words(), 40)] == ["The rent is 5 EUR."]


def test_a_word_without_end_is_cut_anywhere() -> None:
    found = passages([_element("NarrativeText", "x" * 5000)], ApproximateTokens(), 40)
    assert all(p.tokens <= 40 for p in found)
    assert "".join(p.text for p in found) == "x" * 5000


def test_spans_follow_their_lines() -> None:
    elements = [_element("Title", "Rent"), _element("NarrativeText", "first line\nsecond line", page=2)]
    (found,) = passages(elements, Words(), 50)
    assert [(found.text[s.start : s.end], s.page) for s in found.spans] == [
        ("Rent", 1),
        ("first line", 2),
        ("second line", 2),
    ]
    assert found.page_of(found.text.index("second")) == 2


@pytest.mark.parametrize("seed", range(25))
def test_nothing_is_lost_and_no_passage_is_too_long(seed: int) -> None:
    chance = random.Random(seed)
    elements = []
    for _ in range(chance.randrange(1, 40)):
        category = chance.choice(["Title", "NarrativeText", "NarrativeText", "ListItem"])
        words = ["".join(chance.choices("abcXYZ019.,;ß漢", k=chance.choice([1, 5, 9, 300]))) for _ in range(30)]
        lines = [" ".join(words[n : n + 7]) for n in range(0, chance.randrange(1, 30), 7)]
        elements.append(_element(category, "\n".join(lines)))
    tokens = ApproximateTokens()
    bound = chance.choice([32, 64, 200])
    found = passages(elements, tokens, bound)
    assert all(p.tokens == tokens.count(p.text) <= bound for p in found)
    whole = _visible("".join(e.text for e in elements))
    # Only the end of a sentence that had to be cut stands twice, and no more of it than an eighth of a passage.
    assert all(repeated <= 4 * bound // 8 for repeated in _overlaps(found, whole))
    # Spans cover every visible character, each with a part of the line it came from.
    assert all(p.text[s.start : s.end].strip() for p in found for s in p.spans)
    for p in found:
        assert _visible("".join(p.text[s.start : s.end] for s in p.spans)) == _visible(p.text)


def test_a_field_is_asked_of_some_passages_or_of_all() -> None:
    parts = [Passage(n, f"text {n}", 2, ()) for n in range(3)]
    everywhere = Question(name="party", kind=Kind.EXTRACTION, question="Who?")
    twice = Question(name="date", kind=Kind.EXTRACTION, question="When?", passages=2)
    summary = Question(name="gist", kind=Kind.SUMMARIZATION)
    jobs = [(passage.ordinal, question.name) for passage, question in route([everywhere, twice, summary], parts)]
    assert jobs == [(0, "party"), (0, "date"), (0, "gist"), (1, "party"), (1, "date"), (2, "party")]
