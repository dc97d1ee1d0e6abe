"""Linear layers whose weights and activations have 8 bits, multiplied by the project's own kernel.

Vector instructions multiply bytes faster than the 16 bits of `worker.engines.integer`, and more is lost: about 1% of an
output (root mean square, SmolLM2; 0.6% in int8). Most would be lost where one activation is much larger than its
neighbours, so it is spread out first: each 64 inputs are rotated, weights once and activations in the kernel, which
leaves the products as they are (worker/kernel/bytes.c).

The kernel adds products in 16 bits, so there is a choice: smaller activations leave more room for the weights that are
added, and the other way round. Of 63, 71, ... 127 as the largest activation 87 and 95 lose least.
"""

import torch
from torch import nn

from worker.engines.integer import COLUMNS, GROUP, IntegerLinear, padded

#: Weights are -127 to 127. Activations are -95 to 95, and kept as the bytes 1 to 191.
LARGEST_WEIGHT = 127
LARGEST_ACTIVATION = 95
#: Inputs whose products the kernel adds in 16 bits: TOGETHER of bytes.c.
TOGETHER = 4
#: What the positive weights of these inputs add up to at most, and the negative ones: bytes.c says why.
LARGEST_SUM = (2**15 - 1) // (2 * LARGEST_ACTIVATION + 1)


class ByteLinear(IntegerLinear):
    """A linear layer; fp32 (..., inputs) -> fp32 (..., outputs)."""

    def __init__(
        self,
        weights: torch.Tensor,
        scales: torch.Tensor,
        offsets: torch.Tensor,
        bias: torch.Tensor | None = None,
        *,
        inputs: int,
        outputs: int,
    ) -> None:
        """`weights`, `scales` and `offsets` are those that `to_bytes` returns. Nothing is copied.

        Raises:
            KernelMissing: there is no kernel for this machine.
        """
        super().__init__(weights, scales, bias, inputs=inputs, outputs=outputs)
        self._offsets = offsets  # with these the kernel takes activations of 8 bits
        self._largest = LARGEST_ACTIVATION

    @property
    def weight(self) -> torch.Tensor:
        """The plain weight, (outputs, inputs), made anew at each call: for models that read it past this layer."""
        return to_floats(self._weights, self._scales)[: self._outputs, : self._inputs]


def to_bytes(weight: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """A weight (outputs, inputs) as the kernel wants it, rotated, outputs and inputs filled up with zeros.

    Returns:
        Integers (panels, inputs / 4, COLUMNS, 4), and for each group (panels, inputs / GROUP, COLUMNS) its fp32 scale
        and its 32-bit offset: what the bytes of the activations add to a sum beyond the activations.
    """
    outputs, inputs = weight.shape
    whole = nn.functional.pad(weight.float(), (0, padded(inputs) - inputs, 0, -outputs % COLUMNS))
    groups = whole.view(-1, COLUMNS, whole.shape[1] // GROUP, GROUP) @ rotation() / GROUP
    # Rounding adds half a step to each weight at most.
    by_sum = largest_sum(groups) / (LARGEST_SUM - TOGETHER / 2)
    scales = torch.maximum(groups.abs().amax(-1) / LARGEST_WEIGHT, by_sum)  # (panels, columns, groups)
    # A group of zeros has the scale 0 and the integers 0.
    integers = (groups / scales.clamp_min(torch.finfo(torch.float32).tiny)[..., None]).round()
    offsets = -(LARGEST_ACTIVATION + 1) * integers.sum(-1).to(torch.int32)
    quads = integers.to(torch.int8).view(-1, COLUMNS, whole.shape[1] // 4, 4).transpose(1, 2)
    return quads.contiguous(), scales.transpose(1, 2).contiguous(), offsets.transpose(1, 2).contiguous()


def to_floats(integers: torch.Tensor, scales: torch.Tensor) -> torch.Tensor:
    """The way back of `to_bytes`: fp32 (outputs, inputs), with the filling."""
    panels, quads, _, _ = integers.shape
    groups = integers.transpose(1, 2).reshape(panels, COLUMNS, -1, GROUP).float()
    return (groups * scales.transpose(1, 2)[..., None] @ rotation().T).reshape(panels * COLUMNS, quads * 4)


def largest_sum(groups: torch.Tensor) -> torch.Tensor:
    """What the positive weights, or the negative ones, that are added in 16 bits add up to at most in each group of
    (..., GROUP); (...)."""
    added = groups.reshape(*groups.shape[:-1], -1, TOGETHER // 2, 2, 2)  # the halves of TOGETHER / 2 quads
    return torch.maximum(added.clamp_min(0).sum((-3, -1)), added.clamp_max(0).sum((-3, -1)).neg()).amax((-2, -1))


def rotation() -> torch.Tensor:
    """What the kernel multiplies each GROUP inputs by, (GROUP, GROUP): a Hadamard matrix with signs before its rows.
    Times its transpose it is GROUP times the identity."""
    two = torch.tensor([[1.0, 1.0], [1.0, -1.0]])
    eight = torch.kron(torch.kron(two, two), two)
    return eight.reshape(-1, 1) * torch.kron(eight, eight)
