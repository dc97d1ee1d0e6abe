"""How a PDF page is turned: as it lies in the file, as it is shown, and as its text is read."""

from collections.abc import Iterable
from dataclasses import dataclass

from schemas.elements import Box

#: left, bottom, right, top in points, the origin at the lower left: PDF's own way.
PdfBox = tuple[float, float, float, float]


@dataclass(frozen=True)
class Frame:
    """A page in which the origin is the upper left corner, after it was turned clockwise by `turn` degrees (0, 90, 180
    or 270). `page` is its visible part in the file."""

    page: PdfBox
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        left, bottom, right, top = self.page
        width, height = right - left, top - bottom
        return (height, width) if self.turn in (90, 270) else (width, height)

    def box(self, found: PdfBox) -> Box:
        """A box of the file in this frame."""
        left, bottom, right, top = self.page
        x0, y0, x1, y1 = found
        match self.turn:
            case 90:
                return y0 - bottom, x0 - left, y1 - bottom, x1 - left
            case 180:
                return right - x1, y0 - bottom, right - x0, y1 - bottom
            case 270:
                return top - y1, right - x1, top - y0, right - x0
            case _:
                return x0 - left, top - y1, x1 - left, top - y0

    def rounded(self, found: Iterable[PdfBox]) -> list[Box]:
        """Boxes of the file in this frame, to a hundredth of a point."""
        # What round(x, 2) says, in a quarter of its time: PDFium's numbers are so short that the product is exact.
        if self.turn:
            return [
                (round(x0 * 100) / 100, round(y0 * 100) / 100, round(x1 * 100) / 100, round(y1 * 100) / 100)
                for x0, y0, x1, y1 in map(self.box, found)
            ]
        left, _, _, top = self.page
        return [
            (
                round((x0 - left) * 100) / 100,
                round((top - y1) * 100) / 100,
                round((x1 - left) * 100) / 100,
                round((top - y0) * 100) / 100,
            )
            for x0, y0, x1, y1 in found
        ]

    def pdf_box(self, box: Box) -> PdfBox:
        """What `box` was made of."""
        left, bottom, right, top = self.page
        x0, y0, x1, y1 = box
        match self.turn:
            case 90:
                return y0 + left, x0 + bottom, y1 + left, x1 + bottom
            case 180:
                return right - x1, y0 + bottom, right - x0, y1 + bottom
            case 270:
                return right - y1, top - x1, right - y0, top - x0
            case _:
                return x0 + left, top - y1, x1 + left, top - y0


def around(boxes: list[Box]) -> Box:
    """The smallest box around all of them, to a hundredth of a point."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return round(min(x0), 2), round(min(y0), 2), round(max(x1), 2), round(max(y1), 2)
