"""Questions about prose that are answered with Yes or No, in the manner of BoolQ: clauses turned around, as they are
said and as the passage contradicts them."""

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ops.training.prose.addressed import addressed
from ops.training.prose.always import always
from ops.training.prose.broken import is_broken, is_denial, is_doubtful
from ops.training.prose.clause import Clause
from ops.training.prose.clauses import clauses
from ops.training.prose.contrary import contraries
from ops.training.prose.forms import within
from ops.training.prose.fronted import fronted
from ops.training.prose.inverted import inverted
from ops.training.prose.opposites import ALIKE, DOUBTS
from ops.training.prose.sameness import sameness
from ops.training.prose.sentences import sentences
from ops.training.prose.there import there
from ops.training.prose.vocabulary import AUXILIARIES, BE, DETERMINERS, PAST, PLAIN, PRONOUNS, THIRD
from ops.training.rows import Row, Trained

#: Most questions of a passage with each answer, most of a sentence made in the same way, and longest question in words.
OF_ANSWER, OF_PLACE, QUESTION_WORDS = 5, 2, 20
#: Chance that a passage is asked one of them where it contradicts nothing: so that No is no rarity.
ALONE = 0.75
#: Chances that a word is said otherwise, and that a question is typed in small letters or without its mark.
OTHERWISE, SMALL, BARE = 0.6, 0.5, 0.5


@dataclass(frozen=True)
class Judgement:
    """A question without its mark, whether the passage says so, the pattern, and the offset of its sentence."""

    pattern: str
    question: str
    so: bool
    sentence: int
    is_policy: bool = False


def judgements(text: str, random: random.Random) -> list[Row]:
    """Rows with as many Yes as No, or one more of either; the same for the same `random`."""
    found = [each for each in judged(text, random) if _is_fit(each)]
    yes, no = ([each for each in found if each.so is so] for so in (True, False))
    denied = _rows(_chosen(no, min(OF_ANSWER, len(yes) + 1), random), random)
    said = _rows(_chosen(yes, len(denied) or int(random.random() < ALONE), random), random)
    return [*denied[: len(said) + 1], *said]


def _rows(chosen: Sequence[Judgement], random: random.Random) -> list[Row]:
    """Each question once, however it is typed."""
    rows = [Row(Trained.BOOLEAN, _worded(each, random), "Yes" if each.so else "No") for each in chosen]
    return list({row.question.lower().rstrip("?"): row for row in rows}.values())


def judged(text: str, random: random.Random) -> Iterator[Judgement]:
    """All that the patterns ask about a text."""
    cut = sentences(text)
    for words in cut:
        start = words[0].start if words else 0
        yield from (Judgement(*each, start) for each in there(words, random))
        yield from (Judgement(*each, start) for each in always(words, text))
        read = fronted(words)
        if read and not (is_broken(read[0], text) or {*str(read[0].subject).lower().split()} & DOUBTS):
            yield from _of_read(read[0], read[1], text, random)
    for clause in clauses(cut):
        if not (is_doubtful(clause) or is_denial(clause) or is_broken(clause, text)):
            yield from _of_read(clause, True, text, random)


def _of_read(clause: Clause, so: bool, text: str, random: random.Random) -> Iterator[Judgement]:
    """What is asked about a clause that a sentence says or denies."""
    start = clause.sentence[0].start
    same = [Judgement(*each, start) for each in sameness(clause, within(clause.subject, text), so)]
    if same:
        yield from same
    elif so:
        yield from (Judgement(*each, start, clause.is_policy) for each in _of_clause(clause, text, random))
    elif asked := inverted(clause, _subject(clause, text)):
        yield Judgement("denied", asked, False, start, clause.is_policy)


def _of_clause(clause: Clause, text: str, random: random.Random) -> Iterator[tuple[str, str, bool]]:
    whole = _whole(clause)
    if whole is None:
        return
    for part in _parts(whole):
        if asked := inverted(part, _subject(part, text)):
            yield "is a" if not clause.verb else "said", asked, True
    for pattern, wrong in contraries(whole, text, random):
        if asked := inverted(wrong, _subject(wrong, text)):
            yield pattern, asked, False


def _subject(clause: Clause, text: str) -> str:
    words = clause.subject.words
    subject = within(clause.subject, text)
    if len(words) > 2 and words[1].lower in ("of", "for") and words[2].is_name and words[0].lower not in DETERMINERS:
        subject = str(clause.subject)
    return re.sub(r"^An? ", lambda article: article.group().lower(), subject)


def _whole(clause: Clause) -> Clause | None:
    """The clause up to its last whole phrase, with the date before it; None where it might say less than it seems."""
    phrases = []
    for phrase in clause.phrases:
        if not phrase.whole:
            break
        phrases.append(phrase)
    general = phrases and phrases[0].span.words[0].lower in ("a", "an")
    if not phrases or (not clause.verb and len(phrases) < len(clause.phrases) and not general):
        return None
    following = next((word.lower for word in clause.sentence if word.start >= phrases[-1].span.words[-1].end), ".")
    if following in ("that", "who", "whose", "where", "than", "as", "when", "of", "or", "which", "-"):
        return None
    if (
        following in AUXILIARIES
        or following in THIRD
        or (following in PAST and phrases[-1].preposition in ("before", "after"))
    ):
        return None
    if clause.verb and len(phrases) == 1 and len(phrases[0].span.words) == 1 and not phrases[0].preposition:
        return None
    dated = clause.before and clause.before.is_date and clause.before.preposition in ("in", "on")
    if clause.before and dated and clause.verb and not any(phrase.is_date for phrase in phrases):
        phrases.append(clause.before)
    first = clause.subject.words[0].lower
    if first in ("a", "an") and (clause.auxiliary in ("was", "were", "did") or not (clause.verb or general)):
        return None
    return replace(clause, phrases=tuple(phrases[:4]))


def _parts(clause: Clause) -> Iterator[Clause]:
    """The clause, and without its last phrase where the rest says something by itself."""
    yield clause
    head = clause.phrases[0]
    general = (
        clause.verb and (head.preposition or len(head.span.words) > 1) and not clause.is_policy
    ) or head.span.words[0].lower in ("a", "an")
    if (
        len(clause.phrases) > 1
        and general
        and clause.phrases[-1].preposition not in ("of", "as", "than", "to", "between")
    ):
        yield replace(clause, phrases=clause.phrases[:-1])


def _is_fit(each: Judgement) -> bool:
    """Whether a question says what it is about, and is not too long."""
    words = each.question.lower().split()
    allowed = {"we", "our", "us", "you", "your"} if each.is_policy else set()
    if words[-1].endswith(",") or any(lead == "you" and word in PLAIN for lead, word in pairwise(words[2:])):
        return False  # "the information you provide us"
    vague = (
        {word for word in words[1:] if word in PRONOUNS}
        - allowed
        - {"same", "there", "any", "another", "all", "that", "each", "many", "other", "most"}
    )
    return not vague and 5 <= len(words) <= QUESTION_WORDS and words[-1] not in DETERMINERS | BE


def _chosen(found: Sequence[Judgement], most: int, random: random.Random) -> list[Judgement]:
    """So many, of each sentence few of a sort, and of patterns that are rarer first."""
    drawn = sorted(random.sample(found, len(found)), key=lambda each: each.pattern == "said")
    many: Counter[tuple[int, str]] = Counter()
    kept = []
    for each in drawn:
        many[_place(each)] += 1
        if many[_place(each)] <= OF_PLACE:
            kept.append(each)
    return kept[:most]


def _place(each: Judgement) -> tuple[int, str]:
    """Its sentence, and what is wrong of it."""
    return each.sentence, "" if each.so else each.pattern


def _worded(each: Judgement, random: random.Random) -> str:
    """The question as it is asked: now and then in other words, in small letters or without its mark."""
    words = each.question.split()
    if each.is_policy:
        words = addressed(words, random)
    if random.random() < OTHERWISE:
        words = [ALIKE.get(word, word) for word in words]
    question = " ".join(words)
    question = question.lower() if random.random() < SMALL else question[0].upper() + question[1:]
    return question if random.random() < BARE else f"{question}?"
