"""The LoRA adapter: put into a model before training, written as a small file after it."""

import hashlib
import shutil
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, get_peft_model, get_peft_model_state_dict, set_peft_model_state_dict
from safetensors.torch import load_file, save_file

from ops.training.plan import Plan
from worker.adapter import CONFIG, WEIGHTS

#: An adapter that becomes part of the repository has to be small.
LARGEST_BYTES = 12_000_000
#: peft's name of the one adapter of a model.
ADAPTER = "default"


class AdapterTooLarge(Exception):
    """The adapter has more bytes than may go into the repository; take a smaller rank."""


def with_adapter(model: Any, plan: Plan) -> Any:
    """The model with a new adapter on all linear layers but the output head; only the adapter is trained."""
    torch.manual_seed(plan.seed)
    config = LoraConfig(
        r=plan.rank,
        lora_alpha=plan.alpha,
        target_modules="all-linear",
        task_type="CAUSAL_LM",
    )
    return get_peft_model(model, config, ADAPTER)


class OtherAdapter(Exception):
    """The adapter to begin with is of another model or of another rank; give one that fits."""


def fingerprint(folder: Path) -> str:
    """An adapter's name with the beginning of its weights' sha-256, as a card and a plan name it."""
    return f"{folder.resolve().name} {hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()[:12]}"


def begin_with(model: Any, folder: Path) -> None:
    """Let the model's new adapter begin as the one in `folder` ended.

    Raises:
        OSError: it is not there.
        OtherAdapter: it does not fit.
    """
    weights = load_file(folder / WEIGHTS)
    own = get_peft_model_state_dict(model, save_embedding_layers=False)
    shapes, wanted = ({name: side.shape for name, side in each.items()} for each in (weights, own))
    if shapes != wanted:
        raise OtherAdapter(f"{folder} is an adapter of another model or another rank than this training's")
    set_peft_model_state_dict(model, {name: side.float() for name, side in weights.items()})


def weakened(adapter: Path, strength: float, folder: Path) -> Path:
    """Write an adapter with `strength` (0 to 1) of its effect into `folder`, which is returned: all weights on the line
    from those of the base to those that were trained. It is in B, not in alpha: an adapter is known by its weights.

    Source: Wortsman and others, Robust fine-tuning of zero-shot models, 2022: half way much of what was learned is
    there, and most of what the base knew is not lost.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(adapter / CONFIG, folder)
    weights = {
        name: side * strength if ".lora_B." in name else side for name, side in load_file(adapter / WEIGHTS).items()
    }
    save_file(weights, folder / WEIGHTS, metadata={"format": "pt"})
    return folder


def save_adapter(model: Any, folder: Path, base: str, *, for_the_repository: bool = True) -> Path:
    """Write the adapter in fp16, and what peft wants to know about it; the file with the weights.

    Raises:
        AdapterTooLarge: it has more than LARGEST_BYTES and is for the repository.
    """
    folder.mkdir(parents=True, exist_ok=True)
    config = model.peft_config[ADAPTER]
    config.base_model_name_or_path = base  # not the path on this machine
    config.inference_mode = True
    config.save_pretrained(folder)
    (folder / CONFIG).chmod(0o644)
    # peft would ask the network whether the embeddings are the base's own.
    trained = get_peft_model_state_dict(model, save_embedding_layers=False)
    weights = {name: side.to("cpu", torch.float16).contiguous() for name, side in trained.items()}
    file = folder / WEIGHTS
    save_file(weights, file, metadata={"format": "pt"})
    file.chmod(0o644)
    if for_the_repository and (size := file.stat().st_size) > LARGEST_BYTES:
        raise AdapterTooLarge(f"{file} has {size:,} bytes, more than {LARGEST_BYTES:,}: take a smaller rank")
    return file
