"""A GGUF file for llama.cpp from a model folder: GPT-NeoX, Llama and GPT-2, in F32, Q8_0 or Q4_0.

Weights of linear layers are quantized; norms and biases stay fp32. In Q4_0 the output head and the embeddings have
8 bits, since llama.cpp's own 6 bits for them cannot be written from Python.

Not covered: Falcon with ALiBi, which llama.cpp has no graph for.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gguf
import numpy as np
from gguf import GGMLQuantizationType as Kind
from safetensors import safe_open

ARCHITECTURES = {"gpt_neox": "gptneox", "llama": "llama", "gpt2": "gpt2"}

#: llama.cpp's names by the folder's, the layer's number taken out.
_NAMES = {
    "gptneox": {
        "gpt_neox.embed_in": "token_embd",
        "gpt_neox.final_layer_norm": "output_norm",
        "embed_out": "output",
        "lm_head": "output",
        "gpt_neox.layers.N.input_layernorm": "blk.N.attn_norm",
        "gpt_neox.layers.N.post_attention_layernorm": "blk.N.ffn_norm",
        "gpt_neox.layers.N.attention.query_key_value": "blk.N.attn_qkv",
        "gpt_neox.layers.N.attention.dense": "blk.N.attn_output",
        "gpt_neox.layers.N.mlp.dense_h_to_4h": "blk.N.ffn_up",
        "gpt_neox.layers.N.mlp.dense_4h_to_h": "blk.N.ffn_down",
    },
    "llama": {
        "model.embed_tokens": "token_embd",
        "model.norm": "output_norm",
        "lm_head": "output",
        "model.layers.N.input_layernorm": "blk.N.attn_norm",
        "model.layers.N.post_attention_layernorm": "blk.N.ffn_norm",
        "model.layers.N.self_attn.q_proj": "blk.N.attn_q",
        "model.layers.N.self_attn.k_proj": "blk.N.attn_k",
        "model.layers.N.self_attn.v_proj": "blk.N.attn_v",
        "model.layers.N.self_attn.o_proj": "blk.N.attn_output",
        "model.layers.N.mlp.gate_proj": "blk.N.ffn_gate",
        "model.layers.N.mlp.up_proj": "blk.N.ffn_up",
        "model.layers.N.mlp.down_proj": "blk.N.ffn_down",
    },
    "gpt2": {
        "transformer.wte": "token_embd",
        "transformer.wpe": "position_embd",
        "transformer.ln_f": "output_norm",
        "transformer.h.N.ln_1": "blk.N.attn_norm",
        "transformer.h.N.ln_2": "blk.N.ffn_norm",
        "transformer.h.N.attn.c_attn": "blk.N.attn_qkv",
        "transformer.h.N.attn.c_proj": "blk.N.attn_output",
        "transformer.h.N.mlp.c_fc": "blk.N.ffn_up",
        "transformer.h.N.mlp.c_proj": "blk.N.ffn_down",
    },
}


def write_gguf(folder: Path, path: Path, kind: Kind) -> None:
    """Write the model in `folder` to `path`, its linear layers as `kind`."""
    config = json.loads((folder / "config.json").read_text())
    architecture = ARCHITECTURES[config["model_type"]]
    making = path.with_suffix(".part")  # renamed when it is whole
    writer = gguf.GGUFWriter(making, architecture, use_temp_file=True)
    writer.add_file_type({Kind.F32: 0, Kind.Q4_0: 2, Kind.Q8_0: 7}[kind])
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
    _write_sizes(writer, config)
    _write_vocabulary(writer, folder, config)
    for name, weight in _tensors(folder, architecture, config):
        stored = _kind_of(name, weight, kind)
        writer.add_tensor(name, gguf.quants.quantize(weight, stored), raw_dtype=stored)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    making.rename(path)


def _write_sizes(writer: gguf.GGUFWriter, config: dict[str, Any]) -> None:
    gpt2 = config["model_type"] == "gpt2"
    hidden, heads = config["n_embd" if gpt2 else "hidden_size"], config["n_head" if gpt2 else "num_attention_heads"]
    writer.add_context_length(config["n_positions" if gpt2 else "max_position_embeddings"])
    writer.add_embedding_length(hidden)
    writer.add_block_count(config["n_layer" if gpt2 else "num_hidden_layers"])
    writer.add_feed_forward_length(config["n_inner" if gpt2 else "intermediate_size"] or 4 * hidden)
    writer.add_head_count(heads)
    writer.add_vocab_size(config["vocab_size"])
    if not gpt2:
        rope = config["rope_parameters"]
        writer.add_rope_dimension_count(int(hidden // heads * rope.get("partial_rotary_factor", 1.0)))
        writer.add_rope_freq_base(rope["rope_theta"])
    if config["model_type"] == "llama":
        writer.add_head_count_kv(config["num_key_value_heads"])
        writer.add_layer_norm_rms_eps(config["rms_norm_eps"])
    else:
        writer.add_layer_norm_eps(config["layer_norm_epsilon" if gpt2 else "layer_norm_eps"])
    if config["model_type"] == "gpt_neox":
        writer.add_parallel_residual(config["use_parallel_residual"])


def _write_vocabulary(writer: gguf.GGUFWriter, folder: Path, config: dict[str, Any]) -> None:
    """The tokenizer: llama.cpp is fed ids here, but OpenVINO wants it."""
    stored = json.loads((folder / "tokenizer.json").read_text())
    special = {token["content"]: token["id"] for token in stored["added_tokens"]}
    by_id = {number: token for token, number in {**stored["model"]["vocab"], **special}.items()}
    tokens = [by_id[number] for number in range(config["vocab_size"])]
    controls = set(special.values())
    kinds = [gguf.TokenType.CONTROL if n in controls else gguf.TokenType.NORMAL for n in range(len(tokens))]
    merges = [merge if isinstance(merge, str) else " ".join(merge) for merge in stored["model"]["merges"]]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    writer.add_token_merges(merges)
    writer.add_bos_token_id(0)
    writer.add_eos_token_id(0)


def _tensors(folder: Path, architecture: str, config: dict[str, Any]) -> Iterator[tuple[str, np.ndarray]]:
    """llama.cpp's name and fp32 weight (outputs, inputs) of each tensor of the folder."""
    names = _NAMES[architecture]
    for file in sorted(folder.glob("*.safetensors")):
        with safe_open(file, framework="numpy") as stored:
            for key in stored.keys():  # noqa: SIM118  (this is not a dict)
                stem, _, part = key.rpartition(".")
                number = re.search(r"\.(\d+)\.", stem)
                name = names.get(re.sub(r"\.\d+\.", ".N.", stem, count=1))
                if name is None or part not in ("weight", "bias"):
                    continue  # buffers
                weight = _arranged(stem, part, stored.get_tensor(key).astype(np.float32), config)
                yield f"{name.replace('N', number[1] if number else '')}.{part}", weight


def _arranged(stem: str, part: str, weight: np.ndarray, config: dict[str, Any]) -> np.ndarray:
    """The weight or bias with its outputs in the order in which llama.cpp wants them."""
    if config["model_type"] == "gpt2" and part == "weight" and ".c_" in stem:
        return np.ascontiguousarray(weight.T)  # Conv1D keeps (inputs, outputs)
    if stem.endswith("query_key_value"):  # head by head (q, k, v) -> all q, all k, all v
        heads = config["num_attention_heads"]
        split = weight.reshape(heads, 3, weight.shape[0] // heads // 3, -1).swapaxes(0, 1)
        return np.ascontiguousarray(split).reshape(weight.shape)
    if config["model_type"] == "llama" and stem.endswith(("q_proj", "k_proj")):
        # Rotary pairs: halves of a head in transformers, neighbours in llama.cpp.
        heads = config["num_attention_heads" if stem.endswith("q_proj") else "num_key_value_heads"]
        pairs = weight.reshape(heads, 2, weight.shape[0] // heads // 2, -1).swapaxes(1, 2)
        return np.ascontiguousarray(pairs).reshape(weight.shape)
    return weight


def _kind_of(name: str, weight: np.ndarray, kind: Kind) -> Kind:
    if weight.ndim == 1 or name == "position_embd.weight":
        return Kind.F32
    if kind is Kind.Q4_0 and name in ("output.weight", "token_embd.weight"):
        return Kind.Q8_0
    return kind
