"""Running headers and footers of PDF files, and words parted at line ends."""

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from drawn_pdf import drawn, elements, lines
from producer.parsing import pdf
from producer.parsing.hyphens import Vocabulary
from producer.passages import passages
from producer.tokens import ApproximateTokens

_BODY = ["The lessee keeps the house in good order", "and tells the lessor of any damage at once"]


def _book(canvas: Canvas, pages: int) -> None:
    for number in range(1, pages + 1):
        lines(canvas, 60, 770, ["Lease of Lantern Wharf"])
        lines(canvas, 60, 730, [f"{each} ({'abcdef'[number]})" for each in _BODY])
        lines(canvas, 60, 30, [f"Draft 7, page {number} of {pages}"])
        canvas.showPage()


def test_running_lines_are_no_part_of_passages(tmp_path: Path) -> None:
    document = pdf.read(drawn(tmp_path, lambda canvas: _book(canvas, 4)))
    headers = [element for element in document.elements if element.category == "Header"]
    footers = [element for element in document.elements if element.category == "Footer"]
    assert [header.text for header in headers] == ["Lease of Lantern Wharf"] * 4
    assert [footer.text for footer in footers] == [f"Draft 7, page {n} of 4" for n in range(1, 5)]
    assert [footer.spans[0].page for footer in footers] == [1, 2, 3, 4]
    (passage,) = passages(document.elements, ApproximateTokens(), 1000)
    assert "Lantern" not in passage.text
    assert "Draft" not in passage.text
    assert passage.text.count("The lessee") == 4


def test_what_is_repeated_on_two_pages_alone_stays(tmp_path: Path) -> None:
    assert {category for category, _ in elements(drawn(tmp_path, lambda c: _book(c, 2)))} == {"NarrativeText"}


def test_rows_at_the_foot_of_pages_are_not_running_because_they_are_numbers(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for number in (310, 42, 1977):
            lines(canvas, 60, 730, _BODY)
            lines(canvas, 60, 50, [f"Deposit paid: {number} EUR"])
            canvas.showPage()

    assert [text for category, text in elements(drawn(tmp_path, draw)) if category == "Footer"] == []


def test_a_parted_word_is_whole_again_and_its_halves_have_their_places(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 60, 700, ["Each party to this contract may end the con-", "tract by a letter to the other one."])

    (element,) = pdf.read(drawn(tmp_path, draw)).elements
    assert element.text == "Each party to this contract may end the contract by a letter to the other one."
    first, second = element.spans
    assert element.text[first.start : first.end].endswith("the con")
    assert element.text[second.start : second.end].startswith("tract by")
    assert first.box is not None
    assert second.box is not None
    assert first.box[1] < second.box[1]


def test_which_hyphens_stay() -> None:
    known = Vocabulary(lambda: ["a third party and a long-term lease", "the agreement is out-of-pocket", "this third-"])
    assert known.joint("this agree-", "ment is") == ""
    assert known.joint("any third-", "party has") == "-"
    assert known.joint("the long-", "term lease") == "-"
    assert known.joint("is non-", "exclusive") == "-"
    assert known.joint("by Rolls-", "Royce") == "-"
    assert known.joint("the out-of-", "town house") == "-"
    assert known.joint("nobody knows this unu-", "sual one") == ""
    assert known.joint("pages 3-", "4 of it") is None
    assert known.joint("no hyphen", "here") is None
