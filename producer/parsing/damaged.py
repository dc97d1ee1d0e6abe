"""What is left of an Office file of which parts are damaged."""

import io
import zipfile
import zlib
from pathlib import Path

_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
#: By the folder of a part that a workbook can do without, what stands in its place: a sheet keeps its number.
_STAND_INS = {
    "xl/worksheets/": f'<worksheet xmlns="{_SHEET}"><sheetData/></worksheet>'.encode(),
    "xl/drawings/": f'<wsDr xmlns="{_DRAWING}"/>'.encode(),
}
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError)


def whole_parts(path: Path) -> tuple[io.BytesIO, tuple[str, ...]]:
    """A workbook as it would be without its damaged parts, and a sentence for each of these: sheets and drawings are
    empty, others are missing. What it unpacks to was bounded before (`containers.check_container`)."""
    whole = io.BytesIO()
    notes = []
    with zipfile.ZipFile(path) as damaged, zipfile.ZipFile(whole, "w") as made:
        for name in dict.fromkeys(damaged.namelist()):
            try:
                content = damaged.read(name)
            except _UNREADABLE:
                notes.append(f'The part "{name}" is damaged and was not read.')
                folder = name[: name.rfind("/") + 1]
                if folder not in _STAND_INS or not name.endswith(".xml"):
                    continue
                content = _STAND_INS[folder]
            made.writestr(name, content)
    whole.seek(0)
    return whole, tuple(notes)
