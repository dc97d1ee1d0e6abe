"""What the splitter measures passages with: the model's own tokens where it can, words where it cannot."""

from pathlib import Path

import pytest

from producer.splitter import token_counter
from producer.tokens import ApproximateTokens, ModelTokens
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
