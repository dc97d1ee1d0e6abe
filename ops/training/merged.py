"""A LoRA adapter that learns merged: the model reads with W + scale · B · A, whose gradient is taken apart.

With G, the gradient of the merged weight, dA = scale · Bᵀ · G and dB = scale · G · Aᵀ (chain rule on Hu and others,
LoRA, 2021). That is a third large matrix product for each layer, in place of six narrow ones with rank 16, their sums
and conversions, which cost a CPU more: a step of 3,700 tokens took 8.0 s so, and with segments.py 5.4 s in this way.

Not covered: dropout of what goes into an adapter.
"""

from typing import Any

import torch
from peft.tuners.lora import Linear

from ops.training.adapter import ADAPTER


class Merged:
    """The adapter of a peft model, as part of its weights. The sides A and B stay in fp32 whatever the model is in."""

    def __init__(self, model: Any) -> None:
        layers = [module for module in model.modules() if isinstance(module, Linear)]
        self._layers = [_Layer(layer) for layer in layers]
        #: What an optimizer changes; `merge` is to be called after it.
        self.weights = [side for layer in self._layers for side in (layer.a, layer.b)]
        self.merge()

    def merge(self) -> None:
        """Let the model read with the adapter as it is now."""
        for layer in self._layers:
            layer.merge()


class _Layer:
    def __init__(self, layer: Linear) -> None:
        self.a, self.b = layer.lora_A[ADAPTER].weight, layer.lora_B[ADAPTER].weight  # (rank, in), (out, rank)
        self._scale = layer.scaling[ADAPTER]
        self._merged = layer.get_base_layer().weight  # (out, in)
        self._base = self._merged.detach().clone()
        layer.merged_adapters = [ADAPTER]  # so peft reads the layer's own weight alone
        self._merged.requires_grad_(True)
        self._merged.register_post_accumulate_grad_hook(self._take_apart)

    @torch.no_grad()
    def merge(self) -> None:
        self._merged.copy_(torch.addmm(self._base.float(), self.b, self.a, alpha=self._scale))

    @torch.no_grad()
    def _take_apart(self, merged: torch.Tensor) -> None:
        """Add to the gradients of both sides, and let the large one go at once."""
        if merged.grad is None:
            return
        gradient = merged.grad.float()
        merged.grad = None
        for side in (self.a, self.b):
            if side.grad is None:
                side.grad = torch.zeros_like(side)
        self.a.grad.addmm_(self.b.T, gradient, alpha=self._scale)
        self.b.grad.addmm_(gradient, self.a.T, alpha=self._scale)
