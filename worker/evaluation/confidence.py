"""What the confidence of the answers is worth: its calibration error, and how right the accepted values are."""

from collections.abc import Sequence
from dataclasses import dataclass

from worker.evaluation.answering import Answered
from worker.evaluation.ratio import Estimate, estimates
from worker.evaluation.reliability import Bin, calibration_error, reliability
from worker.evaluation.scores import acceptance, is_right_as_said


@dataclass(frozen=True)
class Confidence:
    """The questions of one kind, or of all that are answered by values, yes or no (`kind` is "all"). `error` is the
    expected calibration error, 0 to 1; `scores` has `precision` of all values, `accepted_precision` of those that would
    be accepted, and `accepted_of_right`."""

    kind: str
    questions: int
    error: float
    bins: tuple[Bin, ...]
    scores: dict[str, Estimate]


def confidences(answers: Sequence[Answered]) -> list[Confidence]:
    """Each kind in the order of the file, then all together; none where there are summaries alone."""
    judged = [one for one in answers if one.row.kind != "summarization"]
    kinds = list(dict.fromkeys(one.row.kind for one in judged))
    found = [_confidence(kind, [one for one in judged if one.row.kind == kind]) for kind in kinds]
    return [*found, _confidence("all", judged)] if judged else []


def _confidence(kind: str, answers: Sequence[Answered]) -> Confidence:
    pairs = [(one.reading.confidence, is_right_as_said(one)) for one in answers]
    return Confidence(
        kind=kind,
        questions=len(answers),
        error=calibration_error(pairs),
        bins=tuple(reliability(pairs)),
        scores=estimates((one.row.context, acceptance(one)) for one in answers),
    )
