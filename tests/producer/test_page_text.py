"""The text of a PDF page is parted into words, and each knows where it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producer.parsing.page_text import Parts, line_begins, parted

#: What a word is, as one expression.
_WORD = re.compile("[^\x00-\x20\x7f\u00a0\ufffe]+\ufffe?")
_UNITS = st.text(st.sampled_from("ab- \r\n\t\x00\x7f\u00a0\u00ad\u2003\ufffe\uffff\ud83d\ude00é"), max_size=40)


def _places(parts: Parts) -> list[tuple[int, int]]:
    return list(zip(parts.starts, parts.lasts, strict=True))


@given(_UNITS)
def test_words_and_places_are_those_of_the_expression(text: str) -> None:
    parts = parted(text)

    expected = [(match.start(), match.end() - 1) for match in _WORD.finditer(text)]
    printed = [place for place in expected if _printed(text[place[0] : place[1] + 1])]
    assert _places(parts) == printed
    assert parts.texts == [_printed(text[start : last + 1]) for start, last in printed]


def _printed(units: str) -> str:
    whole = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return re.sub("[\u00ad\uffff]", "", whole.replace("\ufffe", "-"))


@pytest.mark.parametrize(
    ("text", "texts", "begins"),
    [
        ("The rent\r\nis due", ["The", "rent", "is", "due"], {2}),
        ("agree\ufffement of", ["agree-", "ment", "of"], {1}),
        ("one \ufffe two", ["one", "two"], set()),
        ("\r\nfirst\r\n\r\nsecond\r\n", ["first", "second"], {1}),
    ],
)
def test_lines_begin_behind_breaks_and_parted_words(text: str, texts: list[str], begins: set[int]) -> None:
    parts = parted(text)

    assert parts.texts == texts
    assert line_begins(parts.starts, parts.lasts, text) == begins


def test_signs_may_be_words_of_their_own() -> None:
    text = "12 rows"

    parts = parted(text).with_signs(frozenset({0, 1}), text)

    assert (_places(parts), parts.texts) == ([(0, 0), (1, 1), (3, 6)], ["1", "2", "rows"])
