"""Curves and thresholds, on numbers whose outcome is known."""

import math
import random
from dataclasses import replace

import pytest

from schemas.states import Grounding
from worker.calibration.curve import Curve
from worker.calibration.curves import Sample, fit_curve
from worker.calibration.features import choice_doubt, doubt, of_judgement, of_value, yes_margin
from worker.calibration.isotonic import fit_isotonic
from worker.calibration.logistic import fit_logistic
from worker.calibration.thresholds import accepted_from, believed_from, taken_from, yes_from
from worker.engines.contract import Generation
from worker.evaluation.reliability import calibration_error, reliability


def drawn(many: int, slope: float = 2.0, bias: float = -1.0) -> tuple[list[dict[str, float]], list[bool]]:
    """Answers that are right with a probability that is known; the second feature tells nothing."""
    chance = random.Random(11)
    rows = [{"x": chance.uniform(-3, 3), "noise": chance.uniform(-1, 1)} for _ in range(many)]
    return rows, [chance.random() < 1 / (1 + math.exp(-(slope * row["x"] + bias))) for row in rows]


def test_a_regression_finds_the_weights_by_which_answers_were_drawn() -> None:
    curve = fit_logistic(*drawn(6000))

    assert curve.weights["x"] == pytest.approx(2.0, abs=0.15)
    assert curve.bias == pytest.approx(-1.0, abs=0.15)
    assert curve.weights["noise"] == pytest.approx(0.0, abs=0.15)
    assert curve({"x": 0.5, "noise": 0.3}) == pytest.approx(0.5, abs=0.05)


def test_the_same_answers_give_the_same_curve() -> None:
    assert fit_logistic(*drawn(300)) == fit_logistic(*drawn(300))


def test_what_parts_right_from_wrong_for_sure_has_a_finite_weight_and_what_is_always_the_same_none() -> None:
    rows = [{"x": float(n), "constant": 4.0} for n in range(40)]

    curve = fit_logistic(rows, [row["x"] >= 20 for row in rows])

    assert 0.1 < curve.weights["x"] < 10
    assert curve.weights["constant"] == 0.0
    assert 0.01 <= curve(rows[0]) < 0.2 < 0.8 < curve(rows[-1]) <= 0.99


@pytest.mark.parametrize("right", [[], [True] * 30, [False] * 30])
def test_of_answers_that_are_all_alike_a_curve_says_so(right: list[bool]) -> None:
    curve = fit_logistic([{"x": 1.0} for _ in right], right)

    if right:
        assert (curve({"x": 1.0}) > 0.9) is right[0]
    else:
        assert curve({}) == 0.5


def test_votes_weigh_the_answers() -> None:
    rows = [{"x": 0.0}] * 40
    right = [True] * 10 + [False] * 30

    assert fit_logistic(rows, right)({"x": 0.0}) == pytest.approx(0.25, abs=0.01)
    assert fit_logistic(rows, right, [3.0] * 10 + [1.0] * 30)({"x": 0.0}) == pytest.approx(0.5, abs=0.01)


def test_isotonic_steps_rise_and_pool_what_does_not() -> None:
    scores = [float(n) for n in range(60)]
    right = [n % 15 < share for n, share in zip(range(60), [3] * 15 + [9] * 15 + [6] * 15 + [15] * 15, strict=True)]

    steps = fit_isotonic(scores, right)

    assert steps == ((7.0, 3 / 15), (29.5, 15 / 30), (52.0, 1.0))  # the second and third are pooled
    assert fit_isotonic([], []) == ()


def test_between_two_steps_the_probability_is_in_between() -> None:
    curve = Curve(bias=0.0, weights={"x": 1.0}, steps=((0.0, 0.2), (2.0, 0.6), (4.0, 1.0)))

    assert [curve({"x": x}) for x in (-9.0, 0.0, 1.0, 2.0, 3.0, 9.0)] == pytest.approx([0.2, 0.2, 0.4, 0.6, 0.8, 0.99])


def test_the_curve_that_is_off_by_less_on_what_it_has_not_seen_is_taken() -> None:
    chance = random.Random(3)
    rows = [{"x": chance.uniform(-3, 3)} for _ in range(3000)]
    humped = [chance.random() < (0.1 if row["x"] < 0 else 0.5 if row["x"] < 2 else 0.55) for row in rows]
    folds = [n % 5 for n in range(3000)]
    straight_rows, straight = drawn(3000)

    stepped, unseen = fit_curve(Sample(rows, humped, folds))
    smooth, _ = fit_curve(Sample(straight_rows, straight, folds))

    assert stepped.steps
    assert not smooth.steps
    assert calibration_error(list(zip(unseen, humped, strict=True))) < 0.05


def test_the_calibration_error_by_hand() -> None:
    judged = [(0.95, True)] * 9 + [(0.95, False)] + [(0.15, False)] * 4 + [(0.15, True)]

    bins = reliability(judged)

    assert [(one.low, one.answers, one.right) for one in bins] == [(0.1, 5, 0.2), (0.9, 10, 0.9)]
    assert calibration_error(judged) == pytest.approx((10 * 0.05 + 5 * 0.05) / 15)
    assert calibration_error([(1.0, True), (0.0, False)]) == 0.0
    assert calibration_error([]) == 0.0


def said(logprobs: tuple[float, ...] = (-0.1, -0.5), not_found: float | None = -3.0) -> Generation:
    return Generation("5 EUR", logprobs, 10, not_found_logprob=not_found)


def test_the_features_of_a_value() -> None:
    found = of_value(said(), Grounding.FUZZY)

    assert (found["mean"], found["smallest"], found["similar"], found["nowhere"]) == (-0.3, -0.5, 1.0, 0.0)
    assert found["doubt"] == pytest.approx(math.log(math.exp(-3) / (1 - math.exp(-3))))
    assert of_value(said(()), Grounding.NONE)["mean"] == -10.0


@pytest.mark.parametrize(("logprob", "feature"), [(-0.4, -0.4), (-700.0, -10.0), (None, 0.0)])
def test_how_probable_the_end_is_is_a_feature_and_what_was_cut_has_another(
    logprob: float | None, feature: float
) -> None:
    generation = replace(said(), complete=logprob is not None, end_logprob=logprob)

    found = of_value(generation, Grounding.EXACT)

    assert (found["end"], found["cut"]) == (feature, float(logprob is None))


@pytest.mark.parametrize(
    ("logprob", "odds"), [(0.0, 10.0), (-1e-9, 10.0), (-700.0, -10.0), (-math.log(2), 0.0), (None, 0.0)]
)
def test_doubt_is_finite(logprob: float | None, odds: float) -> None:
    assert doubt(said(not_found=logprob)) == pytest.approx(odds, abs=1e-3)


def test_the_features_of_a_judgement() -> None:
    generation = Generation("No", (-0.5,), 10, choice_logprobs=(math.log(0.3), math.log(0.6), math.log(0.1)))

    assert yes_margin(generation) == pytest.approx(-math.log(2))
    assert choice_doubt(generation) == pytest.approx(math.log(1 / 6))
    assert of_judgement(generation, -1.0) == pytest.approx(
        {"margin": 1 - math.log(2), "yes": 1.0, "doubt": math.log(1 / 6)}
    )


def test_values_are_accepted_from_where_they_are_better_than_all() -> None:
    probabilities = [(n + 5) / 100 for n in range(100)]
    right = [n >= 90 or (n >= 40 and n % 2 == 0) for n in range(100)]  # 35 of 100
    better = [n >= 85 or n % 2 == 0 for n in range(100)]  # 58 of 100

    assert accepted_from(probabilities, better, [True] * 100, 0.7) == 0.69  # 26 of 36; 27 of 38 is less than 0.72
    assert accepted_from(probabilities, better, [True] * 100, 0.68) == 0.67  # 27 of 38; 28 of 40 is no more than 0.7
    assert (
        accepted_from(probabilities, right, [True] * 100, 0.4) == 0.5
    )  # 0.31 would do, but is rather wrong than right
    assert accepted_from(probabilities, better, [True] * 100, 0.88) == pytest.approx(0.85)  # 18 of 20
    assert accepted_from(probabilities, better, [True] * 100, 0.9) == 0.85  # 0.92 is not to be had of 20, but 0.87
    assert accepted_from(probabilities, better, [True] * 100, 0.97) == 0.85  # neither are 0.98 and 0.94, but 0.89


def test_no_single_value_is_accepted_that_is_much_less_sure_than_all_of_them() -> None:
    probabilities = [0.99] * 90 + [0.6] * 5 + [0.1] * 30
    right = [True] * 90 + [True, True, False, False, False] + [False] * 30

    # 92 of the first 95 are right, but of those at 0.6 two of five
    assert accepted_from(probabilities, right, [True] * 125, 0.9) == pytest.approx(0.87)
    assert accepted_from(probabilities, right, [True] * 125, 0.88) == pytest.approx(0.85)
    # where nearly all are right no more is asked of one than of the highest goal
    assert accepted_from([0.99] * 98 + [0.6] * 2, [True] * 99 + [False], [True] * 100, 0.9) == pytest.approx(0.93)


def test_what_does_not_stand_in_its_passage_is_not_counted_as_accepted() -> None:
    probabilities = [0.9] * 60 + [0.3] * 60
    right = [False] * 30 + [True] * 30 + [True] * 12 + [False] * 48
    stands = [False] * 30 + [True] * 90

    assert accepted_from(probabilities, right, stands, 0.5) == 0.9
    assert accepted_from([], [], [], 0.5) == 1.0


def test_where_no_threshold_is_good_enough_the_one_that_parts_best_is_taken() -> None:
    probabilities = [0.7] * 50 + [0.6] * 50
    right = [True] * 27 + [False] * 23 + [True] * 23 + [False] * 27

    assert accepted_from(probabilities, right, [True] * 100, 0.9) == 0.7


def test_not_found_is_taken_from_where_most_is_gained() -> None:
    doubts, gains = [-3.0, -2.0, -1.0, -1.0, 0.0, 2.0], [-0.5, -0.5, 1.0, 0.5, 0.5, 1.0]
    right = [gain < 0 for gain in gains]

    assert taken_from(doubts, gains, right) == pytest.approx(-1.5)
    assert taken_from([1.0, 2.0], [-1.0, -1.0], [True, True]) is None
    assert taken_from([], [], []) is None


def test_where_more_is_gained_by_chance_alone_fewer_answers_are_taken() -> None:
    sure = [(n / 100, 1.0) for n in range(100, 200)]  # all of these are better taken
    # Of these hardly more than half: what all of them add, 6, is within the standard error of it, 10.
    mixed = [(n / 100, 1.0 if n % 2 or n < 6 else -1.0) for n in range(100)]
    doubts, gains = zip(*sure, *mixed, strict=True)

    found = taken_from(doubts, gains, [False] * len(gains))

    assert found is not None
    assert 0.9 < found < 1.1


def test_a_model_that_is_mostly_wrong_is_not_silenced_for_it() -> None:
    """Its doubt tells nothing: one of ten is right, wherever."""
    doubts, right = [n / 100 for n in range(100)], [n % 10 == 5 for n in range(100)]

    found = taken_from(doubts, [-0.5 if hit else 0.5 for hit in right], right)

    assert found is not None
    assert sum(hit for doubt, hit in zip(doubts, right, strict=True) if doubt < found) >= 9


def test_not_found_is_believed_of_nearly_all_that_are_right() -> None:
    assert believed_from([n / 100 for n in range(100)], [True] * 100) == pytest.approx(0.05)
    assert believed_from([0.1, 0.9], [False, True]) == 0.9
    assert believed_from([0.3], [False]) == 0.0


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_model_that_leans_to_no_is_set_upright_whatever_share_is_yes(share: float) -> None:
    chance = random.Random(5)
    yes = [chance.random() < share for _ in range(2000)]
    margins = [chance.gauss(-1.2 if each else -2.8, 1.0) for each in yes]

    assert yes_from(margins, yes) == pytest.approx(-2.0, abs=0.25)


def test_margins_that_tell_nothing_leave_yes_where_it_was() -> None:
    assert yes_from([1.0, 2.0], [True, True]) == 0.0
    assert yes_from([3.0, 2.0, 1.0, 0.0], [False, False, True, True]) == 0.0
