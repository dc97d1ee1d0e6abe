"""llama.cpp through the C functions of llama-cpp-python: per question, and with the passage read once.

The second is what its server does not do: the passage's cells are shared by one sequence for each question
(`llama_memory_seq_cp`), and every step decodes a token of each question in one batch. Cache in f16 and attention as
llama.cpp chooses.
"""

import ctypes
import importlib.util
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from tests.benchmarks.questions import Work
from tests.benchmarks.sides import Answer, Decoder, Side, cpus

#: Cells of the cache: the longest passage with sixteen questions and their answers.
_CELLS = 4096
_SEQUENCES = 17
_BATCH = 2048


class LlamaCpp(Side):
    """One GGUF file, and whether the passage is read once."""

    weights: ClassVar[str]
    once: ClassVar[bool] = True
    #: ggml's number of the cache's type; None for llama.cpp's own choice, f16.
    cache_type: ClassVar[int | None] = None

    @classmethod
    def why_not(cls, folder: Path) -> str | None:
        model_type = json.loads((folder / "config.json").read_text())["model_type"]
        if model_type not in ("gpt_neox", "llama", "gpt2"):
            return f"llama.cpp has no graph for {model_type} with ALiBi"
        return None if importlib.util.find_spec("llama_cpp") else "llama-cpp-python is not installed"

    @classmethod
    def prepare(cls, folder: Path) -> None:
        path = gguf_path(folder, cls.weights)
        if not path.is_file():
            from gguf import GGMLQuantizationType

            from tests.benchmarks.gguf_shapes import write_gguf

            path.parent.mkdir(parents=True, exist_ok=True)
            write_gguf(folder, path, GGMLQuantizationType[cls.weights])

    def __init__(self, folder: Path) -> None:
        import llama_cpp

        self._c: Any = llama_cpp
        self._quiet = llama_cpp.llama_log_callback(lambda *_: None)  # kept: C holds no reference to it
        llama_cpp.llama_log_set(self._quiet, ctypes.c_void_p(0))
        llama_cpp.llama_backend_init()
        path = gguf_path(folder, self.weights)
        model = llama_cpp.llama_model_load_from_file(bytes(path), llama_cpp.llama_model_default_params())
        if not model:
            raise RuntimeError(f"llama.cpp cannot load {path}")
        params = llama_cpp.llama_context_default_params()
        params.n_ctx, params.n_batch, params.n_seq_max = _CELLS, _BATCH, _SEQUENCES
        params.n_threads = params.n_threads_batch = cpus()
        params.kv_unified = True  # sequences can then share cells
        params.no_perf = True
        if self.cache_type is not None:
            params.type_k = params.type_v = self.cache_type
        self._context = llama_cpp.llama_init_from_model(model, params)
        if not self._context:
            raise RuntimeError("llama.cpp cannot make a context")
        self._memory = llama_cpp.llama_get_memory(self._context)
        self._vocabulary = llama_cpp.llama_vocab_n_tokens(llama_cpp.llama_model_get_vocab(model))
        self._batch = llama_cpp.llama_batch_init(_BATCH, 0, 1)
        self._decode = Decoder(folder)

    def run(self, work: Work) -> list[Answer]:
        said = self._once(work) if self.once else [self._alone(prompt, work.new_tokens) for prompt in work.prompts]
        return [self._decode(ids) for ids in said]

    def _alone(self, prompt: Sequence[int], new_tokens: int) -> list[int]:
        self._c.llama_memory_clear(self._memory, True)
        return self._write([0], [prompt], 0, new_tokens)[0]

    def _once(self, work: Work) -> list[list[int]]:
        self._c.llama_memory_clear(self._memory, True)
        self._read([(token, place, 0) for place, token in enumerate(work.prompts[0][: work.shared])])
        sequences = list(range(1, len(work.prompts) + 1))
        for sequence in sequences:
            self._c.llama_memory_seq_cp(self._memory, 0, sequence, -1, -1)
        return self._write(sequences, [prompt[work.shared :] for prompt in work.prompts], work.shared, work.new_tokens)

    def _write(
        self, sequences: Sequence[int], questions: Sequence[Sequence[int]], start: int, new_tokens: int
    ) -> list[list[int]]:
        """Read a question in each sequence from position `start` on, and write the tokens behind each."""
        given = [
            (token, start + place, sequence)
            for sequence, question in zip(sequences, questions, strict=True)
            for place, token in enumerate(question)
        ]
        ends, end = [], -1
        for question in questions:
            end += len(question)
            ends.append(end)
        positions = [start + len(question) for question in questions]
        said: list[list[int]] = [[] for _ in sequences]
        for step in range(new_tokens):
            for ids, token in zip(said, self._read(given, ends), strict=True):
                ids.append(token)
            given = [(ids[-1], at + step, seq) for ids, at, seq in zip(said, positions, sequences, strict=True)]
            ends = list(range(len(given)))
        return said

    def _read(self, given: Sequence[tuple[int, int, int]], ends: Sequence[int] = ()) -> list[int]:
        """Read (token, position, sequence); the most probable token behind each place in `ends`."""
        import numpy as np

        batch, wanted = self._batch, set(ends)
        if len(given) > _BATCH:
            raise ValueError(f"{len(given)} tokens are more than a batch of {_BATCH}")
        batch.n_tokens = len(given)
        for place, (token, position, sequence) in enumerate(given):
            batch.token[place] = token
            batch.pos[place] = position
            batch.n_seq_id[place] = 1
            batch.seq_id[place][0] = sequence
            batch.logits[place] = place in wanted
        if code := self._c.llama_decode(self._context, batch):
            raise RuntimeError(f"llama_decode returned {code}")
        return [
            int(np.ctypeslib.as_array(self._c.llama_get_logits_ith(self._context, end), (self._vocabulary,)).argmax())
            for end in ends
        ]


def gguf_path(folder: Path, weights: str) -> Path:
    """Where the model's file for llama.cpp is kept."""
    return folder.parent / f"{folder.name}-gguf" / f"{folder.name}.{weights}.gguf"


class Alone(LlamaCpp):
    once = False
    each_alone = True


class Q8Once(LlamaCpp):
    name = "llama.cpp Q8_0, prefix once"
    weights = "Q8_0"


class Q8Alone(Alone):
    name = "llama.cpp Q8_0, each alone"
    weights = "Q8_0"


class Q4Once(LlamaCpp):
    name = "llama.cpp Q4_0, prefix once"
    weights = "Q4_0"


class Q4Alone(Alone):
    name = "llama.cpp Q4_0, each alone"
    weights = "Q4_0"


SIDES = (Q8Alone, Q8Once, Q4Alone, Q4Once)
