"""Scores of single answers, checked by hand."""

import pytest

from schemas.states import Grounding
from worker.evaluation.answering import Answered
from worker.evaluation.rag_instruct import SOURCE, core_points, published_scheme
from worker.evaluation.same_value import contains_value, same_value, token_f1
from worker.evaluation.scores import fault, scores
from worker.evaluation.summaries import checks, summary_scores
from worker.gold import GoldRow
from worker.grounding import Evidence
from worker.reading import Reading

CONTEXT = "Marrow Quay Logistics sent 3 invoices in 2026. The total due is £5,585.76."


def row(*answers: str, kind: str = "extraction", **fields: str) -> GoldRow:
    content = {"id": "1", "kind": kind, "context": CONTEXT, "query": "What is due?", "answers": answers, **fields}
    return GoldRow.model_validate(content)


def answered(gold: GoldRow, said: str | None, grounding: Grounding = Grounding.EXACT) -> Answered:
    reading = Reading(found=said is not None, value=said, confidence=0.5)
    return Answered(gold, said or "Not Found", reading, Evidence(grounding), 40, 4, 0.25)


@pytest.mark.parametrize(
    ("said", "gold", "same"),
    [
        ("$22,500.00", "22500", True),  # one has no unit
        ("USD 22,500.00", "$22,500", True),
        ("22 500", "22,500", True),
        ("22 500", "22,501", False),
        ("RM 31.00", "31.00", True),
        ("$1.5 million", "1,500,000", True),
        ("1 March 2026", "2026-03-01", True),
        ("3/1/2026", "1 March 2026", True),  # or the 3rd of January: nothing says which is meant
        ("3/1/2026", "2 March 2026", False),
        ("24 months", "2 years", True),
        ("CA$5", "$5", True),  # a sign that the currencies share
        ("12 March", "12", False),
        ("€5.00", "$5.00", False),
        ("1.5", "15", False),  # by its words it would be the same
        ("-3%", "3%", False),
        ("4.58 percent", "4.58%.", True),
        ("0001", "1", False),
        ("0001", "#0001", True),
        ("The  Green Goat.", "green goat", True),
        ("green goats", "green goat", False),
        ("A", "The", False),
    ],
)
def test_values_are_compared_as_values(said: str, gold: str, same: bool) -> None:
    assert same_value(said, gold) is same
    assert same_value(gold, said) is same


def test_f1_is_that_of_squad() -> None:
    assert token_f1("the total is due now", "total due") == pytest.approx(2 * 2 / (4 + 2))  # "the" does not count
    assert token_f1("to be to", "to to be be") == pytest.approx(2 * 3 / (3 + 4))  # each word as often as in both
    assert token_f1("nothing", "total due") == 0.0
    assert token_f1("Total due!", "total due") == 1.0
    assert token_f1("$5.00.", "$5.00") == 1.0


def test_contained_are_whole_words() -> None:
    assert contains_value("It is due in 30 days.", "30 days")
    assert not contains_value("It is due in 2012.", "12")
    assert not contains_value("30 long days", "30 days")


def test_a_value_adds_to_the_scores_of_values() -> None:
    found = scores(answered(row("£5,585.76", "5,585.76 pounds"), "5585.76 pounds"))

    assert found["exact"] == (1.0, 1.0)
    assert found["f1"] == (1.0, 1.0)  # the second answer is the nearer one
    assert found["contains"] == found["grounded"] == (1.0, 1.0)
    assert found["abstention"] == (0.0, 1.0)
    assert found["prompt_tokens"] == (40.0, 1.0)
    assert found["answer_tokens"] == (4.0, 1.0)
    assert found["seconds"] == (0.25, 1.0)
    assert "accuracy" not in found


def test_what_is_not_there_is_scored_by_precision_and_recall_alone() -> None:
    hit = scores(answered(row("Not Found."), None))
    miss = scores(answered(row("not found"), "£5.00", Grounding.NONE))
    false_alarm = scores(answered(row("£5.00"), None))

    assert not {"exact", "f1", "contains", "abstention"} & (hit.keys() | miss.keys())
    assert [one["not_found_precision"] for one in (hit, miss, false_alarm)] == [(1, 1), (0, 0), (0, 1)]
    assert [one["not_found_recall"] for one in (hit, miss, false_alarm)] == [(1, 1), (0, 1), (0, 0)]
    assert [one["not_found_f1"] for one in (hit, miss, false_alarm)] == [(2, 2), (0, 1), (0, 1)]
    assert miss["grounded"] == (0.0, 1.0)
    assert "grounded" not in hit
    assert false_alarm["abstention"] == (1.0, 1.0)
    assert false_alarm["exact"] == false_alarm["f1"] == false_alarm["contains"] == (0.0, 1.0)


@pytest.mark.parametrize(
    ("gold", "said", "accuracy"),
    [
        ("No, it rose by 22%.", "No", 1.0),
        ("Yes", "No", 0.0),
        ("Yes", None, 0.0),  # whoever abstains is not right
    ],
)
def test_a_boolean_is_right_by_its_first_word(gold: str, said: str | None, accuracy: float) -> None:
    found = scores(answered(row(gold, kind="boolean"), said))

    assert found["accuracy"] == (accuracy, 1.0)
    assert found["abstention"] == (float(said is None), 1.0)
    assert not {"exact", "f1", "grounded"} & found.keys()


def test_rouge_is_that_of_the_gold_summary_that_fits_best() -> None:
    summary = row("the cat sat on the mat", "dogs", kind="summarization", query="What is a summary in 5 words or less?")

    found = summary_scores(summary, "the cat lay on a mat")

    assert found["rouge1"][0] == pytest.approx(4 / 6)  # the, cat, on, mat
    assert found["rouge2"][0] == pytest.approx(1 / 5)  # "the cat"
    assert found["rougeL"][0] == pytest.approx(4 / 6)
    assert found["length"] == (0.0, 1.0)  # 6 words


def test_numbers_and_names_of_a_summary_have_to_stand_in_the_text() -> None:
    summary = row("x", kind="summarization", query="What is a list of the key points?")
    good = "1. Marrow Quay's invoices\n2. A total of £5585.76\n- Sent in 2026"

    assert checks(summary, good) == {"numbers": True, "names": True}  # no length was asked for
    assert checks(summary, "There are 4 invoices") == {"numbers": False, "names": True}
    assert checks(summary, "An invoice of Fellhaven Mutual") == {"numbers": True, "names": False}
    assert fault(answered(summary, good)) is None
    assert fault(answered(summary, "All 4 are from Fellhaven")) == "a number of its own, a name of its own"


@pytest.mark.parametrize(
    ("gold", "said", "words"),
    [
        ("£5,585.76", "5585.76", None),
        ("Not Found", None, None),
        ("Not Found", "£5", "the text does not say"),
        ("£5,585.76", None, "not found, but it is there"),
        ("Marrow Quay", "by Marrow Quay", "more than the answer"),
        ("Marrow Quay Logistics", "Marrow Quay", "a part of it"),
        ("£5,585.76", "2026", "wrong"),
    ],
)
def test_what_is_wrong_is_said(gold: str, said: str | None, words: str | None) -> None:
    assert fault(answered(row(gold), said)) == words


def test_the_published_scheme_gives_points_to_the_core_and_shares_to_the_others() -> None:
    core = {"category": "core", "source": SOURCE}
    right = answered(row("2026", **core), "in 2026")
    part = answered(row("Marrow Quay Logistics Ltd", **core), "Marrow Quay")
    silent = answered(row("2026", **core), None, Grounding.NONE)
    wrong = answered(row("2026", **core), "£5,585.76")
    invented = answered(row("2026", **core), "1999", Grounding.NONE)
    assert [core_points(one) for one in (right, part, silent, wrong, invented)] == [1.0, 0.5, 0.5, 0.0, -1.0]
    other_words = answered(row("2026", **core), "The total is due to Marrow Quay", Grounding.NONE)
    from_outside = answered(row("2026", **core), "Paris, France", Grounding.NONE)
    other_number = answered(row("due is £5,585.76", **core), "due is £5,585.77", Grounding.NONE)
    assert [core_points(one) for one in (other_words, from_outside, other_number)] == [0.0, -1.0, -1.0]

    jobs = {"query": "How many jobs were added?", **core}
    short = answered(row("3 jobs", **jobs), "3", Grounding.NONE)
    only_asked = answered(row("3 jobs", **jobs), "jobs", Grounding.NONE)
    turned = answered(row("due 2026", **core), "2026 total")
    assert [core_points(one) for one in (short, only_asked, turned)] == [1.0, -1.0, 0.5]

    others = [
        answered(row("Not Found.", category="not_found_classification", source=SOURCE), None),
        answered(row("No, never.", kind="boolean", category="boolean", source=SOURCE), "Yes"),
        answered(row("$16", category="math_basic", source=SOURCE), "16", Grounding.NONE),
        answered(row("$16", category="math_basic", source=SOURCE), "$14", Grounding.NONE),
        answered(row("x", category="core", source="another set"), "y", Grounding.NONE),
    ]
    found = published_scheme([right, part, silent, wrong, invented, *others])

    assert {name: one.value for name, one in found.items()} == {
        "core": pytest.approx(0.2),
        "not_found": 1.0,
        "boolean": 0.0,
        "math": 0.5,
    }
    assert published_scheme(others[-1:]) == {}
