"""From answers to gold questions to the record of a model."""

from collections.abc import Callable, Sequence

from schemas.states import Grounding
from worker.calibration import features
from worker.calibration.cases import FOLDS, Case, parted, with_reading
from worker.calibration.curves import Sample, fit_curve
from worker.calibration.judging import choose
from worker.calibration.record import BooleanRecord, Figures, ValueRecord
from worker.calibration.thresholds import accepted_from, believed_from, taken_from, yes_from

#: Questions of a kind below which no record is fitted.
FEWEST_QUESTIONS = 100
#: Answers that are right, and that are wrong: with fewer nothing parts them.
FEWEST_OF_EACH = 15
#: Questions without an answer below which it is not asked when a yes or no is better taken for "Not Found".
_FEWEST_ABSENT = 20

_STANDS = frozenset({Grounding.EXACT, Grounding.NORMALISED, Grounding.RELATED})


def why_not(cases: Sequence[Case]) -> str | None:
    """In words, why no record can be fitted to the cases of a kind; None where one can."""
    if len(cases) < FEWEST_QUESTIONS:
        return f"{len(cases)} questions are too few, it takes {FEWEST_QUESTIONS}"
    right = sum(case.right for case in cases)
    if min(right, len(cases) - right) < FEWEST_OF_EACH:
        words = "right" if right < FEWEST_OF_EACH else "wrong"
        few = min(right, len(cases) - right)
        return f"{few} of {len(cases)} answers are {words}, and it takes {FEWEST_OF_EACH} to tell them from the others"
    return None


def fit_values(cases: Sequence[Case], accepted_right: float) -> ValueRecord:
    """The record for a kind whose answers are values; its figures are still empty. Of the values that are accepted the
    share of `accepted_right` shall be right."""
    said, silent = [c for c in cases if c.found], [c for c in cases if not c.found]
    value, unseen = fit_curve(
        _sample(said, [features.of_value(c.generation, c.answered.evidence.grounding) for c in said])
    )
    silence, unseen_silence = fit_curve(_sample(silent, [features.of_silence(c.generation) for c in silent]))
    taken = _gaining(said, features.doubt)
    stands = [
        c.answered.evidence.grounding in _STANDS and (taken is None or features.doubt(c.generation) < taken)
        for c in said
    ]
    return ValueRecord(
        taken_from=taken,
        accepted_from=accepted_from(unseen, [c.right for c in said], stands, accepted_right),
        believed_from=believed_from(unseen_silence, [c.right for c in silent]),
        value=value,
        silence=silence,
        figures=NO_FIGURES,
    )


def fit_booleans(cases: Sequence[Case], accepted_right: float) -> BooleanRecord:
    """The same for booleans."""
    known = [c for c in cases if c.is_answerable]
    yes = yes_from([features.yes_margin(c.generation) for c in known], [is_yes(c) for c in known])
    decided = [_decided(c, yes, None) for c in cases]
    absent = sum(not c.is_answerable for c in cases)
    not_found = _gaining(decided, features.choice_doubt) if absent >= _FEWEST_ABSENT else 0.0
    decided = [_decided(c, yes, not_found) for c in cases]
    said, silent = [c for c in decided if c.found], [c for c in decided if not c.found]
    judgement, unseen = fit_curve(_sample(said, [features.of_judgement(c.generation, yes) for c in said]))
    silence, unseen_silence = fit_curve(_sample(silent, [features.of_no_judgement(c.generation) for c in silent]))
    stands = [c.answered.evidence.grounding in _STANDS for c in said]
    return BooleanRecord(
        yes_from=yes,
        not_found_from=not_found,
        accepted_from=accepted_from(unseen, [c.right for c in said], stands, accepted_right),
        believed_from=believed_from(unseen_silence, [c.right for c in silent]),
        judgement=judgement,
        silence=silence,
        figures=NO_FIGURES,
    )


def is_yes(case: Case) -> bool:
    """Whether the gold answer is yes."""
    return any(gold.casefold().startswith("yes") for gold in case.answered.row.values)


def _decided(case: Case, yes: float, not_found: float | None) -> Case:
    return with_reading(case, choose(case.generation, case.answered.reading, yes, not_found))


def _sample(cases: Sequence[Case], rows: list[features.Features]) -> Sample:
    return Sample(rows, [c.right for c in cases], [c.fold for c in cases])


def _gaining(said: Sequence[Case], doubt: Callable[..., float]) -> float | None:
    """The doubt from which a said answer is taken for "Not Found"; None where that gains nothing, in the sample or for
    passages on which it was not fitted."""
    gained = 0.0
    for fold in range(FOLDS):
        seen, unseen = parted(said, fold)
        found = _taken(seen, doubt)
        if found is not None:
            gained += sum(_gain(c) for c in unseen if doubt(c.generation) >= found)
    return _taken(said, doubt) if gained > 0 else None


def _taken(said: Sequence[Case], doubt: Callable[..., float]) -> float | None:
    return taken_from([doubt(c.generation) for c in said], [_gain(c) for c in said], [c.right for c in said])


def _gain(case: Case) -> float:
    """What is gained where "Not Found" is taken in the place of what was said: an answer is right then, or no longer
    right. A wrong value in the place of another is none of this: what is doubtful goes to a person."""
    return float(not case.is_answerable) - float(case.right)


NO_FIGURES = Figures(
    questions=0, passages=0, error_before=0, error_after=0, points_before=0, points_after=0,
    precision_all=None, precision_accepted=None, accepted_of_right=None,
)  # fmt: skip
