"""The LoRA adapter: put into a model before training, written as a small file after it."""

from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, get_peft_model, get_peft_model_state_dict
from safetensors.torch import save_file

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
