"""What of a clause a question keeps."""

import re

from ops.training.prose.clause import Clause
from ops.training.prose.phrases import Phrase
from ops.training.prose.sentences import Span, Word
from ops.training.prose.vocabulary import BE

#: A pattern's name, a question, and its answer.
Found = tuple[str, str, Span]
#: What can be counted.
UNIT = re.compile(r"[a-z-]{3,}s$|people|men|women|children|percent")


def between(clause: Clause, first: Word, last: Word) -> tuple[Word, ...]:
    """The words of its sentence from one to another."""
    return tuple(word for word in clause.sentence if first.start <= word.start <= last.start)


def dated(clause: Clause, at: int | None = None) -> str:
    """When it was, as far as that stands before the subject or in the phrase at a place."""
    later = clause.phrases[at : at + 1] if at is not None else ()
    dates = [str(each) for each in later if each.is_date and each.preposition in ("in", "on")]
    return " ".join([*dates, *([str(clause.before)] if clause.before and clause.before.is_date else [])])


def complete(clause: Clause) -> bool:
    """Whether all phrases are whole, so that the question does not break off."""
    return all(phrase.whole for phrase in clause.phrases)


def unbroken(clause: Clause) -> tuple[Phrase, ...]:
    """The phrases up to the first that is not whole."""
    broken = next((at for at, phrase in enumerate(clause.phrases) if not phrase.whole), len(clause.phrases))
    return clause.phrases[:broken]


def describes(clause: Clause) -> bool:
    """Whether the clause says how something is: "is available in", "is famous for"."""
    what = clause.object
    return (
        not clause.verb
        and clause.auxiliary in BE
        and what is not None
        and len(what.span.words) == 1
        and (what.span.words[0].text.islower() and not what.span.words[0].text.endswith("s"))
    )
