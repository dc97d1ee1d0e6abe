"""Which phrases are answers: they say something by themselves, and nothing of them is missing."""

from collections.abc import Sequence

from ops.training.prose.phrases import Phrase
from ops.training.prose.sentences import Word
from ops.training.prose.vocabulary import AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUNS, words_of

#: Longest answer, words.
ANSWER_WORDS = 12
#: "your address" may be an answer of a policy.
OWNERS = frozenset({"your", "our", "you", "us"})
#: Words that say too little to be an answer, or to end one.
_VAGUE = words_of(
    """
    part number variety way result case time times place end addition years year order fact example use form
    kind type lot one series range set group total example first second third member effect advantage general
    particular following years days most more less least least much well home once person people role view idea
    day reason extent ground
    """
)
#: Words that only follow a phrase, or go before what is missing.
_TRAILING = words_of(
    "far again solid later ago further together alone apart back forward strong no more same south north"
)
_UNSAID = PRONOUNS - OWNERS | AUXILIARIES - {"may", "will"}
#: Marks that an answer has when it is more or less than one thing.
MARKS = frozenset('()[]"`“”\n;')


def is_answer(phrase: Phrase, text: str) -> bool:
    """Whether it says something by itself, and nothing of it is missing."""
    words = phrase.span.words
    return (
        phrase.whole
        and len(words) <= ANSWER_WORDS
        and (phrase.preposition != "to" or _is_noun(words))
        and not _goes_on(words)
        and not {word.lower for word in words} & _UNSAID
        and _begins(words)
        and _ends(words)
        and _says(words)
        and set(phrase.span.verbatim(text)).isdisjoint(MARKS)
    )


def _begins(words: Sequence[Word]) -> bool:
    """Whether a phrase may begin so, of words and numbers alone."""
    first = words[0]
    odd = any(not word.text[0].isalnum() and word.text[0] not in "$£€," for word in words)
    if len(words) > 2 and first.is_date and words[1].text.islower():
        return False  # "1830 making use"
    return not odd and first.lower not in ("and", "of", "to") and not first.text.endswith(("ly", "ing"))


def _ends(words: Sequence[Word]) -> bool:
    """Whether nothing that has to follow is missing."""
    last = words[-1]
    if last.text.endswith(("able", "ible")) or (len(words) > 1 and words[-2].text.endswith("ly")):
        return False  # "a slightly salty"
    return last.lower not in _TRAILING | PREPOSITIONS | DETERMINERS | {"and", "of"} | _VAGUE


def _says(words: Sequence[Word]) -> bool:
    """Whether it is more than "the part" or a bare word."""
    first = words[0]
    heads = [word.lower for word in words if word.lower not in DETERMINERS]
    named = first.is_name or first.is_number or first.lower in DETERMINERS
    return heads[0] not in _VAGUE and (len(heads) > 1 or named or heads[0].endswith("s"))


def _is_noun(words: Sequence[Word]) -> bool:
    """Whether a noun follows "to", not a verb."""
    first = words[0]
    return (
        first.lower in DETERMINERS | OWNERS
        or first.is_name
        or first.is_number
        or (len(words) < 3 and words[-1].text.endswith("s"))
    )


def _goes_on(words: Sequence[Word]) -> bool:
    """Whether another verb may have been taken for a noun: "the Federation and competes"."""
    last = words[-1]
    if any(word.text == "," for word in words):
        return False  # a list that was read to its end
    if "-" in last.text and last.text.islower():
        return True  # "a third-person"
    verb = last.text.islower() and last.text.endswith("s")  # "of wax and detracts"
    one = len(words) > 2 and words[-3].text.islower() and not words[-3].text.endswith("s")
    if one and verb and words[-2].lower == "and":
        return True
    listed = len(words) > 2 and words[-2].lower == "and" and last.text.islower()
    return listed and (words[-3].is_name or (words[0].lower in ("a", "an") and last.text.endswith("s")))
