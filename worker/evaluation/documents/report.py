"""The outcome of an evaluation by documents: scores by field, and every result."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from worker.evaluation.documents.answer import DocumentAnswer, fault
from worker.evaluation.documents.scores import scores
from worker.evaluation.ratio import Estimate, estimates, gain

#: The name of the group of all questions.
ALL = "all"


@dataclass(frozen=True)
class FieldScores:
    """The questions of one field (`GoldQuestion.group`, else its kind), or all. Scores are fractions of 1; `gain` is
    by how much accepted values are more precise than all values."""

    field: str
    questions: int
    documents: int
    scores: dict[str, Estimate]
    gain: Estimate | None


@dataclass(frozen=True)
class DocumentReport:
    """`model` is the engine's name with its precision, where it answered anything. `unread` are documents that ended in
    quarantine, with the reason. `seconds` is the length of the night, without what was known before."""

    gold: str
    model: str
    fields: tuple[FieldScores, ...]
    unread: tuple[tuple[str, str], ...]
    seconds: float
    answers: tuple[DocumentAnswer, ...]

    @property
    def all(self) -> FieldScores:
        return self.fields[-1]

    def to_json(self) -> dict[str, Any]:
        """All of it but the passages."""
        return {
            "gold": self.gold,
            "model": self.model,
            "questions": self.all.questions,
            "documents": self.all.documents,
            "unread": [{"document": document, "reason": reason} for document, reason in self.unread],
            "seconds": self.seconds,
            "fields": [asdict(field) for field in self.fields],
            "answers": [_answer_json(answer) for answer in self.answers],
        }


def make_document_report(
    gold: str,
    model: str,
    answers: Sequence[DocumentAnswer],
    *,
    unread: Sequence[tuple[str, str]] = (),
    seconds: float = 0.0,
) -> DocumentReport:
    """Score the results of a gold file: each field in the order of the file, and all at the end."""
    members: dict[str, list[DocumentAnswer]] = {}
    for answer in answers:
        members.setdefault(answer.row.group or answer.row.kind, []).append(answer)
    groups = [*members.items(), (ALL, list(answers))]
    fields = tuple(_field_scores(name, found) for name, found in groups)
    return DocumentReport(gold, model, fields, tuple(unread), seconds, tuple(answers))


def _field_scores(name: str, answers: Sequence[DocumentAnswer]) -> FieldScores:
    scored = [(answer.row.document, scores(answer)) for answer in answers]
    found = estimates(scored)
    if not {"not_found_recall", "abstention"} <= set(found):  # of one sort alone: 0 or 1 whatever was said
        found.pop("not_found_precision", None)
        found.pop("not_found_f1", None)
    documents = len({answer.row.document for answer in answers})
    return FieldScores(name, len(answers), documents, found, gain(scored, "precision_accepted", "precision_all"))


def _answer_json(answer: DocumentAnswer) -> dict[str, Any]:
    left_out = ("row", "passage", "standing")
    plain = {name: value for name, value in vars(answer).items() if name not in left_out}
    return {
        "id": answer.row.id,
        "document": answer.row.document,
        "kind": answer.row.kind,
        "field": answer.row.group,
        "asked_for": answer.row.query or answer.row.key,
        "answers": list(answer.row.answers),
        "fault": fault(answer),
        **plain,
        "standing": asdict(answer.standing) if answer.standing else None,
    }
