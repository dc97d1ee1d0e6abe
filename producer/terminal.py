"""What is printed for people: names and words of documents act on no terminal.

A terminal takes some characters for commands, and shows others in another order than that in which they are stored.
File names and values come from outside and may hold both.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

#: Control characters but for line breaks, marks of writing direction, separators of lines, and tags nobody sees.
_COMMANDS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)


class Terminal(Console):
    """A console whose texts are shown as they are: without markup, and with characters that would be commands to the
    terminal as signs for them. Styles and movements of rich itself are no text."""

    def __init__(self, **options: Any) -> None:
        super().__init__(markup=False, **options)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """As rich does, the texts made harmless."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=harmless(segment.text))


def harmless(text: str) -> str:
    """The text with a visible sign for each character that is a command: "␛" for an escape, "�" for those without a
    sign of their own."""
    return _COMMANDS.sub(lambda match: _sign(ord(match[0])), text)


def json_text(content: Any) -> str:
    """JSON that is read by people as well: letters as they are, characters that are commands escaped."""
    text = json.dumps(content, indent=2, ensure_ascii=False)
    # Outside strings JSON has none of them but line breaks. Those beyond 16 bits are two escapes.
    return _COMMANDS.sub(lambda match: json.dumps(match[0])[1:-1], text)


def _sign(code: int) -> str:
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "�"
