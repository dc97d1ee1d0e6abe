"""The drawings in ARCHITECTURE.md are the tables that the code uses."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from schemas.states import MOVES, BatchState, State

ARCHITECTURE = Path(__file__).resolve().parents[2] / "ARCHITECTURE.md"


def drawings() -> dict[str, str]:
    """What is drawn under each heading of the third level."""
    text = ARCHITECTURE.read_text(encoding="utf-8")
    return dict(re.findall(r"^### (\w+)\n\n```mermaid\nstateDiagram-v2\n(.*?)```", text, re.MULTILINE | re.DOTALL))


def test_each_table_with_states_has_its_drawing() -> None:
    assert [name.lower() for name in drawings()] == list(MOVES)


@pytest.mark.parametrize("table", MOVES)
def test_the_drawing_has_the_moves_of_the_table(table: str) -> None:
    states: type[StrEnum] = BatchState if table == "batches" else State
    arrows = re.findall(r"^    (\w+) --> (\w+): (.+)$", drawings()[table.capitalize()], re.MULTILINE)

    drawn = [(name, states(before), states(after)) for before, after, names in arrows for name in names.split(", ")]
    assert len(drawn) == len(set(drawn))
    assert set(drawn) == MOVES[table]
