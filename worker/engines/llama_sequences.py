"""All questions of a passage in llama.cpp's memory: it is read once, and each step decodes a token of every question.

Sequence 0 is the passage and each question is a sequence of its own that begins with it. llama_memory_seq_cp copies no
keys: it says of the passage's cells that they belong to the question too. The memory is one for all sequences
(`kv_unified`), so a batch with a token of every question is one product with the weights.
"""

import ctypes
import weakref
from collections.abc import Sequence

import llama_cpp
import numpy as np
from numpy.typing import NDArray

from schemas.errors import EngineFailed
from worker.engines.llama_model import LlamaModel

#: Sequences at once, the passage among them. llama.cpp keeps room for the logits of each.
SEQUENCES = 32
#: Tokens that go through the layers together. More do not make a CPU faster, and take more memory for what lies
#: between the layers.
_TOGETHER = 512


class Sequences:
    """The memory of a model for one passage after another. Freed with this object.

    Not covered: several passages at once.
    """

    def __init__(self, model: LlamaModel, cells: int, threads: int) -> None:
        """Room for `cells` tokens of passage, questions and answers together.

        Raises:
            EngineFailed: there is not enough memory.
        """
        self._model = model  # must not be freed before the context
        self.cells = cells
        parameters = llama_cpp.llama_context_default_params()
        parameters.n_ctx = parameters.n_batch = cells
        parameters.n_ubatch = min(cells, _TOGETHER)
        parameters.n_seq_max = parameters.n_outputs_max = SEQUENCES
        parameters.n_threads = parameters.n_threads_batch = threads
        parameters.kv_unified = True
        # With 16-bit keys, and in "flash" attention, a question would be answered otherwise among others than alone.
        parameters.type_k = parameters.type_v = llama_cpp.GGML_TYPE_F32
        parameters.flash_attn_type = llama_cpp.LLAMA_FLASH_ATTN_TYPE_DISABLED
        self._context = llama_cpp.llama_init_from_model(model.handle, parameters)
        if not self._context:
            raise EngineFailed(reason=f"llama.cpp could not make a memory of {cells} tokens")
        weakref.finalize(self, llama_cpp.llama_free, self._context)
        self._memory = llama_cpp.llama_get_memory(self._context)
        self._batch = llama_cpp.llama_batch_init(cells, 0, 1)
        weakref.finalize(self, llama_cpp.llama_batch_free, self._batch)
        self._vocabulary_size = int(llama_cpp.llama_vocab_n_tokens(model.vocabulary))
        self._shared = 0
        self._lengths: list[int] = []

    def read_passage(self, ids: Sequence[int]) -> None:
        """Forget everything and read what all questions begin with; may be nothing."""
        llama_cpp.llama_memory_clear(self._memory, False)
        self._shared = len(ids)
        self._lengths = []
        if ids:
            self._decode([(token, place, 0, False) for place, token in enumerate(ids)])

    def read_questions(self, questions: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """Forget the questions before and read these, none empty, behind the passage; the logits behind each,
        (questions, vocabulary)."""
        for number in range(1, len(self._lengths) + 1):
            llama_cpp.llama_memory_seq_rm(self._memory, number, -1, -1)
        self._lengths = [self._shared + len(question) for question in questions]
        tokens = []
        for number, question in enumerate(questions, start=1):
            if self._shared:
                llama_cpp.llama_memory_seq_cp(self._memory, 0, number, -1, -1)
            last = len(question) - 1
            tokens += [(token, self._shared + place, number, place == last) for place, token in enumerate(question)]
        return self._decode(tokens)

    def step(self, rows: Sequence[int], tokens: Sequence[int]) -> NDArray[np.float32]:
        """Write one token for each of these questions; the logits behind each, (rows, vocabulary)."""
        batch = []
        for row, token in zip(rows, tokens, strict=True):
            batch.append((token, self._lengths[row], row + 1, True))
            self._lengths[row] += 1
        return self._decode(batch)

    def _decode(self, tokens: Sequence[tuple[int, int, int, bool]]) -> NDArray[np.float32]:
        """Run the model on tokens, each with its position, its sequence and whether its logits are wanted; those
        logits, (wanted, vocabulary)."""
        batch = self._batch
        batch.n_tokens = len(tokens)
        wanted = []
        for place, (token, position, sequence, kept) in enumerate(tokens):
            batch.token[place] = token
            batch.pos[place] = position
            batch.n_seq_id[place] = 1
            batch.seq_id[place][0] = sequence
            batch.logits[place] = kept
            if kept:
                wanted.append(place)
        result = llama_cpp.llama_decode(self._context, batch)
        if result != 0:
            raise EngineFailed(reason=f"llama_decode returned {result} for {len(tokens)} tokens")
        logits = np.empty((len(wanted), self._vocabulary_size), np.float32)
        for row, place in enumerate(wanted):
            pointer = llama_cpp.llama_get_logits_ith(self._context, place)
            ctypes.memmove(logits[row].ctypes.data, pointer, logits[row].nbytes)  # the next batch writes there again
        return logits
