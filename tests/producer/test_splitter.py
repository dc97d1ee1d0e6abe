"""What the splitter measures passages with (the model's own tokens where it can, else words), and what it notes."""

import csv
from pathlib import Path

import pytest
import sqlalchemy as sa

from batches import TWO_QUESTIONS
from producer.export import export
from producer.splitter import split_document
from producer.submit import submit
from producer.tokens import ApproximateTokens, ModelTokens, token_counter
from schemas.ledger.counts import document_rows
from schemas.settings import Settings
from small_models import save_tokenizer


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A local model folder without a tokenizer."""
    (tmp_path / "config.json").write_text("{}")
    return tmp_path


def test_the_model_s_own_tokens_are_counted(model: Path) -> None:
    save_tokenizer(model)

    assert isinstance(token_counter(str(model), Settings()), ModelTokens)


def test_words_are_counted_where_there_is_no_tokenizer(model: Path) -> None:
    assert isinstance(token_counter(str(model), Settings()), ApproximateTokens)


def test_a_broken_tokenizer_costs_no_document(model: Path, caplog: pytest.LogCaptureFixture) -> None:
    (model / "tokenizer.json").write_text("{ torn")

    assert isinstance(token_counter(str(model), Settings()), ApproximateTokens)
    assert "cannot be loaded" in caplog.text


def test_a_model_that_this_machine_does_not_know_costs_no_document(caplog: pytest.LogCaptureFixture) -> None:
    assert isinstance(token_counter("a model of another catalogue", Settings()), ApproximateTokens)
    assert "There is no model" in caplog.text


def test_what_was_odd_about_a_file_is_kept_and_shown(database: sa.Engine, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "letter.docx").write_text(r"{\rtf1 The rent is due.\par}")
    batch = submit(database, folder, TWO_QUESTIONS, model="scripted", name="night", settings=Settings()).batch
    [document] = document_rows(database, batch.id)

    split_document(database, document["id"], Settings())
    export(database, batch, tmp_path / "answers.csv")

    with (tmp_path / "answers.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert row["notes"] == "Named .docx, but its content is RTF: read as that."
