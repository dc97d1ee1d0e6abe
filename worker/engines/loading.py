"""A model and its tokenizer from a folder; what is missing or broken there is said in words."""

import pickle
from pathlib import Path
from typing import Any

import torch
import transformers
from safetensors import SafetensorError
from transformers import AutoModelForCausalLM, AutoTokenizer

from schemas.errors import ModelFilesBroken, ModelFilesMissing
from schemas.model_folder import has_tokenizer, weights_files

#: What the loaders raise for files that are cut, damaged or do not fit together.
_BROKEN = (
    SafetensorError, pickle.UnpicklingError, EOFError,
    OSError, ValueError, KeyError, TypeError, AttributeError, ImportError, RuntimeError,
)  # fmt: skip


def quiet() -> None:
    """No notices and no bars from transformers: a worker's log is read by people."""
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()


def load_tokenizer(name: str, folder: Path) -> Any:
    """The tokenizer in a folder.

    Raises:
        ModelFilesMissing: there are no files of a tokenizer.
        ModelFilesBroken: they cannot be loaded.
    """
    quiet()
    if not has_tokenizer(folder):
        raise ModelFilesMissing(name=name, reason=f"{folder} holds no tokenizer.json")
    try:
        return AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    # The tokenizers library raises a bare Exception for a tokenizer.json that it cannot read.
    except Exception as exc:
        raise ModelFilesBroken(name=name, path=folder, reason=_first_line(exc)) from exc


def load_model(name: str, folder: Path, dtype: torch.dtype = torch.float32) -> Any:
    """The causal model in a folder, fp32 or bf16.

    Pickled weights are read as tensors only, and no code of the folder is run.

    Raises:
        ModelFilesMissing: there is no config.json or no weights file.
        ModelFilesBroken: the files cannot be loaded, or lack some of the model's weights.
    """
    quiet()
    if not (folder / "config.json").is_file():
        raise ModelFilesMissing(name=name, reason=f"{folder} holds no config.json")
    if not weights_files(folder):
        raise ModelFilesMissing(name=name, reason=f"{folder} holds no weights, neither *.safetensors nor *.bin")
    try:
        model, report = AutoModelForCausalLM.from_pretrained(
            folder, dtype=dtype, local_files_only=True, trust_remote_code=False, weights_only=True,
            output_loading_info=True,
        )  # fmt: skip
    except _BROKEN as exc:
        raise ModelFilesBroken(name=name, path=folder, reason=_first_line(exc)) from exc
    absent = sorted(report["missing_keys"])
    if absent:  # transformers fills them with random numbers and goes on
        raise ModelFilesBroken(name=name, path=folder, reason=f"{len(absent)} weights are absent, first {absent[0]}")
    return model.eval()


def _first_line(exc: BaseException) -> str:
    return f"{type(exc).__name__}: {(str(exc).strip().splitlines() or [''])[0]}"
