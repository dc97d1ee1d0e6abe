"""Subject and verb in the form that a question needs."""

import re

from ops.training.prose.clause import Clause
from ops.training.prose.grammar import POLICY
from ops.training.prose.kinds import first_names
from ops.training.prose.phrases import Phrase
from ops.training.prose.sentences import Span
from ops.training.prose.vocabulary import (
    ACTIVE,
    DETERMINERS,
    PAST,
    PAST_OF,
    third,
    words_of,
)


def statement(clause: Clause, subject: str, phrases: tuple[Phrase, ...]) -> str:
    """What the clause says, up to some of its phrases."""
    verb = _inflected(clause) or f"{clause.auxiliary} {clause.verb}"
    return " ".join([subject, verb, *(str(phrase) for phrase in phrases)])


def finite(clause: Clause) -> str | None:
    """The verb as a statement has it; None where it would not fit to who and what."""
    if clause.auxiliary in ("have", "do"):
        return None
    return _inflected(clause) or f"{clause.auxiliary} {clause.verb}".strip()


def _inflected(clause: Clause) -> str | None:
    """Past, third person or plain form without "did", "does" and "do", and what belongs to the verb ("set out")."""
    head, *rest = clause.verb.split() or [""]
    if clause.auxiliary == "did":
        return " ".join([PAST_OF[head], *rest])
    if clause.auxiliary in ("does", "do"):
        return " ".join([third(head) if clause.auxiliary == "does" else head, *rest])
    return None


def active(clause: Clause) -> str | None:
    """The verb of what was done to something, as those do it; None where its form is not known."""
    verb = clause.verb
    past = ACTIVE.get(verb, verb)
    if " " in verb:
        return None
    if clause.auxiliary in ("was", "were"):
        return past
    base = PAST.get(past)
    return third(base) if clause.auxiliary in ("is", "are") and base else None


def within(subject: Span, text: str) -> str:
    """A subject within a question: small where only the sentence made it great."""
    words = subject.words
    first, rest = words[0], " ".join(word.text for word in words[1:])
    if first.text in POLICY:
        return f"{first.lower} {rest}".strip()
    if first.lower in DETERMINERS:
        title = first.lower != "the" and all(word.is_name for word in words[1:])
        return str(subject) if title else f"{first.lower} {rest}"
    if re.search(rf"(?<![.!?] )(?<!^)\b{re.escape(first.lower)}\b", text) and not (len(words) > 1 and words[1].is_name):
        return f"{first.lower} {rest}".strip()
    if len(words) > 1 and not words[1].is_name and not words[-1].is_name:
        named = (
            first.text.endswith("'s")
            or not first.text[1:].islower()
            or re.search(rf"[\w,] {re.escape(first.text)}\b", text)
        )
        return str(subject) if named or first.text in first_names() else f"{first.lower} {rest}"
    common = len(words) == 1 and first.text.endswith(
        ("tion", "ment", "ness", "ity", "ing", "ism", "ers", "ists", "ses")
    )
    if common and not re.search(rf"[\w,] {re.escape(first.text)}\b", text):
        return first.lower
    return str(subject)


#: Of these it has to be said as what, of what or where.
_BARE = words_of("based used made given set take known called considered held put")


def needs_phrase(clause: Clause) -> bool:
    """Whether the verb alone does not make a question: "when was it based"."""
    return clause.verb in _BARE
