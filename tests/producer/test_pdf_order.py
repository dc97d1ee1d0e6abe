"""The reading order of PDF pages: columns, blocks, tables, and text that was turned."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from drawn_pdf import drawn, elements, lines
from producer.parsing import pdf

_PROSE = "the parties agree that every word of this line"


def test_a_heading_over_two_columns_and_a_line_under_them(tmp_path: Path) -> None:
    left = [f"left {n}, {_PROSE}" for n in range(6)]
    right = [f"right {n}, {_PROSE}" for n in range(4)]

    def draw(canvas: Canvas) -> None:
        lines(canvas, 50, 740, ["General conditions of sale, in force until other ones are sent to the buyer"], 14)
        for number in range(6):  # as a printer would: line by line over both columns
            lines(canvas, 50, 700 - 12 * number, [left[number]])
            if number < 4:
                lines(canvas, 320, 700 - 12 * number, [right[number]])
        lines(canvas, 50, 560, [f"At the end {_PROSE} stands over the whole width of the page, as it does here"])

    texts = [text for _, text in elements(drawn(tmp_path, draw))]
    assert texts[1:3] == ["\n".join(left), "\n".join(right)]
    assert texts[0].startswith("General")
    assert texts[3].startswith("At the end")


def test_three_columns(tmp_path: Path) -> None:
    columns = [[f"{name} line {n} of the column" for n in range(5)] for name in ("first", "second", "third")]

    def draw(canvas: Canvas) -> None:
        for number in range(5):
            for index, column in enumerate(columns):
                lines(canvas, 40 + 185 * index, 700 - 12 * number, [column[number]])

    assert [text for _, text in elements(drawn(tmp_path, draw))] == ["\n".join(column) for column in columns]


def test_blocks_side_by_side_at_different_heights_are_not_interleaved(tmp_path: Path) -> None:
    sender = ["Harbour Finch Ltd", "Quay Street", "Bristol", "United Kingdom"]
    buyer = ["Pellow and Drake", "Mill Lane", "Truro"]

    def draw(canvas: Canvas) -> None:
        lines(canvas, 60, 700, sender)
        lines(canvas, 350, 694, buyer)

    found = [text for _, text in elements(drawn(tmp_path, draw))]
    assert found == ["\n".join(sender), "\n".join(buyer)]


def test_a_table_is_kept_as_rows(tmp_path: Path) -> None:
    rows = [("Article", "Pieces", "Price"), ("Green coffee", "12", "1,250.00"), ("Sacks", "3", "14.50")]

    def draw(canvas: Canvas) -> None:
        lines(canvas, 60, 730, ["What was delivered in September stands below."])
        for index, x in enumerate((60, 300, 450)):  # column by column
            lines(canvas, x, 700, [row[index] for row in rows], leading=16)

    document = pdf.read(drawn(tmp_path, draw))
    table = document.elements[1]
    assert (table.category, table.text) == ("Table", "\n".join(" | ".join(row) for row in rows))
    cells = [table.text[span.start : span.end] for span in table.spans]
    assert cells == [cell for row in rows for cell in row]
    assert [round(span.box[0]) for span in table.spans[:3] if span.box] == pytest.approx([60, 300, 450], abs=2)


def test_a_cell_of_two_lines_and_an_empty_one(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 60, 700, ["1", "2", "3"], leading=40)
        lines(canvas, 120, 700, ["Cleaning of all windows", "and of the stairs"])
        lines(canvas, 120, 660, ["Repair", "Travel"], leading=40)
        lines(canvas, 400, 700, ["80.00"])
        lines(canvas, 400, 620, ["9.50"])

    assert elements(drawn(tmp_path, draw)) == [
        ("Table", "1 | Cleaning of all windows and of the stairs | 80.00\n2 | Repair | \n3 | Travel | 9.50")
    ]


def test_two_columns_are_a_table_where_rules_part_the_rows(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 60, 700, ["Tenant", "Rent", "Term"], leading=20)
        lines(canvas, 300, 700, ["Ada Lovelace", "900.00", "two years"], leading=20)
        for y in (714, 694, 674, 654):
            canvas.line(55, y, 500, y)

    assert elements(drawn(tmp_path, draw)) == [("Table", "Tenant | Ada Lovelace\nRent | 900.00\nTerm | two years")]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_text_that_was_turned_is_read_upright(tmp_path: Path, angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(300, 400)
        canvas.rotate(angle)
        lines(canvas, -200, 100, ["Net", "Tax", "Total"])
        lines(canvas, 50, 100, ["20.00", "2.50", "22.50"])

    (element,) = pdf.read(drawn(tmp_path, draw)).elements
    assert element.text == "Net  20.00\nTax  2.50\nTotal  22.50"
    # The first line begins 200 left of and 100 above the middle, before the page was turned around it.
    x, y = {90: (200, 600), 180: (500, 500), 270: (400, 200)}[angle]
    box = element.spans[0].box
    assert box is not None
    assert box[0] - 12 < x < box[2] + 12
    assert box[1] - 12 < y < box[3] + 12


def test_a_stamp_along_the_edge_stands_behind_the_text(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 80, 700, [f"{n}: {_PROSE}" for n in range(12)])
        canvas.rotate(90)
        lines(canvas, 560, -40, ["received in the registry on Monday"])

    assert elements(drawn(tmp_path, draw))[-1] == ("UncategorizedText", "received in the registry on Monday")
