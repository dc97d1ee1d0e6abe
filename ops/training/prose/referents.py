"""Whom a pronoun that begins a sentence means, where only one can be meant."""

from collections.abc import Sequence
from dataclasses import dataclass

from ops.training.prose.clause import Clause
from ops.training.prose.kinds import first_names, is_person
from ops.training.prose.sentences import Span, Word
from ops.training.prose.vocabulary import BE, DETERMINERS

#: Pronouns as subject, and their owners.
PRONOUN_SUBJECTS = frozenset({"It", "He", "She", "They"})
OWNERS = {"Its": "It", "His": "He", "Her": "She", "Their": "They"}
#: "It" may say nothing at all: "it is important that".
_EMPTY_IT = frozenset(
    {"important", "possible", "likely", "estimated", "believed", "said", "thought", "common", "clear"}
)


@dataclass(frozen=True)
class Referent:
    """The subject of the sentence before, and the pronoun that stands for it."""

    span: Span
    pronoun: str


def referent(said: Clause | None, sentence: Sequence[Word]) -> Referent | None:
    """What a pronoun after a sentence means: its subject, where nothing else that is said there could be meant."""
    if said is None or said.is_policy or (said.before is not None and not said.before.is_date):
        return None
    subject = said.subject
    if len(subject.words) == 1 and not subject.words[0].is_name:
        return None
    text = " ".join(word.text for word in sentence)
    after = [word for word in sentence if word.start > subject.words[-1].start]
    if is_person(subject, text) and said.auxiliary not in ("are", "were", "have", "do"):
        others = {word.text for word in after} & first_names()
        return None if others or " and " in str(subject) else Referent(subject, "He")
    if said.auxiliary in ("are", "were", "have", "do"):
        plural = [word for word in after if word.text.islower() and word.text.endswith("s") and word.text not in BE]
        return Referent(subject, "They") if not _nouns(plural) else None
    alone = said.auxiliary in ("is", "was") and (not said.verb or said.object is None)
    return Referent(subject, "It") if alone or _title(subject, after) else None


def _nouns(words: Sequence[Word]) -> bool:
    return any(word.lower not in ("has", "as", "its", "this", "various", "species") for word in words)


def _title(subject: Span, after: Sequence[Word]) -> bool:
    """Whether a name alone can be meant, since no other name or thing with an article follows."""
    named = subject.words[-1].is_name and not {"of", "and"} & {word.lower for word in subject.words}
    return named and not any((word.is_name and not word.is_date) or word.lower in DETERMINERS for word in after)


def means(found: Referent | None, words: Sequence[Word]) -> Span | None:
    """The subject in place of a pronoun at the beginning of a sentence, or of an owner: "Its" becomes "Harlow's"."""
    first = words[0].text if words else ""
    if found is None:
        return None
    wanted = {"She": "He"}.get(OWNERS.get(first, first), OWNERS.get(first, first))
    if wanted != found.pronoun or {word.lower for word in words[1:6]} & _EMPTY_IT:
        return None
    return found.span


def owned(span: Span, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """A sentence that begins with "Its", with the owner's name."""
    last = span.words[-1]
    mark = "'" if last.text.endswith("s") else "'s"
    return (*span.words[:-1], Word(last.text + mark, last.start), *words[1:])
