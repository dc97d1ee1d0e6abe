"""LoRA adapters of random weights for the small models."""

import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from worker.adapter import CONFIG, WEIGHTS

LAYER = "base_model.model.model.layers.0.self_attn.q_proj"
#: Of one layer of the small Llama, rank 2.
ONE_LAYER = {LAYER + ".lora_A.weight": (2, 32), LAYER + ".lora_B.weight": (32, 2)}


def save_small_adapter(folder: Path, shapes: dict[str, tuple[int, int]], seed: int = 3, **config: Any) -> Path:
    """Write an adapter with weights of these shapes, scale 3."""
    folder.mkdir(parents=True)
    torch.manual_seed(seed)
    save_file({name: torch.randn(shape).half() for name, shape in shapes.items()}, folder / WEIGHTS)
    (folder / CONFIG).write_text(json.dumps({"r": 2, "lora_alpha": 6, **config}), encoding="utf-8")
    return folder
