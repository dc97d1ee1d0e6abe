"""Any causal model of transformers on torch: the passage is read once, its questions are answered one after another."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from schemas.catalogue import ModelCard
from schemas.errors import EngineFailed, QuestionTooLong
from worker.engines.contract import Ask, Generation
from worker.engines.loading import load_model, load_tokenizer
from worker.engines.memory import Memory, can_go_back
from worker.engines.prompt import PromptTokens


class TransformersEngine:
    """Greedy answers in fp32, batch size 1.

    Not covered: several passages at once, sampling, int8, and questions of one passage side by side.
    """

    def __init__(self, card: ModelCard, folder: Path) -> None:
        """Load the model in `folder`.

        Raises:
            ModelFilesMissing: files are not there.
            ModelFilesBroken: files cannot be loaded.
        """
        tokenizer = load_tokenizer(card.name, folder)
        self._model = load_model(card.name, folder)
        self._prompts = PromptTokens(tokenizer, card.template)
        self._ends = _end_tokens(self._model, tokenizer)
        self._goes_back = can_go_back(self._model)
        self.name = card.name
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
            self._check_length(len(prompt), ask)
        if not asks:
            return []
        try:
            with torch.inference_mode():
                return self._answer(passage, prompts, asks)
        except (RuntimeError, IndexError, ValueError) as exc:
            raise EngineFailed(reason=f"{type(exc).__name__}: {exc}") from exc

    def _check_length(self, tokens: int, ask: Ask) -> None:
        answer_tokens = 1 if ask.choices else ask.max_new_tokens
        if tokens + answer_tokens > self.context_tokens:
            raise QuestionTooLong(
                tokens=tokens, answer_tokens=answer_tokens, model=self.name, context=self.context_tokens
            )

    def _answer(self, passage: str, prompts: list[list[int]], asks: Sequence[Ask]) -> list[Generation]:
        shared = self._prompts.shared(passage, prompts) if self._goes_back else 0
        memory = Memory(self._model, cached=self._goes_back)
        if shared:
            memory.read(prompts[0][:shared])
        generations = []
        for prompt, ask in zip(prompts, asks, strict=True):
            logits = memory.read(prompt[shared:])  # (vocabulary,)
            generations.append(
                self._choose(logits, ask, len(prompt))
                if ask.choices
                else self._decode(memory, logits, ask, len(prompt))
            )
            memory.back_to(shared)
        return generations

    def _choose(self, logits: torch.Tensor, ask: Ask, prompt_tokens: int) -> Generation:
        """The choice with the most probable first token; logits (vocabulary,)."""
        begins = self._prompts.first_tokens(ask.choices)
        scores = torch.stack([_checked(logits)[tokens].max() for tokens in begins])  # (choices,)
        best = int(scores.argmax())
        logprob = float(torch.log_softmax(scores, dim=0)[best])
        return Generation(ask.choices[best], (logprob,), prompt_tokens)

    def _decode(self, memory: Memory, logits: torch.Tensor, ask: Ask, prompt_tokens: int) -> Generation:
        """Greedy decoding from the logits (vocabulary,) behind the prompt, until an end token or a stop string."""
        ids: list[int] = []
        logprobs: list[float] = []
        for step in range(ask.max_new_tokens):
            if step:
                logits = memory.read(ids[-1:])  # (vocabulary,)
            token, logprob = _most_probable(logits)
            if token in self._ends:
                return Generation(self._prompts.text(ids), tuple(logprobs), prompt_tokens)
            ids.append(token)
            logprobs.append(logprob)
            text = self._prompts.text(ids)
            end = self._prompts.stop_at(text)
            if end is not None:
                return Generation(text[:end], tuple(logprobs[: self._prompts.kept(ids, end)]), prompt_tokens)
        return Generation(self._prompts.text(ids), tuple(logprobs), prompt_tokens, complete=False)


def _most_probable(logits: torch.Tensor) -> tuple[int, float]:
    """Id and natural log probability of the most probable token; logits (vocabulary,)."""
    logprobs = torch.log_softmax(_checked(logits), dim=-1)  # (vocabulary,)
    token = int(logprobs.argmax())
    return token, float(logprobs[token])


def _checked(logits: torch.Tensor) -> torch.Tensor:
    """The logits, if they are numbers: the argmax of NaN is a token too, and would be stored as an answer."""
    if not bool(torch.isfinite(logits.max())):
        raise EngineFailed(reason="the model computed values that are not finite")
    return logits


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
