"""What the elements of web pages and books are: headings, lists, tables, and tables that only place text."""

import zipfile
from pathlib import Path

import pytest

from producer.parsing import web
from producer.parsing.reading import read


def _elements(html: str) -> list[tuple[str, str]]:
    return [(each.category, each.text) for each in web.elements(html)]


def test_blocks_lines_and_lists() -> None:
    assert _elements(
        "<head><title>left out</title></head><h2>The <i>lease</i></h2><div>The rent<br>is   due.<p>In May.</div>"
        "<ul><li>first<ul><li>inner</ul><li>second</ul><p><b>Termination</b><p>Either <b>party</b> may end it.</p>"
        "<script>left.out()</script><pre>one\n  two</pre>"
    ) == [
        ("Title", "The lease"),
        ("NarrativeText", "The rent\nis due."),
        ("NarrativeText", "In May."),
        ("ListItem", "first"),
        ("ListItem", "inner"),
        ("ListItem", "second"),
        ("Title", "Termination"),
        ("NarrativeText", "Either party may end it."),
        ("NarrativeText", "one\ntwo"),
    ]


def test_a_table_keeps_its_columns_without_the_empty_ones() -> None:
    assert _elements(
        "<table><caption>Fees</caption><tr><th colspan=2>Item</th><th></th><th>2024</th></tr>"
        "<tr><td>Rent</td><td>a month</td><td></td><td><p>12</p><p>EUR</p></td></tr></table>"
    ) == [("Title", "Fees"), ("Table", "Item |  | 2024\nRent | a month | 12 EUR")]


def test_tables_that_only_place_text_are_no_tables() -> None:
    layout = (
        "<table><tr><td><h1>Lease</h1><table><tr><td>(a)</td><td>The rent is due.</td></tr></table></td></tr></table>"
    )

    assert _elements(layout) == [("Title", "Lease"), ("ListItem", "(a) The rent is due.")]


@pytest.mark.parametrize("html", ["", " ", "<!-- -->", "<p></p>"])
def test_nothing_in_it(html: str) -> None:
    assert _elements(html) == []


def test_a_book_is_read_in_the_order_of_its_spine(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    chapters = "".join(f'<item id="{n}" href="c%20{n}.xhtml" media-type="application/xhtml+xml"/>' for n in "abc")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", '<c><rootfile full-path="in/book.opf"/></c>')
        spine = "".join(f'<itemref idref="{n}"/>' for n in "bac")
        archive.writestr("in/book.opf", f"<p><manifest>{chapters}</manifest><spine>{spine}</spine></p>")
        archive.writestr("in/c a.xhtml", "<html><h1>Second</h1></html>")
        archive.writestr("in/c b.xhtml", "<?xml version='1.0' encoding='utf-8'?><html><h1>First</h1></html>")

    found = read(path, max_attached_bytes=1024**2)

    assert [each.text for each in found.elements] == ["First", "Second"]
    assert found.notes == ("The chapter in/c c.xhtml is named in the book and not in it.",)
