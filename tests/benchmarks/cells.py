"""A score as a cell of a table."""

from worker.evaluation.ratio import Estimate


def share(score: Estimate | None) -> str:
    """A fraction in percent with its interval, where it has one; a dash where there is no score."""
    if score is None:
        return "–"
    if score.low is None or score.high is None:
        return f"{score.value:.1%}"
    return f"{score.value:.1%} ({score.low:.0%} to {score.high:.0%})"
