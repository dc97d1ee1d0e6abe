"""Bytes to text, in whatever encoding they are."""

import codecs

from charset_normalizer import from_bytes

from schemas.errors import FileCorrupt

#: So much of a text tells its encoding.
_SAMPLE_BYTES = 256 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Zero bytes stand at these places of four, where text in an encoding without its mark is mostly ASCII.
_ZEROS = {"utf-16-le": (1, 3), "utf-16-be": (0, 2), "utf-32-le": (1, 2, 3), "utf-32-be": (0, 1, 2)}


def decoded(content: bytes) -> str:
    """Text in the encoding that its mark says, else UTF-8, else the one it most looks like; without the mark.

    Raises:
        FileCorrupt: it looks like none, so it is no text.
    """
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), None) or _wide(content)
    if encoding:
        return content.decode(encoding, "replace").removeprefix("\ufeff")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(content[:_SAMPLE_BYTES]).best()
    if best is None:
        raise FileCorrupt(reason="it is no text in any known encoding")
    return content.decode(best.encoding, "replace")


def _wide(content: bytes) -> str | None:
    """The encoding of two or four bytes a letter that has no mark; None if it is none of these."""
    sample = content[: _SAMPLE_BYTES // 4 * 4]
    places = [place for place in range(4) if sample[place::4].count(0) * 10 > len(sample[place::4]) * 7 > 0]
    return next((name for name, zeros in _ZEROS.items() if tuple(places) == zeros), None)
