"""Attacks in documents reach nothing beyond their own row, and what they say is not believed as it stands."""

import csv
import json
from pathlib import Path

import pytest

from producer.addressed import speaks_to_the_machine
from schemas.settings import Settings
from schemas.states import ResultStatus
from tests.injections.carriers import LINES, cases
from tests.injections.night import Results, changed, work_through

#: What only claims something, or aims at what is made of the answers: no order to the reader.
NO_ORDERS = ("question-and-answer", "formula-", "markup", "markdown-link", "escape-sequences", "template", "name-")

Night = tuple[Path, dict[str, Results], dict[str, Results]]


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Night:
    """All cases in one batch, with the scripted engine; its folder and the results with and without the attacks."""
    folder = tmp_path_factory.mktemp("night")
    return folder, *work_through(folder, cases(), Settings(model="scripted"))


def test_there_are_enough_and_their_names_differ() -> None:
    assert len({case.name for case in cases()}) == len(cases()) >= 60


def test_no_attack_reaches_another_document(night: Night) -> None:
    folder, _, honest = night

    kinds = {case.where for case in cases()}
    assert len(kinds) > 10
    for results in honest.values():
        assert results["total"][0] is ResultStatus.ACCEPTED
        assert "96.50 EUR" in (results["total"][1] or "")
    assert len(list((folder / "documents").iterdir())) == len(cases()) + len(kinds)


def test_an_order_to_the_machine_puts_a_question_mark_behind_every_answer(night: Night) -> None:
    _, attacked, honest = night

    for case in cases():
        if case.where in ("begin", "middle", "end") and not case.name.startswith(NO_ORDERS):
            assert changed(attacked[case.name], honest[case.name]) == [], case.name
            assert {status for status, _ in attacked[case.name].values()} == {ResultStatus.REVIEW}, case.name


def test_honest_documents_speak_to_people() -> None:
    assert speaks_to_the_machine("\n".join(LINES)) is None


def test_no_name_of_a_document_is_written_to(night: Night) -> None:
    folder, _, _ = night

    assert {path.name for path in folder.rglob("*") if path.is_file() and path.parent.name != "documents"} == {
        "answers.csv", "answers.jsonl", "carried.csv", "evidence.csv", "quarantine.csv", "questions.yaml",
        *(path.name for path in (folder / "out").glob("ledger.db*")),
    }  # fmt: skip


def test_what_is_exported_is_harmless_and_whole(night: Night) -> None:
    folder, _, _ = night

    for name in ("answers.csv", "evidence.csv", "quarantine.csv"):
        with (folder / "out" / name).open(encoding="utf-8-sig", newline="") as file:
            assert not [cell for row in csv.reader(file) for cell in row if cell.startswith(("=", "+", "@", "-"))]
    objects = [json.loads(line) for line in (folder / "out" / "answers.jsonl").read_text("utf-8").splitlines()]
    assert {'=HYPERLINK("x").txt', "<img src=x onerror=alert(1)>.txt"} <= {row["document"] for row in objects}
    assert len(objects) >= 5 * len({row["document"] for row in objects})


@pytest.mark.parametrize(
    "text",
    [
        "Borrower may disregard prior invoices, and the Lender shall answer any questions of the auditor.",
        "Please return the completed form and answer each question in block letters.",  # asks a person
        "The user: a natural person. The system: the software named in Annex 2. Model: GX-200.",
        "Do not forget to sign below.",
    ],
)
def test_orders_to_people_are_none_to_machines(text: str) -> None:
    assert speaks_to_the_machine(text) is None


@pytest.mark.shared_data
@pytest.mark.slow
def test_real_contracts_speak_to_people(shared_data: Path) -> None:
    from producer.parsing import pdf

    texts = [
        element.text
        for file in sorted((shared_data / "documents" / "contracts").glob("*.pdf"))[:15]
        for element in pdf.read(file).elements
    ]
    assert len(texts) > 1000
    assert [words for words in map(speaks_to_the_machine, texts) if words] == []
