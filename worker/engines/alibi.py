"""Falcon's ALiBi in the attention mask, so that these models can be packed too.

ALiBi (Press, Smith and Lewis, "Train Short, Test Long", 2022) adds to each attention score a slope of the head times
the position of the key. The bias is one number for each head and key, so it can travel in a mask with heads. Falcon
makes it itself, from a 2-D mask and the order of the keys, which in a pack is not their position. `lift_alibi` gives a
second model over the same layers that does not; the model itself stays as it is.

Not covered: Bloom, whose ALiBi and 4-D masks exclude each other, and MPT, which counts from the newest key backwards.
They stay on the fallback of worker/engines/memory.py.
"""

import copy
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn
from transformers import FalconForCausalLM
from transformers.models.falcon.modeling_falcon import build_alibi_tensor


@dataclass(frozen=True)
class KeyBias:
    """What attention adds to the scores of a key, for each head of `heads`, whose keys are `width` wide."""

    heads: int
    width: int

    def __call__(self, positions: Sequence[int]) -> torch.Tensor:
        """The bias of keys at these positions, fp32, (heads, keys). Scores are scaled by the root of the width, and
        Falcon scales the bias with them; its slopes times positions are rounded to bfloat16, as it was trained."""
        upto = torch.ones(1, max(positions, default=0) + 1, dtype=torch.long)  # (1, positions)
        table = build_alibi_tensor(upto, self.heads, torch.float32)[:, 0]  # (heads, positions)
        bias: torch.Tensor = table[:, list(positions)] / math.sqrt(self.width)
        return bias


class _Unturned(nn.Module):
    """Stands where rotary position embeddings are made, and turns nothing."""

    def forward(self, hidden: torch.Tensor, position_ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Cosine and sine of no angle, (1, new, 1) each: the same for all of a head's width."""
        shape = (*position_ids.shape, 1)
        return hidden.new_ones(shape), hidden.new_zeros(shape)


def lift_alibi(model: Any) -> tuple[Any, KeyBias | None]:
    """The model as it is packed, and the bias that its masks must carry: for a Falcon with ALiBi the same layers
    without it, for any other model itself and None."""
    if not isinstance(model, FalconForCausalLM) or not model.config.alibi:
        return model, None
    lifted, body = _over_the_same_parts(model), _over_the_same_parts(model.transformer)
    body.use_alibi = False
    body.rotary_emb = _Unturned()
    lifted.transformer = body
    heads = model.config.num_attention_heads
    return lifted, KeyBias(heads, model.config.hidden_size // heads)


def _over_the_same_parts(module: Any) -> Any:
    """A module with the parts of another, of which one may be replaced without a change to that other."""
    twin = copy.copy(module)
    twin._modules = dict(module._modules)
    return twin
