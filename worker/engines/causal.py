"""Any causal model of transformers on torch: a passage is read once and its questions are answered side by side."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from schemas.catalogue import ModelCard
from schemas.errors import EngineFailed
from schemas.settings import Settings
from worker.engines.asked import Asked, asked
from worker.engines.contract import Ask, Generation, Stop, go_on_unless, never
from worker.engines.copying import Copying
from worker.engines.grouping import groups
from worker.engines.loading import load_tokenizer
from worker.engines.memory import Memory, can_go_back
from worker.engines.pack import Pack, can_pack, window
from worker.engines.plan import plan_of
from worker.engines.prompt import PromptTokens
from worker.engines.weights import load_weights
from worker.precision import named


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
        self._plan = plan_of(self._model) if self._packs else None  # None: one by one
        self._pack_memory_bytes = settings.pack_memory_bytes
        self.name = named(card, precision)
        self.context_tokens = min(card.context_tokens, positions(self._model.config))

    def count_tokens(self, passage: str, ask: Ask) -> int:
        """Tokens of the whole prompt for one ask."""
        return len(self._prompts.prompt(passage, ask.question))

    def answer(self, passage: str, asks: Sequence[Ask], stop: Stop = never) -> list[Generation]:
        """One generation for each ask, in their order.

        Raises:
            QuestionTooLong: a prompt with its answer does not fit the context; nothing was answered.
            AnsweringStopped: `stop` said so.
            EngineFailed: the model could not be run on this input.
        """
        if not asks:
            return []
        about = asked(self, self._prompts, self._ends, self._copying, passage, asks)
        try:
            with torch.inference_mode():
                self._write(about, stop)
        except (RuntimeError, IndexError, ValueError) as exc:
            raise EngineFailed(reason=f"{type(exc).__name__}: {exc}") from exc
        return about.generations()

    def _write(self, about: Asked, stop: Stop) -> None:
        longest = max(about.shared + own for own in about.own)
        if self._plan and longest <= (self._window or longest):
            limit = self._plan.longest(self._pack_memory_bytes, len(about.prompts), about.shared)
            for group in groups(about.shared, about.own, limit):
                go_on_unless(stop)
                self._write_packed(about, group, stop)
        else:
            self._write_one_by_one(about, stop)

    def _write_packed(self, about: Asked, group: list[int], stop: Stop) -> None:
        """All questions of the group in one sequence."""
        new_tokens = sum(about.new_tokens[place] for place in group)
        pack = Pack(self._model, about.prompts[0][: about.shared], about.questions(group), new_tokens)
        about.write(group, pack.read().numpy(), lambda rows, tokens: pack.step(rows, tokens).numpy(), stop)

    def _write_one_by_one(self, about: Asked, stop: Stop) -> None:
        """What all prompts begin with is read once where the model can go back to it; then question after question."""
        shared = about.shared if self._goes_back else 0
        memory = Memory(self._model, cached=self._goes_back)
        if shared:
            go_on_unless(stop)
            memory.read(about.prompts[0][:shared])
        for place, prompt in enumerate(about.prompts):
            go_on_unless(stop)
            logits = memory.read(prompt[shared:]).numpy()[None]  # (1, vocabulary)
            about.write([place], logits, lambda _, ids: memory.read(ids).numpy()[None], stop)
            memory.back_to(shared)


def _end_tokens(model: Any, tokenizer: Any) -> frozenset[int]:
    """Ids that end an answer: those of the generation config (often several) and the tokenizer's own."""
    configured = model.generation_config.eos_token_id
    ends = configured if isinstance(configured, list) else [configured]
    return frozenset(end for end in (*ends, tokenizer.eos_token_id) if end is not None)


def positions(config: Any) -> int:
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
