"""The small random models again, as GGUF files with fp32 weights: what llama.cpp reads."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from gguf import MODEL_ARCH, GGUFWriter, TokenType, get_tensor_name_map
from numpy.typing import NDArray
from safetensors.numpy import load_file

#: The architectures of small_models that are written here, with their names in GGUF.
GGUF_ARCHITECTURES = {
    "llama": MODEL_ARCH.LLAMA,
    "qwen2": MODEL_ARCH.QWEN2,
    "gpt2": MODEL_ARCH.GPT2,
    "gpt-neox": MODEL_ARCH.GPTNEOX,
}
_HEADS, _LAYERS, _WIDTH, _POSITIONS = 4, 2, 32, 512


def save_small_gguf(model: Path, architecture: str, file: Path) -> Path:
    """Write model and tokenizer of the folder `model`, as save_small_model() made it, into one GGUF file."""
    arch = GGUF_ARCHITECTURES[architecture]
    config = json.loads((model / "config.json").read_text())
    writer = GGUFWriter(file, arch=arch.name.lower())
    writer.add_block_count(_LAYERS)
    writer.add_context_length(_POSITIONS)
    writer.add_embedding_length(_WIDTH)
    writer.add_feed_forward_length(config.get("intermediate_size", 4 * _WIDTH))
    writer.add_head_count(_HEADS)
    if architecture in ("llama", "qwen2"):
        writer.add_head_count_kv(config["num_key_value_heads"])
        writer.add_layer_norm_rms_eps(config["rms_norm_eps"])
        writer.add_rope_dimension_count(_WIDTH // _HEADS)
    else:
        writer.add_layer_norm_eps(config.get("layer_norm_eps") or config["layer_norm_epsilon"])
    if architecture == "gpt-neox":
        writer.add_rope_dimension_count(_WIDTH // _HEADS // 4)  # a quarter of each head turns with the position
        writer.add_parallel_residual(config["use_parallel_residual"])
    _add_tokenizer(writer, json.loads((model / "tokenizer.json").read_text()), config["vocab_size"])
    # transformers cuts text for Qwen as Qwen does, whatever the tokenizer's own file says.
    writer.add_tokenizer_pre("qwen2" if architecture == "qwen2" else "gpt-2")
    names = get_tensor_name_map(arch, _LAYERS)
    for name, weights in load_file(model / "model.safetensors").items():
        writer.add_tensor(
            names.get_name(name, try_suffixes=(".weight", ".bias")), _laid_out(architecture, name, weights, config)
        )
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return file


def _laid_out(architecture: str, name: str, weights: NDArray[np.float32], config: dict[str, Any]) -> NDArray[Any]:
    """The weights in the order in which llama.cpp wants them."""
    rest = weights.shape[1:]
    if architecture == "llama" and ("q_proj" in name or "k_proj" in name):
        # Rotary pairs: transformers pairs the halves of a head, llama.cpp neighbours. (heads, halves, pairs, ...)
        heads = _HEADS if "q_proj" in name else config["num_key_value_heads"]
        return np.ascontiguousarray(weights.reshape(heads, 2, -1, *rest).swapaxes(1, 2).reshape(weights.shape))
    if architecture == "gpt-neox" and "query_key_value" in name:
        # Query, key and value of each head in turn become all queries, all keys, all values. (heads, three, width, ...)
        return np.ascontiguousarray(weights.reshape(_HEADS, 3, -1, *rest).swapaxes(0, 1).reshape(weights.shape))
    if architecture == "gpt2" and name.endswith(("c_attn.weight", "c_proj.weight", "c_fc.weight")):
        return np.ascontiguousarray(weights.T)  # GPT-2 keeps its linear layers as (in, out)
    return weights


def _add_tokenizer(writer: GGUFWriter, tokenizer: dict[str, Any], size: int) -> None:
    vocabulary = {token: text for text, token in tokenizer["model"]["vocab"].items()}
    special = {added["content"] for added in tokenizer["added_tokens"] if added["special"]}
    tokens = [vocabulary.get(token, f"[unused {token}]") for token in range(size)]
    kinds = [
        TokenType.UNUSED if token not in vocabulary else TokenType.CONTROL if text in special else TokenType.NORMAL
        for token, text in enumerate(tokens)
    ]
    writer.add_tokenizer_model("gpt2")
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    writer.add_token_merges([" ".join(pair) for pair in tokenizer["model"]["merges"]])
    writer.add_bos_token_id(0)
    writer.add_eos_token_id(0)
    writer.add_add_bos_token(False)
