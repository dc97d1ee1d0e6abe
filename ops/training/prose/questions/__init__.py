"""What can be asked about a clause, by pattern."""

from collections.abc import Iterator
from dataclasses import dataclass

from ops.training.prose.clause import Clause
from ops.training.prose.forms import within
from ops.training.prose.questions.amounts import amounts
from ops.training.prose.questions.objects import of_object, why
from ops.training.prose.questions.parts import Found
from ops.training.prose.questions.subjects import of_subject
from ops.training.prose.questions.ties import before_all, of_phrases
from ops.training.prose.questions.times import when
from ops.training.prose.questions.voices import other_voice
from ops.training.prose.sentences import Span
from ops.training.prose.vocabulary import AUXILIARIES, PLAIN, PRONOUNS

#: Longest question, words.
QUESTION_WORDS = 24


@dataclass(frozen=True)
class Asked:
    """A question with its answer, the pattern that wrote it, and the clause that it is about."""

    pattern: str
    question: str
    answer: Span
    about: Clause


def asked(clause: Clause, text: str) -> Iterator[Asked]:
    """Everything that the patterns ask about a clause."""
    for pattern, question, answer in _all(clause, text):
        if len(question.split()) <= QUESTION_WORDS and not _has_pronoun(question, clause):
            yield Asked(pattern, _sentence(question), answer, clause)


def _sentence(question: str) -> str:
    words = " ".join(question.split()).replace(" ' ", "' ").replace(" ,", ",").replace(" :", ":")
    return f"{words[0].upper()}{words[1:]}?"


def _all(clause: Clause, text: str) -> Iterator[Found]:
    subject = within(clause.subject, text)
    if clause.auxiliary:
        yield from when(clause, subject)
        yield from amounts(clause, subject)
        yield from of_phrases(clause, subject, text)
        yield from before_all(clause, subject)
        yield from why(clause, subject)
        if clause.object:
            yield from of_object(clause, subject, clause.object, text)
        yield from other_voice(clause, subject, text)
    yield from of_subject(clause, text)


def _has_pronoun(question: str, clause: Clause) -> bool:
    words = question.lower().split()[2 if question.startswith("how many") else 1 :]
    allowed = {"we", "our", "us", "you", "your", "there"} if clause.is_policy else set()
    three = zip(words, words[1:], words[2:], strict=False)
    if any(who in ("you", "we") and does in PLAIN and lead not in AUXILIARIES for lead, who, does in three):
        return True  # "information you provide": who is meant changes with who asks
    if " how many " in question:
        allowed = allowed | {"many"}
    return any(word in PRONOUNS and word not in allowed and word != "what" and word != "most" for word in words)
