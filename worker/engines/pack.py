"""All questions of a passage in one sequence: it is read once, and each step decodes a token of every question.

A packed sequence has batch size 1. A block mask lets each question see the passage and itself but no other question,
and the positions of each question go on from the passage's end, so what the model computes is what it would compute
for each question alone (the "packing" of sequence training, with a shared first block). Every matrix product then has
the questions as its rows, and the cache is held once and not once for each question.

A model with ALiBi is packed where its bias can travel in the mask (worker/engines/alibi.py).

Not covered: models whose forward takes no 4-D mask, sliding windows shorter than the sequence.
"""

import itertools
import logging
from collections.abc import Sequence
from typing import Any

import torch
from transformers.cache_utils import Cache, CacheLayerMixin

from schemas.settings import Precision
from worker.engines.alibi import lift_alibi
from worker.engines.last_layer import few_rows_in_last_layer
from worker.engines.rounding import equal_but_for_rounding

log = logging.getLogger(__name__)

#: Tokens that are read in one forward. 3040 tokens of SmolLM2-135M took 18.8 s of a core in stretches of 512, 1024 or
#: 2048, and 22.6 s at once.
READ_TOKENS = 1024
#: Passages shorter than this are read in one forward with their questions.
CAUSAL_FROM = 128


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
        self._model, self._key_bias = lift_alibi(model)
        self._last_layer = few_rows_in_last_layer(model)
        self._passage = passage
        self._questions = questions
        length = len(passage) + sum(map(len, questions)) + new_tokens
        self._cache = Cache(layers=[FixedLayer(length) for _ in range(model.config.num_hidden_layers)])
        self._lowest = torch.finfo(torch.float32).min
        #: What each question may look at, as a bias on attention: 0 or the lowest number. (questions, length)
        self._sight = torch.full((len(questions), length), self._lowest)
        self._sight[:, : len(passage)] = 0.0
        #: What a model with ALiBi adds for each key that was read. (heads, length)
        self._bias = torch.zeros(self._key_bias.heads if self._key_bias else 0, length)
        self._positions = [len(passage) + len(question) for question in questions]
        self._filled = 0

    def read(self, causal_from: int = CAUSAL_FROM) -> torch.Tensor:
        """Read passage and questions; the logits behind each question, (questions, vocabulary).

        In stretches of READ_TOKENS: the mask of a long passage is never whole in memory, nor are the activations. The
        first stretch of a passage of `causal_from` tokens and more needs no mask, and attention leaves out what lies
        ahead of each.
        """
        shared = len(self._passage)
        ids, positions, owners, ends = list(self._passage), list(range(shared)), [-1] * shared, []
        for number, question in enumerate(self._questions):
            self._sight[number, len(ids) : len(ids) + len(question)] = 0.0
            ids += question
            positions += range(shared, shared + len(question))
            owners += [number] * len(question)
            ends.append(len(ids) - 1)
        owner = torch.tensor(owners)  # (total,) the question a token is of, -1 for the passage
        logits = []
        causal = causal_tokens(shared, causal_from) if self._key_bias is None else 0
        starts = [*([0] if causal else []), *range(causal, len(ids), READ_TOKENS)]
        for start, end in itertools.pairwise([*starts, len(ids)]):
            asked = [at - start for at in ends if start <= at < end]
            mask = None if end == causal else block_mask(owner, start, end, self._lowest)
            # A stretch in which no question ends has nothing to say; its first row is computed and left.
            behind = self._forward(ids[start:end], positions[start:end], mask, torch.tensor(asked or [0]))
            logits.append(behind[: len(asked)])  # (ends in this stretch, vocabulary)
        return torch.cat(logits)

    def held_bytes(self) -> int:
        """What this pack keeps until its last answer is written: keys, values, and who may look at what."""
        kept = [self._sight, self._bias, *(side for layer in self._cache.layers for side in (layer.keys, layer.values))]
        return sum(tensor.numel() * tensor.element_size() for tensor in kept if tensor is not None)

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

    def _forward(
        self, ids: list[int], positions: list[int], mask: torch.Tensor | None, keep: torch.Tensor
    ) -> torch.Tensor:
        """Read on; `mask` is (new, filled and new), or None where each token sees all before it and nothing was read
        yet; `keep` says which of the new logits are wanted."""
        end = self._filled + len(ids)
        if mask is not None:
            mask = mask[None, None]  # (1, 1, new, filled and new)
            if self._key_bias:
                self._bias[:, self._filled : end] = self._key_bias(positions)
                mask = mask + self._bias[None, :, None, :end]  # (1, heads, new, filled and new)
        self._last_layer.wanted = keep
        try:
            out = self._model(
                torch.tensor([ids]),  # (1, new)
                position_ids=torch.tensor([positions]),  # (1, new)
                attention_mask=mask,
                past_key_values=self._cache,
                use_cache=True,
                logits_to_keep=keep,  # only these go through the output head
            )
        finally:
            self._last_layer.wanted = None
        self._filled = end
        logits: torch.Tensor = out.logits[0].float()  # (kept, vocabulary)
        return logits


def causal_tokens(passage: int, causal_from: int = CAUSAL_FROM) -> int:
    """How many tokens of a passage are read first, without a mask."""
    return min(passage, READ_TOKENS) if passage >= causal_from else 0


def block_mask(owner: torch.Tensor, start: int, end: int, lowest: float) -> torch.Tensor:
    """A bias that lets tokens `start` to `end` see themselves and, of what stands before them, the passage and their
    own question, (end - start, end). `owner` is the number of each token's question, -1 in the passage."""
    visible = (owner[None, :end] == owner[start:end, None]).logical_or_(owner[None, :end] < 0)
    visible &= torch.arange(end) <= torch.arange(start, end)[:, None]
    return torch.zeros(end - start, end).masked_fill_(visible.logical_not_(), lowest)


@torch.inference_mode()
def can_pack(model: Any, precision: Precision) -> bool:
    """Whether this model says in a pack what it says when it reads a prompt alone.

    Tried out, not looked up: two questions behind a passage, a step for both, against each of the two read whole.
    """
    vocabulary = model.get_input_embeddings().num_embeddings
    stretches = (range(1, 8), range(8, 11), range(11, 13), range(13, 15))
    passage, one, two, said = ([n * 7919 % vocabulary for n in stretch] for stretch in stretches)
    try:
        pack = Pack(model, passage, [one, two], new_tokens=2)
        behind = torch.cat([pack.read(causal_from=1), pack.step([0, 1], said)])  # (4, vocabulary)
        whole = torch.stack(
            [
                model(torch.tensor([passage + ids]), use_cache=False).logits[0, -1].float()
                for ids in (one, two, [*one, said[0]], [*two, said[1]])
            ]
        )
    except (RuntimeError, ValueError, TypeError, AttributeError, IndexError, NotImplementedError) as exc:
        # What an architecture raises that takes no mask or no cache of ours; a mistake of ours would look the same.
        log.warning("questions are read one by one, %s cannot be packed: %r", type(model).__name__, exc)
        return False
    packs = equal_but_for_rounding(whole, behind, precision)
    if not packs:
        log.warning("questions are read one by one, %s says other things in a pack", type(model).__name__)
    return packs


def window(model: Any) -> int | None:
    """Tokens that the model's attention looks back, where that is less than everything. A pack must not be longer."""
    config = model.config
    found: int | None = getattr(config, "sliding_window", None)
    return found if found and getattr(config, "use_sliding_window", True) else None
