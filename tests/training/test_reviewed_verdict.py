"""Whether a candidate is better: paired, by documents, with confidence, and not at the cost of everything else."""

import pytest

pytest.importorskip("peft", reason="the extra train is not installed: no peft")

from ops.training.reviewed.trial import Outcome
from ops.training.reviewed.verdict import GENERAL_LOSS, Comparison, Verdict, compare, judge


def outcomes(*right: bool, each: int = 1) -> list[Outcome]:
    """`each` questions to a document."""
    return [Outcome(id=str(n), document=f"document {n // each}", right=one) for n, one in enumerate(right)]


def general(difference: float) -> Comparison:
    return compare(outcomes(True), outcomes(True)).model_copy(update={"difference": difference})


def test_a_clear_lead_is_better() -> None:
    found = compare(outcomes(*[False] * 20, *[True] * 20), outcomes(*[True] * 36, *[False] * 4))

    assert (found.base, found.candidate) == (0.5, 0.9)
    assert (found.won, found.lost, found.difference) == (20, 4, pytest.approx(0.4))
    assert 0.1 < found.low < 0.4 < found.high < 0.7
    assert judge(found, general(0.0)) is Verdict.BETTER


def test_a_lead_that_chance_may_have_brought_is_not_better() -> None:
    found = compare(outcomes(*[False] * 20, *[True] * 20), outcomes(*[True] * 22, *[False] * 1, *[True] * 17))

    assert compare(outcomes(*[False] * 20), outcomes(*[False] * 18, True, True)).low == 0
    assert found.difference > 0
    few = compare(outcomes(*[True, False] * 10), outcomes(*[False, True, True, True] * 4, *[True, False] * 2))
    assert few.difference > 0 > few.low
    assert judge(few, general(0.0)) is Verdict.NOT_BETTER


def test_equal_answers_are_not_better() -> None:
    same = outcomes(True, False, True)

    assert judge(compare(same, same), general(0.5)) is Verdict.NOT_BETTER


def test_questions_of_one_document_count_as_one_witness() -> None:
    base, candidate = [False] * 60, [True] * 20 + [False] * 40
    alone = compare(outcomes(*base), outcomes(*candidate))
    together = compare(outcomes(*base, each=20), outcomes(*candidate, each=20))

    assert alone.low > 0.2
    assert together.low == 0  # one of three documents: it may not have been drawn
    assert (together.documents, together.questions) == (3, 60)


def test_of_one_document_nothing_is_known() -> None:
    found = compare(outcomes(*[False] * 9, each=9), outcomes(*[True] * 9, each=9))

    assert judge(found, general(0.0)) is Verdict.NOT_BETTER


def test_what_forgets_more_than_is_allowed_is_not_adopted() -> None:
    better = compare(outcomes(*[False] * 30), outcomes(*[True] * 30))

    assert judge(better, general(-GENERAL_LOSS)) is Verdict.BETTER
    assert judge(better, general(-GENERAL_LOSS - 0.001)) is Verdict.FORGETS
