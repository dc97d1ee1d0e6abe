"""To the files that transformers loads in a second and an adapter can be merged into, from a GGUF file or a folder."""

import shutil
from collections.abc import Callable
from pathlib import Path

import torch
import transformers.modeling_gguf_pytorch_utils as gguf_reader
from transformers import AutoModelForCausalLM, AutoTokenizer

from schemas.errors import ModelFilesBroken
from worker.engines.loading import load_model, load_tokenizer, quiet

#: What a model's folder holds beside its weights.
_BESIDE = ("config.json", "generation_config.json", "chat_template.jinja", "tokenizer*", "special_tokens_map.json",
           "added_tokens.json", "vocab.json", "merges.txt")  # fmt: skip
_SAFE = ("*.safetensors", "*.safetensors.index.json")


def convert_gguf(name: str, file: Path, folder: Path, progress: Callable[[str], None]) -> None:
    """Write model and tokenizer of a GGUF file into `folder`, weights in fp32. Takes about 200 s a billion weights.

    Raises:
        ModelFilesBroken: the GGUF file cannot be read.
    """
    quiet()
    # This one bar does not ask transformers' own switch.
    gguf_reader.tqdm = lambda tensors, **_: tensors
    try:
        progress("reading tokenizer")
        tokenizer = AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name, local_files_only=True)
        progress("reading weights")
        quantized = AutoModelForCausalLM.from_pretrained(
            file.parent, gguf_file=file.name, dtype=torch.float32, local_files_only=True
        )
    except (OSError, ValueError, KeyError, IndexError, RuntimeError, NotImplementedError) as exc:
        raise ModelFilesBroken(name=name, path=file, reason=f"{type(exc).__name__}: {exc}") from exc
    progress("writing")
    # The model remembers that it was quantized and refuses to be saved; a fresh one takes its weights.
    config = quantized.config.to_dict()
    config.pop("quantization_config", None)
    fresh = type(quantized)(type(quantized.config).from_dict(config))
    fresh.load_state_dict(quantized.state_dict())
    fresh.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


def copy_model(name: str, source: Path, folder: Path, progress: Callable[[str], None]) -> None:
    """Copy a model that transformers loads into `folder`, and nothing else of what lies beside it. Pickled weights are
    written anew as safetensors, in fp32.

    Raises:
        ModelFilesMissing, ModelFilesBroken: the pickled weights are not usable.
    """
    progress("copying")
    if any(source.glob("*.safetensors")):
        for pattern in (*_BESIDE, *_SAFE):
            for file in source.glob(pattern):
                shutil.copy(file, folder)
        return
    load_model(name, source).save_pretrained(folder)
    load_tokenizer(name, source).save_pretrained(folder)
