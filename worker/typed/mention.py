"""A value of some type, at its place in a text."""

from dataclasses import dataclass

from schemas.states import Typing


@dataclass(frozen=True)
class Mention:
    """`value` is in the one way to write it; None where text[start:end] can be read in more than one way or in none,
    and `doubt` says so in words."""

    start: int
    end: int
    value: str | None
    unit: str | None = None
    typing: Typing = Typing.TYPED
    doubt: str | None = None
