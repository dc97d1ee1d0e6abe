"""Where subject and verb of a sentence are."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ops.training.prose.sentences import Span, Word
from ops.training.prose.vocabulary import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    DOUBTFUL,
    HAVE,
    MODALS,
    PARTICIPLES,
    PAST,
    PLAIN,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
    THIRD,
    words_of,
)

#: Longest subject, words; shortest and longest sentence.
SUBJECT_WORDS = 12


#: Those of whom a policy speaks.
POLICY = ("We", "You", "Your", "Our")


_ORDINALS = words_of(
    """
    first second third fourth fifth last next latter former other same rest two
    """
)


_ADVERB = re.compile(
    r"(?:\w+ly|also|often|further|still|always|never|now|first|usually|later|once|even|thus|ever|only|just)$"
)


_SHORT_LY = frozenset(
    {"family", "only", "july", "italy", "supply", "assembly", "early", "fly", "ally", "monopoly", "rally"}
)


def verb_at(words: Sequence[Word]) -> int | None:
    """Place of the first finite verb."""
    for at, word in enumerate(words[: SUBJECT_WORDS + 1]):
        if at == 0 or word.is_name or _describes_noun(words, at):
            continue
        if word.text in AUXILIARIES or word.text in PAST or word.text in THIRD or _is_third(words, at):
            return at
        if word.text in PLAIN and (words[0].text in POLICY[:2] if at == 1 else _is_several(words, at)):
            return at
        if (
            word.text.endswith("ed")
            and _begins(words, at + 1)
            and words[at - 1].lower not in DETERMINERS | PREPOSITIONS
        ):
            return at
        if (
            word.text.endswith(("ed", "ing"))
            and word.text not in ("united",)
            and words[at - 1].lower not in DETERMINERS
        ):
            return None
    return None


def _describes_noun(words: Sequence[Word], at: int) -> bool:
    """Whether it must be an adjective: "the raised floor", "the most commonly used form"."""
    if words[at].text in AUXILIARIES:
        return False
    lead = at - 1
    while lead > 0 and (words[lead].lower.endswith("ly") or words[lead].lower in ("most", "more", "very")):
        lead -= 1
    return words[lead].lower in DETERMINERS


def _is_several(words: Sequence[Word], at: int) -> bool:
    """Whether a base form is the verb of several: "the fish of the Sound include", but not "the stores use"."""
    lead = words[at - 1]
    return (
        lead.lower.endswith("s")
        and not lead.is_name
        and not lead.lower.endswith(("ss", "us", "is", "'s"))
        and (
            words[at].lower in ("include", "contain", "require", "provide", "use", "allow", "receive")
            or _begins(words, at + 1)
        )
    )


def _begins(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and (words[at].lower in DETERMINERS or words[at].is_name or words[at].is_number)


def _is_other_third(words: Sequence[Word], at: int) -> bool:
    """Whether it must be a verb, though none that we know: after a single name or thing, and before an article."""
    word, lead = words[at].text, words[at - 1]
    single = lead.is_name or (at > 1 and words[0].lower in DETERMINERS and not lead.lower.endswith("s"))
    article = at + 2 < len(words) and words[at + 1].lower in DETERMINERS
    if word in ("series", "species", "headquarters"):
        return False
    if article and words[at + 2].lower in ("year", "month", "week", "day"):
        return False  # "500 projects a year"
    verb = (
        word.islower() and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "ous")) and len(word) > 4
    )
    return verb and single and article and word not in PREPOSITIONS | STOPS | PRONOUNS


def _is_third(words: Sequence[Word], at: int) -> bool:
    """Whether a form that may be a noun is a verb: "the film stars Tom", but not "the stars of the film"."""
    if _is_other_third(words, at):
        return True
    if words[at].text not in DOUBTFUL or words[at].text[:-1] not in PLAIN or at + 1 >= len(words):
        return False
    lead = words[at - 1].lower
    return _begins(words, at + 1) and (
        lead not in DETERMINERS | PREPOSITIONS | {"of", "and"} and not lead.endswith("s")
    )


def _has_base(words: Sequence[Word]) -> bool:
    """Whether a verb of several stands there: "plant cells respond to molecules" associated with."""
    return any(word.text in PLAIN and lead.text.islower() and lead.text.endswith("s") for lead, word in pairwise(words))


def _begins_well(words: Sequence[Word]) -> bool:
    """Whether its first word can begin a name or what a thing is called."""
    first = words[0]
    several = len(words) < 4 and words[-1].text.endswith(("s", "tion", "ment", "ity")) and first.text.isalpha()
    begins = first.is_name or first.lower in DETERMINERS or several
    return begins and not first.is_number and not first.text.endswith(("ing", "ed", "ly"))


def subject_of(words: Sequence[Word]) -> Span | None:
    while words and _ADVERB.match(words[-1].text) and words[-1].lower not in _SHORT_LY:
        words = words[:-1]
    if not words:
        return None
    first = words[0]
    if first.text in POLICY[:2] and len(words) == 1:
        return Span(tuple(words))
    lowers = {word.lower for word in words[first.text in POLICY[2:] :]}
    if [word.lower for word in words[:2]] == ["the", "most"]:
        lowers -= {"most"}
    if not lowers or _has_base(words):
        return None
    if (
        lowers & (PRONOUNS | STOPS | {"no"})
        or first.lower in PREPOSITIONS
        or any(not w.text[0].isalnum() and not (w.text == ":" and words[-1].is_name and first.is_name) for w in words)
    ):
        return None
    if not _begins_well(words):
        return None
    last = words[-1]
    if last.lower in PREPOSITIONS | DETERMINERS or last.is_date or last.lower in ("and", "of"):
        return None
    if len(words) == 2 and first.lower in DETERMINERS and last.lower in _ORDINALS:
        return None
    return Span(tuple(words))


def predicate(words: Sequence[Word], at: int) -> tuple[str | None, str, int]:
    """Auxiliary, verb, and the place after them; without auxiliary "did" or "does" is taken, and the base form."""
    word = words[at].text
    following = words[at + 1].text if at + 1 < len(words) else ""
    if word in AUXILIARIES:
        return _with_auxiliary(words, at)
    if word in PAST and not (following == "by" and word.endswith("ed")):  # "a town ruled by X"
        return "did", PAST[word], at + 1
    if word not in PAST and word.endswith("ed"):
        return "", word, at + 1
    if word in THIRD or word in DOUBTFUL:
        return "does", THIRD.get(word, word[:-1]), at + 1
    if _is_other_third(words, at):
        return "", word, at + 1
    return ("do", word, at + 1) if word in PLAIN else (None, "", at)


def _with_auxiliary(words: Sequence[Word], at: int) -> tuple[str | None, str, int]:
    """The same where an auxiliary stands first: "was built", "may be built", "has 34 rooms"."""
    word, after = words[at].text, at + 1
    while after < len(words) and is_adverb(words[after]):
        after += 1
    following, third = ([each.text for each in words[after : after + 2]] + ["", ""])[:2]
    if (word in BE | HAVE and is_participle(following)) or (word in MODALS and _is_base(following)):
        return word, following, after + 1
    if following == ("be" if word in MODALS else "been") and word in MODALS | HAVE and is_participle(third):
        return word, f"{following} {third}", after + 2
    plain = word in BE or (word in HAVE and following not in ("been", "to", "had"))
    return (word, "", at + 1) if plain else (None, "", at)


def _is_base(word: str) -> bool:
    """Whether it must be a verb after "can" or "may"."""
    if word in PLAIN:
        return True
    plain = word.isalpha() and word.islower() and len(word) > 2 and not word.endswith(("ly", "ed", "ing"))
    return plain and word not in PREPOSITIONS | STOPS | PRONOUNS | AUXILIARIES | DETERMINERS | {"not", "never", "also"}


def is_participle(word: str) -> bool:
    return (
        word in PARTICIPLES
        or word == "used"
        or (word.endswith("ed") and len(word) > 4 and word not in ("indeed", "hundred"))
    )


def is_adverb(word: Word) -> bool:
    return _ADVERB.match(word.text) is not None and word.lower not in _SHORT_LY
