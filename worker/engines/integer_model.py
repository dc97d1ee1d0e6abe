"""A model whose linear layers are integers: written once, mapped from then on.

The file is a safetensors file: each linear layer's integers and what goes with them as the kernel wants them, all other
weights (embeddings, norms, biases) in fp32. Loading maps it and copies nothing, so it takes about a second whatever the
size, and the workers of a host share one copy in the page cache.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import torch
from accelerate import init_empty_weights
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from transformers import AutoConfig, AutoModelForCausalLM, GenerationConfig

from schemas.errors import ModelFilesBroken
from schemas.settings import Precision
from worker.engines.integer import IntegerLinear, to_integers
from worker.engines.linear import linear_layers, plain_weight
from worker.engines.w8a8 import ByteLinear, to_bytes

#: Changes with what the kernel takes. 2: weights of 16 bits are scaled by their sum.
_FORMAT = "2"


class _Integers(NamedTuple):
    #: A weight as tensors, whose names end with `names`.
    tensors_of: Callable[[torch.Tensor], tuple[torch.Tensor, ...]]
    names: tuple[str, ...]
    layer: type[IntegerLinear]


_SCALED = ("weight", "weight.scales")
_INTEGERS: dict[Precision, _Integers] = {
    "w8a8": _Integers(to_bytes, (*_SCALED, "weight.offsets"), ByteLinear),
    "int8": _Integers(partial(to_integers, bits=8), _SCALED, IntegerLinear),
    "int16": _Integers(partial(to_integers, bits=16), _SCALED, IntegerLinear),
}


@torch.inference_mode()
def save_integer_model(model: Any, precision: Precision, file: Path, source: str) -> None:
    """Write a model in fp32 as the integers of `precision`. `source` names the weights it was made of."""
    integers = _INTEGERS[precision]
    # Clones: what is tied (output head and embedding) becomes two, and safetensors takes no shared memory.
    tensors = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    for path, layer in linear_layers(model):
        for name, tensor in zip(integers.names, integers.tensors_of(plain_weight(layer)), strict=True):
            tensors[f"{path}.{name}"] = tensor
    save_file(tensors, file, metadata={"format": _FORMAT, "precision": precision, "source": source})


def made_of(file: Path) -> str | None:
    """The `source` with which a file was written; None where there is no such file, no whole one, or an older one."""
    if not file.is_file():
        return None
    try:
        with safe_open(file, "pt") as opened:
            metadata: dict[str, str] = opened.metadata() or {}
            return metadata.get("source") if metadata.get("format") == _FORMAT else None
    except SafetensorError:
        return None


@torch.inference_mode()
def load_integer_model(name: str, folder: Path, file: Path, precision: Precision) -> Any:
    """The causal model of the config in `folder` with the weights of `file`, mapped.

    Raises:
        ModelFilesBroken: config and weights cannot be read or do not fit together.
    """
    try:
        config = AutoConfig.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
        with init_empty_weights(include_buffers=False):  # buffers (rotary frequencies) are computed, not loaded
            model = AutoModelForCausalLM.from_config(config, dtype=torch.float32)
        if (folder / "generation_config.json").is_file():
            model.generation_config = GenerationConfig.from_pretrained(folder, local_files_only=True)
        with safe_open(file, "pt") as weights:
            _fill(model, weights, _INTEGERS[precision])
    except (SafetensorError, OSError, ValueError, KeyError, AttributeError, RuntimeError) as exc:
        raise ModelFilesBroken(name=name, path=file, reason=f"{type(exc).__name__}: {exc}") from exc
    return model.eval()


def _fill(model: Any, weights: Any, integers: _Integers) -> None:
    rest = set(weights.keys())
    for path, layer in linear_layers(model):
        names = [f"{path}.{name}" for name in (*integers.names, *(["bias"] if layer.bias is not None else []))]
        outputs, inputs = plain_weight(layer).shape
        tensors = map(weights.get_tensor, names)
        model.set_submodule(path, integers.layer(*tensors, inputs=inputs, outputs=outputs))
        rest -= set(names)
    model.load_state_dict({name: weights.get_tensor(name) for name in rest}, assign=True)  # raises unless all are there
