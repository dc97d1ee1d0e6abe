"""How many answers stay the same when SmolLM2's weights lose bits: the engine's precisions, and ways that were tried.

Agreement counts answers that are the same as in fp32 after reading. The gold answers are not part of the project; where
they are absent there is nothing to measure.
"""

import json
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any
from unittest import mock

import torch
from torch import nn

from schemas.catalogue import ModelCard, load_catalogue
from schemas.questionnaire import Kind, Question
from schemas.settings import Settings, settings
from worker.asking import ask
from worker.engines import causal, load_engine
from worker.engines.contract import Engine
from worker.engines.integer import IntegerLinear, to_integers
from worker.engines.linear import linear_layers
from worker.engines.loading import load_model
from worker.prepare import prepare
from worker.reading import read

GOLD = Path(__file__).resolve().parents[3] / "shared" / "data" / "gold"
MODEL = "smollm2-135m-instruct"
#: How many questions of each sample; the ways that are not the engine's are tried on the first sample alone.
SAMPLES = {"rag_instruct": 100, "squad2": 300}
#: The engine's own, with what they keep of weights and activations.
PRECISIONS = {"int16": "13 bits | 15 bits", "int8": "8 bits | 16 bits", "w8a8": "8 bits | 8 bits"}

Said = list[str | None]


def measure() -> str:
    """A table: one row for each way."""
    if not GOLD.is_dir():
        return "The gold answers are absent here."
    card = load_catalogue(settings()).find(MODEL)
    samples = {name: _rows(name, count) for name, count in SAMPLES.items()}
    exact = _answers(load_engine(card, _in("fp32")), card, samples)
    lines = [
        f"SmolLM2-135M, answers that are the same as in fp32 after reading, and answers that contain the gold one (in "
        f"fp32: {', '.join(f'{_right(rows, exact[name])} of {len(rows)}' for name, rows in samples.items())}).",
        "",
        "| weights | activations | rag_instruct, same | contain gold | squad2, same | contain gold |",
        "|---|---|---|---|---|---|",
    ]
    for precision, bits in PRECISIONS.items():
        said = _answers(load_engine(card, _in(precision)), card, samples)
        lines.append(f"| **{precision}**: {bits} for 64 inputs | {_cells(samples, exact, said)} |")
        print(lines[-1], flush=True)  # noqa: T201  (it takes minutes)
    first = dict(islice(samples.items(), 1))
    for words, layer in WAYS.items():
        said = _answers(_engine_with(card, layer), card, first)
        lines.append(f"| {words} | {_cells(first, exact, said)} | | |")
        print(lines[-1], flush=True)  # noqa: T201
    return "\n".join(lines)


def _in(precision: str) -> Settings:
    return settings().model_copy(update={"precision": precision})


def _rows(name: str, count: int) -> list[dict[str, Any]]:
    lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = (row for row in map(json.loads, lines) if row["kind"] == "extraction")
    return list(islice(rows, count))


def _answers(engine: Engine, card: ModelCard, samples: dict[str, list[dict[str, Any]]]) -> dict[str, Said]:
    """What is read from the answers, sample by sample, the questions of a context asked together."""
    found = {}
    for name, rows in samples.items():
        said: Said = [None] * len(rows)
        for context in dict.fromkeys(row["context"] for row in rows):
            places = [place for place, row in enumerate(rows) if row["context"] == context]
            questions = [Question(name="x", kind=Kind.EXTRACTION, question=rows[place]["query"]) for place in places]
            generations = engine.answer(context, [ask(question, card.template, context) for question in questions])
            for place, question, generation in zip(places, questions, generations, strict=True):
                said[place] = read(generation, question, card.template).value
        found[name] = said
    return found


def _cells(samples: Iterable[str], exact: dict[str, Said], said: dict[str, Said]) -> str:
    cells = []
    for name in samples:
        rows = _rows(name, SAMPLES[name])
        same = sum(one == other for one, other in zip(exact[name], said[name], strict=True))
        cells.append(f"{same} of {len(rows)} ({same / len(rows):.0%}) | {_right(rows, said[name])}")
    return " | ".join(cells)


def _right(rows: list[dict[str, Any]], said: Said) -> int:
    return sum(
        any(answer.casefold() in (value or "").casefold() for answer in row["answers"])
        for row, value in zip(rows, said, strict=True)
    )


# --- ways that were tried ------------------------------------------------------------------------------------------


class RowScaled(nn.Module):
    """torch's 8-bit product (weights 8 bits for each output, activations 7), each row scaled to its largest; with
    `outliers` the input channels of the largest weights are multiplied in fp32."""

    def __init__(self, layer: Any, outliers: int = 0) -> None:
        super().__init__()
        weight = layer.weight.detach()
        order = weight.abs().amax(0).argsort(descending=True)
        self._exact = order[:outliers]
        self._exact_weight = weight[:, self._exact]
        rest = weight.clone()
        rest[:, self._exact] = 0
        scales = rest.abs().amax(1).clamp_min(1e-9) / 127
        integers = torch.quantize_per_channel(rest, scales, torch.zeros(len(scales), dtype=torch.long), 0, torch.qint8)
        self._packed = torch.ops.quantized.linear_prepack(integers, None)
        self._weight, self.bias = weight, layer.bias

    @property
    def weight(self) -> torch.Tensor:
        return self._weight

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        rest = inputs.clone()
        rest[..., self._exact] = 0
        largest = rest.abs().amax(-1, keepdim=True).clamp_min(1e-9)
        product = torch.ops.quantized.linear_dynamic(rest / largest, self._packed, True) * largest
        product = product + inputs[..., self._exact] @ self._exact_weight.T
        return product if self.bias is None else product + self.bias


def _mixed(path: str, layer: Any) -> nn.Module:
    """The layers that are known to be sensitive in 16 bits, the others in 8."""
    bits = 16 if path.endswith(("down_proj", "lm_head")) else 8
    return IntegerLinear(
        *to_integers(layer.weight, bits), layer.bias, inputs=layer.in_features, outputs=layer.out_features
    )


def _rounded_groups(group: int) -> Callable[[str, Any], nn.Module]:
    """8 bits for `group` inputs at a time, multiplied in fp32: what the weights alone lose."""

    def rounded(_path: str, layer: Any) -> nn.Module:
        groups = layer.weight.detach().view(layer.out_features, -1, group)
        scales = groups.abs().amax(-1, keepdim=True).clamp_min(1e-9) / 127
        layer.weight = nn.Parameter((groups / scales).round().mul(scales).view_as(layer.weight), requires_grad=False)
        return layer  # type: ignore[no-any-return]

    return rounded


WAYS: dict[str, Callable[[str, Any], nn.Module]] = {
    "8 bits, one scale an output | 7 bits a row (torch's product)": lambda _, layer: RowScaled(layer),
    "the same, 16 input channels in fp32 | 7 bits a row": lambda _, layer: RowScaled(layer, outliers=16),
    "8 bits, one scale for 32 inputs | fp32": _rounded_groups(32),
    "8 bits, one scale an output | fp32": lambda _, layer: _rounded_groups(layer.in_features)("", layer),
    "8 bits, down projections and head 13 bits | 16 bits a row": _mixed,
}


def _engine_with(card: ModelCard, layer_of: Callable[[str, Any], nn.Module]) -> Engine:
    """The engine over a model whose linear layers are made by `layer_of`."""
    folder = prepare(card, settings())

    def load(*_: object) -> tuple[Any, str]:
        model = load_model(card.name, folder)
        with torch.inference_mode():
            for path, layer in linear_layers(model):
                model.set_submodule(path, layer_of(path, layer))
        return model, "int8"

    # Some round so coarsely that they would not pass for a model that can be packed.
    with mock.patch.multiple(causal, load_weights=load, can_pack=lambda *_: True):
        return causal.TransformersEngine(card, folder, settings())
