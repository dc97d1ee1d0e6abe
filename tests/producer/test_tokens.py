"""Counting tokens, with the model's tokenizer and without."""

from pathlib import Path

import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from producer.tokens import ApproximateTokens, ModelTokens
from schemas.errors import ModelFilesBroken, ModelFilesMissing


def _tokenizer(folder: Path) -> Path:
    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0, "rent": 1, "due": 2}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.enable_truncation(2)
    path = folder / "tokenizer.json"
    tokenizer.save(str(path))
    return path


def test_counts_the_whole_text_although_the_file_says_to_truncate(tmp_path: Path) -> None:
    assert ModelTokens(_tokenizer(tmp_path)).count("rent due rent, due") == 5


def test_a_special_token_written_out_in_a_document_is_counted_as_text(tmp_path: Path) -> None:
    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0, "<|end|>": 1}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.add_special_tokens(["<|end|>"])
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    assert ModelTokens(tmp_path / "tokenizer.json").count("<|end|>") == len(["<|", "end", "|>"])


def test_says_what_is_wrong_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "tokenizer.json"
    with pytest.raises(ModelFilesMissing):
        ModelTokens(path)
    path.write_text("{}")
    with pytest.raises(ModelFilesBroken):
        ModelTokens(path)


@pytest.mark.parametrize(
    ("text", "at_least"),
    [("", 0), ("The rent is due.", 5), ("12345", 5), ("總金額", 3), ("Straße", 2), ("a\nb", 3), ("𝟙", 2)],
)
def test_an_estimate_is_rather_too_high(text: str, at_least: int) -> None:
    assert ApproximateTokens().count(text) >= at_least


def test_a_longer_text_never_counts_less() -> None:
    tokens = ApproximateTokens()
    text = "Invoice No. 4711: 22,50 € — due 2024-01-05\n" * 3
    counts = [tokens.count(text[:end]) for end in range(len(text) + 1)]
    assert counts == sorted(counts)
