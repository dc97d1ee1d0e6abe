"""How far apart two ways of computing the same logits may be in a precision."""

import torch

from schemas.settings import Precision

#: Largest difference of two logits as a share of their range. SmolLM2-135M makes 2e-6 in fp32, up to 1.4e-3 with
#: integers (their activations are rounded) and 1e-2 in bf16. A mask or positions that are wrong by one make 7e-2 to
#: 2e-1 in any of them.
_ROUNDING: dict[Precision, float] = {"fp32": 1e-4, "int8": 1e-2, "int16": 1e-2, "w8a8": 4e-2, "bf16": 3e-2}


def equal_but_for_rounding(one: torch.Tensor, other: torch.Tensor, precision: Precision) -> bool:
    """Whether these are the same logits, computed in `precision`; two tensors of one shape."""
    return bool((one - other).abs().max() <= _ROUNDING[precision] * (one.max() - one.min()))
