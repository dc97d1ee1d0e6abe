"""How much memory a pack needs, and with it how long a pack may become."""

from dataclasses import dataclass
from typing import Any

import torch

from worker.engines.alibi import lift_alibi
from worker.engines.attention import GROUPED
from worker.engines.pack import READ_TOKENS, Pack, causal_tokens

_FP32 = 4

#: Tensors as wide as the widest layer that a block holds at once: a gated layer's two halves, their product and the
#: steps of an activation that is written out (GPT-2's).
_WIDE_TENSORS = 6

#: Copies of the logits: those of each stretch, put together, and their logarithms.
_LOGITS = 3


@dataclass(frozen=True)
class Plan:
    """What one model takes up in a pack, in fp32 numbers for each token."""

    #: Keys and values of all layers.
    cached: int
    #: The widest output of a layer; the output head is not one of them.
    widest: int
    #: Keys and values of one layer as attention takes them: repeated where several heads share them.
    repeated: int
    #: Heads for which the mask is written out: 0 where all share one mask, see worker/engines/alibi.py.
    mask_heads: int
    #: Heads whose scores are held as a matrix; 0 where a fused kernel never has them.
    score_heads: int
    vocabulary: int

    def held_bytes(self, length: int, questions: int) -> int:
        """What a pack of `length` tokens keeps until its end: exactly that of its keys, values and sight."""
        return _FP32 * length * (self.cached + self.mask_heads + questions)

    def peak_bytes(self, length: int, questions: int, passage: int) -> int:
        """The most that a pack of `length` tokens, `passage` of them the passage's, takes up at once, which is while it
        is read: an upper bound."""
        causal = 0 if self.mask_heads else causal_tokens(min(passage, length))
        masked = self._stretch_bytes(min(READ_TOKENS, length - causal), length, masked=True)
        # Where scores are held as a matrix, the model makes itself the mask that it is not given.
        unmasked = self._stretch_bytes(causal, causal, masked=bool(self.score_heads))
        logits = _FP32 * _LOGITS * questions * self.vocabulary
        return self.held_bytes(length, questions) + max(masked, unmasked) + logits

    def _stretch_bytes(self, rows: int, length: int, *, masked: bool) -> int:
        """What is there while `rows` tokens are read that look at `length`."""
        # A mask shared by all heads, one with heads, and the true and false that it is made of.
        mask = rows * length * (_FP32 * (1 + self.mask_heads) + 3) if masked else 0
        scores = _FP32 * rows * length * 2 * self.score_heads
        return mask + scores + _FP32 * (rows * _WIDE_TENSORS * self.widest + length * self.repeated)

    def longest(self, budget_bytes: int, questions: int, passage: int) -> int:
        """Tokens of the longest pack with this passage whose peak is within the budget; 0 if none is."""
        low, high = 0, 1 << 24
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (
                (middle, high) if self.peak_bytes(middle, questions, passage) <= budget_bytes else (low, middle - 1)
            )
        return low


@torch.inference_mode()
def plan_of(model: Any) -> Plan:
    """The plan of a model that can be packed.

    Seen on a short pack, not looked up: each architecture has names of its own for these numbers in its config.
    """
    ids = [n * 7919 % model.get_input_embeddings().num_embeddings for n in range(1, 8)]
    widths: list[int] = []

    def note(_module: Any, _given: Any, out: Any) -> None:
        if isinstance(out, torch.Tensor) and out.shape[:-1] == (1, len(ids)):
            widths.append(out.shape[-1])

    hooks = [module.register_forward_hook(note) for module in model.modules()]
    try:
        pack = Pack(model, ids[:4], [ids[4:]], new_tokens=0)
        logits = pack.read()  # (1, vocabulary)
    finally:
        for hook in hooks:
            hook.remove()
    config, key_bias = model.config, lift_alibi(model)[1]
    mask_heads = key_bias.heads if key_bias else 0
    cached = pack.held_bytes() // (_FP32 * len(ids)) - mask_heads - 1
    heads = config.num_attention_heads
    per_layer = cached // config.num_hidden_layers
    every_head = 2 * heads * (getattr(config, "head_dim", None) or config.hidden_size // heads)
    shared_keys = per_layer < every_head
    fused = config._attn_implementation in ("sdpa", GROUPED) and not getattr(config, "multi_query", False)
    return Plan(
        cached=cached,
        widest=max(widths),
        repeated=every_head if shared_keys else 0,
        mask_heads=mask_heads,
        score_heads=0 if fused else heads,
        vocabulary=logits.shape[-1],
    )
