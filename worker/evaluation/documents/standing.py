"""Where gold values stand in a document, which tells what routing lost from what the model did not find.

A value stands in a passage where one of its forms does, or its words in their order. "New York" stands in addresses as
well: of short names this says more than it should (tests/benchmarks/routing.py looks at what is near).
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from schemas.questionnaire import Kind, ValueType
from worker.evaluation.documents.answer import Standing
from worker.evaluation.same_value import normalised
from worker.forms import find_form
from worker.gold_documents import DocumentRow
from worker.typed.conventions import conventions_of
from worker.typed.value import type_value


def standing(row: DocumentRow, texts: Sequence[str], asked: Collection[int]) -> Standing | None:
    """Where a row's values stand, of the document's passages and of those that were asked. None for judgements and for
    what the document does not say."""
    if row.question.kind is Kind.BOOLEAN or not row.is_answerable:
        return None
    each = [{n for n, text in enumerate(texts) if _stands(value, row, text)} for value in row.values]
    if row.type is not ValueType.LIST:  # one of the values will do
        each = [set().union(*each)]
    return Standing(len(each), sum(map(bool, each)), sum(bool(places & set(asked)) for places in each))


def _stands(value: str, row: DocumentRow, text: str) -> bool:
    if f" {normalised(value)} " in f" {normalised(text)} ":
        return True
    question = row.question
    conventions = conventions_of(question, text)
    # Without its unit: a document may write $ for the gold's USD, or nothing.
    typed = replace(type_value(value, question.value_type, conventions), unit=None)
    return find_form(typed, question.value_type, text, conventions) is not None
