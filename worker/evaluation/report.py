"""The outcome of an evaluation: scores by kind and category, and every answer."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from schemas.catalogue import ModelCard
from worker.calibration.record import Calibration
from worker.evaluation.answering import Answered
from worker.evaluation.confidence import Confidence, confidences
from worker.evaluation.rag_instruct import published_scheme
from worker.evaluation.ratio import Estimate, estimates
from worker.evaluation.scores import fault, is_accepted, scores


@dataclass(frozen=True)
class Group:
    """The questions of one kind, or of one category of it (`GoldRow.group`). Scores are fractions of 1, but for tokens
    and seconds."""

    kind: str
    category: str | None
    questions: int
    passages: int
    scores: dict[str, Estimate]


@dataclass(frozen=True)
class Report:
    """`model` is the engine's name, with its precision; `prompt` the template's name and version. `left_out` questions
    did not fit the model's context. `rag_instruct` has llmware's scheme, for rows of that benchmark. `calibration`
    names the gold of the record by which answers were judged; None: without."""

    gold: str
    model: str
    prompt: str
    left_out: int
    groups: tuple[Group, ...]
    rag_instruct: dict[str, Estimate]
    confidence: tuple[Confidence, ...]
    calibration: str | None
    answers: tuple[Answered, ...]

    def to_json(self) -> dict[str, Any]:
        """All of it but the passages."""
        return {
            "gold": self.gold,
            "model": self.model,
            "prompt": self.prompt,
            "questions": len(self.answers),
            "left_out": self.left_out,
            "groups": [asdict(group) for group in self.groups],
            "calibration": self.calibration,
            "confidence": [asdict(one) for one in self.confidence],
            "rag_instruct": {name: asdict(one) for name, one in self.rag_instruct.items()},
            "answers": [_answer_json(one) for one in self.answers],
        }


def make_report(
    gold: str,
    model: str,
    card: ModelCard,
    left_out: int,
    answers: Sequence[Answered],
    calibration: Calibration | None = None,
) -> Report:
    """Score the answers of a gold file."""
    return Report(
        gold=gold,
        model=model,
        prompt=f"{card.template.name}@{card.template.version}",
        left_out=left_out,
        groups=tuple(_groups(answers)),
        rag_instruct=published_scheme(answers),
        confidence=tuple(confidences(answers)),
        calibration=calibration.gold if calibration else None,
        answers=tuple(answers),
    )


def _groups(answers: Sequence[Answered]) -> list[Group]:
    """Each kind, and after it its categories, in the order of the file."""
    members: dict[str, dict[str, list[Answered]]] = {}
    for one in answers:
        categories = members.setdefault(one.row.kind, {})
        if one.row.group is not None:
            categories.setdefault(one.row.group, []).append(one)
    groups = []
    for kind, categories in members.items():
        groups.append(_group(kind, None, [one for one in answers if one.row.kind == kind]))
        groups += [_group(kind, category, found) for category, found in categories.items()]
    return groups


def _group(kind: str, category: str | None, answers: Sequence[Answered]) -> Group:
    passages = len({one.row.context for one in answers})
    found = estimates((one.row.context, scores(one)) for one in answers)
    if not {"not_found_recall", "abstention"} <= set(found):  # of one sort alone: 0 or 1 whatever was said
        found.pop("not_found_precision", None)
        found.pop("not_found_f1", None)
    return Group(kind, category, len(answers), passages, found)


def _answer_json(one: Answered) -> dict[str, Any]:
    return {
        "id": one.row.id,
        "kind": one.row.kind,
        "category": one.row.group,
        "asked": one.row.query or one.row.key,
        "answers": list(one.row.answers),
        "value": one.value,
        "said": one.reading.value,
        "verdict": one.verdict,
        "accepted": is_accepted(one),
        "raw": one.raw,
        "fault": fault(one),
        "confidence": one.reading.confidence,
        "grounding": one.evidence.grounding,
        "start": one.evidence.start,
        "end": one.evidence.end,
        "prompt_tokens": one.prompt_tokens,
        "answer_tokens": one.answer_tokens,
        "seconds": one.seconds,
    }
