"""A GGUF file in llama.cpp's hands: its weights, what it says of itself, and llama.cpp's words in the log."""

import ctypes
import logging
import os
import weakref
from collections import deque
from functools import lru_cache
from pathlib import Path

import llama_cpp

from schemas.errors import ModelFilesBroken

log = logging.getLogger(__name__)

#: ggml's levels of a message that says what went wrong, and of one that goes on with the line before.
_ERROR, _CONTINUED = 4, 5
#: What llama.cpp said last of what went wrong: its functions return no more than a null pointer.
_complaints: deque[str] = deque(maxlen=3)


class LlamaModel:
    """The weights, mapped from the file and shared by all processes that map it. Freed with this object.

    Not covered: files in several parts, and GPUs.
    """

    def __init__(self, name: str, file: Path) -> None:
        """Load `file`.

        Raises:
            ModelFilesBroken: llama.cpp cannot load it.
        """
        _start()
        parameters = llama_cpp.llama_model_default_params()
        parameters.load_mode = llama_cpp.LLAMA_LOAD_MODE_MMAP
        parameters.n_gpu_layers = 0
        _complaints.clear()
        self.handle = llama_cpp.llama_model_load_from_file(os.fsencode(file), parameters)
        if not self.handle:
            reason = "; ".join(_complaints) or "llama.cpp refuses it"
            raise ModelFilesBroken(name=name, path=file, reason=reason)
        weakref.finalize(self, llama_cpp.llama_model_free, self.handle)
        self.vocabulary = llama_cpp.llama_model_get_vocab(self.handle)

    @property
    def positions(self) -> int:
        """Largest number of positions that the model was trained for."""
        return min(int(llama_cpp.llama_model_n_ctx_train(self.handle)), self.cells_limit)

    @property
    def cells_limit(self) -> int:
        """Largest memory, in tokens, with which the model may be run.

        llama.cpp takes other rotary factors (Phi-3's "longrope") for a memory beyond the length that the model was
        first trained with, and those are wrong for the short texts that are read here.
        """
        original = self._said(f"{self._said('general.architecture')}.rope.scaling.original_context_length")
        return int(original) if original.isdecimal() and int(original) > 0 else 1 << 30

    def _said(self, key: str) -> str:
        """What the file says under a key; empty where it says nothing."""
        buffer = ctypes.create_string_buffer(256)
        length = llama_cpp.llama_model_meta_val_str(self.handle, key.encode(), buffer, len(buffer))
        return buffer.value.decode("utf-8", "replace") if length >= 0 else ""


@lru_cache(maxsize=1)
def _start() -> None:
    """Once in a process, before anything else of llama.cpp."""
    llama_cpp.llama_log_set(_take_words, ctypes.c_void_p(0))
    llama_cpp.llama_backend_init()


@llama_cpp.llama_log_callback  # type: ignore[untyped-decorator]
def _take_words(level: int, text: bytes | None, _: object) -> None:
    """llama.cpp writes hundreds of lines while it loads; unasked they would go to stderr."""
    words = (text or b"").decode("utf-8", "replace").strip()
    if level == _ERROR:
        _complaints.append(words)
    if words and level != _CONTINUED:  # what goes on is a row of dots
        log.debug("%s", words)
