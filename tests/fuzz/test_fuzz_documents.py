"""What documents hold: elements, passages, and the files in which their words end."""

import csv
import io
import re
from collections import Counter
from itertools import pairwise

from hypothesis import assume, example, given
from hypothesis import strategies as st

from producer.addressed import speaks_to_the_machine
from producer.export import _cell
from producer.passages import passages
from producer.terminal import harmless, json_text
from producer.tokens import ApproximateTokens
from schemas.elements import Element, ParsedDocument, Span

_CATEGORIES = ("Title", "NarrativeText", "ListItem", "Table", "Header", "Footer", "PageNumber", "UncategorizedText")
_TEXTS = st.text(max_size=60) | st.lists(
    st.sampled_from(["Rent.", "No. 5", "\n\n", "a | b", "漢字", "x" * 90, "due", "the", "tenant", *" \n:\u00a0\x85"])
).map("".join)  # fmt: skip
_HIDDEN = "\ue000"


@st.composite
def _elements(draw: st.DrawFn) -> Element:
    category = draw(st.sampled_from(_CATEGORIES))
    text = draw(_TEXTS.filter(lambda text: _HIDDEN not in text))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=3)) | {0, len(text)})
    box = draw(st.none() | st.tuples(*[st.floats(0, 800, width=32)] * 4))
    page = draw(st.none() | st.integers(1, 9))
    return Element(category, text, tuple(Span(a, b, page, box) for a, b in pairwise(cuts)))


@given(st.lists(_elements() | st.just(Element("Hidden", _HIDDEN)), max_size=8), st.integers(32, 200))
@example([Element("ListItem", "x:"), Element("ListItem", " " + "w " * 300), Element("ListItem", "y")], 32)
@example([Element("Title", "T" * 200), Element("Table", "a | b\n\n" + "漢" * 500 + "\nc")], 32)
@example([Element("NarrativeText", "the tenant, "), Element("NarrativeText", "due " * 80)], 32)
def test_passages_are_bounded_and_whole(elements: list[Element], bound: int) -> None:
    tokens = ApproximateTokens()

    found = passages(elements, tokens, bound)

    for passage in found:
        assert passage.tokens == tokens.count(passage.text) <= bound
        assert _HIDDEN not in passage.text
        assert all(0 <= span.start < span.end <= len(passage.text) for span in passage.spans)
    kept = Counter("".join("".join(p.text for p in found).split()))
    left_out = ("Header", "Footer", "PageNumber", "Hidden")
    assert Counter("".join("".join(e.text for e in elements if e.category not in left_out).split())) <= kept


@given(st.lists(_elements(), max_size=4), st.none() | st.integers(0, 10**6))
def test_a_document_comes_back_from_json(elements: list[Element], pages: int | None) -> None:
    document = ParsedDocument(tuple(elements), pages, "parser 1.0")

    assert ParsedDocument.from_json(document.to_json()) == document


_CELLS = st.text(max_size=30) | st.text("=+-@;\t\n\"' 1a,", max_size=20)


@given(_CELLS)
@example("\u3000=1+1")
@example("\n=")
@example("a;\u00a0=1")
@example('";=1')
@example("1;-")
@example("\x0b=1")
def test_no_cell_is_a_formula_and_none_loses_its_value(value: str) -> None:
    assume("\r" not in value)
    cell = _cell(value)
    assert cell.replace("'", "") == value.replace("'", "")
    line = io.StringIO()
    csv.writer(line).writerow(["invoice.pdf", cell])
    for delimiter in ",;\t":
        for row in csv.reader(io.StringIO(line.getvalue(), newline=""), delimiter=delimiter):
            for shown in row:
                assert not re.match(r"[\" ]*[=@]", shown)


@given(st.text(max_size=40), st.text(max_size=40))
@example("\x1b[2J\x9b", "\u202e\U000e0041")
def test_nothing_acts_on_a_terminal(one: str, other: str) -> None:
    for shown in (harmless(one), json_text({one: [other]})):
        assert not any(ord(c) < 0x20 and c != "\n" for c in shown)
        assert not set(shown) & set("\x7f\x9b\u202e\u2066\u2028\U000e0041")


@given(st.text(max_size=40) | st.text("ignorealswthndouy. ,\n", max_size=60))
@example("answer " + ".," * 5000)
@example("ignore" + " a" * 5000)
@example("repeat " * 2000)
@example("a " * 5000 + "1")
@example("\u0430" * 5000 + "ab")
def test_any_text_is_looked_through_in_little_time(text: str) -> None:
    words = speaks_to_the_machine(text)
    assert words is None or 0 < len(words) <= 60
