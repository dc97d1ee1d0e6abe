"""The model that learns: its weights in the numbers that this machine trains fastest in, with a new adapter in fp32."""

import warnings
from pathlib import Path
from typing import Any

import torch

from ops.training.adapter import with_adapter
from ops.training.plan import Plan
from ops.training.segments import attend_in_segments
from worker.engines.loading import load_model
from worker.precision import why_not


def load_learner(name: str, folder: Path, plan: Plan) -> Any:
    """The model in `folder` with an adapter that does nothing yet, on a GPU where there is one.

    Numbers of 16 bits where there are units for them, on a GPU or in the CPU. The adapter is always in 32.

    Raises:
        ModelFilesMissing, ModelFilesBroken: the files are not usable.
    """
    gpu = torch.cuda.is_available()
    bf16 = gpu or why_not("bf16") is None
    model = load_model(name, folder, torch.bfloat16 if bf16 else torch.float32)
    attend_in_segments(model)
    with warnings.catch_warnings():  # peft asks transformers for something by its old name
        warnings.filterwarnings("ignore", "`is_gradient_checkpointing`", FutureWarning)
        return with_adapter(model.to("cuda" if gpu else "cpu"), plan)
