"""Questions that a passage does not answer, made of those that it does."""

import random
import re
from collections.abc import Iterator, Sequence

from ops.training.prose.clause import Clause
from ops.training.prose.kinds import is_person
from ops.training.prose.questions import Asked
from ops.training.prose.sentences import Span
from ops.training.prose.vocabulary import ANTONYMS, MONTHS

_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
_NAME = re.compile(r"(?<!^)(?<![.?] )\b[A-Z][\w'’-]+(?: (?:(?:of|the|de|von|and) )?[A-Z][\w'’-]+)*")
_WORD = re.compile(r"[^\W\d_]{4,}")
_MONTHS = frozenset(MONTHS.split("|"))
#: Names that texts about quite different things have in common.
_BROAD = frozenset({
    "United States", "United Kingdom", "New York", "New York City", "North America", "South America", "World War",
    "New Zealand", "Los Angeles", "American", "British", "English", "French", "German", "North American", "Canada",
    "Europe", "London", "Netflix", "World Cup",
})  # fmt: skip
#: What may be done to most things.
_DONE = ("criticized", "renamed", "financed", "abandoned", "restored", "sold", "reviewed", "copied", "delayed")
#: How many letters two forms of a word have in common.
_STEM = 5


def unsaid(asked: Asked, everything: Sequence[Asked], text: str, random: random.Random) -> list[str]:
    """The same question with its name, its year or its verb replaced, where no sentence says that either.

    What is put in does not stand in the sentence that was asked about, and no other sentence has the question's verb.
    """
    if not _once(asked, text):
        return []
    return [
        *_with_name(asked, everything, text, random),
        *_with_year(asked, text, random),
        *_with_antonym(asked, text),
        *_with_other_verb(asked, text, random),
    ]


def _once(asked: Asked, text: str) -> bool:
    """Whether the verb, or where there is none the last word that counts, occurs but once in the text."""
    verb = asked.about.verb.split()[-1:] or _WORD.findall(asked.question.lower())[-1:]
    return (
        bool(verb)
        and len(verb[0]) > 2
        and len(re.findall(rf"\b{re.escape(verb[0][:_STEM])}", text, re.IGNORECASE)) == 1
    )


def _with_name(asked: Asked, everything: Sequence[Asked], text: str, random: random.Random) -> Iterator[str]:
    """With another name of the passage."""
    sentence = _sentence(asked, text)
    there = _NAME.findall(asked.question)
    others = sorted({name for each in everything for name in _NAME.findall(each.question)} | names(text))
    others = [name for name in others if not name.endswith((" St", " Mt", " Dr")) and name not in _MONTHS]
    others = [name for name in others if not _shared(name, sentence)]
    for name in [name for name in there if _is_whole(name, asked)][:1]:
        like = [
            other
            for other in others
            if _sort(other) == _sort(name)
            and (" of " in other) == (" of " in name)
            and other not in _BROAD
            and not other.endswith(("ish", "ese", "ian", "ans", "can", "ic"))
            and (f"the {other}" in text.replace("The ", "the "))
            == (f"the {name}" in asked.question.lower().replace(name.lower(), name))
        ]
        if like and name not in _MONTHS and _place(asked.question, name):
            yield asked.question.replace(name, random.choice(like), 1)


def _is_whole(name: str, asked: Asked) -> bool:
    """Whether a name is all of the subject or of a phrase, not a part of a longer one."""
    about = asked.about
    return name in {str(span).removeprefix("The ").removeprefix("the ") for span in _spans(about)}


def _spans(about: Clause) -> list[Span]:
    return [about.subject, *(phrase.span for phrase in about.phrases)]


def _with_year(asked: Asked, text: str, random: random.Random) -> Iterator[str]:
    """With another year: one of the text's other sentences, or one close by that it does not have."""
    for year in _YEAR.findall(asked.question)[:1]:
        said = sorted(set(_YEAR.findall(text)) - set(_YEAR.findall(_sentence(asked, text))))
        if said:
            yield asked.question.replace(year, random.choice(said), 1)
            return
        other = str(int(year) + random.choice((-30, -12, -7, -3, 2, 4, 9, 15, 21)))
        if other not in text:
            yield asked.question.replace(year, other, 1)


def _with_antonym(asked: Asked, text: str) -> Iterator[str]:
    """With the opposite of a word, where the text has no word of it."""
    words = asked.question[:-1].split()
    for at, word in enumerate(words):
        other = ANTONYMS.get(word)
        if other and other[:_STEM] not in text.lower():
            yield " ".join([*words[:at], other, *words[at + 1 :]]) + "?"
            return


def _with_other_verb(asked: Asked, text: str, random: random.Random) -> Iterator[str]:
    """With something else that is done, of which the text has no word."""
    about = asked.about
    done = about.auxiliary in ("was", "were") and asked.pattern in ("when", "year", "by", "in situ")
    words = asked.question[:-1].split()
    if not done or about.verb not in words or not any(word.is_name for word in about.subject.words[1:]):
        return
    if is_person(about.subject, text):
        return
    others = [verb for verb in _DONE if verb[:_STEM] not in text.lower() and verb[:_STEM] != about.verb[:_STEM]]
    if others:
        at = words.index(about.verb)
        yield " ".join([*words[:at], random.choice(others), *words[at + 1 :]]) + "?"


def names(text: str) -> frozenset[str]:
    """The names within its sentences, months aside."""
    return frozenset(name for name in _NAME.findall(text) if name not in _MONTHS and len(name) > 3)


def topics(text: str) -> list[str]:
    """The names that say what a text is about: long ones, and those that it has again and again."""
    long = (name for name in names(text) if name not in _BROAD and (" " in name or text.count(name) > 2))
    return sorted(long)


def foreign(question: str, text: str) -> bool:
    """Whether a question about another passage, with a name of this one, has another name that this one lacks, and no
    verb of this one: so that it is about the same and not answered."""
    words = [word[:_STEM] for word in _WORD.findall(question.lower())[1:]]
    absent = [name for name in names(question) if not _shared(name, text)]
    return bool(absent) and sum(word in text.lower() for word in words) < 0.8 * len(words)


def _shared(name: str, text: str) -> bool:
    """Whether a text has a name, or a word of it that counts."""
    return (
        any(re.search(rf"\b{re.escape(word)}", text) for word in re.findall(r"[A-Z][\w’-]{2,}", name)) or name in text
    )


def _sort(name: str) -> bool:
    """Whether it has several words, as persons and institutions do."""
    return " " in name


def _place(question: str, name: str) -> bool:
    """Whether a name stands alone, not as a part of a longer one or of a possessive."""
    return re.search(rf"{re.escape(name)}(?=[ ?])(?! [A-Z])", question) is not None and not name.endswith(("'s", "s'"))


def _sentence(asked: Asked, text: str) -> str:
    words = asked.about.sentence
    return text[words[0].start : words[-1].end] + " " + str(asked.about.subject)
