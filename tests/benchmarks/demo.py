"""The demo's spreadsheet against what the generator of its documents knows (ops/demo/expected.json).

Each field of each document is compared, also those of which the document says nothing: there the cell has to be empty.
Headlines are not, since there are many right ones.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from producer.gold_results import results_of
from producer.night import Exit, Order, run_night
from producer.terminal import Terminal
from schemas.ids import batch_id
from schemas.ledger.counts import document_rows
from schemas.ledger.database import open_database
from schemas.questionnaire import Kind, Question, Questionnaire
from schemas.questionnaire_file import read_questionnaire
from schemas.settings import settings
from schemas.states import ResultStatus
from tests.benchmarks import kept
from tests.benchmarks.document_gold import NOT_FOUND, laws
from tests.benchmarks.documents import cell
from worker.evaluation.documents.answer import DocumentAnswer, fault, is_right
from worker.evaluation.ratio import estimates
from worker.gold_documents import DocumentRow

DEMO = Path(__file__).resolve().parents[2] / "ops" / "demo"
#: So many of the wrong values that were accepted are written out.
_LISTED = 20
#: Known fields of one document: a text, a list of texts, or None where the document does not say.
_Known = dict[str, str | list[str] | None]


def measure() -> str:
    """A night on the demo, and a table: for each field, how many results are right, and what became of the others."""
    questionnaire = read_questionnaire(DEMO / "questions.yaml")
    expected = json.loads((DEMO / "expected.json").read_text(encoding="utf-8"))["documents"]
    rows = {path: _rows(path, known["fields"], questionnaire) for path, known in expected.items() if "fields" in known}
    answers, models, quarantined = _night(questionnaire, rows)
    believed = [answer for answer in answers if _is_accepted(answer) and not is_right(answer)]
    should = sorted(path for path, known in expected.items() if "error" in known)
    return "\n".join(
        [
            f"{', '.join(models)}. {len(rows)} documents, {len(answers)} fields that the generator knows.",
            "",
            *_table(answers),
            "",
            *_sentences(answers),
            f"In quarantine: {len(quarantined)}, as it has to be."
            if quarantined == should
            else f"In quarantine: {', '.join(quarantined)}; it has to be {', '.join(should)}.",
            "",
            *(f"- wrong and accepted: {_told(one)}" for one in believed[:_LISTED]),
            *([f"- and {len(believed) - _LISTED} more"] if len(believed) > _LISTED else []),
        ]
    )


def _rows(path: str, known: _Known, questionnaire: Questionnaire) -> list[tuple[str, DocumentRow]]:
    return [
        (field.name, _row(path, questionnaire.field(field.name), known[field.name]))
        for field in questionnaire.fields
        if field.kind is not Kind.SUMMARIZATION
    ]


def _row(path: str, field: Question, known: str | list[str] | None) -> DocumentRow:
    answers = known if isinstance(known, list) else [known or NOT_FOUND]
    content: dict[str, Any] = {
        "id": f"{path} {field.name}",
        "kind": field.kind,
        "document": path,
        "query": field.question,
        "key": field.key,
        "answers": laws(*answers) if field.name == "governing_law" else answers,
        "type": None if field.kind is Kind.BOOLEAN else field.type,
        "locale": field.locale,
        "category": field.name,
    }
    return DocumentRow.model_validate(content)


def _night(
    questionnaire: Questionnaire, rows: dict[str, list[tuple[str, DocumentRow]]]
) -> tuple[list[DocumentAnswer], list[str], list[str]]:
    """The results, who answered, and what is in quarantine. The folder is kept, and the same night is not worked twice.

    Raises:
        SystemExit: a person ended it; the same command goes on.
    """
    card, out = kept.model(), kept.folder(f"demo-{kept.model().folder_name}")
    chosen = settings().model_copy(update={"database": f"sqlite:///{out / 'nightclerk.db'}"})
    order = Order(
        folder=DEMO / "documents",
        questionnaire=questionnaire,
        name=kept.night_name(),
        out=out,
        workers=1,
        settings=chosen,
        local_database=True,
        local_broker=True,
        with_flower=False,
    )
    if run_night(order, Terminal(stderr=True)) is Exit.INTERRUPTED:
        raise SystemExit("Interrupted; the same command goes on.")
    database = open_database(chosen.database)
    try:
        batch = batch_id(str(order.folder.resolve()), questionnaire.digest, card.name, order.name)
        found = results_of(database, batch, rows)
        quarantined = sorted(row["path"] for row in document_rows(database, batch) if row["error_code"])
        return found.answers, found.models, quarantined
    finally:
        database.dispose()


def _table(answers: Sequence[DocumentAnswer]) -> Iterator[str]:
    yield (
        "| field | compared | right | right, accepted or empty | right, in review | wrong, in review | wrong, empty | "
        "wrong and accepted |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    fields = dict.fromkeys(answer.row.category for answer in answers)
    for field, found in [*((f, [a for a in answers if a.row.category == f]) for f in fields), ("**all**", answers)]:
        yield f"| {field} | {' | '.join(map(str, counts(list(found))))} |"


def counts(answers: Sequence[DocumentAnswer]) -> list[int]:
    right = [answer for answer in answers if is_right(answer)]
    wrong = [answer for answer in answers if not is_right(answer)]
    review = [answer.status is ResultStatus.REVIEW for answer in right]
    accepted = sum(map(_is_accepted, wrong))
    in_review = sum(answer.status is ResultStatus.REVIEW for answer in wrong)
    empty = len(wrong) - in_review - accepted
    return [len(answers), len(right), len(right) - sum(review), sum(review), in_review, empty, accepted]


def _sentences(answers: Sequence[DocumentAnswer]) -> Iterator[str]:
    scored = [
        (
            one.row.document,
            {
                "right": (float(is_right(one)), 1.0),
                "shown": (float(is_right(one) and one.status is not ResultStatus.REVIEW), 1.0),
                "said": (float(is_right(one)), float(one.row.is_answerable)),
                "believed": (float(not is_right(one)), float(_is_accepted(one))),
            },
        )
        for one in answers
    ]
    found = {name: cell(score) for name, score in estimates(scored).items()}
    yield f"Right, in %: {found['right']} of all fields, {found['said']} of those that the document says;"
    yield f"in the spreadsheet, where what is in review has an empty cell, {found['shown']}."
    yield f"Of the accepted values {found.get('believed', '0')}% are wrong."


def _is_accepted(answer: DocumentAnswer) -> bool:
    return answer.status is ResultStatus.ACCEPTED


def _told(answer: DocumentAnswer) -> str:
    said, gold = " ".join((answer.value or "").split())[:80], ", ".join(answer.row.answers[:2])
    return f'{answer.row.document}, {answer.row.category}: "{said}" for "{gold}" ({fault(answer)})'
