"""Writes OLE2 containers, the files in which old Office programs keep their streams."""

import struct
from pathlib import Path

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
#: Streams below this lie elsewhere in a container: they are filled up.
_LEAST = 4096


def write_ole2(path: Path, streams: dict[str, bytes]) -> None:
    """A container with up to three streams of up to 50 kB."""
    fat = [_FAT, _END]  # itself, and the directory
    body = b""
    entries = [_entry("Root Entry", 5, child=1)]
    for number, (name, content) in enumerate(streams.items(), 1):
        content = content.ljust(max(_LEAST, -(-len(content) // _SECTOR) * _SECTOR), b"\0")
        first, count = len(fat), len(content) // _SECTOR
        fat += [*range(first + 1, first + count), _END]
        body += content
        following = number + 1 if number < len(streams) else _FREE
        entries.append(_entry(name, 2, right=following, first=first, size=len(content)))
    header = struct.pack("<8s16xHHHHH10xIII", bytes.fromhex("d0cf11e0a1b11ae1"), 0x3E, 3, 0xFFFE, 9, 6, 1, 1, 0)
    header += struct.pack("<IIIII", _LEAST, _END, 0, _END, 0) + struct.pack("<109I", 0, *[_FREE] * 108)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(_SECTOR, b"\xff")
    path.write_bytes(header + table + b"".join(entries).ljust(_SECTOR, b"\0") + body)


def _entry(name: str, kind: int, *, right: int = _FREE, child: int = _FREE, first: int = 0, size: int = 0) -> bytes:
    spelled = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16xI16xIQ",
        spelled,
        len(spelled),
        kind,
        1,
        _FREE,
        right,
        child,
        0,
        first if kind == 2 else _END,
        size,
    )
