"""Which words are an answer, and of which sort: persons, places, things."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from faker.providers.person.en import Provider as English
from faker.providers.person.en_US import Provider as American

from ops.training.prose.phrases import Phrase
from ops.training.prose.sentences import Span, Word
from ops.training.prose.vocabulary import (
    AUXILIARIES,
    DETERMINERS,
    MONTHS,
    PERSONS,
    PREPOSITIONS,
    PRONOUNS,
    THINGS,
    words_of,
)

#: Longest answer, words, and longest question.
ANSWER_WORDS = 12


#: Names of persons that mostly are something else in prose.
_PLACE_NAMES = words_of(
    """
    West North South East Georgia Virginia Paris London Victoria Chelsea Dakota Carolina Austin Houston Jackson Savannah
    Florence Sydney Charlotte Madison Lincoln Orlando Jordan Kenya China India Israel Chad Asia America Diamond Summer
    Christian August April May June Will Sterling Royal Baker Ocean River Star Lane Brooklyn Cheyenne Devon Holland
    """
)


_VAGUE = words_of(
    """
    part number variety way result case time times place end addition years year order fact example use form
    kind type lot one series range set group total example first second third member effect advantage general
    particular following years days most more less least least much well home once person people role view idea
    day reason extent ground
    """
)


#: Heads that say nothing with an article alone.
_GENERIC = words_of(
    """
    film series book company team game song show season city town village country state club school group episode
    story plot word name term title process event area region site building place work idea concept model version
    product character actor band album novel program programme organization organisation rest majority latter former
    result results number amount first second third last next same other others two three effect purpose aim reason
    problem method approach system structure test study report article section page document agreement act bill law
    rule rules league race match finals final tournament date period year years day days time times end beginning
    cast crew boy girl hero couple family people public government nation species animal animals plant plants thing
    things item items following above example answer question services service site sites website websites party
    parties information data policy notice united high low main franchise movie video channel network station brand
    """
)


_SORTS = words_of(
    """
    river city university college act war park island county council school church bridge station airport museum
    league club court bank army empire house street tower castle committee commission treaty party agreement
    convention parliament union republic kingdom company corporation association festival cup championship series
    award prize hall center centre theatre hotel hospital road highway lake sea ocean valley bay program project group
    institute society foundation magazine law constitution amendment code agency department railway battle policy
    """
)


#: Words that only follow a phrase, or go before what is missing.
_TRAILING = words_of(
    "far again solid later ago further together alone apart back forward strong no more same south north"
)


_ACTS = words_of(
    """
    written directed produced founded created published composed designed played joined led elected developed
    portrayed discovered invented built made released recorded performed appointed nominated chosen held run
    owned introduced sung signed proposed established formed started killed defeated won hosted distributed
    voiced commissioned renewed suppressed operated named granted owned approved ordered adopted ratified
    cancelled supported signed developed purchased acquired bought called conquered ruled governed elected
    played taught
    """
)


_GENDERED = re.compile(r"\b(?:he|she|his|her|him|who)\b", re.IGNORECASE)


#: "your address" may be an answer of a policy.
OWNERS = frozenset({"your", "our", "you", "us"})


@cache
def first_names() -> frozenset[str]:
    return frozenset({*English.first_names, *American.first_names}) - _PLACE_NAMES


def asks_for(subject: Span, text: str) -> str | None:
    """Who for persons, what for things; None where a name may be either, or many are meant."""
    words = subject.words
    if is_person(subject, text):
        return "who"
    if words[0].lower in DETERMINERS and (len(words) > 2 or words[-1].is_name):
        return "what"
    if words[0].lower in DETERMINERS:
        return None if is_bare(subject, text) else "what"
    if any(word.lower in THINGS or word.text.isupper() for word in words):
        return "what"
    several = not words[-1].is_name and words[-1].text.endswith("s")
    return "what" if several or not _GENDERED.search(text) else None


def is_bare(subject: Span, text: str) -> bool:
    """Whether it says nothing as an answer ("the film"), or may be a person ("the owner")."""
    head = subject.words[-1].lower
    of_text = len(re.findall(rf"\b{re.escape(head)}", text, re.IGNORECASE)) > 2
    return (
        head in _GENERIC or head in THINGS or of_text or head.endswith(("er", "or", "ist", "ian", "ant", "ent", "man"))
    )


def sort_of(name: Span) -> str | None:
    """What its last word says that a name is: "river" of "the Harlow River"."""
    last = name.words[-1]
    named = (
        last.is_name
        and len(name.words) > 1 + (name.words[0].lower == "the")
        and all(word.is_name or word.lower == "the" for word in name.words)
    )
    return last.lower if named and last.lower in _SORTS else None


def is_person(span: Span, text: str) -> bool:
    """Whether it surely is a person or persons: by a title, by a first name, or by a surname that has one elsewhere."""
    words = [word.text for word in span.words]
    heads = words[: next((n for n, word in enumerate(words) if word.lower() in {"of", "for", "in"}), len(words))]
    if not heads or any(word.lower() in THINGS for word in words):
        return False
    if (
        heads[-1].lower() in PERSONS
        or any(word in PERSONS and after[0].isupper() for word, after in pairwise(heads))
        or (words[0].lower() in PERSONS and words[0][0].isupper() and len(words) > 1)
    ):
        return True
    if not all(word[0].isupper() for word in words) or words[0].lower() in DETERMINERS:
        return False
    if words[0] in first_names() and len(words) in (2, 3):
        return True
    return len(words) == 1 and any(
        name in first_names() for name in re.findall(rf"(\w+) (?:[A-Z]\. )?{re.escape(words[0])}\b", text)
    )


def is_act(participle: str) -> bool:
    """Whether it is done by persons, or by those who are asked for as persons are."""
    return participle.split()[-1] in _ACTS


def is_place(span: Span) -> bool:
    if span.words[0].is_date or span.words[0].text in MONTHS:
        return False
    words = span.words
    return (
        words[0].is_name
        and len(words) <= 6
        and all(w.is_name or w.lower in ("of", "the", "and") for w in words)
        and not (any(w.is_number for w in words))
        and not {w.lower for w in words}
        & {"act", "article", "war", "party", "olympics", "english", "french", "latin", "german"}
    )


def is_named(subject: Span) -> bool:
    """Whether it can be asked what it is: not of "the film"."""
    return len(subject.words) > 2 or subject.words[0].lower not in DETERMINERS or subject.words[-1].is_name


def _stands(words: Sequence[Word]) -> bool:
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


def is_answer(phrase: Phrase, text: str) -> bool:
    """Whether it says something by itself, and nothing of it is missing."""
    words = phrase.span.words
    if (
        not phrase.whole
        or (phrase.preposition == "to" and not _stands(words))
        or _goes_on(words)
        or words[-1].text.endswith(("able", "ible"))
        or len(words) > ANSWER_WORDS
        or {w.lower for w in words} & (PRONOUNS - OWNERS | AUXILIARIES - {"may", "will"})
    ):
        return False
    first, last = words[0], words[-1]
    if (
        last.lower in _TRAILING
        or last.lower in PREPOSITIONS | DETERMINERS | {"and", "of"}
        or last.lower in _VAGUE
        or first.lower in ("and", "of", "to")
    ):
        return False
    if any(not word.text[0].isalnum() and word.text[0] not in "$£€," for word in words) or first.text.endswith(
        ("ly", "ing")
    ):
        return False
    if len(words) > 1 and (
        words[-2].text.endswith("ly") or (len(words) > 2 and first.is_date and words[1].text.islower())
    ):
        return False  # "a slightly salty", "1830 making use"
    heads = [w.lower for w in words if w.lower not in DETERMINERS]
    if heads[0] in _VAGUE or (
        len(heads) == 1
        and not first.is_name
        and not first.is_number
        and not heads[0].endswith("s")
        and first.lower not in DETERMINERS
    ):
        return False
    return set(phrase.span.verbatim(text)).isdisjoint('()[]"`“”\n;')
