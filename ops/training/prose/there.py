"""Whether there is something: "there are three kinds of", "there is no law against"."""

import random
from collections.abc import Iterator

from ops.training.prose.opposites import DENIALS, DOUBTS
from ops.training.prose.phrases import phrases_of, tail_of
from ops.training.prose.sentences import Word
from ops.training.prose.vocabulary import BE, PRONOUNS

_COUNTED = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
#: Said of it, one may ask for "any".
_SOME = frozenset({"many", "several", "some", "various", "numerous"})
#: What there is says nothing of the world.
_EMPTY = frozenset(
    {
        "evidence",
        "way",
        "reason",
        "doubt",
        "need",
        "one",
        "indication",
        "consensus",
        "lot",
        "number",
        "guarantee",
        "variety",
        "difference",
        "often",
        "usually",
        "sometimes",
    }
)


def there(words: tuple[Word, ...], random: random.Random) -> Iterator[tuple[str, str, bool]]:
    """Pattern, question without mark, answer."""
    if len(words) < 6 or words[0].text != "There" or words[1].text not in BE:
        return
    lowers = {word.lower for word in words}
    denies = words[2].lower == "no"
    tail = tail_of(words[3 if denies else 2 :])
    if tail is None or not tail[0] or lowers & DOUBTS or bool(lowers & DENIALS) is not denies:
        return
    phrases = list(phrases_of(*tail))
    said = [word.text for word in phrases[0].span.words] if phrases else []
    if not said or not all(phrase.whole for phrase in phrases) or phrases[0].preposition:
        return
    end = next((word.lower for word in words if word.start >= phrases[-1].span.words[-1].end), ".")
    if said[0] in ("also", "now", "still"):
        said = said[1:]
    if not said or (said[0] in ("often", "usually", "sometimes", "frequent", "a") and not said[1:]):
        return
    if (
        set(said) & (_EMPTY | (PRONOUNS - _SOME))
        or end not in (".", ",", "and", "but", ":")
        or len(said) + len(phrases) < 3
    ):
        return
    rest = [str(phrase) for phrase in phrases[1:3]]
    be = words[1].text
    if denies:
        several = be in ("are", "were")
        article = "any" if several else "an" if said[0][0] in "aeio" else "a"
        yield "there", " ".join([be, "there", article, *said, *rest]), False
        return
    plain = ["any", *said[1:]] if said[0] in _SOME else said
    yield "there", " ".join([be, "there", *plain, *rest]), True
    if said[0] in _COUNTED:
        others = [each for each in _COUNTED if each not in lowers]
        yield "there", " ".join([be, "there", random.choice(others), *said[1:], *rest]), False
