"""The small markup of the folder texts/: what a text consists of, before any layout.

Blocks are parted by blank lines: `# title`, `## heading`, `1.2 clause`, `(a) item`, `- bullet`, `| cell | cell`,
`===` for a new page, `@name` for a place that the layout fills, and anything else is a paragraph. `**bold**` is bold.
Names in braces are facts: `{haulier.address}`.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import facts

TEXTS = Path(__file__).parent / "texts"
_FACTS = {name.lower(): fact for name, fact in vars(facts).items() if name.isupper()}
_MARKS = (
    ("title", re.compile(r"# (?P<text>.*)", re.S)),
    ("heading", re.compile(r"## (?P<text>.*)", re.S)),
    ("clause", re.compile(r"(?P<label>\d+\.\d+) (?P<text>.*)", re.S)),
    ("item", re.compile(r"(?P<label>\([a-z]\)) (?P<text>.*)", re.S)),
    ("bullet", re.compile(r"- (?P<text>.*)", re.S)),
    ("break", re.compile(r"===(?P<text>)")),
    ("place", re.compile(r"@(?P<text>\w+)")),
    ("paragraph", re.compile(r"(?P<text>.*)", re.S)),
)


@dataclass(frozen=True)
class Block:
    kind: str
    text: str
    label: str = ""
    #: The rows of a table, the first one its head.
    rows: tuple[tuple[str, ...], ...] = ()


def fill(name: str) -> str:
    """The text of texts/`name` with its facts filled in."""
    return (TEXTS / name).read_text(encoding="utf-8").format(**_FACTS)


def read(name: str) -> list[Block]:
    """The blocks of texts/`name`."""
    return [_block(chunk.strip()) for chunk in re.split(r"\n\s*\n", fill(name)) if chunk.strip()]


def bold_parts(text: str) -> list[tuple[str, bool]]:
    """The stretches of a text, and whether each is bold."""
    return [(part, bool(i % 2)) for i, part in enumerate(text.split("**")) if part]


def _block(chunk: str) -> Block:
    if chunk.startswith("|"):
        rows = tuple(tuple(cell.strip() for cell in row.strip("| ").split("|")) for row in chunk.splitlines())
        return Block("table", "", rows=rows)
    for kind, mark in _MARKS:
        match = mark.fullmatch(" ".join(chunk.split()))
        if match:
            return Block(kind, match["text"], match.groupdict().get("label", ""))
    raise ValueError(chunk)
