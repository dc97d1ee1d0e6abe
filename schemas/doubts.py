"""Why a single answer is not accepted, for what it is itself: the rule by which results are resolved and evaluated."""

from collections.abc import Sequence

from schemas.questionnaire import Kind, Question
from schemas.states import Grounding, Typing, Verdict

#: A yes or no stands nowhere that it could be checked against, so that of a model without a record counts only from
#: this probability on. Of the demo's accepted booleans without this rule, 2 of 7 with a known answer were right.
SURE_OF_A_JUDGEMENT = 0.9


def doubts(
    question: Question,
    *,
    grounding: Grounding,
    confidence: float,
    verdict: Verdict | None = None,
    typing: Typing | None = None,
    typing_reason: str | None = None,
    stray_numbers: Sequence[str] = (),
) -> list[str]:
    """In words, what speaks against a value that was said; without any it is accepted. Three have to agree: the model,
    which says it; its probability against that of "Not Found"; and the passage, in which it stands."""
    found = []
    if grounding is Grounding.NONE:
        found.append("it does not stand in the passage in these words")
    elif grounding is Grounding.FUZZY:
        found.append("the passage has only similar words")
    if verdict is Verdict.NOT_FOUND:
        found.append('the model says it, but "Not Found" is so probable that this may be meant')
    elif verdict not in (None, Verdict.SURE):
        found.append(f"of answers that look like this one {confidence:.0%} are right, which is too few")
    elif verdict is None and question.kind is Kind.BOOLEAN and not found and confidence < SURE_OF_A_JUDGEMENT:
        found.append(f"the model is less than {SURE_OF_A_JUDGEMENT:.0%} sure")
    if typing not in (None, Typing.TYPED):
        found.append(f"no {question.value_type} by its words: {typing_reason}")
    if stray_numbers:
        found.append(f"the passage does not have the number {', '.join(stray_numbers[:5])}")
    return found
