"""Counting tokens, with the model's tokenizer and without."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers, trainers

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


@pytest.fixture(scope="module")
def byte_level(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tokenizer like GPT-2's, with tokens for white space and for marks that follow each other."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    learned = [
        "the rent's due,   \n\n\t  the  tenant's rent.)\n\n\n  (due)...",
        "\x1c\x1d 'll 12 123,\u00a0\u00a0é \u3000 ",
    ] * 9
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    tokenizer.train_from_iterator(
        learned, trainers.BpeTrainer(vocab_size=400, initial_alphabet=alphabet, special_tokens=["<|end|>"])
    )
    path = tmp_path_factory.mktemp("model") / "tokenizer.json"
    tokenizer.save(str(path))
    return path


@settings(deadline=None)
@given(st.text(st.sampled_from("art1 \n\t.,')_\r\x1c\x1f\x85\u00a0\u2028\u3000\u200bé²\u0301漢<|")) | st.text())
def test_a_text_has_as_many_tokens_word_by_word_as_in_one(byte_level: Path, text: str) -> None:
    whole = Tokenizer.from_file(str(byte_level))
    whole.encode_special_tokens = True
    counter = ModelTokens(byte_level)
    for _ in ("counted", "known"):
        assert counter.count(text) == len(whole.encode(text, add_special_tokens=False))


def test_a_word_of_the_vocabulary_with_a_space_in_it_is_one_token(byte_level: Path, tmp_path: Path) -> None:
    tokenizer = Tokenizer.from_file(str(byte_level))
    tokenizer.add_tokens(["the rent"])
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    assert ModelTokens(tmp_path / "tokenizer.json").count("the rent") == 1


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
