"""Attention of a few tokens over a long passage, for models whose heads share keys and values (GQA).

transformers repeats keys and values for each head that shares them: every step of decoding copies the whole cache. Here
the heads of a group stand below each other as rows of one head instead, and each key is read once (Ainslie and others,
"GQA", 2023). For many tokens repeating the mask would cost what repeating the keys does, so those stay as they are.

Not covered: models that do not take their attention from transformers' table of them (Falcon, Bloom).
"""

from typing import Any

import torch
from torch import nn
from torch.nn.functional import scaled_dot_product_attention
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import sdpa_mask

#: The name in transformers' table.
GROUPED = "nightclerk_grouped"
#: Up to so many tokens stand as rows for each head of their group.
_FEW = 64


def use_grouped_attention(model: Any) -> None:
    """Let a model whose heads share keys and values attend in groups; others stay as they are."""
    config = model.config
    groups = getattr(config, "num_key_value_heads", None)
    shares = groups is not None and groups != config.num_attention_heads
    if shares and model._supports_attention_backend and config._attn_implementation == "sdpa":
        model.set_attn_implementation(GROUPED)


def _attend(
    module: nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    scaling: float | None = None,
    **more: Any,
) -> tuple[torch.Tensor, None]:
    """Query (1, heads, new, width), keys and values (1, groups, length, width), a mask (1, 1, new, length) that is
    added; the output is (1, new, heads, width), as transformers wants it."""
    batch, heads, new, width = query.shape
    groups = key.shape[1]
    if new > _FEW or attention_mask is None or groups == heads:
        out, _ = sdpa_attention_forward(module, query, key, value, attention_mask, scaling=scaling, **more)
        return out, None
    rows = query.reshape(batch, groups, heads // groups * new, width)
    mask = attention_mask.repeat(1, 1, heads // groups, 1)
    out = scaled_dot_product_attention(rows, key, value, attn_mask=mask, scale=scaling)
    return out.view(batch, heads, new, width).transpose(1, 2), None


AttentionInterface.register(GROUPED, _attend)
AttentionMaskInterface.register(GROUPED, sdpa_mask)
