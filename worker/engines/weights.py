"""A model in memory, in the precision that is chosen for it."""

from pathlib import Path
from typing import Any

import torch

from schemas.catalogue import ModelCard
from schemas.settings import Precision, Settings
from worker.engines.attention import use_grouped_attention
from worker.engines.integer_model import load_integer_model
from worker.engines.linear import pack_linear_layers
from worker.engines.loading import load_model
from worker.precision import choose_precision, integer_file


def load_weights(card: ModelCard, folder: Path, settings: Settings) -> tuple[Any, Precision]:
    """The causal model in `folder`, ready to be run, and its precision.

    Raises:
        PrecisionMissing: the precision that is set cannot be had on this machine.
        ModelFilesMissing, ModelFilesBroken: the model's files are not usable.
    """
    match precision := choose_precision(card, folder, settings):
        case "fp32":
            model = load_model(card.name, folder)
            pack_linear_layers(model)
        case "bf16":
            model = load_model(card.name, folder, torch.bfloat16)
        case "int16" | "int8" | "w8a8":
            file = integer_file(card, folder, settings, precision)
            model = load_integer_model(card.name, folder, file, precision)
    use_grouped_attention(model)
    return model, precision
