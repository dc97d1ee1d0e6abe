"""Several packed passages as one long sequence, of which each attends to itself alone.

Everything but attention is one large matrix product then, over all tokens of a step, and nothing is padded. Attention
is one product for each passage: of a mask over all of them most would be empty.

Not covered: models that do not take their attention from transformers' table of them (Falcon, Bloom).
"""

from collections.abc import Sequence
from typing import Any

import torch
from torch import nn
from transformers import AttentionInterface

#: The name in transformers' table.
SEGMENTED = "nightclerk_segmented"


def attend_in_segments(model: Any) -> None:
    """Let a model read several passages as one sequence, where it can."""
    if model._supports_attention_backend:
        model.set_attn_implementation(SEGMENTED)


def reads_segments(model: Any) -> bool:
    """Whether it does."""
    return bool(model.config._attn_implementation == SEGMENTED)


def _attend(
    _module: nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    _attention_mask: None,
    scaling: float | None = None,
    *,
    sights: Sequence[torch.Tensor],
    **_more: Any,
) -> tuple[torch.Tensor, None]:
    """Query (1, heads, length, width), keys and values (1, groups, length, width); `sights` are the masks of all
    passages, in their order, each (tokens, tokens) and added. The output is (1, length, heads, width).

    The products are written out: on a CPU scaled_dot_product_attention with a mask took 1.3 times as long for a step.
    Heads that share keys stand below each other as rows.
    """
    tokens = [len(sight) for sight in sights]
    scale = query.shape[-1] ** -0.5 if scaling is None else scaling
    parts = zip(*(torch.split(side[0], tokens, dim=1) for side in (query * scale, key, value)), sights, strict=True)
    return torch.cat([_of_one(*part) for part in parts])[None], None


def _of_one(query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, sight: torch.Tensor) -> torch.Tensor:
    """Query (heads, tokens, width), keys and values (groups, tokens, width) to (tokens, heads, width)."""
    heads, tokens, width = query.shape
    groups = len(key)
    scores = query.reshape(groups, -1, width) @ key.transpose(1, 2)  # (groups, heads of a group · tokens, tokens)
    seen = (scores.view(groups, -1, tokens, tokens) + sight).softmax(-1).view_as(scores)
    return (seen @ value).view(heads, tokens, width).transpose(0, 1)


AttentionInterface.register(SEGMENTED, _attend)
