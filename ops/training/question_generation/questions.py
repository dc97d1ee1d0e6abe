"""The file of questions that were written: a JSON line for each passage."""

import json
from collections.abc import Sequence
from pathlib import Path

from ops.training.question_generation.writer import Asked, kept
from ops.training.rows import BY_A_MODEL, Passage


def to_line(passage: str, asked: Sequence[Asked]) -> str:
    """A passage with all that was asked about it."""
    return json.dumps({"text": passage, "asked": [[each.question, each.meant, each.said] for each in asked]})


def from_line(line: str) -> tuple[str, list[Asked]]:
    """The opposite of `to_line`."""
    said = json.loads(line)
    return said["text"], [Asked(*each) for each in said["asked"]]


def read_questions(file: Path) -> list[Passage]:
    """The passages of a file with those questions that were understood; passages without any are left out.

    Raises:
        OSError: it is not there.
    """
    with file.open(encoding="utf-8", newline="\n") as lines:
        every = [kept(BY_A_MODEL, *from_line(line)) for line in lines]
    return [passage for passage in every if passage.rows]
