"""The shapes of BLING models with random weights: speed and memory depend on the shape and not on what was learnt.

Each shape is a folder that every engine can load: config.json, fp32 weights, and a tokenizer trained on the benchmark's
own text. The vocabulary is as large as the original's: behind the trained tokens stand [800], [801] and so on.
"""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import transformers
from platformdirs import user_cache_path

from schemas.catalogue import ModelCard, PromptTemplate, load_catalogue
from schemas.settings import settings
from tests.benchmarks.questions import questions, words
from tests.small_models import SPECIAL, save_tokenizer
from worker.prepare import prepare

#: BLING's own prompt, and no stop strings: random weights must not end an answer early.
TEMPLATE = PromptTemplate(name="benchmark", version=1, prompt="<human>: {passage}\n{question}\n<bot>:")

#: Tokens that are trained: enough for a word of the benchmark's text to be one.
_TOKENS = 800

_SMOL = "smollm2-135m-instruct"
_ENDS = {"bos_token_id": 0, "eos_token_id": 0, "pad_token_id": 0}


@dataclass(frozen=True)
class Shape:
    """A model's shape. `config` is None for the packaged SmolLM2, whose weights are real; it takes what differs from
    the full size."""

    name: str
    title: str
    config: Callable[..., Any] | None

    @property
    def card(self) -> ModelCard:
        return ModelCard(name=self.name, engine="transformers", context_tokens=2048, template=TEMPLATE)


def _neox(**smaller: Any) -> Any:
    sizes = {"vocab_size": 50304, "hidden_size": 2048, "num_hidden_layers": 16, "num_attention_heads": 8}
    return transformers.GPTNeoXConfig(
        **{**sizes, "intermediate_size": 8192, "max_position_embeddings": 2048, **_ENDS, **smaller},
        rope_parameters={"rope_type": "default", "rope_theta": 10000.0, "partial_rotary_factor": 0.25},
    )


def _llama(**smaller: Any) -> Any:
    sizes = {"vocab_size": 32000, "hidden_size": 2048, "num_hidden_layers": 22, "num_attention_heads": 32}
    more = {"intermediate_size": 5632, "num_key_value_heads": 4, "max_position_embeddings": 2048}
    return transformers.LlamaConfig(**{**sizes, **more, **_ENDS, **smaller})


def _gpt2(**smaller: Any) -> Any:
    sizes = {"vocab_size": 50257, "hidden_size": 2048, "num_hidden_layers": 24, "num_attention_heads": 16}
    own = {"hidden_size": "n_embd", "num_hidden_layers": "n_layer", "num_attention_heads": "n_head",
           "intermediate_size": "n_inner", "max_position_embeddings": "n_positions"}  # fmt: skip
    given = {**sizes, "intermediate_size": 8192, "max_position_embeddings": 2048, **smaller}
    return transformers.GPT2Config(
        **{own.get(key, key): value for key, value in given.items()}, activation_function="gelu", **_ENDS
    )


def _falcon(**smaller: Any) -> Any:
    sizes = {"vocab_size": 50304, "hidden_size": 2048, "num_hidden_layers": 24, "num_attention_heads": 32}
    return transformers.FalconConfig(
        **{**sizes, "max_position_embeddings": 2048, **_ENDS, **smaller},
        alibi=True, multi_query=False, parallel_attn=False, bias=True, new_decoder_architecture=False,
    )  # fmt: skip


SHAPES = {
    shape.name: shape
    for shape in (
        Shape("bling-1b", "bling-1b (GPT-NeoX 1.0B)", _neox),
        Shape("bling-tiny-llama", "bling-tiny-llama (Llama 1.1B)", _llama),
        Shape("bling-cerebras-1.3b", "bling-cerebras-1.3b (GPT-2 1.3B)", _gpt2),
        Shape("bling-falcon-1b", "bling-falcon-1b (Falcon 1.3B, ALiBi)", _falcon),
        Shape("smollm2-135m", "SmolLM2-135M (real weights)", None),
    )
}

#: Few and large weights: the whole prompt then has a say in each token, so that a wrong tensor shows in the answer.
_TINY = {
    "vocab_size": 832, "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4, "initializer_range": 0.4,
}  # fmt: skip


def folder_of(shape: Shape, cache: Path | None = None, *, tiny: bool = False) -> Path:
    """The model's folder; made at the first call, which for a billion weights takes a minute and 4 GB of disk."""
    folder = (cache or cache_folder()) / (f"{shape.name}-tiny" if tiny else shape.name)
    folder.parent.mkdir(parents=True, exist_ok=True)
    if shape.config is None:
        if not folder.is_symlink():  # what the sides make of a model stands beside it, and not among a user's models
            folder.symlink_to(prepare(load_catalogue(settings()).find(_SMOL), settings()))
    elif not folder.is_dir():
        making = folder.with_name(f".{folder.name}")  # renamed when it is whole, so that a half one is never used
        shutil.rmtree(making, ignore_errors=True)
        _save(shape.config(**_tiny(shape)) if tiny else shape.config(), making)
        making.rename(folder)
    return folder


def cache_folder() -> Path:
    return user_cache_path("nightclerk") / "benchmarks"


def _tiny(shape: Shape) -> dict[str, Any]:
    if shape.name == "bling-falcon-1b":
        return _TINY
    return {**_TINY, "intermediate_size": 128} | ({"num_key_value_heads": 2} if "llama" in shape.name else {})


def _save(config: Any, folder: Path) -> None:
    transformers.logging.disable_progress_bar()
    torch.manual_seed(7)
    model = transformers.AutoModelForCausalLM.from_config(config, dtype=torch.float32)
    _move_from_zero(model)
    model.save_pretrained(folder)
    text = [words(2000), *(TEMPLATE.render("", question) for question in questions(16))]
    save_tokenizer(folder, text, _TOKENS, bos_token=SPECIAL[0], unk_token=SPECIAL[0])
    _fill_vocabulary(folder / "tokenizer.json", config.vocab_size)


def _fill_vocabulary(path: Path, size: int) -> None:
    """A token for each id, so that every engine can name and decode whatever random weights write."""
    stored = json.loads(path.read_text())
    vocabulary = stored["model"]["vocab"]
    for number in range(max(vocabulary.values()) + 1, size):
        vocabulary[f"[{number}]"] = number
    path.write_text(json.dumps(stored))


@torch.no_grad()
def _move_from_zero(model: Any) -> None:
    """Biases begin as zeros and norms as ones: a tensor put into the wrong place would not show."""
    for name, weight in model.named_parameters():
        if weight.dim() == 1:
            weight.add_(torch.randn_like(weight) * (0.1 if name.endswith("bias") else 0.05))
