"""PDF files drawn for a test."""

from collections.abc import Callable
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from producer.parsing import pdf


def drawn(folder: Path, draw: Callable[[Canvas], None], **options: object) -> Path:
    """A file of 600 by 800 points that `draw` has drawn."""
    path = folder / "made.pdf"
    canvas = Canvas(str(path), pagesize=(600, 800), **options)
    draw(canvas)
    canvas.save()
    return path


def lines(canvas: Canvas, x: float, y: float, texts: list[str], size: float = 10, leading: float = 12) -> None:
    """Texts under each other, the first with its foot at `y`."""
    canvas.setFont("Helvetica", size)
    for number, text in enumerate(texts):
        canvas.drawString(x, y - number * leading, text)


def elements(path: Path) -> list[tuple[str, str]]:
    """Category and text of what is found."""
    return [(element.category, element.text) for element in pdf.read(path).elements]
