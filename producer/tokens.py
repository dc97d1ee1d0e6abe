"""How long a text is for the model. `producer` never imports torch or transformers: the tokenizer file is enough."""

import logging
import math
import re
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from tokenizers import Tokenizer
from tokenizers.pre_tokenizers import ByteLevel

from schemas.catalogue import load_catalogue
from schemas.errors import ModelError, ModelFilesBroken, ModelFilesMissing, ModelUnknown
from schemas.model_folder import is_prepared
from schemas.settings import Settings

log = logging.getLogger(__name__)

#: A word with the space before it, or white space: where GPT-2's expression parts a text, and nowhere within what that
#: takes for one. For Python the separators 1c to 1f are white space, for Unicode they are not.
_WORD = re.compile(r" ?[\S\x1c-\x1f]+|[^\S\x1c-\x1f]+(?![\S\x1c-\x1f])|[^\S\x1c-\x1f]+")
#: A mark behind a letter or number is parted from it.
_MARK_BEHIND = re.compile(r"[A-Za-z0-9][!-/:-@\[-`{-~]\Z")
#: Counts of so many words are kept, and none of longer ones, which do not come again: some megabytes.
_KEPT_WORDS = 50_000
_KEPT_CHARACTERS = 40


class TokenCounter(Protocol):
    """Counts the tokens of a text, without those a model adds at its start or end."""

    def count(self, text: str) -> int:
        """Tokens of `text`; 0 for an empty one."""
        ...


class ModelTokens:
    """Counts with the model's own tokenizer, read from a `tokenizer.json`.

    Where that takes a text word by word, so does the count: documents say the same words again and again, and a known
    one takes a tenth of the time.

    Raises:
        ModelFilesMissing: there is no such file.
        ModelFilesBroken: it cannot be read as a tokenizer.
    """

    def __init__(self, tokenizer_json: Path) -> None:
        name = tokenizer_json.parent.name
        if not tokenizer_json.is_file():
            raise ModelFilesMissing(name=name, reason=f"there is no {tokenizer_json}")
        try:
            self._tokenizer = Tokenizer.from_file(str(tokenizer_json))
        except Exception as exc:  # tokenizers raises Exception itself, no class of its own
            raise ModelFilesBroken(name=name, path=tokenizer_json, reason=exc) from exc
        # A tokenizer.json may carry the settings of its training: a count has to be that of the whole text.
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        # A special token that stands written out in a document is text there, as it is in the prompt.
        self._tokenizer.encode_special_tokens = True
        self._words = _WordCounts(self._tokenizer) if _takes_words(self._tokenizer) else None

    def count(self, text: str) -> int:
        if self._words is None:
            return self._whole(text)
        return sum(map(self._words.__getitem__, _WORD.findall(text)))

    def _whole(self, text: str) -> int:
        # Without offsets it is faster, and only a batch can be had without them.
        return len(self._tokenizer.encode_batch_fast([text], add_special_tokens=False)[0])


class _WordCounts(dict[str, int]):
    """The tokens of each word, counted when it is first asked for."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        super().__init__()
        self._tokenizer = tokenizer

    def __missing__(self, word: str) -> int:
        if _MARK_BEHIND.search(word):  # known without it, more often than with it
            tokens = self[word[:-1]] + self[word[-1]]
        else:
            tokens = len(self._tokenizer.encode(word, add_special_tokens=False))
        if len(word) <= _KEPT_CHARACTERS:
            if len(self) >= _KEPT_WORDS:
                self.clear()
            self[word] = tokens
        return tokens


def _takes_words(tokenizer: Tokenizer) -> bool:
    """Whether no token reaches over the end of a word: the text is taken as it is, parted by GPT-2's expression, and
    nothing but special tokens, which are text here, is looked for in the whole of it."""
    parting = tokenizer.pre_tokenizer
    return (
        tokenizer.normalizer is None
        and isinstance(parting, ByteLevel)
        and parting.use_regex
        and not parting.add_prefix_space
        and all(token.special for token in tokenizer.get_added_tokens_decoder().values())
    )


class ApproximateTokens:
    """Counts without a tokenizer, and rather too many than too few.

    One token for every five small letters of a word or the rest of it (a capital before them is free), for every two
    capitals, each digit, sign and line break, and each UTF-8 byte of anything else (what tokenizers with byte fallback
    need at worst); the sum times `factor`. Against SmolLM2's tokenizer that is 1.0 to 1.3 times the true count on
    invoices and 1.5 to 1.7 times on contracts.
    """

    _PIECES = re.compile(r"[A-Z]?[a-z]{1,5}|[A-Z]{1,2}|[0-9]|\n|[!-/:-@\[-`{-~]|[^\s!-~]")

    def __init__(self, factor: float = 1.3) -> None:
        self._factor = factor

    def count(self, text: str) -> int:
        pieces = self._PIECES.findall(text)
        beyond_ascii = 0 if text.isascii() else sum(len(p.encode("utf-8", "replace")) - 1 for p in pieces if p > "~")
        return math.ceil((len(pieces) + beyond_ascii) * self._factor)


@lru_cache(maxsize=8)
def token_counter(model: str, settings: Settings) -> TokenCounter:
    """Counts in the model's own tokens where its files are on this machine, otherwise in words, erring to the high
    side."""
    try:
        folder = is_prepared(load_catalogue(settings).find(model), settings)
        tokenizer = folder / "tokenizer.json" if folder else None
        if tokenizer and tokenizer.is_file():
            return ModelTokens(tokenizer)
        log.info("the tokenizer of %s is not on this machine; passages are measured in words", model)
    except (ModelUnknown, ModelError) as error:  # the worker's trouble, which it will say; passages need only a measure
        log.warning("passages are measured in words: %s", error)
    return ApproximateTokens()
