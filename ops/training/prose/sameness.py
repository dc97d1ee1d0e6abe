"""Whether two things are the same: of what is also called so, of what differs, of what must not be confused."""

from collections.abc import Iterator

from ops.training.prose.clause import Clause
from ops.training.prose.vocabulary import BE, PRONOUNS

_SAME = {"is": "is {} the same as {}", "are": "are {} the same as {}"}


def sameness(clause: Clause, subject: str, so: bool) -> Iterator[tuple[str, str, bool]]:
    """Pattern, question and answer, where a clause says so or, with `so` false, denies it."""
    verb, what = clause.verb.split()[-1:], clause.phrases
    if not what or not all(phrase.whole for phrase in what) or len(str(what[0]).split()) > 7:
        return
    if {word.lower for phrase in what for word in phrase.span.words} & (PRONOUNS | {"or"}):
        return
    asked = _SAME.get("are" if clause.auxiliary == "are" else "is", "")
    first, last = what[0], what[-1]
    known = (verb == ["known"] and first.preposition == "as") or (verb == ["called"] and not first.preposition)
    if so and known and len(what) == 1 and clause.auxiliary in ("is", "are") and "also" in _before_verb(clause):
        yield "same", asked.format(subject, first.span), True
    differs = str(first) in ("different", "distinct", "separate") and last.preposition == "from"
    if so and differs and not verb and clause.auxiliary in BE and len(what) == 2:
        yield "differs", asked.format(subject, last.span), False
    if not so and verb == ["confused"] and len(what) == 1 and first.preposition == "with":
        yield "differs", asked.format(subject, first.span), False


def _before_verb(clause: Clause) -> list[str]:
    """The words of its sentence before what it says, or those of its verb where it was put between commas."""
    last = clause.phrases[0].span.words[0].start
    return [*clause.verb.split(), *(word.lower for word in clause.sentence if word.start < last)][
        -5:
    ] + clause.verb.split()
