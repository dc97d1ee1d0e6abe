"""What the packed method has to compute, and what this machine computes at best."""

import statistics
import time
from typing import Any

import torch
import transformers
from torch import nn
from transformers.models.falcon.modeling_falcon import FalconLinear
from transformers.pytorch_utils import Conv1D

from tests.benchmarks.questions import Work
from worker.threads import container_cpus

_ROWS, _INPUTS, _OUTPUTS, _CALLS = 500, 2048, 8192, 20


def matmul_gflops() -> float:
    """GFLOP/s of a plain fp32 product (500 x 2048) @ (2048 x 8192) in torch: the median of 20 calls."""
    given, weight = torch.randn(_ROWS, _INPUTS), torch.randn(_OUTPUTS, _INPUTS)
    taken = []
    torch.set_num_threads(container_cpus())
    with torch.inference_mode():
        for _ in range(_CALLS):
            start = time.perf_counter()
            nn.functional.linear(given, weight)
            taken.append(time.perf_counter() - start)
    return 2 * _ROWS * _INPUTS * _OUTPUTS / statistics.median(taken) / 1e9


def gflop(config: Any, work: Work) -> float:
    """Billions of multiplications and additions, if the passage is read once and each question sees only itself.

    Linear layers for each token read (the last token written is not read), the output head for each token written, and
    attention's two products for each pair of a token and one that it sees.
    """
    with torch.device("meta"):
        model = transformers.AutoModelForCausalLM.from_config(config)
    head = model.get_output_embeddings()
    linear = sum(
        layer.weight.numel()
        for layer in model.modules()
        if isinstance(layer, nn.Linear | FalconLinear | Conv1D) and layer is not head
    )
    own = [len(prompt) - work.shared + work.new_tokens - 1 for prompt in work.prompts]
    tokens = work.shared + sum(own)
    pairs = _sum_to(work.shared) + sum(work.shared * length + _sum_to(length) for length in own)
    written = len(own) * work.new_tokens
    attention = 4 * config.num_hidden_layers * config.hidden_size * pairs
    return (2 * linear * tokens + 2 * head.weight.numel() * written + attention) / 1e9


def _sum_to(last: int) -> int:
    return last * (last + 1) // 2
