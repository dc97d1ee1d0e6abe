"""What an answer is worth, in llmware's points: what thresholds are fitted to."""

from schemas.questionnaire import Kind
from worker.calibration.cases import Case

#: For a value that is there, "Not Found" is better than a wrong one; a yes or no is right or it is not.
_SILENT = 0.5


def points(case: Case, *, silent: bool | None = None) -> float:
    """0 to 1; with `silent` of "Not Found" in the place of what was said.

    A right answer 1, and 1 for "Not Found" where the text does not say; for "Not Found" to a question for a value that
    is there 0.5; all else 0.
    """
    if silent is None:
        silent = not case.found
    if not silent:
        return float(case.right)
    if not case.is_answerable:
        return 1.0
    return 0.0 if case.kind is Kind.BOOLEAN else _SILENT
