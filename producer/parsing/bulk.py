"""PDFium's functions called for many characters or objects at once.

A page has hundreds of words and up to thousands of objects. One call into PDFium takes some hundredths of a
microsecond; what ctypes does to its arguments, and a step of Python around it, take ten times as much. So `map` calls,
and the arguments are of kinds that ctypes hands on without a look: references, handles and plain integers. Nothing
checks them: a wrong one is a crash. What comes back is read as columns of numbers. For one thread, as PDFium is.
"""

import ctypes
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

#: left, bottom, right, top of many boxes, in points.
Edges = tuple[list[float], list[float], list[float], list[float]]
#: Red, green, blue and opacity, 0 to 255.
Colour = tuple[int, int, int, int]

#: So many calls write into the same memory before it is read.
_AT_ONCE = 1024


class Handle(ctypes.c_void_p):
    """The address of one of PDFium's objects; None where there is none. A class of its own, for ctypes makes integers
    of the plain one, and could not take them back without a look."""


def reference(of: Any) -> Any:
    """One of pypdfium2's raw objects (a page, the text of a page), as an argument."""
    return ctypes.byref(of.contents)


def _function(of: Any, result: Any) -> Any:
    """One of pypdfium2's functions for arguments that are not looked at. They are so short that they keep Python's
    lock."""
    address = ctypes.cast(of, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result)(address)


_COUNT_CHARS = _function(pdfium.FPDFText_CountChars, ctypes.c_int)
_GET_TEXT = _function(pdfium.FPDFText_GetText, ctypes.c_int)
_INDEX = _function(pdfium.FPDFText_GetCharIndexFromTextIndex, ctypes.c_int)
_ANGLE = _function(pdfium.FPDFText_GetCharAngle, ctypes.c_float)
_LOOSE_BOX = _function(pdfium.FPDFText_GetLooseCharBox, None)
_INK_BOX = _function(pdfium.FPDFText_GetCharBox, ctypes.c_int)
_TEXT_OBJECT = _function(pdfium.FPDFText_GetTextObject, ctypes.c_void_p)
_PAGE_OBJECT = _function(pdfium.FPDFPage_GetObject, Handle)
_FORM_OBJECT = _function(pdfium.FPDFFormObj_GetObject, Handle)
_TYPE = _function(pdfium.FPDFPageObj_GetType, ctypes.c_int)
_BOUNDS = _function(pdfium.FPDFPageObj_GetBounds, ctypes.c_int)
_RENDER_MODE = _function(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_int)
_FILL_COLOUR = _function(pdfium.FPDFPageObj_GetFillColor, ctypes.c_int)
_STROKE_COLOUR = _function(pdfium.FPDFPageObj_GetStrokeColor, ctypes.c_int)


class _Room:
    """Memory into which each of many calls writes four numbers. It is kept, for the references to its places take as
    long to make as the calls."""

    def __init__(self, kind: Any) -> None:
        self._numbers = (kind * (4 * _AT_ONCE))()
        self._view = memoryview(self._numbers).cast("B").cast(kind._type_)
        at = ctypes.sizeof(kind)
        #: Where a call may write all four, and, for calls that are told of each, where it may write the others.
        self.places, *self.others = (
            [ctypes.byref(self._numbers, at * (4 * place + number)) for place in range(_AT_ONCE)] for number in range(4)
        )
        #: Where the first such call may write each.
        self.four = self.places[0], *(places[0] for places in self.others)

    def clear(self, count: int) -> None:
        """Make zeros of what the first `count` calls wrote: one that fails writes nothing."""
        ctypes.memset(self._numbers, 0, 4 * count * self._view.itemsize)

    def columns(self, count: int) -> tuple[list[Any], list[Any], list[Any], list[Any]]:
        """What the first `count` calls wrote."""
        found = self._view[: 4 * count].tolist()
        return found[0::4], found[1::4], found[2::4], found[3::4]

    def first(self) -> list[Any]:
        """What the first call wrote."""
        return self._view[:4].tolist()


_floats, _colours = _Room(ctypes.c_float), _Room(ctypes.c_uint)


def count_characters(textpage: Any) -> int:
    return int(_COUNT_CHARS(textpage))


def code_units(textpage: Any, count: int) -> str:
    """The text of a page of so many characters, one for each UTF-16 code unit: halves of pairs stay halves."""
    if count <= 0:
        return ""
    # One character of the page may become several of the text (ligatures), hence the room.
    buffer = _units((2 * count + 2).bit_length())
    written = max(_GET_TEXT(textpage, 0, count, buffer) - 1, 0)
    text = ctypes.string_at(buffer, 2 * written).decode("utf-16-le", "surrogatepass")
    return text if len(text) == written else "".join(map(chr, buffer[:written]))


@lru_cache(maxsize=1)
def _units(bits: int) -> Any:
    """Room for as many code units as that many bits can count. For each length ctypes makes a class, which takes as
    long as the text."""
    return (ctypes.c_ushort * (1 << bits))()


def indices(textpage: Any, units: Iterable[int]) -> list[int]:
    """The characters of the page that became those code units of its text."""
    return list(map(_INDEX, repeat(textpage), units))


def angles(textpage: Any, characters: Iterable[int]) -> list[float]:
    """How far characters are turned clockwise, in radians from 0 to 2 pi."""
    return list(map(_ANGLE, repeat(textpage), characters))


def loose_boxes(textpage: Any, characters: Sequence[int]) -> Edges:
    """Around characters, as high as their fonts; without any height where the font does not say how high it is."""
    edges: Edges = [], [], [], []
    for some in _portions(characters):
        _floats.clear(len(some))
        deque(map(_LOOSE_BOX, repeat(textpage), some, _floats.places), maxlen=0)
        left, top, right, bottom = _floats.columns(len(some))
        for edge, found in zip(edges, (left, bottom, right, top), strict=True):
            edge += found
    return edges


def ink_box(textpage: Any, character: int) -> tuple[float, float, float, float] | None:
    """left, bottom, right, top around the ink of one character, None where PDFium knows of no place."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not _INK_BOX(textpage, character, *map(ctypes.byref, (left, right, bottom, top))):
        return None
    return left.value, bottom.value, right.value, top.value


def text_objects(textpage: Any, characters: Iterable[int]) -> list[int]:
    """The addresses of the objects that draw characters, 0 where there is none."""
    return [found or 0 for found in map(_TEXT_OBJECT, repeat(textpage), characters)]


def page_objects(page: Any, count: int) -> list[Handle]:
    """The first objects of a page."""
    return list(map(_PAGE_OBJECT, repeat(page), range(count)))


def form_objects(form: Handle, count: int) -> list[Handle]:
    """The first objects of a form."""
    return list(map(_FORM_OBJECT, repeat(form), map(ctypes.c_ulong, range(count))))


def kind(of: Handle) -> int:
    """FPDF_PAGEOBJ_TEXT, FPDF_PAGEOBJ_PATH and so on."""
    return int(_TYPE(of))


def bounds(of: Handle) -> tuple[float, float, float, float]:
    """left, bottom, right, top around an object; zeros where PDFium does not know."""
    _floats.clear(1)
    _BOUNDS(of, *_floats.four)
    left, bottom, right, top = _floats.first()
    return left, bottom, right, top


def render_modes(objects: Sequence[Handle]) -> list[int]:
    """FPDF_TEXTRENDERMODE_FILL and so on, FPDF_TEXTRENDERMODE_UNKNOWN for what is no text."""
    return list(map(_RENDER_MODE, objects))


def fill_colours(objects: Sequence[Handle]) -> list[Colour | None]:
    """What objects are filled with, None where it is a pattern."""
    return _colours_by(_FILL_COLOUR, objects)


def stroke_colours(objects: Sequence[Handle]) -> list[Colour | None]:
    """What the outlines of objects are drawn with, None where it is a pattern."""
    return _colours_by(_STROKE_COLOUR, objects)


def _colours_by(function: Any, objects: Sequence[Handle]) -> list[Colour | None]:
    colours: list[Colour | None] = []
    for some in _portions(objects):
        known = list(map(function, some, _colours.places, *_colours.others))
        found: Iterable[Colour] = zip(*_colours.columns(len(some)), strict=True)
        colours += found if all(known) else (each if sure else None for each, sure in zip(found, known, strict=True))
    return colours


def _portions(of: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (of[begin : begin + _AT_ONCE] for begin in range(0, len(of), _AT_ONCE))
