"""Models of a few thousand random weights, one of each architecture in the catalogue, with a tokenizer trained here."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
import transformers
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers

PASSAGE = (
    "Services Vendor Inc., 100 Elm Street, Pleasantville.\nInvoice number: 0001. Date: 01/01/2022.\n"
    "Front end engineering $5,000.00, back end engineering $7,500.00.\n"
    "The total amount of $22,500.00 is due in 30 days."
)
QUESTIONS = (
    "What is the total amount of the invoice?",
    "What is the invoice number?",
    "Who is the vendor?",
    "When is the payment due?",
)
SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")

_SIZES = {"vocab_size": 400, "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4}
_ENDS = {"bos_token_id": 0, "eos_token_id": 0, "pad_token_id": 0}
# Weights this large make each answer depend on the whole prompt; with the usual 0.02 every prompt has the same answer.
_COMMON = {**_SIZES, **_ENDS, "initializer_range": 0.4, "max_position_embeddings": 512}
_GATED = {**_COMMON, "intermediate_size": 64, "num_key_value_heads": 2}

ARCHITECTURES: dict[str, Callable[[], Any]] = {
    "gpt-neox": lambda: transformers.GPTNeoXConfig(**_COMMON, intermediate_size=64),
    "gpt2": lambda: transformers.GPT2Config(
        vocab_size=400, n_embd=32, n_layer=2, n_head=4, n_positions=512, initializer_range=0.4, **_ENDS
    ),
    "falcon-alibi": lambda: transformers.FalconConfig(
        **_COMMON, alibi=True, multi_query=False, parallel_attn=False, bias=True
    ),
    "falcon-rotary": lambda: transformers.FalconConfig(**_COMMON, alibi=False, multi_query=True, parallel_attn=True),
    "llama": lambda: transformers.LlamaConfig(**_GATED),
    "stablelm": lambda: transformers.StableLmConfig(**_GATED),
    "phi": lambda: transformers.PhiConfig(**_GATED),
    # The window is far smaller than a prompt: keys outside it must be masked, not read.
    "phi3": lambda: transformers.Phi3Config(**_GATED, sliding_window=24),
    "qwen2": lambda: transformers.Qwen2Config(**_GATED),
    # ALiBi that does not go with a pack's mask: answered one by one.
    "bloom": lambda: transformers.BloomConfig(
        vocab_size=400, hidden_size=32, n_layer=2, n_head=4, initializer_range=0.4, **_ENDS
    ),
    # Keeps a running state and no keys: the one that cannot go back to a prefix.
    "mamba": lambda: transformers.MambaConfig(
        vocab_size=400, hidden_size=32, num_hidden_layers=1, state_size=8, initializer_range=0.4, **_ENDS
    ),
}


def save_small_model(folder: Path, architecture: str = "llama", seed: int = 7) -> Path:
    """Write model and tokenizer into `folder` as transformers does, weights in fp32."""
    transformers.logging.disable_progress_bar()
    torch.set_num_threads(1)  # products this small take longer when they are shared out
    torch.manual_seed(seed)
    transformers.AutoModelForCausalLM.from_config(ARCHITECTURES[architecture]()).save_pretrained(folder)
    save_tokenizer(folder)
    return folder


def save_tokenizer(folder: Path, texts: Sequence[str] = (), size: int = 400, **special: str) -> None:
    """Write a byte-level BPE tokenizer of `size` tokens, trained on the text above or on `texts`."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=list(SPECIAL),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts or [PASSAGE, *QUESTIONS, " Yes No Not Found\nYes\nNo\nNot Found" * 9], trainer)
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token=SPECIAL[0], additional_special_tokens=list(SPECIAL[1:]), **special
    ).save_pretrained(folder)
