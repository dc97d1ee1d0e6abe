"""Numbers and headings of clauses, in the ways of long contracts."""

from collections.abc import Sequence

from ops.training.generators.world import World

_TENS = ("", "X", "XX", "XXX")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def numbered(world: World, paragraphs: Sequence[tuple[str, str]], *, begins: bool) -> list[str]:
    """Headings and texts of a page, from some number on, all in one style; a heading stands before its text, over it,
    or is left out. `begins`: from the first number on."""
    style = world.random.randrange(11)
    chapter, first = (1, 1) if begins else (world.random.randint(2, 15), world.random.randint(1, 8))
    case = world.one("upper", "title", "title", "underlined")
    found = []
    for at, (heading, text) in enumerate(paragraphs):
        head = {"upper": heading.upper(), "title": heading, "underlined": f"_{heading}_"}[case]
        number = first + at
        lead = (
            f"{chapter}.{number} {head}. ",
            f"{chapter}.{first}.{at + 1} ",
            f"({chr(ord('a') + (first + at) % 20)}) {head}. ",
            f"ARTICLE {_roman(chapter + at)}\n{heading.upper()}\n\n{chapter + at}.1 ",
            f"Section {chapter}.{number:02} {head}. ",
            f"{chapter + at}. {heading.upper()}\n\n",
            f"{head}\n",
            f"{chapter + at}. {head}: ",
            "",
            f"{chapter}.{number}. {head}.\n",
            f"§ {chapter + at} {head}\n(1) ",
        )[style]
        found.append(lead + text)
    return found


def _roman(number: int) -> str:
    """From 1 to 39."""
    return _TENS[number // 10] + _ONES[number % 10]
