"""One result for each field of a document, chosen among its passages' answers, with the reason in words."""

from collections.abc import Sequence

from producer.addressed import speaks_to_the_machine
from producer.agreement import contradictions, merged_list, says_the_same, strongest
from producer.escalation import by_model, settle
from producer.summaries import finish_summary, last_answers
from schemas.doubts import doubts
from schemas.ledger.results import Candidate, Result
from schemas.questionnaire import Kind, Question, Questionnaire, ValueType
from schemas.states import ResultStatus, State, Verdict


def resolve(questionnaire: Questionnaire, candidates: Sequence[Candidate]) -> list[Result]:
    """The results of one document, in the order of the questionnaire."""
    results = []
    for field in questionnaire.fields:
        asked = [c for c in candidates if c.field == field.name]
        first, second = by_model(asked, questionnaire.escalate_to)
        result = of_one_model(field, first)
        results.append(settle(result, of_one_model(field, second), first, second) if second else result)
    return results


def of_one_model(question: Question, asked: list[Candidate]) -> Result:
    """The result of one field by the answers of one model."""
    if question.kind is not Kind.SUMMARIZATION:
        return _resolve(question, asked)
    return finish_summary(question, _resolve(question, last_answers(asked)), asked)


def _resolve(question: Question, asked: list[Candidate]) -> Result:
    answered = [c for c in asked if c.state is State.DONE]
    found = [c for c in answered if c.found]
    if not answered:
        return _unanswered(question, asked)
    if not found:
        return _not_found(question, asked, answered)
    meant = [c for c in found if c.verdict is not Verdict.NOT_FOUND]
    set_aside, found = len(found) - len(meant), meant or found
    best = strongest(found)
    against = [*_own_doubts(question, best), *contradictions(question, best, found)]
    if question.kind is Kind.SUMMARIZATION:
        reason = "summary"
    else:
        others = sum(says_the_same(c, best) for c in found) - 1
        reason = f"strongest of {len(found)} answers from {len(answered)} passages"
        reason += f", {others} more say the same" if others else ""
        reason += f', {set_aside} more rather mean "Not Found"' if set_aside and meant else ""
        reason += f"; {_left(asked)}" if len(answered) < len(asked) else ""
        reason += _chosen(question, asked)
    heard = found if question.value_type is ValueType.LIST else [best]
    status, order = _doubted(ResultStatus.REVIEW if against else ResultStatus.ACCEPTED, *(c.text for c in heard))
    reason = "; ".join([reason, *against]) + order
    value, typed = best.value, best.typed
    if question.value_type is ValueType.LIST:
        value, typed, merged = merged_list(best, found)
        reason += merged
    return Result(question.name, status, value, best.confidence, reason, best.job_id, typed, best.unit, best.typing)


def _not_found(question: Question, asked: list[Candidate], answered: list[Candidate]) -> Result:
    """What is said of a field that no passage says: "not found" where the probabilities agree with the words."""
    sure = max(answered, key=lambda c: c.confidence)
    said = f"none of {len(answered)} passage(s) says it, by the model's own word{_chosen(question, asked)}"
    if len(answered) < len(asked):  # it may stand in one of the others: that is not "not found"
        reason = f"{said}, and {_left(asked)}"
        return Result(question.name, _status_without_answer(asked), None, 0.0, reason, None)
    unsaid = [c for c in answered if c.verdict is Verdict.FOUND]
    if unsaid:
        sure = min(unsaid, key=lambda c: c.confidence)  # where a person should look first
        said += f'; at passage {sure.ordinal + 1} "Not Found" is so improbable that it may be there'
    status, doubt = _doubted(ResultStatus.REVIEW if unsaid else ResultStatus.NOT_FOUND, *(c.text for c in answered))
    return Result(question.name, status, None, sure.confidence, said + doubt, sure.job_id)


def _own_doubts(question: Question, best: Candidate) -> list[str]:
    """Why an answer is not believed, for what it is itself."""
    return doubts(
        question,
        grounding=best.grounding,
        confidence=best.confidence,
        verdict=best.verdict,
        typing=best.typing,
        typing_reason=best.typing_reason,
        stray_numbers=best.stray_numbers,
    )


def _doubted(status: ResultStatus, *texts: str) -> tuple[ResultStatus, str]:
    """What is believed of passages with these texts: review where one tells its reader what to answer, and why."""
    words = next(filter(None, map(speaks_to_the_machine, texts)), None)
    if words is None:
        return status, ""
    return ResultStatus.REVIEW, f'; a passage speaks to the machine that reads it: "{words}"'


def _chosen(question: Question, asked: list[Candidate]) -> str:
    """That not all passages were asked, and which, since the value may stand in another."""
    if len(asked) >= (there := asked[0].of_passages):
        return ""
    which = "first" if question.kind is Kind.SUMMARIZATION else "best"
    return f"; asked of the {which} {len(asked)} of {there} passages alone"


def _left(asked: list[Candidate]) -> str:
    """How many passages have not said anything, and why."""
    carried = sum(c.state is State.CARRIED for c in asked)
    failed = sum(c.state is not State.DONE for c in asked) - carried
    why = [(failed, "could not be asked"), (carried, "were carried over at the deadline")]
    return " and ".join(f"{number} of {len(asked)} passages {what}" for number, what in why if number)


def _status_without_answer(asked: list[Candidate]) -> ResultStatus:
    return ResultStatus.CARRIED if any(c.state is State.CARRIED for c in asked) else ResultStatus.FAILED


def _unanswered(question: Question, asked: list[Candidate]) -> Result:
    status = _status_without_answer(asked)
    if status is ResultStatus.CARRIED:
        return Result(question.name, status, None, 0.0, "carried over at the deadline before it was answered", None)
    failed = next((c for c in asked if c.state is State.QUARANTINED), None)
    if failed:
        return Result(question.name, status, None, 0.0, failed.error or "quarantined", failed.job_id)
    return Result(question.name, status, None, 0.0, "cancelled before it was answered", None)
