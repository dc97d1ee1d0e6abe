"""A record for a model: fitted on its answers, kept, found again for what it holds, and used by a worker."""

import json
import math
import random
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from batches import passages_of, split_batch
from schemas.catalogue import ModelCard, load_catalogue
from schemas.errors import ModelFilesBroken
from schemas.ledger.reuse import reused_answers
from schemas.questionnaire import Kind, Question, Questionnaire
from schemas.settings import Settings
from schemas.states import Grounding, Verdict
from schemas.tables import answers
from worker.asking import BOOLEAN_CHOICES
from worker.bundle import Desk, answer_passage
from worker.calibrate_command import main
from worker.calibration.calibrate import Fitted, fit
from worker.calibration.cases import Case, with_record
from worker.calibration.cross_validation import figures
from worker.calibration.curve import Curve
from worker.calibration.features import FEATURES_VERSION
from worker.calibration.fitting import NO_FIGURES
from worker.calibration.judging import judged
from worker.calibration.record import BooleanRecord, Calibration, ValueRecord
from worker.calibration.store import belongs, file_name, find_calibration, write_calibration
from worker.engines import load_engine
from worker.engines.contract import Generation
from worker.evaluation.answering import answered_of
from worker.gold import GoldRow
from worker.reading import Reading

CARD = load_catalogue(Settings()).find("scripted")
TOTAL = Question(name="total", kind="extraction", question="How much?")
BLANK = Calibration(
    features=FEATURES_VERSION,
    model="scripted",
    prompt="scripted@1",
    weights="",
    source=None,
    gold="g",
    fitted_on="2026",
)


def level(probability: float) -> Curve:
    """The same probability for every answer."""
    return Curve(bias=math.log(probability / (1 - probability)), weights={})


def value_record(**changes: object) -> ValueRecord:
    content: dict[str, object] = {
        "taken_from": 0.0, "accepted_from": 0.6, "believed_from": 0.4, "value": level(0.7), "silence": level(0.3),
        "figures": NO_FIGURES,
    }  # fmt: skip
    return ValueRecord.model_validate({**content, **changes})


def boolean_record(**changes: object) -> BooleanRecord:
    content: dict[str, object] = {
        "yes_from": -2.0, "not_found_from": None, "accepted_from": 0.6, "believed_from": 0.4,
        "judgement": level(0.7), "silence": level(0.8), "figures": NO_FIGURES,
    }  # fmt: skip
    return BooleanRecord.model_validate({**content, **changes})


# --- what a record makes of an answer -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "not_found", "changes", "verdict", "confidence"),
    [
        (True, 0.2, {}, Verdict.SURE, 0.7),
        (True, 0.2, {"accepted_from": 0.75}, Verdict.UNSURE, 0.7),
        (True, 0.6, {}, Verdict.NOT_FOUND, 0.7),
        (True, 0.6, {"taken_from": None}, Verdict.SURE, 0.7),
        (False, 0.6, {}, Verdict.FOUND, 0.3),
        (False, 0.6, {"believed_from": 0.2}, Verdict.SURE, 0.3),
    ],
)
def test_words_and_probabilities_make_a_verdict(
    found: bool, not_found: float, changes: dict[str, object], verdict: Verdict, confidence: float
) -> None:
    said = Generation("x", (-0.1,), 10, not_found_logprob=math.log(not_found))
    reading = Reading(found, "5 EUR" if found else None, 0.99)
    calibration = BLANK.model_copy(update={"extraction": value_record(**changes)})

    after, given = judged(said, reading, Grounding.EXACT, TOTAL, calibration)

    assert given is verdict
    assert (after.value, after.confidence) == (reading.value, pytest.approx(confidence))


def test_without_a_record_for_its_kind_an_answer_stays_as_it_is() -> None:
    said, reading = Generation("x", (-0.1,), 10), Reading(True, "5 EUR", 0.99)
    of_another_kind = BLANK.model_copy(update={"key_value": value_record()})

    assert judged(said, reading, Grounding.EXACT, TOTAL, None) == (reading, None)
    assert judged(said, reading, Grounding.EXACT, TOTAL, of_another_kind) == (reading, None)


@pytest.mark.parametrize(
    ("probabilities", "changes", "value"),
    [
        ((0.2, 0.7, 0.1), {}, "Yes"),  # yes is more than e^-2 times as probable as no
        ((0.05, 0.85, 0.1), {}, "No"),
        ((0.05, 0.15, 0.8), {}, "Yes"),  # "Not Found" is no choice
        ((0.05, 0.15, 0.8), {"not_found_from": 1.0}, None),
        ((0.05, 0.15, 0.8), {"not_found_from": 2.0}, "Yes"),
    ],
)
def test_a_boolean_is_decided_at_the_thresholds_of_the_record(
    probabilities: tuple[float, ...], changes: dict[str, object], value: str | None
) -> None:
    row = gold_row("boolean", ["Yes"])
    calibration = BLANK.model_copy(update={"boolean": boolean_record(**changes)})

    answered = answered_of(row, choice(probabilities), 0.0, CARD, calibration)

    assert answered.reading.value == value
    assert answered.verdict is Verdict.SURE
    assert answered.evidence.grounding is (Grounding.RELATED if value else Grounding.NONE)


# --- fitting ------------------------------------------------------------------------------------------------------


def gold_row(kind: str, gold: list[str], number: int = 0) -> GoldRow:
    content = {"id": str(number), "kind": kind, "context": f"Page {number // 4}. The total is 5 EUR, paid on Monday."}
    return GoldRow.model_validate({**content, "query": "Is the total paid?", "answers": gold})


def choice(probabilities: tuple[float, ...]) -> Generation:
    best = max(range(3), key=lambda place: probabilities[place])
    logprobs = tuple(map(math.log, probabilities))
    return Generation(BOOLEAN_CHOICES[best], (logprobs[best],), 10, choice_logprobs=logprobs)


def value_cases(many: int, seed: int = 1, kind: str = "extraction") -> list[Case]:
    """Of a model that is sure of everything: its values are right half the time, more often where its doubt is small,
    and a third of the questions has no answer."""
    chance = random.Random(seed)
    cases = []
    for number in range(many):
        there, knows = chance.random() < 2 / 3, chance.random()
        right = there and chance.random() < knows
        gold = "5 EUR" if right else "Monday" if there else "Not Found"
        doubt = 0.02 + 0.9 * (1 - knows) * chance.random() if there else chance.uniform(0.2, 0.99)
        silent = not there and chance.random() < 0.3
        said = "Not Found" if silent else "5 EUR"
        sure = -0.05 - 0.4 * (1 - knows) * chance.random()
        generation = Generation(said, (sure, sure / 2), 10, not_found_logprob=math.log(doubt))
        row = gold_row(kind, [gold], number)
        cases.append(Case(answered_of(row, generation, 0.0, CARD), generation))
    return cases


def boolean_cases(many: int, seed: int = 1) -> list[Case]:
    """Of a model that leans to no, and ranks well."""
    chance = random.Random(seed)
    cases = []
    for number in range(many):
        truth = chance.choice(["Yes", "No", "Not Found"])
        margin = chance.gauss({"Yes": -1.0, "No": -3.5, "Not Found": -2.2}[truth], 1.4)
        silence = chance.gauss(1.0 if truth == "Not Found" else -2.0, 0.8)
        yes = 1 / (1 + math.exp(-margin))
        odds = math.exp(silence) * max(yes, 1 - yes)
        generation = choice((yes / (1 + odds), (1 - yes) / (1 + odds), odds / (1 + odds)))
        row = gold_row("boolean", [truth], number)
        cases.append(Case(answered_of(row, generation, 0.0, CARD), generation))
    return cases


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    return fit([*value_cases(900), *boolean_cases(600)], BLANK)


@pytest.fixture(scope="module")
def lenient() -> Fitted:
    """Accepted values shall be better than all, and no more."""
    return fit([*value_cases(900), *boolean_cases(600)], BLANK, accepted_right=0.5)


@pytest.mark.parametrize("cases_of", [value_cases, boolean_cases])
def test_the_more_of_what_is_accepted_shall_be_right_the_less_is_accepted(
    fitted: Fitted, lenient: Fitted, cases_of: Callable[..., list[Case]]
) -> None:
    fresh = cases_of(900, seed=2)

    strict, lax = (
        figures([(case, with_record(case, record.calibration)) for case in fresh]) for record in (fitted, lenient)
    )

    assert strict.precision_accepted > lax.precision_accepted
    assert 0.15 < strict.accepted_of_right < lax.accepted_of_right


@pytest.mark.parametrize("cases_of", [value_cases, boolean_cases])
def test_on_other_passages_the_confidence_means_what_it_says_and_what_is_accepted_is_better(
    lenient: Fitted, cases_of: Callable[..., list[Case]]
) -> None:
    fresh = cases_of(900, seed=2)

    found = figures([(case, with_record(case, lenient.calibration)) for case in fresh])

    assert found.error_before > found.error_after
    assert found.error_after < 0.08
    assert found.points_after > found.points_before + 0.03
    assert found.precision_all is not None
    assert found.precision_accepted is not None
    assert found.precision_accepted >= found.precision_all + 0.1
    assert found.accepted_of_right is not None
    assert found.accepted_of_right > 0.3


def test_the_figures_of_a_record_are_those_of_passages_it_was_not_fitted_on(fitted: Fitted) -> None:
    record = fitted.calibration.extraction
    assert record is not None

    fresh = value_cases(900, seed=2)
    on_others = figures([(case, with_record(case, fitted.calibration)) for case in fresh])

    assert (record.figures.questions, record.figures.passages) == (900, 225)
    assert record.figures.error_after == pytest.approx(on_others.error_after, abs=0.04)
    assert record.figures.points_after == pytest.approx(on_others.points_after, abs=0.04)


def test_a_model_that_leans_to_no_says_yes_more_often(fitted: Fitted) -> None:
    record = fitted.calibration.boolean

    assert record is not None
    assert record.yes_from == pytest.approx(-2.25, abs=0.3)
    assert record.not_found_from == pytest.approx(-0.5, abs=0.6)


def test_not_found_stays_as_it_is_chosen_where_all_questions_have_an_answer() -> None:
    known = [case for case in boolean_cases(600) if case.is_answerable]

    record = fit(known, BLANK).calibration.boolean

    assert record is not None
    assert record.not_found_from == 0.0


def test_the_same_answers_in_another_order_give_nearly_the_same_record(fitted: Fitted) -> None:
    again = fit([*value_cases(900), *boolean_cases(600)], BLANK)

    assert again.calibration == fitted.calibration
    assert again.calibration.fingerprint == fitted.calibration.fingerprint


def test_a_kind_with_too_few_questions_or_nothing_to_tell_apart_is_refused_with_words() -> None:
    all_wrong = [case for case in value_cases(900, kind="key_value") if not case.right]

    found = fit([*value_cases(60), *all_wrong, *boolean_cases(300)], BLANK)

    assert found.calibration.extraction is None
    assert found.calibration.key_value is None
    assert found.calibration.boolean is not None
    assert found.refused[Kind.EXTRACTION] == "60 questions are too few, it takes 100"
    assert "0 of" in found.refused[Kind.KEY_VALUE]
    assert "answers are right" in found.refused[Kind.KEY_VALUE]


# --- keeping ------------------------------------------------------------------------------------------------------


@pytest.fixture
def model_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(b"weights")
    marker = {"source": "a package 1 with adapter mine 123", "weights": {"model.safetensors": "abc"}}
    (folder / "nightclerk.json").write_text(json.dumps(marker), encoding="utf-8")
    return folder


@pytest.fixture
def card() -> ModelCard:
    return load_catalogue(Settings()).find("smollm2-135m-instruct")


def of_the_card(card: ModelCard, folder: Path) -> Calibration:
    from schemas.model_folder import weights_fingerprint

    prompt = f"{card.template.name}@{card.template.version}"
    kept = {"model": f"{card.name}@int16", "prompt": prompt, "weights": weights_fingerprint(folder)}
    return BLANK.model_copy(update={**kept, "extraction": value_record()})


def test_a_record_is_found_for_the_weights_precision_and_prompt_that_it_is_of(
    card: ModelCard, model_folder: Path, tmp_path: Path
) -> None:
    settings = Settings(cache=tmp_path)
    record = of_the_card(card, model_folder)

    file = write_calibration(record, settings)

    assert file.name == "smollm2-135m-instruct@int16.json"
    assert find_calibration(card, f"{card.name}@int16", model_folder, settings) == record
    assert find_calibration(card, f"{card.name}@w8a8", model_folder, settings) is None
    other_prompt = card.model_copy(update={"template": card.template.model_copy(update={"version": 9})})
    assert find_calibration(other_prompt, f"{card.name}@int16", model_folder, settings) is None
    assert not belongs(record.model_copy(update={"features": FEATURES_VERSION + 1}), card, model_folder)


def test_precisions_that_agree_with_fp32_share_a_record(card: ModelCard, model_folder: Path, tmp_path: Path) -> None:
    """By the catalogue int16 keeps 98.7% of the answers of fp32, and int8 59%."""
    settings = Settings(cache=tmp_path)
    write_calibration(of_the_card(card, model_folder), settings)

    assert find_calibration(card, card.name, model_folder, settings) is not None
    assert find_calibration(card, f"{card.name}@int8", model_folder, settings) is None
    coarse = card.model_copy(update={"agreement": {"int16": 0.9}})
    assert find_calibration(coarse, card.name, model_folder, settings) is None
    assert find_calibration(coarse, f"{card.name}@int16", model_folder, settings) is not None


def test_other_weights_have_no_record_unless_they_come_from_the_same_place(card: ModelCard, model_folder: Path) -> None:
    """What is merged on another machine may differ in a last bit."""
    record = of_the_card(card, model_folder)
    marker = model_folder / "nightclerk.json"
    content = json.loads(marker.read_text(encoding="utf-8"))
    marker.write_text(json.dumps({**content, "weights": {"model.safetensors": "other"}}), encoding="utf-8")

    assert not belongs(record, card, model_folder)
    assert belongs(record.model_copy(update={"source": content["source"]}), card, model_folder)
    assert not belongs(record.model_copy(update={"source": "another"}), card, model_folder)


def test_a_record_that_cannot_be_read_is_named(card: ModelCard, model_folder: Path, tmp_path: Path) -> None:
    settings = Settings(cache=tmp_path)
    file = write_calibration(of_the_card(card, model_folder), settings)
    file.write_text(file.read_text(encoding="utf-8").replace('"accepted_from"', '"accepted"'), encoding="utf-8")

    with pytest.raises(ModelFilesBroken, match="delete it and calibrate again"):
        find_calibration(card, f"{card.name}@int16", model_folder, settings)


def test_names_with_a_slash_have_a_file_too() -> None:
    assert file_name("llmware/bling-1b@int8") == "llmware--bling-1b@int8.json"


# --- the command, and what comes of it ----------------------------------------------------------------------------

SIGNED = "Vendor: Marrow Quay {n}\nThe delivery {n} is insured.\nTotal due: {n},585.76"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """To the scripted engine: a right value, a wrong one and an absent one to each text."""
    rows = []
    for n in range(60):
        text = SIGNED.format(n=n)
        for k, (asked, answer) in enumerate(
            [
                ("total due", f"{n},585.76"),
                ("vendor of the moon", "Not Found"),
                ("vendor", "Quay"),
                ("colour", "Not Found"),
            ]
        ):
            rows.append({"id": f"{n}-{k}", "kind": "key_value", "context": text, "key": asked, "answers": [answer]})
        rows.append({"id": f"{n}-s", "kind": "summarization", "context": text, "query": "What?", "answers": ["x"]})
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    chosen = Settings(cache=tmp_path / "cache")
    monkeypatch.setattr("worker.measuring_command.settings", lambda: chosen)
    return chosen


def test_the_command_writes_a_record_and_says_what_it_is_worth(
    gold: Path, cache: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["--gold", str(gold), "--", "scripted"])

    said = capsys.readouterr()
    assert code == 0, said.err
    assert "calibration error" in said.out
    assert "taken for Not Found" in said.out
    record = find_calibration(CARD, "scripted", None, cache)
    assert record is not None
    assert (record.gold, record.prompt) == ("gold.jsonl", "scripted@1")
    assert record.key_value is not None
    assert record.key_value.figures.questions == 240
    assert record.extraction is None


def test_a_second_call_asks_nothing_and_one_after_a_kill_asks_what_is_missing(
    gold: Path, cache: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--gold", str(gold), "--", "scripted"])
    assert "240 questions" in capsys.readouterr().err
    first = find_calibration(CARD, "scripted", None, cache)

    main(["--gold", str(gold), "--", "scripted"])
    assert "loading" not in capsys.readouterr().err

    [kept] = (cache.cache / "calibrations").glob("*.answers.jsonl")
    kept.write_bytes(kept.read_bytes()[:-40])  # the last line is cut
    main(["--gold", str(gold), "--", "scripted"])
    assert "scripted: 4 questions" in capsys.readouterr().err
    assert find_calibration(CARD, "scripted", None, cache) == first


def test_the_share_that_shall_be_right_reaches_the_thresholds(gold: Path, cache: Settings) -> None:
    found = {}
    for share in ("0.2", "1.0"):
        assert main(["--gold", str(gold), "--accepted-right", share, "--", "scripted"]) == 0
        record = find_calibration(CARD, "scripted", None, cache)
        assert record is not None
        assert record.key_value is not None
        found[share] = record.key_value.accepted_from

    assert found["0.2"] < found["1.0"]


def test_too_small_a_sample_writes_no_record(gold: Path, cache: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--gold", str(gold), "--limit", "50", "--", "scripted"])

    said = capsys.readouterr()
    assert code == 0, said.err
    assert "No record for key_value: 40 questions are too few" in said.out
    assert "Nothing was recorded" in said.out
    assert find_calibration(CARD, "scripted", None, cache) is None


def test_a_worker_stores_the_calibrated_confidence_and_the_verdict_and_reuses_nothing_of_before(
    database: sa.Engine, short_settings: Settings
) -> None:
    plain = Desk(database, load_engine(CARD, short_settings), CARD.template, short_settings)
    record = BLANK.model_copy(update={"key_value": value_record(value=level(0.55), silence=level(0.25))})
    calibrated = Desk(database, plain.engine, CARD.template, short_settings, calibration=record)
    fields = [{"name": name, "kind": "key_value", "key": key} for name, key in (("a", "total due"), ("b", "colour"))]
    asked = Questionnaire.model_validate({"name": "Keys", "fields": fields})
    stored = {}
    for name, desk in (("plain", plain), ("calibrated", calibrated), ("again", calibrated)):
        batch = split_batch(database, SIGNED.format(n=1), questionnaire=asked, name=name)
        for passage in passages_of(database, batch):
            answer_passage(desk, passage)
        assert reused_answers(database, batch.id)[1] == (2 if name == "again" else 0)
        with database.connect() as tx:
            rows = tx.execute(sa.select(answers).order_by(answers.c.created_at.desc(), answers.c.found.desc()).limit(2))
            stored[name] = [(row.found, row.confidence, row.verdict) for row in rows]

    assert [verdict for _, _, verdict in stored["plain"]] == [None, None]
    expected = [(True, pytest.approx(0.55), "unsure"), (False, pytest.approx(0.25), "found")]
    assert stored["calibrated"] == stored["again"] == expected
