"""The record of a calibration: curves and thresholds for each kind of question, and of which model they hold."""

import hashlib
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.questionnaire import Kind
from worker.calibration.curve import Curve


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Figures(_Record):
    """What cross-validation by passage shows of one kind: each answer is judged by a record that was fitted without its
    passage. Shares are 0 to 1; None where there was nothing to count."""

    questions: int
    passages: int
    #: Expected calibration error of the confidence before, and of the calibrated one.
    error_before: float
    error_after: float
    #: Points a question by llmware's scheme (worker/calibration/points.py), of answers as they are said and as taken.
    points_before: float
    points_after: float
    #: Share that is right: of all values, and of those that would be accepted.
    precision_all: float | None
    precision_accepted: float | None
    #: Share of the right values that would be accepted.
    accepted_of_right: float | None


class ValueRecord(_Record):
    """Of extraction or key_value."""

    #: A said value is taken for "Not Found" where `doubt` (worker/calibration/features.py) is at least that.
    taken_from: float | None
    #: From these probabilities on a value is accepted, and "Not Found" believed.
    accepted_from: float
    believed_from: float
    value: Curve
    silence: Curve
    figures: Figures


class BooleanRecord(_Record):
    """Of boolean."""

    #: Yes where it is so many times as probable as no, as a logarithm.
    yes_from: float
    #: "Not Found" where `choice_doubt` is at least that; None: it is no choice.
    not_found_from: float | None
    accepted_from: float
    believed_from: float
    judgement: Curve
    silence: Curve
    figures: Figures


class Calibration(_Record):
    """What was fitted for one model in one precision with one prompt."""

    features: int = Field(description="FEATURES_VERSION")
    #: The engine's name, with its precision.
    model: str
    #: Name and version of the prompt template.
    prompt: str
    #: Fingerprint of the weights, and where they come from; either one is enough to know them by. A merged adapter may
    #: differ in a last bit from machine to machine.
    weights: str
    source: str | None
    gold: str
    fitted_on: str
    extraction: ValueRecord | None = None
    key_value: ValueRecord | None = None
    boolean: BooleanRecord | None = None

    def of_values(self, kind: Kind) -> ValueRecord | None:
        """The record for a question whose answer is a value; None for other kinds and where there is none."""
        return {Kind.EXTRACTION: self.extraction, Kind.KEY_VALUE: self.key_value}.get(kind)

    @property
    def fingerprint(self) -> str:
        """Changes with everything that an answer may depend on."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


KindName = Literal["extraction", "key_value", "boolean"]
