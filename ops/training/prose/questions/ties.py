"""What stands after a preposition: by whom, where, in what, how."""

from collections.abc import Iterator

from ops.training.prose.answers import OWNERS, is_answer
from ops.training.prose.clause import Clause
from ops.training.prose.forms import active, statement
from ops.training.prose.kinds import is_act, is_person, is_place
from ops.training.prose.questions.parts import UNIT, Found, between, dated, describes, unbroken
from ops.training.prose.sentences import Span
from ops.training.prose.vocabulary import AUXILIARIES, BE, DETERMINERS, NUMBERS, PRONOUNS

#: Prepositions behind which "by whom" may still be asked, and those that answer "where".
_AT = frozenset({"in", "on", "at"})
_PLACES = frozenset({"in", "at", "near"})
#: Prepositions with which a question must not end, and those with which it may although an object stands before.
_VAGUE_WITH = frozenset({"by", "like", "since", "until", "despite", "per", "without", "between", "among"})
_FURTHER = frozenset({"for", "with", "from", "into", "against", "on", "to", "as"})
#: Before what says when, though it is no date.
_TIMES = frozenset({"during", "after", "before", "until", "since"})
_MEASURES = frozenset({"years", "days", "months", "weeks", "hours", "shortly", "soon", "year", "day", "month"})


def of_phrases(clause: Clause, subject: str, text: str) -> Iterator[Found]:
    """What stands after a preposition: by whom, where, in what."""
    for at, phrase in enumerate(clause.phrases):
        if clause.verb and phrase.preposition:
            yield from _counted(clause, subject, at)
            yield from _how(clause, subject, at)
            yield from _relative_to(clause, subject, at)
            if phrase.preposition in _TIMES:
                continue
        if not phrase.preposition or phrase.is_date or not is_answer(phrase, text):
            continue
        if phrase.preposition == "by" and clause.auxiliary in BE and clause.verb:
            yield from _by(clause, subject, at, text)
        elif phrase.preposition in _PLACES and is_place(phrase.span) and clause.verb and clause.auxiliary != "do":
            kept = " ".join([*map(str, clause.phrases[:at]), dated(clause)])
            yield "where", f"where {clause.auxiliary} {subject} {clause.verb} {kept}", phrase.span
        elif _asks_further(clause, at):
            word = "who" if is_person(phrase.span, text) else "what"
            later = dated(clause, at + 1)
            if later.startswith(f"{phrase.preposition} "):  # not "in in 1889"
                later = ""
            core = f"{word} {clause.auxiliary} {subject} {clause.verb} {' '.join(map(str, clause.phrases[:at]))}"
            yield "what of", f"{core} {phrase.preposition} {later}", phrase.span


def _by(clause: Clause, subject: str, at: int, text: str) -> Iterator[Found]:
    """Who did it, in the active voice too where nothing stands between."""
    span, kept = clause.phrases[at].span, clause.phrases[:at]
    if span.words[0].text.endswith("ing") or any(each.preposition not in _AT for each in kept):
        return
    person = is_person(span, text) or (
        is_act(clause.verb) and span.words[-1].is_name and span.words[span.words[0].lower in DETERMINERS].is_name
    )
    done, later = active(clause), dated(clause, at + 1)
    who = "who" if person else "what"
    if not kept and done and (person or str(span).lower().startswith("the ")):
        yield "by whom", f"{who} {done} {subject} {later}", span
    rest = " ".join([f"{clause.auxiliary} {subject} {clause.verb}", *map(str, kept), later])
    yield "by", f"{'by whom' if person else 'by what'} {rest}", span
    yield "by", f"{who} {rest} by", span


def _asks_further(clause: Clause, at: int) -> bool:
    """Whether "what" may be asked of the phrase at a place, its preposition at the end."""
    preposition, what = clause.phrases[at].preposition, clause.object
    if all(word.is_number for word in clause.phrases[at].span.words):
        return False
    if at == 1 and clause.verb and clause.auxiliary not in BE:
        if what is not None and preposition != "as" and any(word.lower == "of" for word in what.span.words):
            return False  # of which noun it is said is not seen
        return what is not None and what.whole and preposition in _FURTHER
    return ((at == 0 and bool(clause.verb)) or (at == 1 and describes(clause))) and preposition not in _VAGUE_WITH


def _counted(clause: Clause, subject: str, at: int) -> Iterator[Found]:
    """How many: "consists of 34 members", "with 34 members"; asked in front or where it stands."""
    phrase = clause.phrases[at]
    first, unit = phrase.span.words[0], " ".join(word.text for word in phrase.span.words[1:4])
    one = first.is_number and not first.is_date and "$" not in first.text and "%" not in first.text
    if not (one or first.lower in NUMBERS) or not phrase.whole or phrase.preposition in ("by", "over", "under"):
        return
    if not UNIT.fullmatch(unit.split()[-1] if len(phrase.span.words) < 5 and unit else "") or at > 1:
        return
    core = " ".join([clause.auxiliary, subject, clause.verb, *map(str, clause.phrases[:at])])
    yield "how many", f"{phrase.preposition} how many {unit} {core}", Span((first,))
    yield (
        "how many",
        statement(clause, subject, clause.phrases[:at]) + f" {phrase.preposition} how many {unit}",
        Span((first,)),
    )


def _how(clause: Clause, subject: str, at: int) -> Iterator[Found]:
    """How it is done: "by visiting ..."."""
    rest = clause.phrases[at:]
    first = rest[0].span.words[0].text
    words = [word for phrase in rest for word in phrase.span.words]
    if rest[0].preposition != "by" or not first.endswith("ing") or not all(each.whole for each in rest):
        return
    span = Span(between(clause, words[0], words[-1]))
    if 2 < len(span.words) < 15 and not {word.lower for word in span.words} & (PRONOUNS - OWNERS):
        kept = " ".join(map(str, clause.phrases[:at]))
        yield "how", f"how {clause.auxiliary} {subject} {clause.verb} {kept}", span


def _relative_to(clause: Clause, subject: str, at: int) -> Iterator[Found]:
    """When: "after the war", "during the reign of X", with the preposition."""
    phrase = clause.phrases[at]
    words = phrase.span.words
    if phrase.preposition not in _TIMES or phrase.is_date or not phrase.whole or len(words) > 7:
        return
    lead_words = [str(each).split()[-1] for each in clause.phrases[:at]]
    if clause.verb in ("named", "called", "modeled") or (lead_words[-1:] and lead_words[-1] in _MEASURES):
        return  # after whom, and how long after
    named = words[0].lower == "the" or all(word.is_name for word in words)
    if not named or len(words) < 2 or {word.lower for word in words} & PRONOUNS:
        return
    if all(each.whole for each in clause.phrases[:at]) and not any(each.is_date for each in clause.phrases):
        kept = " ".join(map(str, clause.phrases[:at]))
        lead = max((w for w in clause.sentence if w.start < words[0].start), key=lambda word: word.start)
        yield "when too", f"when {clause.auxiliary} {subject} {clause.verb} {kept}", Span((lead, *words))


def before_all(clause: Clause, subject: str) -> Iterator[Found]:
    """Where or when, from what stands before the subject: "In Lagos, ...", "After the war, ..."."""
    lead = clause.before
    if lead is None or lead.is_date or not clause.verb or not unbroken(clause):
        return
    if any(each.is_date or each.preposition in _TIMES | _PLACES for each in clause.phrases):
        return
    core = " ".join([clause.auxiliary, subject, clause.verb, *map(str, unbroken(clause)[:2])])
    if lead.preposition in _PLACES and is_place(lead.span):
        yield "where", f"where {core}", lead.span
    words = lead.span.words
    plain = not {word.lower for word in words} & (PRONOUNS | AUXILIARIES) and all(w.text[0].isalnum() for w in words)
    if lead.preposition in _TIMES and plain and words[0].lower == "the" and 2 <= len(words) <= 7:
        yield "when too", f"when {core}", Span((clause.sentence[0], *words))
