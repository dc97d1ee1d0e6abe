"""Products of linear layers: torch's own in fp32, the same weights laid out for oneDNN, and integers."""

from functools import partial

import torch
from torch import nn

from schemas.settings import settings
from tests.benchmarks.rounds import median, ratio, seconds
from worker.engines.integer import IntegerLinear, to_integers
from worker.engines.linear import PackedLinear
from worker.engines.w8a8 import ByteLinear, to_bytes
from worker.threads import use_threads

ROUNDS = 9
#: Multiplications and additions of a round, in thousands of millions: one call at least.
GFLOP = 20
#: bling-1b's attention and MLP; SmolLM2's MLP and its output head.
SHAPES = ((2048, 6144), (2048, 2048), (2048, 8192), (8192, 2048), (576, 1536), (576, 49152))
ROWS = (1, 3, 8, 16, 500)


@torch.inference_mode()
def measure() -> str:
    use_threads(settings())
    lines = [
        f"GFLOP/s, medians of {ROUNDS} rounds, all sides in turn; how many times as fast, round by round.",
        "",
        "| inputs × outputs | rows | nn.Linear | PackedLinear | int16 | int8 | w8a8 | PackedLinear / nn.Linear "
        "| w8a8 / int8 |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for inputs, outputs in SHAPES:
        layers = _layers(inputs, outputs)
        for rows in ROWS:
            given = torch.randn(rows, inputs)
            gflop = 2 * rows * inputs * outputs / 1e9
            calls = max(1, int(GFLOP / gflop / len(layers)))
            sides = {name: partial(_calls, layer, given, calls) for name, layer in layers.items()}
            taken = seconds(sides, ROUNDS)
            speeds = " | ".join(f"{gflop * calls / median(taken[side]):.0f}" for side in sides)
            packed, bytes_ = ratio(taken["plain"], taken["packed"]), ratio(taken["int8"], taken["w8a8"])
            lines.append(f"| {inputs} × {outputs} | {rows} | {speeds} | {packed} | {bytes_} |")
    return "\n".join(lines)


def _layers(inputs: int, outputs: int) -> dict[str, nn.Module]:
    plain = nn.Linear(inputs, outputs, bias=False)
    weight = plain.weight.detach()
    return {
        "plain": plain,
        "packed": PackedLinear(weight, None),
        "int16": IntegerLinear(*to_integers(weight, 16), inputs=inputs, outputs=outputs),
        "int8": IntegerLinear(*to_integers(weight, 8), inputs=inputs, outputs=outputs),
        "w8a8": ByteLinear(*to_bytes(weight), inputs=inputs, outputs=outputs),
    }


def _calls(layer: nn.Module, given: torch.Tensor, calls: int) -> None:
    for _ in range(calls):
        layer(given)
