"""How the project's parsers give what stands on a page: labels and values, tables, paragraphs with headings."""

from collections.abc import Sequence

from ops.training.generators.world import World

Pairs = Sequence[tuple[str, str]]


def form(world: World, pairs: Pairs) -> str:
    """Labels with their values: line by line, in two columns, as rows of a table, or a row of labels over values."""
    how = world.random.randrange(6)
    if how == 0:
        return "\n".join(f"{label} {value}" for label, value in pairs)
    if how == 1:
        return "\n".join(f"{label} | {value}" for label, value in pairs)
    if how == 2:
        return "\n".join(f"{label}:\n{value}" for label, value in pairs)
    if how == 3 and len(pairs) > 1:
        return "\n\n".join(
            "  ".join(f"{label}:" for label, _ in few) + "\n" + "  ".join(value for _, value in few)
            for few in _few(pairs, 3)
        )
    if how == 4:
        return "\n".join("   ".join(f"{label}: {value}" for label, value in few) for few in _few(pairs, 2))
    return "\n".join(f"{label}: {value}" for label, value in pairs)


def table(world: World, rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells, the first one of headings."""
    joint = world.one(" | ", " ", "  ")
    if world.happens(0.15):
        return "\n".join(cell for row in rows for cell in row if cell)
    return "\n".join(joint.join(cell for cell in row if cell) for row in rows)


def clauses(world: World, paragraphs: Sequence[tuple[str, str]]) -> str:
    """Headings with their text, numbered in one of the ways of contracts."""
    how = world.random.randrange(5)
    found = []
    for number, (heading, text) in enumerate(paragraphs, 1):
        lead = (
            f"{number}. {heading}\n", f"{number}. {heading.upper()}. ", f"Section {number}. {heading}. ",
            f"{heading}\n{number}.1 ", f"Article {number} - {heading}\n\n",
        )[how]  # fmt: skip
        found.append(lead + text)
    return "\n\n".join(found)


def join(*parts: str) -> str:
    """Paragraphs, empty ones left out."""
    return "\n\n".join(part for part in parts if part)


def _few(pairs: Pairs, many: int) -> list[Pairs]:
    return [pairs[at : at + many] for at in range(0, len(pairs), many)]
