"""Linear layers with their weights laid out for oneDNN once, when the model is loaded.

torch hands fp32 products of few rows to a routine that is slow for them: with 3 to 8 rows, which is what packed
decoding has, oneDNN on weights in its own blocked layout is 1.5 to 6 times as fast, in the same precision
(tests/benchmarks/RESULTS.md). torch.compile does the same under the name "freezing"; its operators are used here
directly, since compiling a model takes minutes and a C++ compiler.
"""

from typing import Any

import torch
from torch import nn
from transformers.models.falcon.modeling_falcon import FalconLinear
from transformers.pytorch_utils import Conv1D

#: The number of rows for which the layout is chosen; others work too.
_ROWS = 8

#: Layers that compute input @ weight.T + bias (Conv1D: input @ weight + bias) and nothing else.
_LINEAR = (nn.Linear, FalconLinear, Conv1D)


class PackedLinear(nn.Module):
    """A linear layer, fp32 on the CPU; (..., inputs) -> (..., outputs)."""

    def __init__(self, weight: torch.Tensor, bias: torch.Tensor | None) -> None:
        """`weight` has the shape (outputs, inputs)."""
        super().__init__()
        self._weight = torch.ops.mkldnn._reorder_linear_weight(weight.detach().contiguous(), _ROWS)
        self._bias = None if bias is None else bias.detach()

    @property
    def weight(self) -> torch.Tensor:
        """The plain weight, (outputs, inputs), made anew at each call: for models that read it past this layer."""
        plain: torch.Tensor = self._weight.to_dense()
        return plain

    @property
    def bias(self) -> torch.Tensor | None:
        return self._bias

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        outputs: torch.Tensor = torch.ops.mkldnn._linear_pointwise(inputs, self._weight, self._bias, "none", [], "")
        return outputs


@torch.inference_mode()
def pack_linear_layers(model: Any) -> None:
    """Replace the linear layers of a model, in place and one after another, so that no second copy of the model is
    ever in memory."""
    if not torch.backends.mkldnn.is_available():  # type: ignore[no-untyped-call]
        return
    for path, layer in linear_layers(model):
        if layer.weight.dtype == torch.float32:
            model.set_submodule(path, PackedLinear(plain_weight(layer), layer.bias))


def linear_layers(model: Any) -> list[tuple[str, Any]]:
    """The layers that do nothing but multiply and add, with their paths in the model."""
    return [(path, layer) for path, layer in model.named_modules() if type(layer) in _LINEAR]


def plain_weight(layer: Any) -> torch.Tensor:
    """The weight of one of `linear_layers`, (outputs, inputs)."""
    weight: torch.Tensor = layer.weight
    return weight.T if type(layer) is Conv1D else weight
