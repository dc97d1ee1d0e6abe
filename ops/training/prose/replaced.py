"""A clause with a word or a phrase of it replaced."""

import re
from dataclasses import replace

from ops.training.prose.clause import Clause
from ops.training.prose.phrases import Phrase
from ops.training.prose.sentences import Span, Word

#: Letters that two forms of a word have in common.
_STEM = 5


def occurs_once(verb: str, text: str) -> bool:
    return len(re.findall(rf"\b{re.escape(verb[:_STEM])}", text, re.IGNORECASE)) == 1


def put(clause: Clause, at: int, place: int, said: str) -> Clause:
    """The clause with one word of a phrase replaced, and "a" or "an" as the word has it."""
    phrase = clause.phrases[at]
    words = list(phrase.span.words)
    words[place] = Word(said, words[place].start)
    if place and words[place - 1].lower in ("a", "an"):
        words[place - 1] = Word("an" if said[0].lower() in "aeio" else "a", words[place - 1].start)
    return with_phrase(clause, at, replace(phrase, span=Span(tuple(words))))


def with_phrase(clause: Clause, at: int, phrase: Phrase) -> Clause:
    return replace(clause, phrases=(*clause.phrases[:at], phrase, *clause.phrases[at + 1 :]))


def span_of(name: str) -> Span:
    return Span(tuple(Word(part, -1) for part in name.split()))


def sentence_of(clause: Clause) -> str:
    return " ".join(word.text for word in clause.sentence)
