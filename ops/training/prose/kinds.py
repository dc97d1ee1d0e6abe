"""What a phrase names: persons, places, things, or what is not said by it."""

import re
from functools import cache
from itertools import pairwise

from faker.providers.person.en import Provider as English
from faker.providers.person.en_US import Provider as American

from ops.training.prose.sentences import Span
from ops.training.prose.vocabulary import DETERMINERS, MONTHS, PERSONS, THINGS, words_of

#: Names of persons that mostly are something else in prose.
_PLACE_NAMES = words_of(
    """
    West North South East Georgia Virginia Paris London Victoria Chelsea Dakota Carolina Austin Houston Jackson Savannah
    Florence Sydney Charlotte Madison Lincoln Orlando Jordan Kenya China India Israel Chad Asia America Diamond Summer
    Christian August April May June Will Sterling Royal Baker Ocean River Star Lane Brooklyn Cheyenne Devon Holland
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
#: Last words of a name that say what it is.
_SORTS = words_of(
    """
    river city university college act war park island county council school church bridge station airport museum
    league club court bank army empire house street tower castle committee commission treaty party agreement
    convention parliament union republic kingdom company corporation association festival cup championship series
    award prize hall center centre theatre hotel hospital road highway lake sea ocean valley bay program project group
    institute society foundation magazine law constitution amendment code agency department railway battle policy
    """
)
#: What persons do, or those who are asked for as persons are.
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
