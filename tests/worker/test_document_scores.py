"""Scores of single results of documents, checked by hand."""

from dataclasses import replace

import pytest

from schemas.states import Grounding, ResultStatus
from worker.evaluation.documents.answer import DocumentAnswer, Standing, fault, is_right
from worker.evaluation.documents.page import render
from worker.evaluation.documents.report import make_document_report
from worker.evaluation.documents.scores import scores
from worker.evaluation.documents.standing import standing
from worker.gold_documents import DocumentRow

PASSAGE = (
    "This Agreement between Marrow Quay Logistics, Ltd. and Pellow & Drake is dated 11/18/05 and ends on 30 June 2007."
)


def row(*answers: str, kind: str = "extraction", **fields: object) -> DocumentRow:
    content = {"id": "1", "kind": kind, "document": "a.pdf", "query": "What is it?", "answers": answers, **fields}
    return DocumentRow.model_validate(content)


def answer(gold: DocumentRow, value: str | None, status: str = "accepted", **fields: object) -> DocumentAnswer:
    given = DocumentAnswer(
        row=gold,
        status=ResultStatus(status),
        value=value,
        typed=None,
        unit=None,
        confidence=0.5,
        reason="strongest of 3 answers",
        grounding=Grounding.EXACT,
        quote=value,
        page=1,
        start=None,
        end=None,
        passage=PASSAGE,
        asked=3,
        there=12,
        standing=None,
    )
    return replace(given, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("gold", "result", "right"),
    [
        (row("2005-11-18", type="date"), {"value": "November 18, 2005"}, True),
        (row("2005-11-18", type="date"), {"value": "11/18/05"}, True),
        (row("2005-11-18", type="date"), {"value": "dated the 18th day of November 2005"}, True),
        (row("2005-11-18", type="date"), {"value": "November 19, 2005"}, False),
        (row("2005-03-04", type="date", locale="en-US"), {"value": "4/3/2005"}, False),  # the 3rd of April
        (row("2005-03-04", type="date", locale="en-GB"), {"value": "4/3/2005"}, True),
        (row("316.83 PLN", type="amount"), {"value": "316,83", "typed": "316.83", "unit": "PLN"}, True),
        (row("316.83 PLN", type="amount"), {"value": "316,83", "typed": "316.83", "unit": "EUR"}, True),  # not its unit
        (row("3 years", type="duration"), {"value": "three (3) years"}, True),
        (row("3 years", type="duration"), {"value": "36 months"}, True),
        (row("New York", "State of New York", type="name"), {"value": "the State of New York"}, True),
        (row("New York", type="name"), {"value": "State of New York"}, False),
        (row("Tesaro Inc.", type="name"), {"value": "TESARO, Inc"}, True),
        (row("Yes", kind="boolean"), {"value": "Yes"}, True),
        (row("No", kind="boolean"), {"value": "Yes"}, False),
        (row("Not Found"), {"value": None, "status": "not_found"}, True),
        (row("Not Found"), {"value": "5", "status": "review"}, False),
        (row("Not Found"), {"value": None, "status": "failed"}, False),  # nobody looked
        (row("5"), {"value": None, "status": "not_found"}, False),
    ],
)
def test_what_is_right_is_the_same_value(gold: DocumentRow, result: dict[str, object], right: bool) -> None:
    assert is_right(answer(gold, **result)) is right  # type: ignore[arg-type]


def test_a_list_is_right_with_all_its_items_and_no_others() -> None:
    gold = row("Marrow Quay Logistics Ltd", "Pellow and Drake", type="list")

    both = answer(gold, "x", typed='["Marrow Quay Logistics, Ltd.", "Pellow and Drake"]')
    one = answer(gold, "x", typed='["Marrow Quay Logistics, Ltd."]')
    more = answer(gold, "x", typed='["Marrow Quay Logistics", "Pellow and Drake", "Mrs Oakes"]')

    assert [is_right(each) for each in (both, one, more)] == [True, False, False]
    assert scores(one)["items_precision"] == (1.0, 1)
    assert scores(one)["items_recall"] == (1.0, 2)
    assert scores(more)["items_precision"] == (pytest.approx(2.0), 3)
    assert scores(one)["f1"] == (pytest.approx(2 / 3), 1.0)
    assert is_right(answer(gold, "Marrow Quay Logistics, Ltd. and Pellow and Drake")) is False  # "and" parts them


def test_a_wrong_value_counts_where_it_would_be_believed() -> None:
    gold = row("2005-11-18", type="date")

    accepted, review = scores(answer(gold, "1 May 2001")), scores(answer(gold, "1 May 2001", "review"))

    assert accepted["wrong_accepted"] == (1.0, 1.0)
    assert accepted["precision_accepted"] == accepted["precision_all"] == (0.0, 1.0)
    assert review["wrong_accepted"] == (0.0, 1.0)
    assert review["precision_accepted"] == (0.0, 0.0)  # nothing was accepted
    assert review["precision_all"] == (0.0, 1.0)
    assert scores(answer(gold, "18 November 2005", "review"))["precision_all"] == (1.0, 1.0)
    assert scores(answer(gold, None, "not_found"))["precision_all"] == (0.0, 0.0)
    assert scores(answer(gold, "1 May 2001", grounding=Grounding.NONE))["ungrounded_accepted"] == (1.0, 1.0)
    assert scores(answer(gold, "x"))["asked"] == (3.0, 12.0)


def test_what_is_not_there_counts_for_silence_alone() -> None:
    silent = scores(answer(row("Not Found"), None, "not_found"))
    false_alarm = scores(answer(row("5"), None, "not_found"))
    said = scores(answer(row("Not Found"), "5"))

    assert (silent["not_found_precision"], silent["not_found_recall"]) == ((1.0, 1.0), (1.0, 1.0))
    assert false_alarm["not_found_precision"] == (0.0, 1.0)
    assert said["not_found_recall"] == (0.0, 1.0)
    assert said["precision_all"] == (0.0, 1.0)  # a value of what is not there is wrong
    assert "exact" not in silent


def test_routing_is_told_from_what_the_model_missed() -> None:
    texts = ["It is dated November 18, 2005.", "Marrow Quay Logistics, Ltd.", "Nothing."]
    date, parties = row("2005-11-18", type="date"), row("Marrow Quay Logistics Ltd", "Mrs Oakes", type="list")

    assert standing(date, texts, {0, 2}) == Standing(1, 1, 1)
    assert standing(date, texts, {1, 2}) == Standing(1, 1, 0)
    assert standing(parties, texts, {1}) == Standing(2, 1, 1)
    assert standing(row("5.00 USD", type="amount"), ["It is $5.00."], {0}) == Standing(1, 1, 1)
    assert standing(row("Yes", kind="boolean"), texts, {0}) is None
    assert standing(row("Not Found"), texts, {0}) is None
    lost = answer(date, None, "not_found", standing=Standing(1, 1, 0))
    assert fault(lost) == "not found: it is in a passage that was not asked"
    assert scores(lost)["routed"] == (0.0, 1.0)
    assert fault(replace(lost, standing=Standing(1, 1, 1))) == "not found, but it is there"


def test_a_report_has_each_field_and_what_accepting_gains() -> None:
    date, name = row("2005-11-18", type="date", category="date"), row("Pellow", category="name")
    answers = [
        answer(date, "18 November 2005"),
        answer(date.model_copy(update={"document": "b.pdf"}), "1 May 2001", "review"),
        answer(name, "Pellow"),
        answer(name.model_copy(update={"document": "b.pdf"}), "Drake", "review"),
    ]

    report = make_document_report("gold.jsonl", "scripted", answers, unread=[("c.pdf", "it is encrypted")])

    assert [(field.field, field.questions, field.documents) for field in report.fields] == [
        ("date", 2, 2),
        ("name", 2, 2),
        ("all", 4, 2),
    ]
    assert report.all.scores["precision_all"].value == 0.5
    assert report.all.scores["precision_accepted"].value == 1.0
    assert report.all.gain is not None
    assert report.all.gain.value == 0.5
    assert report.to_json()["answers"][1]["fault"] == "wrong"


def test_the_page_shows_what_is_wrong_and_takes_text_for_text() -> None:
    hostile = "</pre><script>document.title = 'taken'</script>"
    wrong = answer(row("Pellow", query=f"Who? {hostile}"), hostile, reason=hostile, passage=hostile + PASSAGE)
    right = answer(row("Pellow", query="And who else?"), "Pellow")

    html = render(make_document_report("gold.jsonl", "scripted", [wrong, right], unread=[(hostile, hostile)]))

    assert "<script" not in html
    assert "Results that are not right: 1" in html
    assert "And who else?" not in html
    assert "3 of 12 passages asked" in html
    assert '<mark class="gold">Pellow</mark>' in html
