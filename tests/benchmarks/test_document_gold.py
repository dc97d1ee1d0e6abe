"""What the benchmarks make of gold, of prose, and of the demo's results."""

from dataclasses import replace
from pathlib import Path

import pytest

from schemas.states import Grounding, ResultStatus
from tests.benchmarks.demo import counts
from tests.benchmarks.document_gold import SETS, contract_answers, laws, write_gold
from tests.benchmarks.plain import read_prose
from worker.evaluation.documents.answer import DocumentAnswer
from worker.gold import GoldRow
from worker.gold_documents import DocumentRow, read_document_gold


@pytest.mark.parametrize(
    ("name", "said", "answers"),
    [
        ("Parties", 'Fox (UK) Ltd. ("Fox"); Glu Mobile, Inc. ("Licensee")', ["Fox (UK) Ltd.", "Glu Mobile, Inc."]),
        ("Parties", 'A Inc. (“A”); A and B (individually, a "Party")', ["A Inc."]),
        ("Agreement Date", "11/18/05", ["2005-11-18"]),
        ("Agreement Date", "04/[]/2013", []),
        ("Effective Date", "", ["Not Found"]),
        ("Expiration Date", "perpetual", ["perpetual"]),
        ("Renewal Term", "succesive 1 year", ["1 year"]),
        ("Document Name", "AMENDMENT NO. 1\n\nLicense ", ["AMENDMENT NO. 1 License", "AMENDMENT NO. 1", "License"]),
    ],
)
def test_gold_of_contracts_becomes_answers(name: str, said: str, answers: list[str]) -> None:
    assert contract_answers(name, said) == answers


def test_a_law_may_be_called_in_several_ways() -> None:
    assert {"Texas", "State of Texas", "laws of the State of Texas", "Texas law"} <= set(laws("Texas"))
    assert laws("Not Found") == ["Not Found"]


@pytest.mark.parametrize(
    ("kind", "said", "value"),
    [
        ("extraction", " The total is $5.00.<|endoftext|>And more", "The total is $5.00."),
        ("extraction", "<bot>: $5.00", "$5.00"),
        ("extraction", "Not Found.", None),
        ("extraction", "  ", None),
        ("boolean", "It seems that yes, it does. No doubt.", "yes"),
        ("boolean", "It does, as is known.", "It does, as is known."),  # neither: wrong, whatever is right
    ],
)
def test_prose_is_read_as_it_comes(kind: str, said: str, value: str | None) -> None:
    row = GoldRow.model_validate({"id": "1", "kind": kind, "context": "x", "query": "?", "answers": ["Yes"]})

    assert read_prose(said, row).value == value


def test_the_demos_results_are_counted_by_what_became_of_them() -> None:
    row = DocumentRow.model_validate(
        {"id": "1", "kind": "key_value", "document": "a", "key": "number", "answers": ["PD-1"], "category": "number"}
    )
    right = DocumentAnswer(
        row, ResultStatus.ACCEPTED, "PD-1", "PD-1", None, 0.9, "", Grounding.EXACT, "PD-1", 1, 0, 4, "PD-1", 1, 1, None
    )
    review = replace(right, status=ResultStatus.REVIEW)
    empty = replace(right, status=ResultStatus.NOT_FOUND, value=None)
    wrong = replace(right, value="PD-2")
    silent = replace(empty, row=row.model_copy(update={"answers": ("Not Found",)}))

    found = counts([right, review, empty, wrong, replace(wrong, status=ResultStatus.REVIEW), silent])

    assert found == [6, 3, 2, 1, 1, 1, 1]


@pytest.mark.shared_data
@pytest.mark.parametrize("name", SETS)
def test_every_set_is_a_gold_file(name: str, shared_data: Path, tmp_path: Path) -> None:  # noqa: ARG001
    path = write_gold(name, tmp_path / "gold", limit=8)

    assert path is not None
    gold = read_document_gold(path)
    assert gold.documents == 8
    assert gold.questions >= 16
