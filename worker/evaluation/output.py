"""What an evaluation needs to write its outcome, looked at before hours of answering."""

import os
from importlib.util import find_spec
from pathlib import Path

from schemas.errors import OutputNotWritable, PartMissing


def check_parts() -> None:
    """
    Raises:
        PartMissing: a package for scores or the page is not installed.
    """
    for module, words in (("rouge_score", "ROUGE (rouge-score)"), ("jinja2", "Jinja2")):
        if find_spec(module) is None:
            raise PartMissing(part=words, extra="eval")


def check_writable(page: Path | None) -> None:
    """
    Raises:
        OutputNotWritable: the page could not be written in the end.
    """
    if page is None:
        return
    if page.is_dir():
        raise OutputNotWritable(path=page, reason="it is a folder")
    if not page.parent.is_dir():
        raise OutputNotWritable(path=page, reason="its folder does not exist")
    if not os.access(page if page.exists() else page.parent, os.W_OK):
        raise OutputNotWritable(path=page, reason="no permission")


def write(page: Path, html: str) -> None:
    """
    Raises:
        OutputNotWritable: it cannot be written after all.
    """
    try:
        page.write_text(html, encoding="utf-8")
    except OSError as exc:
        raise OutputNotWritable(path=page, reason=exc.strerror or exc) from exc
