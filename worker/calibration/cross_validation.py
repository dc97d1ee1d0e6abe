"""What a record is worth for passages on which it was not fitted."""

from collections.abc import Callable, Sequence

from worker.calibration.cases import FOLDS, Case, parted, passages, with_record
from worker.calibration.points import points
from worker.calibration.record import Calibration, Figures
from worker.evaluation.reliability import calibration_error
from worker.evaluation.scores import is_accepted

#: Fits a record with all that it needs to judge the cases of one kind.
Fit = Callable[[Sequence[Case]], Calibration]


def unseen(cases: Sequence[Case], fit: Fit) -> list[tuple[Case, Case]]:
    """Each case as it is read without a record, and with one that was fitted without the fold of its passage."""
    pairs = []
    for fold in range(FOLDS):
        seen, left = parted(cases, fold)
        if left:
            calibration = fit(seen)
            pairs += [(case, with_record(case, calibration)) for case in left]
    return pairs


def figures(pairs: Sequence[tuple[Case, Case]]) -> Figures:
    """Counted over cases without and with a record."""
    before, after = [one for one, _ in pairs], [other for _, other in pairs]
    said = [case for case in after if case.found]
    accepted = [case for case in said if is_accepted(case.answered)]
    right = sum(case.right for case in said)
    return Figures(
        questions=len(before),
        passages=passages(before),
        error_before=calibration_error([(case.answered.reading.confidence, case.right) for case in before]),
        error_after=calibration_error([(case.answered.reading.confidence, case.right) for case in after]),
        points_before=sum(map(points, before)) / max(1, len(before)),
        points_after=sum(points(case, silent=case.answered.value is None) for case in after) / max(1, len(after)),
        precision_all=right / len(said) if said else None,
        precision_accepted=sum(case.right for case in accepted) / len(accepted) if accepted else None,
        accepted_of_right=sum(case.right for case in accepted) / right if right else None,
    )
