"""What a model has read so far, and the way back to an earlier point of it."""

import inspect
from collections.abc import Sequence
from typing import Any

import torch
from transformers import DynamicCache

from schemas.settings import Precision
from worker.engines.rounding import equal_but_for_rounding


class Memory:
    """The tokens a model has read, batch size 1, with their keys and values where the model can go back in them.

    The cache is a DynamicCache without a config: a layer with a sliding window then keeps all keys and masks them, so
    that going back behind the window is possible. Without a cache everything is read again at each step: slow, and
    right for every architecture.

    Not covered: several rows, and positions other than 0, 1, 2 and so on.
    """

    def __init__(self, model: Any, cached: bool) -> None:
        self._model = model
        self._ids: list[int] = []
        self._cache = DynamicCache() if cached else None
        # Only the last position is needed: the vocabulary's product over a whole passage costs as much as layers.
        self._last_only = (
            {"logits_to_keep": 1} if "logits_to_keep" in inspect.signature(model.forward).parameters else {}
        )

    def read(self, ids: Sequence[int]) -> torch.Tensor:
        """Read on; the logits of the token after the last, fp32, shape (vocabulary,). `ids` is not empty."""
        self._ids.extend(ids)
        if self._cache is None:
            given = torch.tensor([self._ids])  # (1, all)
            out = self._model(given, use_cache=False, **self._last_only)
        else:
            given = torch.tensor([list(ids)])  # (1, new)
            out = self._model(given, past_key_values=self._cache, use_cache=True, **self._last_only)
        logits: torch.Tensor = out.logits[0, -1].float()  # (1, 1 or new, vocabulary) -> (vocabulary,)
        return logits

    def back_to(self, length: int) -> None:
        """Forget all but the first `length` tokens."""
        if self._cache is not None:
            self._cache.crop(length - len(self._ids))  # a negative number: how many go
        del self._ids[length:]


@torch.inference_mode()
def can_go_back(model: Any, precision: Precision) -> bool:
    """Whether this model, taken back to a prefix and led on another way, says what it says when it reads that whole.

    Tried out, not looked up: it holds for an architecture nobody thought of, and for none whose cache is a running
    state that cannot be cropped.
    """
    vocabulary = model.get_input_embeddings().num_embeddings
    prefix, other, rest = ([n * 7919 % vocabulary for n in r] for r in (range(1, 8), range(8, 13), range(13, 17)))
    whole = Memory(model, cached=False).read(prefix + rest)  # (vocabulary,)
    try:
        memory = Memory(model, cached=True)
        memory.read(prefix)
        memory.read(other)
        memory.back_to(len(prefix))
        again = memory.read(rest)  # (vocabulary,)
    except (RuntimeError, ValueError, TypeError, AttributeError, IndexError):
        return False
    return equal_but_for_rounding(whole, again, precision)
