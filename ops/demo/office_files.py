"""Word and Excel files, and the stock list."""

import csv
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path

import blocks
import docx
import facts
import openpyxl
from blocks import Block
from docx.document import Document
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

#: When the files say they were written.
WRITTEN = datetime(2026, 10, 9, 9, 0)
BROWN = "6F3D1E"


def amendment(path: Path) -> None:
    _word(path, "amendment.txt", facts.HAULIER.name)


def employment_letter(path: Path) -> None:
    _word(path, "employment-letter.txt", facts.DIRECTOR.name)


def expenses_policy(path: Path) -> None:
    _word(path, "expenses-policy.txt", facts.FINANCE.name)


def _word(path: Path, source: str, author: str) -> None:
    document = docx.Document()
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
    content = blocks.read(source)
    for block in content:
        _add(document, block)
    core = document.core_properties
    core.author, core.last_modified_by, core.title, core.comments = author, author, content[0].text, ""
    core.created = core.modified = WRITTEN
    _zipped(document.save, path)


def _add(document: Document, block: Block) -> None:
    match block.kind:
        case "title" | "heading":
            heading = document.add_heading(block.text, 1 if block.kind == "title" else 2)
            for run in heading.runs:
                run.font.color.rgb, run.font.name = RGBColor.from_string(BROWN), "Calibri"
        case "table":
            table = document.add_table(len(block.rows), len(block.rows[0]), style="Light Grid Accent 6")
            for row, cells in zip(table.rows, block.rows, strict=True):
                for cell, content in zip(row.cells, cells, strict=True):
                    cell.text = content
            document.add_paragraph()
        case "bullet":
            _write(document.add_paragraph(style="List Bullet"), block.text)
        case _:
            _write(document.add_paragraph(), f"{block.label} {block.text}".strip())


def _write(paragraph: Paragraph, content: str) -> None:
    for part, bold in blocks.bold_parts(content):
        paragraph.add_run(part).bold = bold


def statement_of_account(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Statement"
    sheet.append([facts.PACKAGING.name])
    sheet.append(["Statement of account for", facts.ROASTERS.name])
    sheet.append(["Statement date", str(facts.STATEMENT_DAY)])
    sheet.append([])
    sheet.append(["Date", "Number", "Text", "Amount in GBP", "Due date", "State"])
    for posting in facts.POSTINGS:
        due = str(posting.due) if posting.due else ""
        row = [str(posting.dated), posting.number, posting.text, float(posting.amount.amount), due, posting.state]
        sheet.append(row)
    # A value, not a formula: a program that reads the file without computing it sees the number.
    sheet.append(["Total amount due", "", "", float(facts.ACCOUNT_BALANCE.amount)])
    _dress(sheet)
    book.properties.creator = book.properties.lastModifiedBy = facts.PACKAGING.name
    book.properties.created = WRITTEN
    _zipped(book.save, path)


def _dress(sheet: Worksheet) -> None:
    sheet["A1"].font = Font(bold=True, size=14, color=BROWN)
    for cell in sheet[5]:
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor=BROWN)
    for cell in sheet[sheet.max_row]:
        cell.font, cell.border = Font(bold=True), Border(top=Side("medium"))
    for row in sheet.iter_rows(min_row=6, min_col=4, max_col=4):
        row[0].number_format, row[0].alignment = "#,##0.00", Alignment(horizontal="right")
    for column, width in zip("ABCDEF", (26, 34, 40, 16, 20, 12), strict=True):
        sheet.column_dimensions[column].width = width


def green_coffee_stock(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["lot", "name", "origin", "sacks", "kilograms", "price per kg in GBP", "value in GBP"])
        for lot in facts.LOTS:
            value = lot.kilograms * lot.price_per_kg
            rows.writerow([lot.number, lot.name, lot.origin, lot.sacks, lot.kilograms, lot.price_per_kg, value])


def _zipped(save: Callable[[BytesIO], None], path: Path) -> None:
    """Write an Office file whose bytes do not depend on the time of day: docx and openpyxl stamp the entries of the
    zip archive, and openpyxl the time of the last change, with the present."""
    raw = BytesIO()
    save(raw)
    modified = f"{WRITTEN:%Y-%m-%dT%H:%M:%SZ}</dcterms:modified>".encode()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"[^>]*</dcterms:modified>", modified, content)
            entry = zipfile.ZipInfo(name, WRITTEN.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            # The same on every system; by default it is the one that the script runs on.
            entry.create_system = 0
            target.writestr(entry, content)
