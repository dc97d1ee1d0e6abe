"""Every broken, encrypted, bomb-like and fuzzer-made file that we know ends as a document or with a reason."""

import hashlib
from pathlib import Path

import psutil
import pytest
from readers import left

from producer.parsing.child import parse
from schemas.errors import DocumentError, ParserDied, ParserOutOfMemory, ParserTimeout

_GIB = 1024**3


def _refusal(path: Path) -> DocumentError | None:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    try:
        found = parse(path, digest, limit_s=60, memory_bytes=_GIB, max_file_bytes=200 * 1024**2)
    except DocumentError as error:
        return error
    assert any(element.text.strip() for element in found.elements), path.name
    return None


@pytest.mark.shared_data
@pytest.mark.slow
@pytest.mark.parametrize("folder", ["hostile", "documents/mixed"])
def test_every_file_ends_as_a_document_or_with_a_reason(shared_data: Path, folder: str) -> None:
    files = sorted(path for path in (shared_data / folder).iterdir() if path.is_file())
    assert len(files) > 80

    refusals = {path.name: refusal for path in files if (refusal := _refusal(path))}

    for name, refusal in refusals.items():
        assert not isinstance(refusal, ParserDied | ParserTimeout | ParserOutOfMemory), f"{name}: {refusal}"
        assert all(str(detail) for detail in refusal.details.values()), f"{name}: {refusal}"
    assert len(refusals) < len(files), "some are only odd"
    assert left() == []
    assert psutil.STATUS_ZOMBIE not in [child.status() for child in psutil.Process().children(recursive=True)]
