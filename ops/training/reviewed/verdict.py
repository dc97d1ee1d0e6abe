"""Whether a candidate is better than its base, and with which confidence.

Both answer the same questions, so the difference is taken question by question and its interval by drawing documents
(the paired bootstrap; Davison and Hinkley 1997, section 3.8, as in worker/evaluation/ratio.py).
"""

from collections.abc import Sequence
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from ops.training.reviewed.trial import Outcome
from worker.evaluation.ratio import estimates

#: How much of the general sample may be lost: what was learned may not cost what was known.
GENERAL_LOSS = 0.05


class Verdict(StrEnum):
    """What becomes of a candidate."""

    BETTER = "better"
    NOT_BETTER = "not better"
    FORGETS = "forgets"


class Comparison(BaseModel):
    """Shares of right answers, 0 to 1, their difference and its 95% interval. `won` questions are right of the
    candidate alone, `lost` ones of the base alone."""

    model_config = ConfigDict(frozen=True)

    questions: int
    documents: int
    base: float
    candidate: float
    difference: float
    low: float
    high: float
    won: int
    lost: int


def compare(base: Sequence[Outcome], candidate: Sequence[Outcome]) -> Comparison:
    """Two models on the same questions, at least one."""
    pairs = list(zip(base, candidate, strict=True))
    found = estimates((one.document, {"difference": (float(two.right) - one.right, 1.0)}) for one, two in pairs)
    difference = found["difference"]
    return Comparison(
        questions=len(pairs),
        documents=len({one.document for one in base}),
        base=sum(one.right for one in base) / len(pairs),
        candidate=sum(two.right for two in candidate) / len(pairs),
        difference=difference.value,
        low=-1.0 if difference.low is None else difference.low,  # of one document nothing is known
        high=1.0 if difference.high is None else difference.high,
        won=sum(two.right and not one.right for one, two in pairs),
        lost=sum(one.right and not two.right for one, two in pairs),
    )


def judge(held_out: Comparison, general: Comparison) -> Verdict:
    """Better: the whole interval on what was held out is above zero, and the general sample loses GENERAL_LOSS at
    most."""
    if held_out.low <= 0:
        return Verdict.NOT_BETTER
    return Verdict.FORGETS if general.difference < -GENERAL_LOSS else Verdict.BETTER
