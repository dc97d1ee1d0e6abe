"""One matter that contracts or policies settle, one way or the other."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """Slots are filled by the generator: {a} and {b} are the two sides ({A}, {B} at the beginning of a sentence).

    Every clause of `yes` bears out every one of `claims` and belies every one of `denials`; those of `no` the reverse.
    `asked` are questions to which `yes` clauses answer Yes, `refuted` those to which they answer No. What shares a
    word of `kin` says something about each other's matter; what does not is silent about it.
    """

    heading: str
    about: str
    kin: str
    claims: tuple[str, ...]
    denials: tuple[str, ...]
    asked: tuple[str, ...]
    refuted: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]

    def akin(self, other: "Topic") -> bool:
        """Whether a clause about the one may also answer questions about the other."""
        return self is other or bool(set(self.kin.split()) & set(other.kin.split()))
