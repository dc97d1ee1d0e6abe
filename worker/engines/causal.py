"""Any causal model of transformers on torch: a passage is read once and its questions are answered side by side."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from schemas.catalogue import ModelCard
from schemas.errors import EngineFailed
from schemas.settings import Settings
from worker.engines.contract import Ask, Generation, check_length
from worker.engines.copying import Copy, Copying
from worker.engines.grouping import groups
from worker.engines.loading import load_tokenizer
from worker.engines.memory import Memory, can_go_back
from worker.engines.pack import Pack, can_pack, window
from worker.engines.plan import plan_of
from worker.engines.prompt import PromptTokens
from worker.engines.weights import load_weights
from worker.engines.writing import Writing


class TransformersEngine:
    """Greedy answers, batch size 1: packed where the model can be, one by one where it cannot.

    Not covered: several passages at once, sampling.
    """

    def __init__(self, card: ModelCard, folder: Path, settings: Settings) -> None:
        """Load the model in `folder` in the precision that the settings or its record choose.

        Raises:
            PrecisionMissing: the precision that is set cannot be had on this machine.
            ModelFilesMissing: files are not there.
            ModelFilesBroken: files cannot be loaded.
        """
        tokenizer = load_tokenizer(card.name, folder)
        self._model, precision = load_weights(card, folder, settings)
        self._prompts = PromptTokens(tokenizer, card.template)
        self._ends = _end_tokens(self._model, tokenizer)
        self._copying = Copying(self._prompts, self._ends)
        self._packs = can_pack(self._model, precision)
        self._goes_back = self._packs or can_go_back(self._model, precision)
        self._window = window(self._model)
        self._plan = plan_of(self._model) if self._packs else None
        self._pack_memory_bytes = settings.pack_memory_bytes
        self.name = card.name if precision == "fp32" else f"{card.name}@{precision}"
        self.context_tokens = min(card.context_tokens, _positions(self._model.config))

    def count_tokens(self, passage: str, ask: Ask) -> int:
        """Tokens of the whole prompt for one ask."""
        return len(self._prompts.prompt(passage, ask.question))

    def answer(self, passage: str, asks: Sequence[Ask]) -> list[Generation]:
        """One generation for each ask, in their order.

        Raises:
            QuestionTooLong: a prompt with its answer does not fit the context; nothing was answered.
            EngineFailed: the model could not be run on this input.
        """
        prompts = [self._prompts.prompt(passage, ask.question) for ask in asks]
        for prompt, ask in zip(prompts, asks, strict=True):
            check_length(self, len(prompt), ask)
        if not asks:
            return []
        try:
            with torch.inference_mode():
                return self._answer(passage, prompts, asks)
        except (RuntimeError, IndexError, ValueError) as exc:
            raise EngineFailed(reason=f"{type(exc).__name__}: {exc}") from exc

    def _answer(self, passage: str, prompts: list[list[int]], asks: Sequence[Ask]) -> list[Generation]:
        source = self._copying.source(passage) if any(ask.copy for ask in asks) else None
        writings = [
            Writing(self._prompts, self._ends, ask, len(prompt), Copy(source) if source and ask.copy else None)
            for prompt, ask in zip(prompts, asks, strict=True)
        ]
        new_tokens = [0 if ask.choices else ask.max_new_tokens - 1 for ask in asks]  # the last is not read again
        shared = self._prompts.shared(passage, prompts)
        longest = max(len(prompt) + new for prompt, new in zip(prompts, new_tokens, strict=True))
        if self._packs and self._plan and longest <= (self._window or longest):
            own = [len(prompt) - shared + new for prompt, new in zip(prompts, new_tokens, strict=True)]
            for group in groups(shared, own, self._plan.longest(self._pack_memory_bytes, len(asks))):
                self._write_packed(prompts, shared, group, writings, sum(new_tokens[place] for place in group))
        else:
            self._write_one_by_one(prompts, shared if self._goes_back else 0, writings)
        return [writing.generation for writing in writings if writing.generation is not None]

    def _write_packed(
        self, prompts: list[list[int]], shared: int, group: list[int], writings: list[Writing], new_tokens: int
    ) -> None:
        """Each step writes a token of every question of the group that is not finished."""
        pack = Pack(self._model, prompts[0][:shared], [prompts[place][shared:] for place in group], new_tokens)
        rows = list(range(len(group)))
        logits = pack.read().numpy()  # (rows, vocabulary)
        while rows:
            taken = [(row, writings[group[row]].take(row_logits)) for row, row_logits in zip(rows, logits, strict=True)]
            going = [(row, token) for row, token in taken if token is not None]
            rows = [row for row, _ in going]
            if rows:
                logits = pack.step(rows, [token for _, token in going]).numpy()

    def _write_one_by_one(self, prompts: list[list[int]], shared: int, writings: list[Writing]) -> None:
        """The first `shared` tokens are read once; behind them one question after another."""
        memory = Memory(self._model, cached=self._goes_back)
        if shared:
            memory.read(prompts[0][:shared])
        for prompt, writing in zip(prompts, writings, strict=True):
            token = writing.take(memory.read(prompt[shared:]).numpy())
            while token is not None:
                token = writing.take(memory.read([token]).numpy())
            memory.back_to(shared)


def _end_tokens(model: Any, tokenizer: Any) -> frozenset[int]:
    """Ids that end an answer: those of the generation config (often several) and the tokenizer's own."""
    configured = model.generation_config.eos_token_id
    ends = configured if isinstance(configured, list) else [configured]
    return frozenset(end for end in (*ends, tokenizer.eos_token_id) if end is not None)


def _positions(config: Any) -> int:
    """Largest number of positions with which the model may be run on a cache.

    Rotary positions that change with the length (Phi-3's "longrope", "dynamic") would make keys that were computed
    for a short text wrong in a longer one: there the length at which they change is the limit.
    """
    limit = getattr(config, "max_position_embeddings", None) or getattr(config, "n_positions", None) or 1 << 30
    rope = getattr(config, "rope_parameters", None) or {}
    if rope.get("rope_type") in ("longrope", "dynamic"):
        original = rope.get("original_max_position_embeddings") or getattr(
            config, "original_max_position_embeddings", None
        )
        limit = min(limit, original or limit)
    return int(limit)
