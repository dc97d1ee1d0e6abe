"""fp32 products of few rows: torch's own linear layer, and the same weights laid out for oneDNN."""

from functools import partial

import torch
from torch import nn

from schemas.settings import settings
from tests.benchmarks.rounds import median, ratio, seconds
from worker.engines.linear import PackedLinear
from worker.threads import use_threads

ROUNDS = 9
CALLS = 20
SHAPES = ((2048, 8192), (576, 1536), (576, 49152))  # bling-1b's MLP; SmolLM2's MLP and its output head
ROWS = (1, 3, 8, 16, 500)


@torch.inference_mode()
def measure() -> str:
    use_threads(settings())
    lines = [
        f"GFLOP/s, medians of {ROUNDS} rounds of {CALLS} calls, both sides in turn.",
        "",
        "| inputs × outputs | rows | nn.Linear | PackedLinear | times as fast |",
        "|---|---|---|---|---|",
    ]
    for inputs, outputs in SHAPES:
        plain = nn.Linear(inputs, outputs, bias=False)
        packed = PackedLinear(plain.weight, None)
        for rows in ROWS:
            given = torch.randn(rows, inputs)
            sides = {"plain": partial(_calls, plain, given), "packed": partial(_calls, packed, given)}
            taken = seconds(sides, ROUNDS)
            gflop = 2 * rows * inputs * outputs * CALLS / 1e9
            speeds = " | ".join(f"{gflop / median(taken[side]):.0f}" for side in sides)
            lines.append(f"| {inputs} × {outputs} | {rows} | {speeds} | {ratio(taken['plain'], taken['packed'])} |")
    return "\n".join(lines)


def _calls(layer: nn.Module, given: torch.Tensor) -> None:
    for _ in range(CALLS):
        layer(given)
