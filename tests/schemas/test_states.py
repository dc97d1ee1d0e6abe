"""The drawing in ARCHITECTURE.md is the table that the code uses."""

import re
from pathlib import Path

from schemas.states import MOVES, State

ARCHITECTURE = Path(__file__).resolve().parents[2] / "ARCHITECTURE.md"


def test_the_drawing_has_the_moves_of_the_table() -> None:
    drawn = re.findall(r"^    (\w+) --> (\w+): (\w+)$", ARCHITECTURE.read_text(encoding="utf-8"), re.MULTILINE)

    assert {(function, State(before), State(after)) for before, after, function in drawn} == MOVES
