"""Who or what did it."""

from collections.abc import Iterator

from ops.training.prose.answers import ANSWER_WORDS
from ops.training.prose.clause import Clause
from ops.training.prose.forms import finite
from ops.training.prose.grammar import POLICY
from ops.training.prose.kinds import asks_for, sort_of
from ops.training.prose.questions.parts import Found, unbroken
from ops.training.prose.sentences import Span


def of_subject(clause: Clause, text: str) -> Iterator[Found]:
    """Who or what did it."""
    if clause.is_policy or not unbroken(clause) or len(clause.subject.words) > ANSWER_WORDS:
        return
    word = asks_for(clause.subject, text)
    if word is None or _is_composed(clause.subject, text):
        return
    kept = [str(phrase) for phrase in unbroken(clause)]
    if len(kept) < len(clause.phrases) and len(" ".join(kept).split()) < 3:
        return
    if len(" ".join(kept).split()) < 2 and not kept[0][:1].isupper() and clause.object:
        return
    before = [str(clause.before)] if clause.before and clause.before.is_date else []
    said = finite(clause)
    if said and (clause.verb or (clause.object and clause.object.span.words[0].lower == "the")):
        pattern = "who is" if not clause.verb else "who"
        rest = " ".join([*said.split(), *kept, *before])
        yield pattern, f"{word} {rest}", clause.subject
        sort = sort_of(clause.subject)
        if word == "what" and sort and sort not in rest.lower():
            yield "which", f"which {sort} {rest}", clause.subject


def _is_composed(span: Span, text: str) -> bool:
    """Whether it does not stand so in the text: "Harlow's capital" for "its capital"."""
    return any(text[word.start : word.end] != word.text and word.text not in POLICY for word in span.words) or (
        span.words[-1].end - span.words[0].start > len(str(span)) + 40
    )
