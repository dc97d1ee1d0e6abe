"""What cannot be used is refused with a message that says what to do, before anything is started."""

import sqlite3
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ledger_view import resolved
from program import nightclerk
from schemas.ledger.database import open_database

Refusal = Callable[..., tuple[int, str]]


@pytest.fixture
def run_of(orders: Path, questions: Path, tmp_path: Path) -> Refusal:
    """Exit code and message of a run with this or that changed."""

    def run(*options: object, folder: Path = orders, asked: Path = questions, **settings: object) -> tuple[int, str]:
        out = [] if "--out" in options else ["--out", tmp_path / "out"]
        done = nightclerk("run", folder, "--questions", asked, *out, *options, **settings)
        return done.returncode, " ".join(done.stderr.split())

    return run


def test_no_such_folder(run_of: Refusal, tmp_path: Path) -> None:
    code, message = run_of(folder=tmp_path / "nowhere")

    assert code == 2
    assert "There is no folder" in message


def test_empty_folder(run_of: Refusal, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / ".hidden").touch()

    code, message = run_of(folder=tmp_path / "empty")

    assert code == 2
    assert "holds no document" in message
    assert "1 hidden" in message


def test_no_readable_document(run_of: Refusal, tmp_path: Path) -> None:
    (tmp_path / "sounds").mkdir()
    (tmp_path / "sounds" / "song.mp3").write_bytes(b"ID3")

    code, _ = run_of(folder=tmp_path / "sounds")

    assert code == 3
    assert "FormatUnknown" in (tmp_path / "out" / "quarantine.csv").read_text()


def test_every_mistake_of_a_questionnaire(run_of: Refusal, tmp_path: Path) -> None:
    asked = tmp_path / "wrong.yaml"
    asked.write_text("name: x\nfields:\n  - name: Total\n    kind: extract\n    question: How much?\n")

    code, message = run_of(asked=asked)

    assert code == 2
    assert "line 3" in message
    assert "line 4" in message


def test_unknown_model(run_of: Refusal) -> None:
    code, message = run_of("--model", "blink-9000")

    assert code == 2
    assert "There is no model blink-9000" in message


def test_model_of_an_engine_that_is_not_there(run_of: Refusal, tmp_path: Path) -> None:
    code, message = run_of("--model", "bling-phi-3-gguf", OFFLINE="true", CACHE=tmp_path / "cache")

    if find_spec("llama_cpp") is None:
        assert code == 2
        assert "pip install 'nightclerk[gguf]'" in message
    else:
        assert code == 1
        assert "files of bling-phi-3-gguf are not there" in message


def test_model_files_missing(run_of: Refusal, tmp_path: Path) -> None:
    code, message = run_of("--model", "llmware/bling-1b-0.1", OFFLINE="true", CACHE=tmp_path / "cache")

    assert code == 1
    assert "files of bling-1b-0.1 are not there" in message


def test_model_files_broken(run_of: Refusal, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "config.json").write_text("{ torn")

    code, message = run_of("--model", folder)

    assert code == 1
    assert str(folder) in message


def test_broker_unreachable(run_of: Refusal) -> None:
    code, message = run_of("--broker", "redis://:pw@127.0.0.1:1/0")

    assert code == 1
    assert "Cannot reach the broker redis://***@127.0.0.1:1/0" in message


def test_broker_refuses_the_password(run_of: Refusal, valkey: str) -> None:
    parts = urlsplit(valkey)

    code, message = run_of("--broker", f"redis://:wrong@{parts.hostname}:{parts.port}/0")

    assert code == 1
    assert "refused the password" in message


@pytest.mark.parametrize(("version", "words"), [("0", "nightclerk migrate"), ("99", "schema version 99")])
def test_database_of_another_version(run_of: Refusal, tmp_path: Path, version: str, words: str) -> None:
    file = tmp_path / "other.db"
    open_database(f"sqlite:///{file}").dispose()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE meta SET value = ?", (version,))
    connection.close()

    code, message = run_of("--database", f"sqlite:///{file}")

    assert code == 1
    assert words in message


def test_database_that_cannot_be_written(run_of: Refusal, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    code, message = run_of("--database", f"sqlite:///{tmp_path / 'file' / 'x.db'}")

    assert code == 1
    assert "Cannot use the database" in message


def test_output_inside_the_folder(run_of: Refusal, orders: Path) -> None:
    code, message = run_of("--out", orders / "out")

    assert code == 2
    assert "lies inside the folder of documents" in message


def test_a_question_too_long_costs_itself_alone(run_of: Refusal, tmp_path: Path) -> None:
    asked = tmp_path / "long.yaml"
    rambling = "and so on and on " * 110
    asked.write_text(
        "name: x\nfields:\n"
        "  - {name: order_number, kind: key_value, key: order number}\n"
        f"  - name: saga\n    kind: extraction\n    question: Who {rambling}\n"
    )
    rows = tmp_path / "rows.yaml"
    rows.write_text("templates: {}\nmodels:\n  short: {engine: scripted, context_tokens: 256, template: scripted}\n")

    code, message = run_of("--model", "short", asked=asked, CATALOGUE=rows)

    assert code == 3, message
    assert "QuestionTooLong" in (tmp_path / "out" / "quarantine.csv").read_text()
    found = resolved(f"sqlite:///{tmp_path / 'out' / 'nightclerk.db'}")
    assert found["order-02.txt", "order_number"] == ("accepted", "PD-0002")
    assert found["order-02.txt", "saga"][0] == "failed"


def test_a_setting_that_cannot_be_used_is_named() -> None:
    done = nightclerk("models", LEASE_S="soon")

    assert done.returncode == 2
    assert "NIGHTCLERK_LEASE_S" in done.stderr
