"""One answer while it is written: from the logits behind a prompt to a generation."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from schemas.errors import EngineFailed
from worker.engines.contract import Ask, Generation
from worker.engines.prompt import PromptTokens


class Writing:
    """Greedy: the most probable token each time, until an end token, a stop string or the length that was asked for.

    `generation` is set when the answer is finished.
    """

    def __init__(self, prompts: PromptTokens, ends: Collection[int], ask: Ask, prompt_tokens: int) -> None:
        self._prompts = prompts
        self._ends = ends
        self._ask = ask
        self._prompt_tokens = prompt_tokens
        self._ids: list[int] = []
        self._logprobs: list[float] = []
        self.generation: Generation | None = None

    def take(self, logits: NDArray[np.float32]) -> int | None:
        """Write the next token by its logits (vocabulary,); the token, which the model must read to go on, or None
        where the answer is finished."""
        if self._ask.choices:
            self.generation = self._choose(logits)
            return None
        token, logprob = _most_probable(logits)
        if token in self._ends:
            self._finish(self._prompts.text(self._ids), complete=True)
            return None
        self._ids.append(token)
        self._logprobs.append(logprob)
        text = self._prompts.text(self._ids)
        end = self._prompts.stop_at(text)
        if end is not None:
            del self._logprobs[self._prompts.kept(self._ids, end) :]
            self._finish(text[:end], complete=True)
            return None
        if len(self._ids) == self._ask.max_new_tokens:
            self._finish(text, complete=False)
            return None
        return token

    def _finish(self, text: str, *, complete: bool) -> None:
        self.generation = Generation(text, tuple(self._logprobs), self._prompt_tokens, complete)

    def _choose(self, logits: NDArray[np.float32]) -> Generation:
        """The choice with the most probable first token; logits (vocabulary,)."""
        begins = self._prompts.first_tokens(self._ask.choices)
        scores = np.array([_checked(logits)[tokens].max() for tokens in begins])  # (choices,)
        best, logprob = _most_probable(scores)
        return Generation(self._ask.choices[best], (logprob,), self._prompt_tokens)


def _most_probable(logits: NDArray[np.float32]) -> tuple[int, float]:
    """Place and natural log probability of the largest of the logits, (n,)."""
    token = int(_checked(logits).argmax())
    return token, -float(np.log(np.exp(logits - logits[token]).sum()))


def _checked(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """The logits, if they are numbers: the argmax of NaN is a token too, and would be stored as an answer."""
    if not np.isfinite(logits.max()):
        raise EngineFailed(reason="the model computed values that are not finite")
    return logits
