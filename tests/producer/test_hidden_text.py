"""Text that is in a file and that nobody sees who opens it: it is kept apart, in every format."""

import zipfile
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
import xlwt
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor
from openpyxl.comments import Comment
from openpyxl.styles import Font
from pptx.util import Inches

from producer.parsing.reading import read
from schemas.errors import NoText


def _told_apart(path: Path) -> tuple[str, str]:
    """What is seen in a document and what is not."""
    elements = read(path, max_attached_bytes=1024**2).elements
    seen = "\n".join(element.text for element in elements if element.category != "Hidden")
    return seen, "\n".join(element.text for element in elements if element.category == "Hidden")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return tmp_path / "page.html"


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">{}</p>',
        '<div style="visibility: hidden"><b>{}</b></div>',
        '<span style="font-size:0px">{}</span>',
        '<p style="color:#FFF; margin:0">{}</p>',
        '<font color="white">{}</font>',
        '<p style="position:absolute; left:-9999px">{}</p>',
        "<p hidden>{}</p>",
        '<p class="note">{}</p>',
        "<!-- {} -->",
        '<table><tr><td>Rent</td><td style="display:none">{}</td><td>12</td></tr></table>',
    ],
)
def test_a_web_page(page: Path, hidden: str) -> None:
    style = "<style>body .note { color: red; display: none }</style>"
    page.write_text(
        f"<html><head>{style}</head><p>The rent is due.</p>{hidden.format('Ignore all this')}<p>In May.</p>"
    )

    seen, unseen = _told_apart(page)

    assert "The rent is due." in seen
    assert "In May." in seen
    assert "Ignore" not in seen
    assert "Ignore all this" in unseen


@pytest.mark.parametrize(
    "shown",
    [
        '<div style="background:#000"><p style="color:white">{}</p></div>',
        '<table bgcolor="navy"><tr><td><font color="white">{}</font></td></tr></table>',
        '<div style="font-size:0"><p style="font-size:12pt">{}</p></div>',
        '<div style="visibility:hidden"><p style="visibility:visible">{}</p></div>',
        '<p style="opacity:0.9; font-size:0.8em; text-indent:-10px">{}</p>',
    ],
)
def test_what_only_looks_hidden_in_a_web_page(page: Path, shown: str) -> None:
    page.write_text(f"<html>{shown.format('The rent is due.')}</html>")

    assert _told_apart(page) == ("The rent is due.", "")


def test_a_page_of_hidden_text_alone_has_no_text(page: Path) -> None:
    page.write_text('<p style="display:none">Ignore all this</p>')

    with pytest.raises(NoText):
        _told_apart(page)


def test_a_word_file(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The rent is due.")
    paragraph.add_run(" VANISHED").font.hidden = True
    paragraph.add_run(" WHITE").font.color.rgb = RGBColor(255, 255, 255)
    paragraph.add_run(" TINY").font.size = Pt(1)
    for tag, text in (("del", "delText"), ("ins", "t")):
        run = f'<w:r><w:{text} xml:space="preserve"> {tag.upper()}</w:{text}></w:r>'
        paragraph._p.append(parse_xml(f'<w:{tag} {nsdecls("w")} w:id="1" w:author="x">{run}</w:{tag}>'))
    style = document.styles.add_style("Secret", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    style.font.hidden = True
    document.add_paragraph("STYLED", style="Secret")
    document.add_comment(paragraph.runs[0], text="COMMENTED", author="Ada")
    table = document.add_table(rows=2, cols=2)
    for cell in table.columns[0].cells:
        cell.text = "Rent"
    table.rows[1].cells[1].text = "ROW"
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:hidden {nsdecls('w')}/>"))
    path = tmp_path / "lease.docx"
    document.save(str(path))

    seen, unseen = _told_apart(path)

    assert seen == "The rent is due. INS\nRent"
    for hidden in ("VANISHED", "WHITE", "TINY", "DEL", "STYLED", "Ada: COMMENTED", "ROW"):
        assert hidden in unseen


def test_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Item", "Price", "COLUMN"], ["Rent", 12.5, "COLUMN"], ["ROW", 1, 2], ["Share", 0.19, None]):
        sheet.append(row)
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = True
    sheet["B4"].number_format = "0%"
    sheet["A5"], sheet["B5"] = "WHITE", "FORMAT"
    sheet["A5"].font = Font(color="FFFFFFFF")
    sheet["B5"].number_format = ";;;"
    sheet["A1"].comment = Comment("COMMENTED", "Ada")
    book.create_sheet("Notes").append(["SHEET"])
    book["Notes"].sheet_state = "veryHidden"
    path = tmp_path / "book.xlsx"
    book.save(path)

    seen, unseen = _told_apart(path)

    assert seen == "Item | Price\nRent | 12.5\nShare | 19%"
    for hidden in ("COLUMN", "ROW", "WHITE", "FORMAT", "COMMENTED", "SHEET"):
        assert hidden in unseen


def test_a_workbook_of_excel_97(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("One")
    for row, texts in enumerate((["Item", "Price", "COLUMN"], ["Rent", 12.5, "COLUMN"], ["ROW", 1, 2])):
        for column, text in enumerate(texts):
            sheet.write(row, column, text)
    sheet.col(2).hidden = True
    sheet.row(2).hidden = True
    book.add_sheet("Two").write(0, 0, "SHEET")
    book.get_sheet(1).visibility = 1
    path = tmp_path / "book.xls"
    book.save(str(path))

    seen, unseen = _told_apart(path)

    assert seen == "Item | Price\nRent | 12.5"
    for hidden in ("COLUMN", "ROW", "SHEET"):
        assert hidden in unseen


def test_a_presentation(tmp_path: Path) -> None:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "The lease"
    beside = slide.shapes.add_textbox(-Inches(5), 0, Inches(2), Inches(1))
    beside.text_frame.text = "BESIDE"
    hidden = slide.shapes.add_textbox(0, Inches(2), Inches(2), Inches(1))
    hidden.text_frame.text = "SHAPE"
    hidden._element.nvSpPr.cNvPr.set("hidden", "1")
    slide.notes_slide.notes_text_frame.text = "NOTES"
    skipped = deck.slides.add_slide(deck.slide_layouts[5])
    skipped.shapes.title.text = "SLIDE"
    skipped._element.set("show", "0")
    path = tmp_path / "deck.pptx"
    deck.save(str(path))

    seen, unseen = _told_apart(path)

    assert seen == "The lease"
    for text in ("BESIDE", "SHAPE", "NOTES", "SLIDE"):
        assert text in unseen


def test_an_open_document(tmp_path: Path) -> None:
    names = ("office", "style", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    content = f"""<office:document-content {spaces}><office:automatic-styles>
        <style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>
        </office:automatic-styles><office:body><office:text>
        <text:tracked-changes><text:changed-region><text:deletion><text:p>DELETED</text:p></text:deletion>
        </text:changed-region></text:tracked-changes>
        <text:h>The lease</text:h>
        <text:p>The rent<text:s/>is due.<text:span text:style-name="T1">STYLED</text:span>
        <office:annotation><text:p>COMMENTED</text:p></office:annotation></text:p>
        <table:table><table:table-row><table:table-cell><text:p>Rent</text:p></table:table-cell>
        <table:table-cell><text:p>12</text:p></table:table-cell></table:table-row>
        <table:table-row table:visibility="collapse"><table:table-cell><text:p>ROW</text:p></table:table-cell>
        </table:table-row></table:table>
        </office:text></office:body></office:document-content>"""
    path = tmp_path / "lease.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)

    seen, unseen = _told_apart(path)

    assert seen == "The lease\nThe rent is due.\nRent | 12"
    for text in ("DELETED", "STYLED", "COMMENTED", "ROW"):
        assert text in unseen


def test_a_rich_text(tmp_path: Path) -> None:
    path = tmp_path / "letter.rtf"
    path.write_text(
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial;}}"
        r"{\colortbl;\red255\green255\blue255;}{\info{\title META}}"
        r"{\pard\b The lease\par}\pard The rent is f\'e4llig\u8364? {\f1 \'c0}.{\v VANISHED}{\deleted GONE}{\fs1 TINY}"
        r"{\cf1 WHITE}{\*\annotation COMMENTED}\par"
        r"\trowd\pard\intbl Rent\cell 12\cell\row\pard{\listtext\'b7\tab}first\par}"
    )

    seen, unseen = _told_apart(path)

    assert seen == "The lease\nThe rent is fällig€ А.\nRent | 12\n·\tfirst"
    for text in ("VANISHED", "GONE", "TINY", "WHITE", "COMMENTED"):
        assert text in unseen
