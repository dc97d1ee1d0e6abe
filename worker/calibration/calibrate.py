"""The record of a model from its answers, kind by kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from schemas.questionnaire import Kind
from worker.calibration.cases import Case
from worker.calibration.cross_validation import figures, unseen
from worker.calibration.fitting import fit_booleans, fit_values, why_not
from worker.calibration.record import BooleanRecord, Calibration, ValueRecord
from worker.calibration.thresholds import ACCEPTED_RIGHT

KINDS = (Kind.EXTRACTION, Kind.KEY_VALUE, Kind.BOOLEAN)


@dataclass(frozen=True)
class Fitted:
    """The record, and in words why a kind of the sample has none."""

    calibration: Calibration
    refused: dict[Kind, str]
    #: Each case without and with a record that was fitted without its passage.
    unseen: list[tuple[Case, Case]]


def fit(cases: Sequence[Case], blank: Calibration, accepted_right: float = ACCEPTED_RIGHT) -> Fitted:
    """Fit each kind of which there are answers enough; `blank` says what model they are of. Of the accepted values the
    share of `accepted_right` shall be right."""
    found: dict[str, ValueRecord | BooleanRecord] = {}
    refused: dict[Kind, str] = {}
    pairs = []
    for kind in KINDS:
        of_kind = [case for case in cases if case.kind is kind]
        if not of_kind:
            continue
        if reason := why_not(of_kind):
            refused[kind] = reason
            continue
        judged = unseen(of_kind, partial(_with_kind, blank, kind, accepted_right))
        record = _fit_kind(kind, accepted_right, of_kind).model_copy(update={"figures": figures(judged)})
        found[kind.value] = record
        pairs += judged
    return Fitted(blank.model_copy(update=found), refused, pairs)


def _with_kind(blank: Calibration, kind: Kind, accepted_right: float, cases: Sequence[Case]) -> Calibration:
    return blank.model_copy(update={kind.value: _fit_kind(kind, accepted_right, cases)})


def _fit_kind(kind: Kind, accepted_right: float, cases: Sequence[Case]) -> ValueRecord | BooleanRecord:
    return (fit_booleans if kind is Kind.BOOLEAN else fit_values)(cases, accepted_right)
