"""A model whose linear layers are integers: written once, mapped from then on.

The file is a safetensors file: each linear layer's integers and scales as the kernel wants them, all other weights
(embeddings, norms, biases) in fp32. Loading maps it and copies nothing, so it takes about a second whatever the size,
and the workers of a host share one copy in the page cache.
"""

from pathlib import Path
from typing import Any

import torch
from accelerate import init_empty_weights
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from transformers import AutoConfig, AutoModelForCausalLM, GenerationConfig

from schemas.errors import ModelFilesBroken
from worker.engines.integer import Bits, IntegerLinear, to_integers
from worker.engines.linear import linear_layers, plain_weight

#: Changes with what the kernel takes. 2: weights of 16 bits are scaled by their sum.
_FORMAT = "2"


@torch.inference_mode()
def save_integer_model(model: Any, bits: Bits, file: Path, source: str) -> None:
    """Write a model in fp32 as integers of `bits`. `source` names the weights it was made of."""
    # Clones: what is tied (output head and embedding) becomes two, and safetensors takes no shared memory.
    tensors = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    for path, layer in linear_layers(model):
        tensors[f"{path}.weight"], tensors[f"{path}.weight.scales"] = to_integers(plain_weight(layer), bits)
    save_file(tensors, file, metadata={"format": _FORMAT, "bits": str(bits), "source": source})


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
def load_integer_model(name: str, folder: Path, file: Path) -> Any:
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
            _fill(model, weights)
    except (SafetensorError, OSError, ValueError, KeyError, AttributeError, RuntimeError) as exc:
        raise ModelFilesBroken(name=name, path=file, reason=f"{type(exc).__name__}: {exc}") from exc
    return model.eval()


def _fill(model: Any, weights: Any) -> None:
    rest = set(weights.keys())
    for path, layer in linear_layers(model):
        names = [f"{path}.weight", f"{path}.weight.scales", *([f"{path}.bias"] if layer.bias is not None else [])]
        outputs, inputs = plain_weight(layer).shape
        model.set_submodule(path, IntegerLinear(*map(weights.get_tensor, names), inputs=inputs, outputs=outputs))
        rest -= set(names)
    model.load_state_dict({name: weights.get_tensor(name) for name in rest}, assign=True)  # raises unless all are there
