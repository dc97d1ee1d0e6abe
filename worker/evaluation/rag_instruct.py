"""llmware's published scheme for its RAG-Instruct benchmark, so that a row can be set beside its tables.

Core: 1 point for a right answer, 0.5 for a part of it or "Not Found", 0 for a wrong one, -1 for one that stands nowhere
in the passage; the sum is given for 100 questions. Not found, boolean and math: the share that is right. llmware's
points were given by people. Here a right answer contains the gold one, and a part of it has half of its words (token
F1), which is harder on answers in other words.
"""

from collections.abc import Sequence

from schemas.states import Grounding
from worker.evaluation.answering import Answered
from worker.evaluation.ratio import Estimate, Ratio, estimates
from worker.evaluation.scores import best_f1, contains, is_exact

#: `source` of the benchmark's rows.
SOURCE = "rag_instruct_benchmark_tester"
_SHARES = {"not_found_classification": "not_found", "boolean": "boolean", "math_basic": "math"}
_PART = 0.5


def published_scheme(answered: Sequence[Answered]) -> dict[str, Estimate]:
    """The scores of the benchmark's rows by name, as fractions of 1; empty where there is none of them."""
    return estimates((one.row.context, _scores(one)) for one in answered if one.row.source == SOURCE)


def core_points(answered: Answered) -> float:
    """From -1 to 1."""
    if answered.value is None:
        return 0.5
    if is_exact(answered) or contains(answered):
        return 1.0
    if best_f1(answered) >= _PART:
        return 0.5
    return 0.0 if answered.evidence.grounding is not Grounding.NONE else -1.0


def _scores(answered: Answered) -> dict[str, Ratio]:
    category = answered.row.category or ""
    if category == "core":
        return {"core": (core_points(answered), 1.0)}
    if category in _SHARES:
        return {_SHARES[category]: (float(is_exact(answered) or contains(answered)), 1.0)}
    return {}
