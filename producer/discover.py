"""What a folder holds: each content once, and what is left out and why."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from schemas.errors import DocumentError, FileTooLarge, FileUnreadable, FileZeroBytes, FolderEmpty, FolderMissing
from schemas.ledger.register import FoundFile

_CHUNK_BYTES = 1 << 20


@dataclass
class Discovery:
    """`files` are distinct by content, in the order of their paths; `left_out` has a path and a reason each."""

    files: list[FoundFile] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)


def discover(folder: Path, max_bytes: int) -> Discovery:
    """Look through a folder and all its folders.

    A file that cannot be a document (empty, too large, not readable) is in `files` with its problem: it is registered
    and goes to quarantine, so that it is accounted for.

    Raises:
        FolderMissing: there is no such folder.
        FolderEmpty: no file is left.
    """
    if not folder.is_dir():
        raise FolderMissing(path=folder)
    root = folder.resolve()
    found = Discovery()
    _take(found, root, _walk(root, found.left_out), max_bytes)
    if not found.files:
        raise FolderEmpty(path=folder, skipped=f"{len(found.left_out)} hidden, temporary or linked files")
    return found


def look_at(folder: Path, names: Iterable[str], max_bytes: int) -> Discovery:
    """The files of these names, relative to a folder, and no others."""
    root, found = folder.resolve(), Discovery()
    _take(found, root, (root / name for name in sorted(names)), max_bytes)
    return found


def _take(found: Discovery, root: Path, paths: Iterable[Path], max_bytes: int) -> None:
    by_content: dict[str, FoundFile] = {}
    for path in paths:
        name = _printable(path.relative_to(root))
        reason = _left_out(path, root)
        if reason:
            found.left_out.append((name, reason))
            continue
        file = _look_at(path, name, max_bytes)
        first = by_content.get(file.sha256)
        by_content[file.sha256] = _also_at(first, name) if first else file
    found.files = list(by_content.values())


def _walk(root: Path, left_out: list[tuple[str, str]]) -> Iterator[Path]:
    """All files below `root`, ordered by path; folders that are links, hidden or closed are left out."""

    def closed(exc: OSError) -> None:
        left_out.append((_printable(Path(exc.filename).relative_to(root)) + "/", f"cannot be opened: {exc.strerror}"))

    for folder, folders, names in os.walk(root, onerror=closed):
        here = Path(folder)
        for name in list(folders):
            reason = "a hidden folder" if name.startswith(".") else "a link" if (here / name).is_symlink() else None
            if reason:
                folders.remove(name)
                left_out.append((_printable((here / name).relative_to(root)) + "/", reason))
        folders.sort()
        yield from (here / name for name in sorted(names))


def _left_out(path: Path, root: Path) -> str | None:
    """Why a file is not taken; None if it is."""
    if path.name.startswith("~$"):
        return "a temporary file of an Office program"
    if path.name.startswith("."):
        return "a hidden file"
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(root):
            return "a link out of the folder"
        return None if stat.S_ISREG(path.stat().st_mode) else "not a regular file"
    except PermissionError:
        return None  # it is there and cannot be looked at: a document with a problem
    except (OSError, RuntimeError):  # RuntimeError: Python's word for links in a circle
        return "a link that leads nowhere"


def _look_at(path: Path, name: str, max_bytes: int) -> FoundFile:
    if _printable(path) != str(path):
        return _unreadable(path, name, "its name is not UTF-8, so it has to be renamed")
    try:
        size_bytes = path.stat().st_size
        sha256 = _sha256(path)
    except OSError as exc:
        return _unreadable(path, name, exc.strerror or "no reason given")
    problem: DocumentError | None = None
    if size_bytes == 0:
        problem = FileZeroBytes()
    elif size_bytes > max_bytes:
        problem = FileTooLarge(size_bytes=size_bytes, max_bytes=max_bytes)
    return FoundFile(name, sha256, size_bytes, problem=problem)


def _unreadable(path: Path, name: str, reason: str) -> FoundFile:
    # Without its bytes it is known by its name.
    stand_in = hashlib.sha256(b"unreadable\0" + os.fsencode(path)).hexdigest()
    return FoundFile(name, stand_in, 0, problem=FileUnreadable(reason=reason))


def _printable(path: Path) -> str:
    """A path as text. What is not UTF-8 in it, such as a name from an old share, is written as \\xNN."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _also_at(file: FoundFile, name: str) -> FoundFile:
    return FoundFile(file.path, file.sha256, file.size_bytes, (*file.other_paths, name), file.problem)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as content:
        while chunk := content.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
