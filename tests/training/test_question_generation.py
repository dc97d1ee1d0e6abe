"""Questions that a model writes: what it learns from, what of its own is kept, and that both are one command."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

pytest.importorskip("peft", reason="the extra train is not installed: no peft")

import typer

from ops.training.balance import FIRST_TO_GO, balance, counts
from ops.training.data import data
from ops.training.gold import SETS
from ops.training.plan import Plan
from ops.training.question_generation.__main__ import main
from ops.training.question_generation.lessons import lessons, sentences_of
from ops.training.question_generation.questions import from_line, read_questions, to_line
from ops.training.question_generation.writer import Asked, questions_about
from ops.training.rows import BY_A_MODEL, BY_RULES, NOT_FOUND, Passage, Row, Trained, is_held_out
from schemas.catalogue import load_catalogue
from schemas.settings import Settings
from small_models import save_small_model
from worker.engines.scripted import ScriptedEngine

CATALOGUE = load_catalogue(Settings())
TEMPLATE = CATALOGUE.templates["bling"]
BRIDGE = "The old bridge was built by Anna Lind in 1889. It leads over the river Oker to the market."
SQUAD = Passage(
    "squad2",
    BRIDGE,
    (
        Row(Trained.EXTRACTION, "Who built the old bridge?", "Anna Lind"),
        Row(Trained.EXTRACTION, "When was the bridge built?", "1889"),
        Row(Trained.NOT_FOUND, "Which road leads to the river's market?", NOT_FOUND),
    ),
)


def test_a_writer_learns_from_questions_turned_around() -> None:
    first, second = sentences_of(BRIDGE)

    [passage] = lessons([SQUAD, Passage("boolq", BRIDGE, SQUAD.rows)])

    assert passage.text == BRIDGE
    assert {(row.question, row.answer) for row in passage.rows} == {
        ("Ask for: Anna Lind", "Who built the old bridge?"),
        ("Ask for: 1889", "When was the bridge built?"),
        (f"Ask what is not said: {second}", "Which road leads to the river's market?"),
        (f"Ask about: {first}", "Anna Lind | 1889"),
    }


def test_what_two_models_understand_alike_is_kept() -> None:
    """The scripted engine writes and answers: each line of the passage says what it says to one prompt."""
    passage = (
        "The net price of the first old machine in Leeds is: 900 EUR.\n"
        "Ask 900 EUR: What is the net price of the old machine in Leeds?\n"
        "The gross weight of the second machine is: 30 kg.\n"
        "Ask 30 kg: What does it cost to paint the hall?\n"
    )
    engine = ScriptedEngine(CATALOGUE.find("scripted"), Settings())

    asked = {each.question: each for each in questions_about(passage, engine, engine)}

    price = asked["What is the net price of the old machine in Leeds?"]
    assert (price.meant, price.said, price.agrees) == ("900 EUR.", "900 EUR.", True)
    hall = asked["What does it cost to paint the hall?"]
    assert hall.meant == "30 kg."
    assert hall.said != "30 kg."
    assert not hall.agrees


@pytest.mark.parametrize(
    ("meant", "said", "agrees"),
    [
        ("Anna Lind", "Anna Lind", True),
        ("Anna Lind", "by Anna Lind", True),
        ("Anna Lind", "1889", False),
        ("Anna Lind", NOT_FOUND, False),
        (NOT_FOUND, NOT_FOUND, True),
        (NOT_FOUND, "not the bridge", False),
        ("Anna Lind", "", False),
    ],
)
def test_agreement_is_by_words_and_silence_by_both(meant: str, said: str, agrees: bool) -> None:
    assert Asked("Who?", meant, said).agrees is agrees


def test_a_file_gives_back_what_was_understood(tmp_path: Path) -> None:
    asked = [
        Asked("Who built it?", "Anna Lind", "Anna Lind"),
        Asked("When?", "1889", "Anna Lind"),
        Asked("What is not a bridge?", NOT_FOUND, NOT_FOUND),  # what something is not trains a word, not reading
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text(f"{to_line(BRIDGE, asked)}\n{to_line('Nothing.', asked[1:])}\n", encoding="utf-8")

    assert from_line(to_line(BRIDGE, asked)) == (BRIDGE, asked)
    assert read_questions(file) == [
        Passage(BY_A_MODEL, BRIDGE, (Row(Trained.EXTRACTION, "Who built it?", "Anna Lind"),))
    ]


def test_written_questions_are_the_first_to_go() -> None:
    def passages(source: str, sort: Trained, many: int) -> list[Passage]:
        return [Passage(source, f"text {n}", (Row(sort, f"{source} {sort} {n}?", "x"),)) for n in range(many)]

    kept = balance(
        [
            *passages("squad2", Trained.EXTRACTION, 50),
            *(passage for source in FIRST_TO_GO for passage in passages(source, Trained.EXTRACTION, 50)),
            *passages("boolq", Trained.BOOLEAN, 50),
            *passages("sroie", Trained.KEY_VALUE, 50),
        ]
    )

    of_source = {source: counts([p for p in kept if p.source == source]).total() for source in ("squad2", *FIRST_TO_GO)}
    assert of_source["squad2"] == of_source[BY_A_MODEL] == 50 > of_source[BY_RULES]


def test_trained_on_without_parting_them_again(tmp_path: Path, gold: Path) -> None:
    file = tmp_path / "questions.jsonl"
    window = next(text for text in map("Window {}.".format, range(100)) if is_held_out(text))
    file.write_text(to_line(window, [Asked("Who built it?", "Window", "Window")]) + "\n", encoding="utf-8")
    plan = Plan(documents=40)

    trained, held_out = data(gold, TEMPLATE, plan, lambda text: len(text.split()), file)

    assert window in {passage.text for passage in trained}
    assert window not in {passage.text for passage in held_out}


def test_the_command_trains_a_writer_and_goes_on_where_it_stopped(tmp_path: Path, gold: Path) -> None:
    app = typer.Typer()
    app.command()(main)
    base, out = save_small_model(tmp_path / "llama"), tmp_path / "run"
    call = ["--gold", str(gold), "--out", str(out), "--base", str(base), "--answerer", "scripted", "--epochs", "1"]

    first = CliRunner().invoke(app, [*call, "--passages", "1"], catch_exceptions=False)
    once = (out / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    with (out / "questions.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"text": "a line that was cut o')
    CliRunner().invoke(app, call, catch_exceptions=False)
    lines = (out / "questions.jsonl").read_text(encoding="utf-8").splitlines()

    assert first.exit_code == 0
    assert "questions" in first.output
    assert once == lines[:1]
    texts = [json.loads(line)["text"] for line in lines]
    assert len(set(texts)) == len(texts) == 5
    assert not any(map(is_held_out, [BRIDGE, *texts]))
    assert BRIDGE not in texts


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """The sets, each with a row about the bridge, and BoolQ with some passages more, of which some are held out."""
    folder = tmp_path / "gold"
    folder.mkdir()
    bare = {"kind": "extraction", "category": "core", "source": "test"}
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in SETS}
    rows["squad2"] = [
        bare | {"id": row.question, "context": BRIDGE, "query": row.question, "answers": [row.answer]}
        for row in SQUAD.rows
    ]
    texts = [f"The hall number {n} has a roof of copper, as Peter Sand writes in his book." for n in range(12)]
    trained = [text for text in texts if not is_held_out(text)][:5]
    rows["boolq"] = [
        bare | {"id": text, "kind": "boolean", "context": text, "query": "is it old", "answers": ["Yes"]}
        for text in [*trained, *filter(is_held_out, texts)]
    ]
    for name, each in rows.items():
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in each), encoding="utf-8")
    return folder
