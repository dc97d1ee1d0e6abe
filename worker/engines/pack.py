"""All questions of a passage in one sequence: it is read once, and each step decodes a token of every question.

A packed sequence has batch size 1. A block mask lets each question see the passage and itself but no other question,
and the positions of each question go on from the passage's end, so what the model computes is what it would compute
for each question alone (the "packing" of sequence training, with a shared first block). Every matrix product then has
the questions as its rows, and the cache is held once and not once for each question.

Not covered: models whose forward takes no 4-D mask (Falcon with ALiBi), sliding windows shorter than the sequence.
"""

from collections.abc import Sequence
from typing import Any

import torch
from transformers.cache_utils import Cache, CacheLayerMixin

#: Difference of two logits that counts as rounding, as a share of their range. fp32 stays below 1e-5.
_ROUNDING = 1e-3


#: Longest pack. Its mask has the square of this many fp32 numbers: 64 MiB.
PACK_TOKENS = 4096


class FixedLayer(CacheLayerMixin):  # type: ignore[misc]  # transformers has no types here
    """Keys and values of one layer, allocated once at their final length: a cache that is concatenated at each step
    copies itself at each step."""

    is_croppable = False

    def __init__(self, length: int) -> None:
        super().__init__()
        self._length = length
        self._filled = 0

    def lazy_initialization(self, key_states: torch.Tensor, value_states: torch.Tensor) -> None:
        batch, heads, _, width = key_states.shape
        self.keys = key_states.new_empty(batch, heads, self._length, width)
        self.values = value_states.new_empty(batch, heads, self._length, value_states.shape[-1])
        self.is_initialized = True

    def update(
        self, key_states: torch.Tensor, value_states: torch.Tensor, *_: Any, **__: Any
    ) -> tuple[torch.Tensor, torch.Tensor]:
        if self.keys is None or self.values is None:
            self.lazy_initialization(key_states, value_states)
        assert self.keys is not None
        assert self.values is not None
        end = self._filled + key_states.shape[-2]
        self.keys[:, :, self._filled : end] = key_states  # (1, heads, new, width)
        self.values[:, :, self._filled : end] = value_states
        self._filled = end
        return self.keys[:, :, :end], self.values[:, :, :end]

    def get_seq_length(self) -> int:
        return self._filled

    def get_mask_sizes(self, query_length: int) -> tuple[int, int]:
        return self._filled + query_length, 0

    def get_max_length(self) -> int:
        return self._length


class Pack:
    """One passage with its questions, in the middle of being answered."""

    def __init__(self, model: Any, passage: Sequence[int], questions: Sequence[Sequence[int]], new_tokens: int) -> None:
        """`passage` are the token ids that all prompts begin with, `questions` the ids of each behind them; at most
        `new_tokens` tokens are written in all."""
        self._model = model
        self._passage = passage
        self._questions = questions
        length = len(passage) + sum(map(len, questions)) + new_tokens
        self._cache = Cache(layers=[FixedLayer(length) for _ in range(model.config.num_hidden_layers)])
        self._lowest = torch.finfo(torch.float32).min
        #: What each question may look at, as a bias on attention: 0 or the lowest number. (questions, length)
        self._sight = torch.full((len(questions), length), self._lowest)
        self._sight[:, : len(passage)] = 0.0
        self._positions = [len(passage) + len(question) for question in questions]
        self._filled = 0

    def read(self) -> torch.Tensor:
        """Read passage and questions in one forward; the logits behind each question, (questions, vocabulary)."""
        shared, total = len(self._passage), len(self._passage) + sum(map(len, self._questions))
        ids = [*self._passage, *(token for question in self._questions for token in question)]
        positions = list(range(shared))
        mask = torch.full((total, total), self._lowest)  # (query, key)
        mask[:shared, :shared] = _causal(shared, self._lowest)
        ends, start = [], shared
        for number, question in enumerate(self._questions):
            end = start + len(question)
            positions += range(shared, shared + len(question))
            mask[start:end, :shared] = 0.0
            mask[start:end, start:end] = _causal(len(question), self._lowest)
            self._sight[number, start:end] = 0.0
            ends.append(end - 1)
            start = end
        return self._forward(ids, positions, mask, torch.tensor(ends))

    def step(self, rows: Sequence[int], tokens: Sequence[int]) -> torch.Tensor:
        """Write one token for each of these questions; the logits behind each, (rows, vocabulary)."""
        first = self._filled
        for place, row in enumerate(rows):
            self._sight[row, first + place] = 0.0
        mask = self._sight[list(rows), : first + len(rows)]  # (rows, filled and new)
        positions = [self._positions[row] for row in rows]
        for row in rows:
            self._positions[row] += 1
        return self._forward(list(tokens), positions, mask, torch.arange(len(rows)))

    def _forward(self, ids: list[int], positions: list[int], mask: torch.Tensor, keep: torch.Tensor) -> torch.Tensor:
        out = self._model(
            torch.tensor([ids]),  # (1, new)
            position_ids=torch.tensor([positions]),  # (1, new)
            attention_mask=mask[None, None],  # (1, 1, new, filled and new)
            past_key_values=self._cache,
            use_cache=True,
            logits_to_keep=keep,  # only these go through the output head
        )
        self._filled += len(ids)
        logits: torch.Tensor = out.logits[0].float()  # (kept, vocabulary)
        return logits


def _causal(length: int, lowest: float) -> torch.Tensor:
    """A bias that lets each token see itself and what stands before it, (length, length)."""
    return torch.full((length, length), lowest).triu(1)


@torch.inference_mode()
def can_pack(model: Any) -> bool:
    """Whether this model says in a pack what it says when it reads a prompt alone.

    Tried out, not looked up: two questions behind a passage, a step for both, against each of the two read whole.
    """
    vocabulary = model.get_input_embeddings().num_embeddings
    stretches = (range(1, 8), range(8, 11), range(11, 13), range(13, 15))
    passage, one, two, said = ([n * 7919 % vocabulary for n in stretch] for stretch in stretches)
    try:
        pack = Pack(model, passage, [one, two], new_tokens=2)
        behind = torch.cat([pack.read(), pack.step([0, 1], said)])  # (4, vocabulary)
        whole = torch.stack(
            [
                model(torch.tensor([passage + ids]), use_cache=False).logits[0, -1].float()
                for ids in (one, two, [*one, said[0]], [*two, said[1]])
            ]
        )
    except (RuntimeError, ValueError, TypeError, AttributeError, IndexError, NotImplementedError):
        return False
    return bool((whole - behind).abs().max() <= _ROUNDING * (whole.max() - whole.min()))


def window(model: Any) -> int | None:
    """Tokens that the model's attention looks back, where that is less than everything. A pack must not be longer."""
    config = model.config
    found: int | None = getattr(config, "sliding_window", None)
    return found if found and getattr(config, "use_sliding_window", True) else None
