"""Reads workbooks, .xlsx with openpyxl and .xls with xlrd: each sheet is a page, each block of rows a table."""

import datetime
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

import msoffcrypto
import openpyxl
import xlrd
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from producer.parsing.damaged import whole_parts
from producer.parsing.paragraphs import could_be_heading, element, rows_text
from schemas.elements import Element, ParsedDocument
from schemas.errors import FileEncrypted

_XLSX_PARSER = f"openpyxl {version('openpyxl')}"
_XLS_PARSER = f"xlrd {version('xlrd')}"
_MIDNIGHT = datetime.time()
_WHITE = frozenset({"FFFFFFFF", "00FFFFFF"})
#: Digits that a double really has: the sixteenth makes 0.30000000000000004 of 0.3.
_DIGITS = 15


@dataclass
class _Sheet:
    """Rows of texts as they are seen, and what is not."""

    name: str
    hidden: bool
    rows: list[list[str]] = field(default_factory=list)
    unseen: list[list[str]] = field(default_factory=list)


def read_xlsx(path: Path) -> ParsedDocument:
    """The sheets of a workbook, with the values that its program last computed. Charts and macros are not looked at.

    Where parts are damaged the others are read, and a note names them.

    Raises:
        zipfile.BadZipFile, KeyError, xml.etree.ElementTree.ParseError and others: nothing can be read without them.
    """
    notes: tuple[str, ...] = ()
    try:
        with path.open("rb") as file:  # openpyxl leaves a broken file open
            book = _xlsx_book(file)
    except (zipfile.BadZipFile, zlib.error):
        whole, notes = whole_parts(path)
        try:
            book = _xlsx_book(whole)
        except KeyError as exc:  # one of them is needed
            raise zipfile.BadZipFile(" ".join(notes)) from exc
    document = _document((_xlsx_sheet(sheet) for sheet in book.worksheets), _XLSX_PARSER)
    return replace(document, notes=notes)


def _xlsx_book(file: IO[bytes]) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says what it does not keep, and nothing is written here
        return openpyxl.load_workbook(file, data_only=True, keep_links=False)


def read_xls(path: Path) -> ParsedDocument:
    """The same for a workbook of Excel 97 to 2003.

    Raises:
        FileEncrypted: it needs a password.
        xlrd.XLRDError, AssertionError, struct.error and others: it is broken.
    """
    _refuse_encrypted(path)
    with xlrd.open_workbook(str(path), formatting_info=True, logfile=io.StringIO()) as book:
        return _document([_xls_sheet(book, sheet) for sheet in book.sheets()], _XLS_PARSER)


def _document(sheets: Iterable[_Sheet], parser: str) -> ParsedDocument:
    found: list[Element] = []
    page = 0
    for page, sheet in enumerate(sheets, 1):
        if sheet.hidden:
            found += element("Hidden", f"{sheet.name}\n{rows_text(sheet.rows)}", page)
        else:
            found += _blocks(sheet.rows, page)
        found += element("Hidden", rows_text(sheet.unseen), page)
    return ParsedDocument(tuple(found), page or None, parser)


def _blocks(rows: Sequence[list[str]], page: int) -> Iterator[Element]:
    """Tables, parted by empty rows. A row with one cell above others is what the table is about."""
    block: list[list[str]] = []
    for row in [*rows, []]:
        if any(row):
            block.append(row)
            continue
        while block and sum(map(bool, block[0])) == 1:
            text = "".join(block.pop(0))
            yield from element("Title" if could_be_heading(text) else "NarrativeText", text, page)
        yield from element("Table", rows_text(block), page)
        block = []


def _xlsx_sheet(sheet: Worksheet) -> _Sheet:
    found = _Sheet(sheet.title, hidden=sheet.sheet_state != "visible")
    columns: set[int] = set()
    for each in sheet.column_dimensions.values():
        if each.hidden and each.min and each.max:
            columns.update(range(each.min, each.max + 1))
    rows = {number for number, each in sheet.row_dimensions.items() if each.hidden}
    styles: dict[int, bool] = {}
    for row in sheet.iter_rows():
        seen, unseen = [""] * len(row), [""] * len(row)
        for place, cell in enumerate(row):
            if cell.value is None:
                continue
            invisible = cell.row in rows or cell.column in columns or _is_invisible(cell, styles)
            (unseen if invisible else seen)[place] = _xlsx_text(cell)
            if cell.comment:
                found.unseen.append([f"Comment at {cell.coordinate}: {cell.comment.text}"])
        found.rows.append(seen)
        found.unseen += [unseen] if any(unseen) else []
    return found


def _is_invisible(cell: Cell, known: dict[int, bool]) -> bool:
    """Whether a cell's style leaves nothing to see: white on nothing, or a number format without any part."""
    style = cell.style_id
    if style not in known:
        colour = cell.font.color
        white = colour is not None and colour.type == "rgb" and colour.rgb in _WHITE and not cell.fill.patternType
        known[style] = white or cell.number_format.startswith(";;")
    return known[style]


def _xlsx_text(cell: Cell) -> str:
    return _said(cell.value, percent="%" in cell.number_format)


def _said(value: Any, *, percent: bool = False) -> str:
    """A value as a person reads it: dates in ISO 8601, numbers without the noise of their last digit."""
    match value:
        case bool():
            return str(value).upper()
        case datetime.datetime() if value.time() == _MIDNIGHT:
            return value.date().isoformat()
        case datetime.datetime():
            return value.isoformat(sep=" ", timespec="seconds")
        case int() | float() if percent:
            return f"{round(value * 100, 10):.{_DIGITS}g}%"
        case float() if value.is_integer() and abs(value) < 10**_DIGITS:
            return str(int(value))
        case float():
            return f"{value:.{_DIGITS}g}"
    return str(value)


def _xls_sheet(book: xlrd.Book, sheet: Any) -> _Sheet:
    found = _Sheet(sheet.name, hidden=sheet.visibility != 0)
    columns = {number for number, each in sheet.colinfo_map.items() if each.hidden}
    rows = {number for number, each in sheet.rowinfo_map.items() if each.hidden}
    for row in range(sheet.nrows):
        texts = [_xls_text(book, cell) for cell in sheet.row(row)]
        if row in rows:
            found.rows.append([])
            found.unseen.append(texts)
            continue
        found.rows.append(["" if column in columns else text for column, text in enumerate(texts)])
        hidden = [text if column in columns else "" for column, text in enumerate(texts)]
        found.unseen += [hidden] if any(hidden) else []
    notes = ([f"Comment: {note.text}"] for note in sheet.cell_note_map.values() if note.text)
    found.unseen += notes
    return found


def _xls_text(book: xlrd.Book, cell: Any) -> str:
    match cell.ctype:
        case xlrd.XL_CELL_DATE:
            try:
                return _said(xlrd.xldate_as_datetime(cell.value, book.datemode))
            except (xlrd.XLDateError, OverflowError):  # a number under a date's format
                return _said(cell.value)
        case xlrd.XL_CELL_BOOLEAN:
            return _said(bool(cell.value))
        case xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(cell.value, ""))
        case xlrd.XL_CELL_NUMBER:
            form = book.format_map.get(book.xf_list[cell.xf_index].format_key) if cell.xf_index is not None else None
            return _said(cell.value, percent=form is not None and "%" in form.format_str)
    return str(cell.value)


def _refuse_encrypted(path: Path) -> None:
    with path.open("rb") as file:
        try:
            encrypted = msoffcrypto.OfficeFile(file).is_encrypted()
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001  (it only looks for a password; what is broken, the reader reports)
            return
    if encrypted:
        raise FileEncrypted()
