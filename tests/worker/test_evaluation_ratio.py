"""Scores over many questions, and their intervals."""

import numpy as np
import pytest

from worker.evaluation.ratio import Estimate, Ratio, estimates, gain


def answers(right: int, wrong: int, each: int = 1) -> list[tuple[str, dict[str, Ratio]]]:
    """Passages whose questions are all right or all wrong, `each` to a passage."""
    outcomes = [1.0] * right + [0.0] * wrong
    return [(f"passage {n}", {"exact": (one, 1.0)}) for n, one in enumerate(outcomes) for _ in range(each)]


def test_a_score_is_the_quotient_of_the_sums_and_not_the_mean_of_quotients() -> None:
    found = estimates([("a", {"f1": (2.0, 2.0)}), ("b", {"f1": (0.0, 1.0)}), ("c", {"f1": (0.0, 0.0)})])

    assert found["f1"].value == pytest.approx(2 / 3)
    assert found["f1"].questions == 2  # the third has no part in it


def test_the_interval_contains_the_value_and_is_that_of_the_normal_approximation() -> None:
    found = estimates(answers(right=280, wrong=120))["exact"]

    assert found.value == 0.7
    deviation = np.sqrt(0.7 * 0.3 / 400)
    assert found.low == pytest.approx(0.7 - 1.96 * deviation, abs=0.01)
    assert found.high == pytest.approx(0.7 + 1.96 * deviation, abs=0.01)


def test_the_same_seed_gives_the_same_interval() -> None:
    rows = [(f"passage {n}", {"f1": (np.sqrt(n), n)}) for n in range(1, 20)]

    assert estimates(rows) == estimates(rows)
    assert estimates(rows, seed=1) == estimates(rows, seed=1)
    assert estimates(rows, seed=1) != estimates(rows, seed=2)


def test_questions_to_the_same_passage_are_no_more_than_one() -> None:
    alone, together = estimates(answers(20, 20))["exact"], estimates(answers(20, 20, each=10))["exact"]

    assert together.questions == 400
    assert (together.low, together.high) == (alone.low, alone.high)


def test_one_passage_has_no_interval_and_no_question_no_score() -> None:
    rows = [("a", {"exact": (1.0, 1.0), "recall": (0.0, 0.0)}), ("a", {"exact": (0.0, 1.0)})]

    assert estimates(rows) == {"exact": Estimate(0.5, None, None, 2)}
    assert estimates([]) == {}


def test_a_score_of_few_passages_among_many_has_an_interval() -> None:
    rows = [*answers(right=30, wrong=0), ("x", {"recall": (1.0, 1.0)}), ("y", {"recall": (0.0, 1.0)})]

    found = estimates(rows)["recall"]  # many resamples have neither of the two passages

    assert (found.value, found.low, found.high) == (0.5, 0.0, 1.0)


def test_a_gain_has_the_interval_of_the_difference() -> None:
    both = [(f"passage {n}", {"one": (float(n % 4 > 0), 1.0), "other": (float(n % 4 > 1), 1.0)}) for n in range(80)]

    found = gain(both, "one", "other")

    assert found is not None
    assert found.value == pytest.approx(0.25)
    assert found.low is not None
    assert found.high is not None
    assert 0 < found.low < 0.25 < found.high < 0.5  # they rise and fall together: apart, each would be less sure
    assert gain(both, "one", "one") == Estimate(0.0, 0.0, 0.0, 80)


def test_there_is_no_gain_where_one_score_has_no_question() -> None:
    assert gain([("a", {"one": (1.0, 1.0), "other": (0.0, 0.0)})], "one", "other") is None
    assert gain([("a", {"one": (1.0, 1.0), "other": (1.0, 2.0)})], "one", "other") == Estimate(0.5, None, None, 1)
