"""PDFium's functions called for many characters or objects at once.

A page has hundreds of words and up to thousands of objects. One call into PDFium takes a tenth of a microsecond, a step
of Python around it ten times as much: here `map` calls, the arguments are plain integers, and what comes back is read
as columns of numbers. Handles are the addresses of PDFium's objects, 0 where there is none.
"""

import ctypes
from collections.abc import Sequence
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

#: left, bottom, right, top of many boxes, in points.
Edges = tuple[list[float], list[float], list[float], list[float]]
#: Red, green, blue and opacity, 0 to 255.
Colour = tuple[int, int, int, int]

_HANDLE, _INT = ctypes.c_void_p, ctypes.c_int


def handle(of: Any) -> int:
    """The handle of one of pypdfium2's raw objects."""
    return ctypes.cast(of, _HANDLE).value or 0


def _function(of: Any, result: Any, *arguments: Any) -> Any:
    """One of pypdfium2's functions with arguments of its own. They are so short that they keep Python's lock."""
    return ctypes.PYFUNCTYPE(result, *arguments)(handle(of))


_COUNT_CHARS = _function(pdfium.FPDFText_CountChars, _INT, _HANDLE)
_GET_TEXT = _function(pdfium.FPDFText_GetText, _INT, _HANDLE, _INT, _INT, _HANDLE)
_INDEX = _function(pdfium.FPDFText_GetCharIndexFromTextIndex, _INT, _HANDLE, _INT)
_ANGLE = _function(pdfium.FPDFText_GetCharAngle, ctypes.c_float, _HANDLE, _INT)
_LOOSE_BOX = _function(pdfium.FPDFText_GetLooseCharBox, _INT, _HANDLE, _INT, _HANDLE)
_INK_BOX = _function(pdfium.FPDFText_GetCharBox, _INT, _HANDLE, _INT, *[_HANDLE] * 4)
_TEXT_OBJECT = _function(pdfium.FPDFText_GetTextObject, _HANDLE, _HANDLE, _INT)
_PAGE_OBJECT = _function(pdfium.FPDFPage_GetObject, _HANDLE, _HANDLE, _INT)
_FORM_OBJECT = _function(pdfium.FPDFFormObj_GetObject, _HANDLE, _HANDLE, ctypes.c_ulong)
_TYPE = _function(pdfium.FPDFPageObj_GetType, _INT, _HANDLE)
_RENDER_MODE = _function(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _HANDLE)
_FILL_COLOUR = _function(pdfium.FPDFPageObj_GetFillColor, _INT, _HANDLE, *[_HANDLE] * 4)


def count_characters(textpage: int) -> int:
    return int(_COUNT_CHARS(textpage))


def code_units(textpage: int) -> str:
    """The text of a page, one character for each UTF-16 code unit: halves of pairs stay halves."""
    count = count_characters(textpage)
    if count <= 0:
        return ""
    # One character of the page may become several of the text (ligatures), hence the room.
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = max(_GET_TEXT(textpage, 0, count, ctypes.addressof(buffer)) - 1, 0)
    text = bytes(memoryview(buffer)[:written]).decode("utf-16-le", "surrogatepass")
    return text if len(text) == written else "".join(map(chr, buffer[:written]))


def indices(textpage: int, units: Sequence[int]) -> list[int]:
    """The characters of the page that became those code units of its text."""
    return list(map(_INDEX, repeat(textpage), units))


def angles(textpage: int, characters: Sequence[int]) -> list[float]:
    """How far characters are turned clockwise, in radians from 0 to 2 pi."""
    return list(map(_ANGLE, repeat(textpage), characters))


def loose_boxes(textpage: int, characters: Sequence[int]) -> Edges:
    """Around characters, as high as their fonts; without any height where the font does not say how high it is."""
    edges = (ctypes.c_float * (4 * len(characters)))()
    begin, size = ctypes.addressof(edges), ctypes.sizeof(pdfium.FS_RECTF)
    places = range(begin, begin + size * len(characters), size)
    for _ in map(_LOOSE_BOX, repeat(textpage), characters, places):
        pass
    found = edges[:]
    return found[0::4], found[3::4], found[2::4], found[1::4]


def ink_box(textpage: int, character: int) -> tuple[float, float, float, float] | None:
    """left, bottom, right, top around the ink of one character, None where PDFium knows of no place."""
    edges = (ctypes.c_double * 4)()
    begin, size = ctypes.addressof(edges), ctypes.sizeof(ctypes.c_double)
    if not _INK_BOX(textpage, character, *range(begin, begin + 4 * size, size)):
        return None
    left, right, bottom, top = edges
    return left, bottom, right, top


def text_objects(textpage: int, characters: Sequence[int]) -> list[int]:
    """The handles of the objects that draw characters."""
    return [found or 0 for found in map(_TEXT_OBJECT, repeat(textpage), characters)]


def page_objects(page: int, count: int) -> list[int]:
    """The handles of the first objects of a page."""
    return [found or 0 for found in map(_PAGE_OBJECT, repeat(page), range(count))]


def form_objects(form: int, count: int) -> list[int]:
    """The handles of the first objects of a form."""
    return [found or 0 for found in map(_FORM_OBJECT, repeat(form), range(count))]


def types(objects: Sequence[int]) -> list[int]:
    """FPDF_PAGEOBJ_TEXT, FPDF_PAGEOBJ_PATH and so on."""
    return list(map(_TYPE, objects))


def render_modes(objects: Sequence[int]) -> list[int]:
    """FPDF_TEXTRENDERMODE_FILL and so on, FPDF_TEXTRENDERMODE_UNKNOWN for what is no text."""
    return list(map(_RENDER_MODE, objects))


def fill_colours(objects: Sequence[int]) -> list[Colour | None]:
    """What objects are filled with, None where it is a pattern."""
    channels = (ctypes.c_uint * (4 * len(objects)))()
    begin, size = ctypes.addressof(channels), ctypes.sizeof(ctypes.c_uint)
    end, step = begin + 4 * size * len(objects), 4 * size
    places = (range(begin + channel * size, end, step) for channel in range(4))
    known = list(map(_FILL_COLOUR, objects, *places))
    found = channels[:]
    colours: list[Colour | None] = list(zip(found[0::4], found[1::4], found[2::4], found[3::4], strict=True))
    return colours if all(known) else [each if sure else None for each, sure in zip(colours, known, strict=True)]
