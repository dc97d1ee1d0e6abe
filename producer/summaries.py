"""Summaries of several passages: what each says in short is joined, in the document's order, and summarised again.

The summaries of a round are found again by the text that they make when they are joined, so no account of the rounds is
kept: what has been asked is not asked again, and where a summary of a passage came later than the others, what follows
from it is asked anew.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from producer.shorten import Shortened, shorten
from producer.tokens import TokenCounter
from schemas.ledger.results import Candidate, Result
from schemas.questionnaire import Question
from schemas.states import ResultStatus, State
from worker.stray_names import stray_names, without_list_marks
from worker.typed.numbers import stray_numbers

#: Of stray numbers and names so many are named.
_NAMED = 5


@dataclass(frozen=True)
class Room:
    """How long a text of joined summaries may be for a model."""

    tokens: TokenCounter
    bound: int


#: The room that a model has for the text of which a summary is asked.
RoomOf = Callable[[str, Question], Room]


@dataclass(frozen=True)
class Joined:
    """A text of summaries of which another one is to be asked. `part_of` as in `schemas.ledger.rounds.Asked`."""

    text: str
    tokens: int
    part_of: int | None


def next_texts(question: Question, asked: Sequence[Candidate], room_of: RoomOf) -> list[Joined]:
    """The texts that the summaries of one field by one model make and of which no summary has been asked yet. Several,
    each of a part of the document, where they are too long for one."""
    level = [c for c in asked if c.of_the_document]
    made = {(c.text, c.part_of is None): c for c in asked if not c.of_the_document}
    if len(level) < 2:
        return []
    room = room_of(level[0].model, question)
    while said := list(dict.fromkeys(c.value for c in level if c.found and c.value)):
        texts = list(dict.fromkeys(_joined(said, room)))
        whole = len(texts) == 1
        missing = [text for text in texts if (text, whole) not in made]
        if missing:
            return [Joined(text, room.tokens.count(text), None if whole else len(texts)) for text in missing]
        if whole:
            return []
        level = [made[text, whole] for text in texts]
    return []


def _joined(said: Sequence[str], room: Room) -> list[str]:
    """Texts of at least two summaries, so that there are fewer in each round, and of as many as there is room for."""
    groups: list[list[str]] = [[]]
    for summary in said:
        longer = [*groups[-1], summary]
        if len(longer) > 2 and room.tokens.count("\n".join(longer)) > room.bound:
            groups.append([summary])
        else:
            groups[-1] = longer
    return ["\n".join(group) for group in groups]


def last_answers(asked: Sequence[Candidate]) -> list[Candidate]:
    """Of the answers to a summary by one model those that decide: the one of the last round, where there were rounds,
    as if it had been made of the document's own words. Its numbers are checked against these elsewhere."""
    sources = [c for c in asked if c.of_the_document]
    wholes = [c for c in asked if not c.of_the_document and c.part_of is None]
    if len(sources) < 2 or not any(c.found for c in sources):
        return [replace(c, stray_numbers=()) for c in sources]
    if not wholes:  # it ended early
        last = max(c.round for c in asked)
        return [c for c in asked if c.state is not State.DONE] or [c for c in asked if c.round == last]
    whole = max(wholes, key=lambda c: c.round)
    texts = [*(c.text for c in sources if c.found), whole.text]
    return [replace(whole, text="\n".join(texts), of_passages=0, stray_numbers=())]


def finish_summary(question: Question, result: Result, asked: Sequence[Candidate]) -> Result:
    """The result of a summary in its style and length, its numbers and names checked against the passages of the
    document that it was made of."""
    whole = next((c for c in asked if c.job_id == result.job_id), None)
    if result.value is None or whole is None:
        return result
    sources = [whole] if whole.of_the_document else [c for c in asked if c.of_the_document and c.found]
    kept = shorten(result.value, question, complete=whole.complete)
    doubts = _doubts(kept, "\n".join(c.text for c in sources))
    reason = "; ".join([f"summary of {_places(sources)}", *_silent(whole, asked), *_cut(kept), *doubts])
    return replace(
        result,
        status=ResultStatus.REVIEW if doubts else result.status,
        value=kept.text,
        typed=kept.text,
        reason=reason + result.reason.removeprefix("summary"),
        source_job_id=None if whole.of_the_document else _nearest(kept.text, sources).job_id,
    )


def _doubts(kept: Shortened, source: str) -> list[str]:
    doubts = []
    text = without_list_marks(kept.text)
    if numbers := stray_numbers(text, source):
        doubts.append(f"the document does not have the number {', '.join(numbers[:_NAMED])} there")
    if names := stray_names(text, source):
        doubts.append(f"the document does not have the name {', '.join(names[:_NAMED])} there")
    if kept.broken:
        doubts.append(f"cut within a sentence, to {kept.kept} of {kept.said} words")
    return doubts


def _silent(whole: Candidate, asked: Sequence[Candidate]) -> list[str]:
    sources = [c for c in asked if c.of_the_document]
    silent = sum(c.state is not State.DONE for c in sources)
    return [f"{silent} of {len(sources)} passages could not be asked"] if silent and not whole.of_the_document else []


def _cut(kept: Shortened) -> list[str]:
    shorter = kept.kept < kept.said and not kept.broken
    return [f"cut behind {kept.kept} of {kept.said} words, to the length asked for"] if shorter else []


def _places(sources: Sequence[Candidate]) -> str:
    """The passages in words, counted from 1."""
    places = sorted(c.ordinal + 1 for c in sources)
    if len(places) == 1:
        return f"passage {places[0]}"
    if len(places) > 2 and places == list(range(places[0], places[-1] + 1)):
        return f"what passages {places[0]} to {places[-1]} say in short"
    return f"what passages {', '.join(map(str, places[:-1]))} and {places[-1]} say in short"


def _nearest(text: str, sources: Sequence[Candidate]) -> Candidate:
    """The source whose own summary has most words of the text, among equals the first: its evidence is shown."""
    words = set(re.findall(r"\w{3,}", text.casefold()))
    return max(sources, key=lambda c: len(words & set(re.findall(r"\w{3,}", (c.value or "").casefold()))))
