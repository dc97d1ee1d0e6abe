"""Blocks of text on PDF pages: styles, tables, footers, signatures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import facts
from blocks import Block, bold_parts
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    KeepTogether,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

INK = HexColor("#1d2530")
GREY = HexColor("#6b7480")
LINE = HexColor("#c3c9d1")

Place = Callable[["Look"], list[Flowable]]


@dataclass(frozen=True)
class Look:
    """The fonts and measures of one document, in points. The fonts are those that every PDF reader has, so nothing is
    embedded and the files stay small."""

    family: str = "Times"
    size: float = 10.5
    leading: float = 15
    accent: Color = INK
    centred: bool = False

    @property
    def regular(self) -> str:
        return "Times-Roman" if self.family == "Times" else self.family

    @property
    def bold(self) -> str:
        return f"{self.family}-Bold"

    def style(self, **more: object) -> ParagraphStyle:
        settings = {"fontName": self.regular, "fontSize": self.size, "leading": self.leading, "textColor": INK}
        return ParagraphStyle("text", **{**settings, "spaceAfter": 6, **more})

    def of(self, kind: str) -> ParagraphStyle:
        """The style of a kind of block."""
        title = {"alignment": TA_CENTER} if self.centred else {}
        bold = {"fontName": self.bold, "textColor": self.accent}
        hang = {"leftIndent": 30, "bulletIndent": 0, "bulletFontName": self.regular, "bulletFontSize": self.size}
        styles: dict[str, dict[str, object]] = {
            "title": {**bold, **title, "fontSize": 19, "leading": 24, "spaceAfter": 14},
            "heading": {**bold, "fontSize": self.size + 1.5, "spaceBefore": 10, "keepWithNext": 1},
            "clause": hang,
            "item": hang,
            "bullet": {**hang, "leftIndent": 16},
            "cell": {"spaceAfter": 0, "leading": self.leading - 2},
            "head": {**bold, "spaceAfter": 0, "leading": self.leading - 2},
            "key": {"spaceAfter": 2},
            "small": {"fontSize": 8.5, "leading": 12, "textColor": GREY},
        }
        return self.style(**styles.get(kind, {}))


def text(look: Look, content: str, kind: str = "paragraph", **more: str) -> Paragraph:
    """A paragraph; `**bold**` is bold and a new line is a new line."""
    plain = content.replace("&", "&amp;").replace("\n", "<br/>")
    marked = "".join(f"<b>{part}</b>" if bold else part for part, bold in bold_parts(plain))
    return Paragraph(marked, look.of(kind), **more)


def story(blocks: Sequence[Block], look: Look, places: dict[str, Place] | None = None) -> list[Flowable]:
    """The blocks as flowables; `places` fills the blocks that are places."""
    found: list[Flowable] = []
    for block in blocks:
        if block.kind == "break":
            found.append(PageBreak())
        elif block.kind == "place":
            found += (places or {})[block.text](look)
        elif block.kind == "table":
            found += [block_table(block, look), Spacer(0, 8)]
        else:
            label = "•" if block.kind == "bullet" else block.label
            found.append(text(look, block.text, block.kind, **({"bulletText": label} if label else {})))
    return found


def block_table(block: Block, look: Look) -> Table:
    head, *rows = block.rows
    cells = [[text(look, cell, "head") for cell in head], *([text(look, cell, "cell") for cell in row] for row in rows)]
    widths = [42 * mm, 128 * mm] if len(head) == 2 else [80 * mm, 45 * mm, 45 * mm]
    rules = [
        ("LINEBELOW", (0, 0), (-1, 0), 1, look.accent),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, LINE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
    ]
    return Table(cells, colWidths=widths, style=TableStyle(rules), repeatRows=1)


def signatures(look: Look, signers: Sequence[tuple[str, facts.Person]], day: facts.Day) -> list[Flowable]:
    """A block for each signer: the party, a line with a name written over it, and the name in print."""
    hand = look.style(fontName="Times-Italic", fontSize=17, leading=22, textColor=HexColor("#26418f"), spaceAfter=0)
    columns = [
        [
            text(look, f"For **{party}**", "cell"),
            Spacer(0, 16),
            Paragraph(person.name, hand),
            text(look, f"Name: {person.name}\n{person.role}\nDate: {day}", "cell"),
        ]
        for party, person in signers
    ]
    lines = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0)]
    return [Spacer(0, 14), KeepTogether(Table([columns], colWidths=[85 * mm, 85 * mm], style=TableStyle(lines)))]


class NumberedCanvas(Canvas):
    """A canvas that writes "Page 2 of 7" below each page, which it can only do once all are there."""

    footer = ""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._pages: list[dict[str, object]] = []

    def showPage(self) -> None:  # noqa: N802, reportlab's name
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(self._pages, 1):
            self.__dict__.update(page)
            self.setFont("Helvetica", 8)
            self.setFillColor(GREY)
            self.drawString(20 * mm, 12 * mm, self.footer)
            self.drawRightString(A4[0] - 20 * mm, 12 * mm, f"Page {number} of {len(self._pages)}")
            super().showPage()
        super().save()


def save(path: Path, title: str, author: str, flowables: list[Flowable], footer: str = "", **settings: object) -> None:
    """Write a PDF. Its bytes depend on its content and on reportlab's version only: fixed dates (invariant), and no
    compression, which would differ between zlib libraries. `settings` are those of reportlab's document."""
    # reportlab pads the frame on a page by 6 points, so the text stands 20 mm from the edges.
    side = 20 * mm - 6
    margins = {"leftMargin": side, "rightMargin": side, "topMargin": side, "bottomMargin": 22 * mm}
    fixed = {"invariant": 1, "pageCompression": 0, "pagesize": A4, "title": title, "author": author}
    document = SimpleDocTemplate(str(path), **{**margins, **fixed, **settings})
    canvas = type("Canvas", (NumberedCanvas,), {"footer": footer}) if footer else Canvas
    document.build(flowables, canvasmaker=canvas)
