"""The vocabulary inside a GGUF file, with as much of the face of a transformers tokenizer as PromptTokens looks at."""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass

import llama_cpp

from worker.engines.llama_model import LlamaModel

#: Tokens that llama.cpp finds written out in a text before it splits the text into words. USER_DEFINED ones are plain
#: words or blanks; the others control the model.
_CONTROLS = llama_cpp.LLAMA_TOKEN_ATTR_CONTROL | llama_cpp.LLAMA_TOKEN_ATTR_UNKNOWN
_WRITTEN_OUT = _CONTROLS | llama_cpp.LLAMA_TOKEN_ATTR_USER_DEFINED


@dataclass(frozen=True)
class AddedToken:
    """A token that is matched as a whole wherever its text stands."""

    content: str
    special: bool


class Vocabulary:
    """Tokens from text and text from tokens, both by llama.cpp.

    What a template writes out of special tokens acts as them; documents are defused before (PromptTokens).
    """

    def __init__(self, model: LlamaModel) -> None:
        self._model = model  # the vocabulary is freed with it
        self._vocabulary = model.vocabulary
        self._pieces: dict[int, bytes] = {}
        self.size = int(llama_cpp.llama_vocab_n_tokens(self._vocabulary))
        self._ends_itself = bool(llama_cpp.llama_vocab_get_add_eos(self._vocabulary))
        attributes = [llama_cpp.llama_vocab_get_attr(self._vocabulary, token) for token in range(self.size)]
        self.added_tokens_decoder = {
            token: AddedToken(self._written(token), special=bool(attribute & _CONTROLS))
            for token, attribute in enumerate(attributes)
            if attribute & _WRITTEN_OUT
        }
        self.all_special_ids = [token for token, added in self.added_tokens_decoder.items() if added.special]
        self.all_special_tokens = [added.content for added in self.added_tokens_decoder.values() if added.special]
        #: Ids that end an answer; a file often has several.
        self.ends = frozenset(
            token for token in range(self.size) if llama_cpp.llama_vocab_is_eog(self._vocabulary, token)
        )

    def __call__(self, text: str) -> dict[str, list[int]]:
        """Ids of the tokens, with those that the model wants before a text; an end that it wants behind a text is left
        out, since the answer is to follow there."""
        given = text.encode("utf-8", "replace")
        room = len(given) + 8  # no token is shorter than a byte; a few are added around the text
        ids = (llama_cpp.llama_token * room)()
        count = llama_cpp.llama_tokenize(self._vocabulary, given, len(given), ids, room, True, True)
        return {"input_ids": list(ids[: count - 1 if self._ends_itself else count])}

    def decode(self, ids: Sequence[int], **_: bool) -> str:
        """The text of the tokens, special ones written out and blanks as they are."""
        return b"".join(self._piece(token) for token in ids).decode("utf-8", "replace")

    def get_vocab(self) -> dict[str, int]:
        """Each token's id by the text under which the file has it."""
        return {self._written(token): token for token in range(self.size)}

    def _piece(self, token: int) -> bytes:
        if token not in self._pieces:
            buffer = ctypes.create_string_buffer(1024)
            length = llama_cpp.llama_token_to_piece(self._vocabulary, token, buffer, len(buffer), 0, True)
            self._pieces[token] = buffer.raw[: max(0, length)]
        return self._pieces[token]

    def _written(self, token: int) -> str:
        text: bytes | None = llama_cpp.llama_vocab_get_text(self._vocabulary, token)
        return (text or b"").decode("utf-8", "replace")
