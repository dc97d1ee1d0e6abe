"""Linear layers whose weights are integers of 8 or 16 bits, multiplied by the project's own kernel (worker/kernel).

Every 64 inputs of an output share one scale, and so do every 64 activations of a row, which get 15 or 16 bits. So what
is lost is lost in the weights: about 0.6% of an output with 8 bits, 0.01% with 16 (root mean square, on normally
distributed weights). The weights are used where they lie in a mapped file: workers of a host share them.

Not covered: processors without AVX2, systems other than Linux; `kernel` says which.
"""

import ctypes
import platform
from functools import lru_cache
from pathlib import Path
from typing import Literal

import torch
from torch import nn

from schemas.errors import KernelMissing

Bits = Literal[8, 16]

#: Inputs that share one scale of a weight, and outputs that lie side by side: GROUP and COLUMNS of linear.c.
GROUP = 64
COLUMNS = 16
LARGEST_WEIGHT = {8: 127, 16: 32767}
LARGEST_ACTIVATION = {8: 32767, 16: 16383}
#: What the absolute weights of a group add up to at most: times the largest activation it stays below 2^31, so that no
#: sum of products overflows. Weights of 16 bits are scaled by this rather than by the largest of them, which leaves
#: about 13 bits of normally distributed ones.
LARGEST_SUM = {bits: (2**31 - 1) // largest for bits, largest in LARGEST_ACTIVATION.items()}
_LIBRARY = Path(__file__).parents[1] / "kernel" / "linear.so"
_DTYPE = {8: torch.int8, 16: torch.int16}


class IntegerLinear(nn.Module):
    """A linear layer; fp32 (..., inputs) -> fp32 (..., outputs)."""

    def __init__(
        self,
        weights: torch.Tensor,
        scales: torch.Tensor,
        bias: torch.Tensor | None = None,
        *,
        inputs: int,
        outputs: int,
    ) -> None:
        """`weights` and `scales` are those that `to_integers` returns. Nothing is copied.

        Raises:
            KernelMissing: there is no kernel for this machine.
        """
        super().__init__()
        self._weights = weights
        self._scales = scales
        self._inputs = inputs
        self._outputs = outputs
        self._bits = 8 * weights.element_size()
        self._largest = LARGEST_ACTIVATION[self._bits]
        self._offsets: torch.Tensor | None = None
        self._linear = kernel()
        self.bias = bias

    @property
    def weight(self) -> torch.Tensor:
        """The plain weight, (outputs, inputs), made anew at each call: for models that read it past this layer."""
        return to_floats(self._weights, self._scales)[: self._outputs, : self._inputs]

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        rows = inputs.reshape(-1, self._inputs).contiguous().float()
        outputs = torch.empty(rows.shape[0], self._outputs)
        integers = torch.empty(rows.shape[0] * padded(self._inputs), dtype=torch.int16)  # bytes take half of it
        group_scales = torch.empty(rows.shape[0] * padded(self._inputs) // GROUP)
        self._linear(
            rows.data_ptr(), rows.shape[0], self._inputs, self._weights.data_ptr(), self._bits, self._scales.data_ptr(),
            _address(self._offsets), _address(self.bias), outputs.data_ptr(), self._outputs, integers.data_ptr(),
            group_scales.data_ptr(), self._largest, torch.get_num_threads(),
        )  # fmt: skip
        return outputs.view(*inputs.shape[:-1], self._outputs)


def to_integers(weight: torch.Tensor, bits: Bits) -> tuple[torch.Tensor, torch.Tensor]:
    """A weight (outputs, inputs) as the kernel wants it, outputs and inputs filled up with zeros.

    Returns:
        Integers (panels, inputs / 2, COLUMNS, 2) and fp32 scales (panels, inputs / GROUP, COLUMNS).
    """
    outputs, inputs = weight.shape
    whole = nn.functional.pad(weight.float(), (0, padded(inputs) - inputs, 0, -outputs % COLUMNS))
    groups = whole.view(-1, COLUMNS, whole.shape[1] // GROUP, GROUP)  # (panels, columns, groups, inputs of a group)
    # Rounding adds half a step to each weight at most.
    by_sum = groups.abs().sum(-1) / (LARGEST_SUM[bits] - GROUP // 2)
    scales = torch.maximum(groups.abs().amax(-1) / LARGEST_WEIGHT[bits], by_sum)  # (panels, columns, groups)
    # A group of zeros has the scale 0 and the integers 0.
    integers = (groups / scales.clamp_min(torch.finfo(torch.float32).tiny)[..., None]).round().to(_DTYPE[bits])
    pairs = integers.view(-1, COLUMNS, whole.shape[1] // 2, 2).transpose(1, 2)
    return pairs.contiguous(), scales.transpose(1, 2).contiguous()


def to_floats(integers: torch.Tensor, scales: torch.Tensor) -> torch.Tensor:
    """The way back of `to_integers`: fp32 (outputs, inputs), with the filling."""
    panels, pairs, _, _ = integers.shape
    groups = integers.transpose(1, 2).reshape(panels, COLUMNS, -1, GROUP).float()
    return (groups * scales.transpose(1, 2)[..., None]).reshape(panels * COLUMNS, pairs * 2)


@lru_cache(maxsize=1)
def kernel() -> "ctypes._NamedFuncPointer":
    """The function `nightclerk_linear` of worker/kernel/linear.c, on torch's threads.

    Raises:
        KernelMissing: there is no kernel for this machine.
    """
    capability = torch.backends.cpu.get_cpu_capability()
    if capability not in ("AVX2", "AVX512"):
        raise KernelMissing(reason=f"this is {platform.machine()} with {capability}")
    if not _LIBRARY.is_file():
        raise KernelMissing(reason=f"this is {platform.system()}, and the package was built without {_LIBRARY.name}")
    library = ctypes.CDLL(str(_LIBRARY))
    pointer, integer, number = ctypes.c_void_p, ctypes.c_int, ctypes.c_long
    library.nightclerk_linear.argtypes = [
        pointer, number, number, pointer, integer, pointer, pointer, pointer, pointer, number, pointer, pointer,
        integer, ctypes.c_uint,
    ]  # fmt: skip
    library.nightclerk_linear.restype = None
    library.nightclerk_use_threads_of.argtypes = [pointer, pointer]
    for path in sorted((Path(torch.__file__).parent / "lib").glob("libgomp*")):
        openmp = ctypes.CDLL(str(path))  # the one that torch has loaded already, not another copy
        library.nightclerk_use_threads_of(
            ctypes.cast(openmp.GOMP_parallel, pointer), ctypes.cast(openmp.omp_get_thread_num, pointer)
        )
    return library.nightclerk_linear


def _address(tensor: torch.Tensor | None) -> int | None:
    return None if tensor is None else tensor.data_ptr()


def padded(inputs: int) -> int:
    """Inputs, up to the next whole group."""
    return -(-inputs // GROUP) * GROUP
