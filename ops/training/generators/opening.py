"""The parties of an agreement and its dates, as the first page of one names them."""

from dataclasses import dataclass
from datetime import date

from ops.training.generators.world import World

_FORMS = (
    "{o} day of {d:%B}, {d.year}", "{o} day of {d:%B} {d.year}", "{d:%B} {d.day}, {d.year}", "{d:%B} {d.day}, {d.year}",
    "{d.day} {d:%B} {d.year}", "{o} {d:%B} {d.year}", "{d:%B} {o}, {d.year}", "{d:%m}/{d:%d}/{d.year}",
    "{d:%d}.{d:%m}.{d.year}", "{d:%b}. {d.day}, {d.year}", "{d:%B} {d.day} {d.year}", "{o} of {d:%B}, {d.year}",
)  # fmt: skip
_STATES = (
    "Delaware", "Nevada", "California", "New York", "Texas", "Florida", "Ohio", "Colorado", "Washington", "Minnesota",
    "New Jersey", "Massachusetts", "Utah", "Illinois",
)  # fmt: skip
_BODIES = {"LLC": "limited liability company", "LLP": "limited liability partnership", "Inc.": "corporation"}
_ABROAD = ("England and Wales", "Ireland", "Ontario", "Germany", "the Cayman Islands", "Israel", "Japan", "Bermuda")


@dataclass(frozen=True)
class Party:
    """`name` is how the first page names it in full, `alias` what it is called from there on."""

    name: str
    alias: str
    description: str
    is_role: bool

    def described(self, world: World) -> str:
        """With what stands after the name, and the alias in brackets."""
        hereinafter = world.one(
            "",
            "the " if self.is_role else "",
            "the " if self.is_role else "",
            "hereinafter ",
            "hereinafter referred to as ",
        )
        alias = world.one(f'"{self.alias}"', f"“{self.alias}”")
        return f"{self.name}{self.description} ({hereinafter}{alias})"


def parties(world: World, roles: tuple[str, ...]) -> list[Party]:
    """One for each role; now and then the last one is a person."""
    by_role = world.happens(0.7)
    found: list[Party] = []
    for at, role in enumerate(roles):
        if at and world.happens(0.15):
            name = world.person()
            short = name.split()[-1]
            of = world.one(f", an individual residing at {world.address()}", ", an individual", f", of {world.city()}")
        else:
            name, of = _company(world)
            short = name.split(",")[0].split(" & ")[0].split()[0]
        by_role = by_role or any(short == party.alias for party in found)
        found.append(Party(name, role if by_role else short, of, by_role))
    return found


def day(world: World, when: date) -> str:
    """A date in one of the forms of agreements."""
    suffix = "th" if 10 < when.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(when.day % 10, "th")
    return world.one(*_FORMS).format(d=when, o=f"{when.day}{suffix}")


def on(world: World, dated: str) -> str:
    """What comes before such a date is no part of it: this 3rd day of May, 2019."""
    return f"{world.one('this', 'the')} {dated}" if "day of" in dated or " of " in dated else dated


def state(world: World) -> str:
    return world.one(*_STATES)


def _company(world: World) -> tuple[str, str]:
    """Its name and what it is: an American body, or one with a seat or a number."""
    name = world.company()
    form = name.split()[-1]
    if form in ("Inc.", "LLC", "Ltd") and world.happens(0.6):
        name = f"{name.removesuffix(form).strip()}, {form}"
    if world.happens(0.15):
        name = name.upper()
    body, home = _BODIES.get(form, "corporation"), state(world)
    american = f"{'an' if home[0] in 'IO' else 'a'} {home} {body}"
    of = world.one(
        f", {american}",
        f", {american}",
        f", a {body} organized and existing under the laws of the State of {state(world)}",
        f", a company incorporated in {world.one(*_ABROAD)} with number {world.number('0#######')}",
        f", whose registered office is at {world.address()}",
        f", having its principal place of business at {world.address()}",
        f", {american} with offices at {world.address()}, {state(world)}",
        "",
    )
    return name, of
