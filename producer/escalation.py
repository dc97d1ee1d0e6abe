"""Where the first model's answer goes to review, a second, larger one is asked; and which of the two is believed."""

from collections.abc import Sequence
from dataclasses import replace

from producer.addressed import speaks_to_the_machine
from producer.agreement import strongest
from schemas.ledger.results import Candidate, Result
from schemas.states import Grounding, ResultStatus, State, Verdict


def by_model(asked: Sequence[Candidate], second: str | None) -> tuple[list[Candidate], list[Candidate]]:
    """What was asked of the first model, and of the second."""
    if second is None:
        return list(asked), []
    return [c for c in asked if c.model != second], [c for c in asked if c.model == second]


def to_escalate(result: Result, first: Sequence[Candidate], second: Sequence[Candidate]) -> list[Candidate]:
    """The passages of one field that the second model is to be asked and was not yet: where the first one's result goes
    to review, those in which it found something, without those where it rather means "Not Found"; or, where it found
    nothing, those where its "Not Found" is doubted, else all it was asked.

    Nothing is asked where one that was heard speaks to the machine that reads it: the next machine would read it as
    well, and a person has to decide.
    """
    if result.status is not ResultStatus.REVIEW:
        return []
    answered = [c for c in first if c.of_the_document and c.state is State.DONE]
    found = [c for c in answered if c.found]
    if any(speaks_to_the_machine(c.text) for c in found or answered):
        return []
    doubted = [c for c in answered if c.verdict is Verdict.FOUND]
    meant = [c for c in found if c.verdict is not Verdict.NOT_FOUND]
    known = {c.copy_of for c in second}
    return [c for c in meant or found or doubted or answered if c.passage_id not in known]


def settle(one: Result, two: Result, first: Sequence[Candidate], second: Sequence[Candidate]) -> Result:
    """The result of a field of which both models were asked; `one` is that of the first model alone.

    The second one is believed where its own result is accepted; or where neither has a value that stands in the
    document. Otherwise a person sees both.
    """
    model = second[0].model
    if one.status is not ResultStatus.REVIEW:
        return one
    match two.status:
        case ResultStatus.ACCEPTED:
            return replace(two, reason=f"{model}, asked since {_said(one)} went to review: {two.reason}")
        case ResultStatus.NOT_FOUND if _stands_nowhere(one, first):
            return replace(two, reason=f"{model}, asked since {_said(one)} went to review: {two.reason}")
        case ResultStatus.FAILED | ResultStatus.CARRIED:
            return replace(one, reason=f"{one.reason}; {model} was to be asked as well: {two.reason}")
        case _:
            better = _better(one, two, [*first, *second])
            said = f"{first[0].model} says {_said(one)} ({one.reason}), {model} says {_said(two)} ({two.reason})"
            return replace(better, status=ResultStatus.REVIEW, reason=said)


def _said(result: Result) -> str:
    return "not found" if result.value is None else f'"{result.value}"'


def _stands_nowhere(result: Result, asked: Sequence[Candidate]) -> bool:
    return result.value is None or any(c.job_id == result.job_id and c.grounding is Grounding.NONE for c in asked)


def _better(one: Result, two: Result, asked: Sequence[Candidate]) -> Result:
    """The result whose answer is the stronger one."""
    found = [c for c in asked if c.found and c.job_id in (one.job_id, two.job_id)]
    return one if found and strongest(found).job_id == one.job_id else two
