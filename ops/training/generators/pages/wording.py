"""Clauses as they are written down here, with the questions that only they answer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """One text of a clause, with slots. `asked` are questions with answers in its words."""

    headings: tuple[str, ...]
    text: str
    asked: tuple[tuple[str, str], ...]


def read(texts: str) -> list[Wording]:
    """Blocks between blank lines: a line with # and the headings, which hold until the next one, the text over some
    lines, and lines of the form "? question => answer", which go on where the next line is indented."""
    found: list[Wording] = []
    headings: tuple[str, ...] = ()
    for block in texts.strip().split("\n\n"):
        lines = block.replace("\n  ", " ").split("\n")
        if lines[0].startswith("# "):
            headings = tuple(lines.pop(0).removeprefix("# ").split(" | "))
        text = " ".join(line for line in lines if not line.startswith("? "))
        asked = [line.removeprefix("? ").split(" => ") for line in lines if line.startswith("? ")]
        found.append(Wording(headings, text, tuple((question, answer) for question, answer in asked)))
    return found
