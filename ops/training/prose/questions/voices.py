"""The same in the other voice: what somebody did is asked as what was done, and what was done as what somebody did."""

from collections.abc import Iterator

from ops.training.prose.answers import is_answer
from ops.training.prose.clause import Clause
from ops.training.prose.kinds import asks_for, is_bare, is_person
from ops.training.prose.phrases import Phrase
from ops.training.prose.questions.parts import Found, dated
from ops.training.prose.sentences import Span
from ops.training.prose.vocabulary import ACTIVE, PARTICIPLE_OF, PAST, words_of

#: Of these it is not said that something was done.
_NEVER_DONE = words_of(
    """
    become remain resemble have star mean include comprise contain constitute last cost weigh measure total get stay
    reach begin start enter feature want need leave number average equal fit run go come serve play take make see share
    face follow receive ask grant divide premiere air inherit give offer tell lose hit win meet join marry gain
    """
)


def other_voice(clause: Clause, subject: str, text: str) -> Iterator[Found]:
    """Questions in the voice that the sentence does not have; none of a policy."""
    if clause.is_policy or " " in clause.verb:
        return
    if clause.auxiliary == "did" and clause.verb in PARTICIPLE_OF and clause.verb not in _NEVER_DONE:
        if clause.object and clause.object.whole and not clause.object.is_date and is_answer(clause.object, text):
            yield from _done(clause, clause.object, subject, text)
    elif clause.auxiliary in ("was", "were") and clause.phrases and clause.phrases[0].preposition == "by":
        yield from _doing(clause, clause.phrases[0], subject, text)


def _done(clause: Clause, what: Phrase, subject: str, text: str) -> Iterator[Found]:
    """Of "X founded Y in 1889": by whom was Y founded, when was it, and what was founded by X."""
    be, done = _number(what.span), PARTICIPLE_OF[clause.verb]
    date = _only_date(clause)
    when = dated(clause, 1) or dated(clause)
    sort = asks_for(clause.subject, text)
    if (
        be
        and sort == "who"
        and what.span.words[0].lower not in ("a", "an")
        and clause.subject.words[0].start >= clause.sentence[0].start
    ):
        yield "voice", f"by whom {be} {what} {done} {when}", clause.subject
        yield "voice", f"{what} {be} {done} by whom {when}", clause.subject
    if be and date and not is_bare(what.span, text):
        yield "voice when", f"when {be} {what} {done}", date
    if not is_person(what.span, text):
        yield "voice", f"what was {done} by {subject} {when}", what.span


def _doing(clause: Clause, agent: Phrase, subject: str, text: str) -> Iterator[Found]:
    """Of "Y was founded by X in 1889": what did X found, and when."""
    base = PAST.get(ACTIVE.get(clause.verb, clause.verb))
    if base is None or not agent.whole or not is_answer(agent, text) or len(agent.span.words) > 7:
        return
    if agent.span.words[0].text.endswith("ing"):
        return
    doer, date = str(agent.span), _only_date(clause)
    sort = asks_for(clause.subject, text)
    if sort and clause.subject.words[0].start >= clause.sentence[0].start:
        yield "voice", f"{'who' if sort == 'who' else 'what'} did {doer} {base} {dated(clause, 1)}", clause.subject
    if date:
        yield "voice when", f"when did {doer} {base} {subject}", date


def _number(span: Span) -> str | None:
    """Was or were, by the head of the words; None where that is not seen."""
    at = next((n for n, word in enumerate(span.words) if word.lower in ("of", "for", "in")), len(span.words))
    head = span.words[max(at - 1, 0)]
    if any(word.lower in ("and", ",") for word in span.words) or head.lower.endswith(("ss", "us", "is")):
        return None
    if head.text.islower():
        return "were" if head.text.endswith("s") or head.text in ("people", "men", "women", "children") else "was"
    return None if head.text.endswith("s") else "was"


def _only_date(clause: Clause) -> Span | None:
    """The date of what was done, where the clause has one."""
    every = [each for each in (*clause.phrases, clause.before) if each and each.is_date]
    return every[0].span if len(every) == 1 and every[0].preposition in ("in", "on") else None
