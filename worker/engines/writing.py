"""One answer while it is written: from the logits behind a prompt to a generation."""

import math
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from schemas.errors import EngineFailed
from worker.engines.contract import NOT_FOUND, Ask, Generation
from worker.engines.copying import Copy
from worker.engines.prompt import PromptTokens


class Writing:
    """Greedy: the most probable token each time, until an end token, a stop string or the length that was asked for.

    With `copy` the most probable of the tokens that copy the passage; the probability is that among all tokens.
    `generation` is set when the answer is finished.
    """

    def __init__(
        self, prompts: PromptTokens, ends: Collection[int], ask: Ask, prompt_tokens: int, copy: Copy | None = None
    ) -> None:
        self._prompts = prompts
        self._ends = ends
        self._ask = ask
        self._prompt_tokens = prompt_tokens
        self._copy = copy
        self._ids: list[int] = []
        self._logprobs: list[float] = []
        self._not_found_logprob: float | None = None
        self.generation: Generation | None = None

    def take(self, logits: NDArray[np.float32]) -> int | None:
        """Write the next token by its logits (vocabulary,); the token, which the model must read to go on, or None
        where the answer is finished."""
        if self._ask.choices:
            self.generation = self._choose(logits)
            return None
        among = self._copy.allowed() if self._copy else None
        begins = self._not_found_logprob is None
        if begins:
            self._not_found_logprob = _logprob_of_any(logits, self._prompts.beginnings(NOT_FOUND))
        if among == []:
            self._finish(self._prompts.text(self._ids), end_logprob=None)
            return None
        token, logprob = _most_probable(logits, among)
        if begins and self._is_silence(token) and not self._may_be_silent():
            every = range(len(logits)) if among is None else among
            token, logprob = _most_probable(logits, [other for other in every if not self._is_silence(other)] or every)
        if token in self._ends or (self._copy and not self._copy.write(token)):
            self._finish(self._prompts.text(self._ids), end_logprob=logprob)
            return None
        self._ids.append(token)
        self._logprobs.append(logprob)
        text = self._prompts.text(self._ids)
        end = self._prompts.stop_at(text)
        if end is not None:
            kept = self._prompts.kept(self._ids, end)
            end_logprob = next(iter(self._logprobs[kept:]), 0.0)
            del self._logprobs[kept:]
            self._finish(text[:end], end_logprob=end_logprob)
            return None
        if len(self._ids) == self._ask.max_new_tokens:
            self._finish(text, end_logprob=None)
            return None
        return token

    def _may_be_silent(self) -> bool:
        return math.exp(self._not_found_logprob or 0.0) >= self._ask.not_found_from

    def _is_silence(self, token: int) -> bool:
        """Whether an answer that begins with it says nothing: "Not Found" begins so, or it ends at once."""
        return token in self._prompts.beginnings(NOT_FOUND) or token in self._ends

    def _finish(self, text: str, *, end_logprob: float | None) -> None:
        """The answer is written; without `end_logprob` it was cut."""
        self.generation = Generation(
            text,
            tuple(self._logprobs),
            self._prompt_tokens,
            complete=end_logprob is not None,
            span=self._copy.span(text) if self._copy else None,
            not_found_logprob=self._not_found_logprob,
            end_logprob=end_logprob,
        )

    def _choose(self, logits: NDArray[np.float32]) -> Generation:
        """The choice with the most probable first token; logits (vocabulary,)."""
        begins = self._prompts.first_tokens(self._ask.choices)
        scores = np.array([_checked(logits)[tokens].max() for tokens in begins])  # (choices,)
        best, logprob = _most_probable(scores)
        each = tuple(_most_probable(scores, [place])[1] for place in range(len(scores)))
        return Generation(self._ask.choices[best], (logprob,), self._prompt_tokens, choice_logprobs=each)


def _most_probable(logits: NDArray[np.float32], among: Sequence[int] | None = None) -> tuple[int, float]:
    """Place and natural log probability of the largest of the logits (n,), or of the largest of those at `among`."""
    checked = _checked(logits)
    token = int(checked.argmax()) if among is None else among[int(checked[among].argmax())]
    largest = checked.max()
    return token, float(checked[token] - largest - np.log(np.exp(checked - largest).sum()))


def _logprob_of_any(logits: NDArray[np.float32], tokens: Sequence[int]) -> float:
    """Natural log probability that the next token is one of these; logits (vocabulary,)."""
    checked = _checked(logits)
    largest, those = checked.max(), checked[list(tokens)]
    # Each sum has its own largest as its unit: what is nearly impossible would be 0 in the other's.
    of_those = those.max() + np.log(np.exp(those - those.max()).sum())
    return min(0.0, float(of_those - largest - np.log(np.exp(checked - largest).sum())))


def _checked(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """The logits, if they are numbers: the argmax of NaN is a token too, and would be stored as an answer."""
    if not np.isfinite(logits.max()):
        raise EngineFailed(reason="the model computed values that are not finite")
    return logits
