"""A LoRA adapter becomes part of a model's weights: W + scale · B · A for each linear layer that it was trained for.

After this the model is an ordinary one: every engine and precision runs it, and a token costs what it cost before. The
files are those of peft (`adapter_config.json`, `adapter_model.safetensors`), which is needed for training alone.

Source: Hu and others, LoRA, 2021. Not covered: DoRA, biases, embeddings, ranks that differ by layer, layers whose
weight is kept transposed (GPT-2's Conv1D), pickled weights.
"""

import hashlib
import json
import math
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file, save_file

from schemas.errors import ModelFilesBroken, ModelFilesMissing

#: Adapters that ship with the package.
SHIPPED = Path(__file__).with_name("adapters")
CONFIG, WEIGHTS = "adapter_config.json", "adapter_model.safetensors"
#: peft's names of an adapter's weights are the model's own between these.
_PREFIX, _A, _B = "base_model.model.", ".lora_A.weight", ".lora_B.weight"
#: What a merged weights file has in its header, so that it is not merged twice.
_MERGED = "merged_adapter"
#: Settings of peft that change the formula, with the value that leaves it alone.
_PLAIN: dict[str, Any] = {
    "use_dora": False, "bias": "none", "rank_pattern": {}, "alpha_pattern": {}, "fan_in_fan_out": False,
    "modules_to_save": None,
}  # fmt: skip


def adapter_folder(adapter: str) -> Path:
    """Where a card's adapter lies: shipped under this name, or the path that it is."""
    shipped = SHIPPED / adapter
    return shipped if shipped.is_dir() else Path(adapter).expanduser()


def merge_adapter(name: str, adapter: Path, folder: Path) -> str:
    """Add an adapter to the weights in `folder`, file by file; its sha-256. A file that has it already is left alone.

    Raises:
        ModelFilesMissing: the adapter, or weights in safetensors, are not there.
        ModelFilesBroken: the adapter cannot be read, is of another kind, or belongs to another model.
    """
    files = sorted(folder.glob("*.safetensors"))
    if not files:
        raise ModelFilesMissing(name=name, reason=f"{folder} holds no weights in safetensors, which an adapter needs")
    scale, weights, digest = _read(name, adapter)
    layers = {key.removesuffix(_A) for key in weights if key.endswith(_A)}
    if set(weights) != {layer + side for layer in layers for side in (_A, _B)}:
        raise _broken(name, adapter, "it has other weights than pairs of A and B")
    absent = {f"{layer.removeprefix(_PREFIX)}.weight" for layer in layers}
    try:
        for file in files:
            absent -= _merge(file, weights, scale, digest)
    except RuntimeError as exc:  # the shapes do not fit
        raise _broken(name, adapter, f"it belongs to another model: {exc}") from exc
    if absent:
        raise _broken(name, adapter, f"it belongs to another model, which has {min(absent)}")
    return digest


def _read(name: str, adapter: Path) -> tuple[float, dict[str, torch.Tensor], str]:
    """Scale, weights by peft's names, and sha-256 of an adapter."""
    if not ((adapter / CONFIG).is_file() and (adapter / WEIGHTS).is_file()):
        raise ModelFilesMissing(name=name, reason=f"{adapter} holds no {CONFIG} with {WEIGHTS}")
    try:
        config: dict[str, Any] = json.loads((adapter / CONFIG).read_text(encoding="utf-8"))
        rank, alpha = int(config["r"]), float(config["lora_alpha"])
        weights = load_file(adapter / WEIGHTS)
    except (OSError, ValueError, KeyError, TypeError, SafetensorError) as exc:
        raise _broken(name, adapter, f"{type(exc).__name__}: {exc}") from exc
    other = [key for key, plain in _PLAIN.items() if config.get(key, plain) != plain]
    if other:
        raise _broken(name, adapter, f"{other[0]} is set in {CONFIG}, which is not supported")
    scale = alpha / (math.sqrt(rank) if config.get("use_rslora") else rank)
    return scale, weights, hashlib.sha256((adapter / WEIGHTS).read_bytes()).hexdigest()


def _merge(file: Path, weights: dict[str, torch.Tensor], scale: float, digest: str) -> set[str]:
    """Add what the adapter has for the weights of one file; their names."""
    with safe_open(file, framework="pt") as opened:
        header: dict[str, str] = opened.metadata() or {}
    model = load_file(file)
    changed = {key for key in model if _PREFIX + key.removesuffix(".weight") + _A in weights}
    if header.get(_MERGED) == digest:
        return changed
    for key in changed:
        layer = _PREFIX + key.removesuffix(".weight")
        delta = scale * weights[layer + _B].float() @ weights[layer + _A].float()  # (out, in)
        model[key] = (model[key].float() + delta).to(model[key].dtype)
    partial = file.with_name(f".{file.name}.partial")
    save_file(model, partial, metadata={"format": "pt", **header, _MERGED: digest})
    partial.replace(file)
    return changed


def _broken(name: str, adapter: Path, reason: str) -> ModelFilesBroken:
    return ModelFilesBroken(name=name, path=adapter, reason=reason)
