"""The kernel's product of bytes: exactly what torch computes of the same integers, and small losses in between."""

import math

import pytest
import torch

from worker.engines.integer import COLUMNS, GROUP
from worker.engines.w8a8 import LARGEST_ACTIVATION, LARGEST_SUM, LARGEST_WEIGHT, ByteLinear, rotation, to_bytes

#: The places of a run of eight inputs whose products are added in 16 bits.
ADDED = ([0, 1, 4, 5], [2, 3, 6, 7])


def layer_of(weight: torch.Tensor, bias: torch.Tensor | None = None) -> ByteLinear:
    return ByteLinear(*to_bytes(weight), bias, inputs=weight.shape[1], outputs=weight.shape[0])


def layer_of_integers(weights: torch.Tensor) -> ByteLinear:
    """A layer that multiplies rotated inputs by these very integers (outputs, inputs), whole panels and groups."""
    outputs, inputs = weights.shape
    quads = weights.to(torch.int8).view(-1, COLUMNS, inputs // 4, 4).transpose(1, 2).contiguous()
    sums = weights.view(-1, COLUMNS, inputs // GROUP, GROUP).sum(-1).transpose(1, 2)
    offsets = (-(LARGEST_ACTIVATION + 1) * sums).int().contiguous()
    return ByteLinear(quads, torch.ones(sums.shape), offsets, inputs=inputs, outputs=outputs)


def rotated_back(activations: torch.Tensor) -> torch.Tensor:
    """Inputs that become these integers (rows, inputs), scaled by 1: all sums on the way are exact in fp32."""
    activations = activations.float()
    activations[:, ::GROUP] = LARGEST_ACTIVATION  # the largest of a group sets its scale
    return (activations.view(len(activations), -1, GROUP) @ rotation().T / GROUP).view(activations.shape)


def within_sums(weights: torch.Tensor) -> torch.Tensor:
    """Weights made smaller where more of one sign than is allowed would be added in 16 bits."""
    for places in ADDED:
        added = weights.view(-1, 8)[:, places]
        most = torch.maximum(added.clamp_min(0).sum(1), added.clamp_max(0).sum(1).neg())
        factor = (LARGEST_SUM / most.clamp_min(1)).clamp_max(1)
        weights.view(-1, 8)[:, places] = (added * factor[:, None]).trunc()
    return weights


def difference(one: torch.Tensor, other: torch.Tensor) -> float:
    return float((one - other).norm() / other.norm())


def integers(kind: str, outputs: int, inputs: int) -> torch.Tensor:
    """Weights (outputs, inputs) that are as large as they may be."""
    match kind:
        case "one sign":
            weights = within_sums(torch.full((outputs, inputs), float(LARGEST_WEIGHT)))
            weights[::2] *= -1
            return weights
        case "largest and rest":
            rest = LARGEST_SUM - LARGEST_WEIGHT
            return torch.tensor([127.0, rest, 127, rest, 0, 0, 0, 0]).repeat(outputs, inputs // 8)
        case "both signs":
            rest = LARGEST_SUM - LARGEST_WEIGHT
            return torch.tensor([127.0, -127, 127, -127, rest, -rest, rest, -rest]).repeat(outputs, inputs // 8)
    return within_sums(torch.randint(-LARGEST_WEIGHT, LARGEST_WEIGHT + 1, (outputs, inputs)).float())


def test_a_rotation_is_undone_by_its_transpose() -> None:
    assert torch.equal(rotation() @ rotation().T, GROUP * torch.eye(GROUP))


@pytest.mark.parametrize("rows", [1, 2, 3, 8, 9, 500])
@pytest.mark.parametrize("kind", ["random", "one sign", "largest and rest", "both signs"])
def test_products_of_integers_are_exact(rows: int, kind: str) -> None:
    torch.manual_seed(rows)
    weights = integers(kind, 48, 1344)
    activations = torch.randint(-LARGEST_ACTIVATION, LARGEST_ACTIVATION + 1, (rows, 1344))
    activations[0] = LARGEST_ACTIVATION * weights[0].sign()  # each product of the first column is the largest
    activations[-1, 64:] = -LARGEST_ACTIVATION
    given = rotated_back(activations)

    out = layer_of_integers(weights)(given)

    rotated = (given.view(rows, -1, GROUP) @ rotation()).view(rows, -1)
    assert torch.equal(out.long(), rotated.long() @ weights.long().T)


@pytest.mark.parametrize("rows", [1, 2, 6, 8, 24, 25, 200])
@pytest.mark.parametrize(("inputs", "outputs"), [(64, 16), (32, 400), (70, 33), (1100, 50), (2048, 17)])
def test_products_are_those_of_the_rounded_activations(inputs: int, outputs: int, rows: int) -> None:
    torch.manual_seed(inputs + rows)
    given, bias = torch.randn(rows, inputs), torch.randn(outputs)
    groups = torch.nn.functional.pad(given, (0, -inputs % GROUP)).view(rows, -1, GROUP) @ rotation()
    steps = groups.abs().amax(-1, keepdim=True) / LARGEST_ACTIVATION
    rounded = ((groups / steps).round() * steps @ rotation().T / GROUP).view(rows, -1)[:, :inputs]

    for added in (bias, None):
        layer = layer_of(torch.randn(outputs, inputs), added)
        # A number just between two integers may become the other one.
        assert difference(layer(given), torch.nn.functional.linear(rounded, layer.weight, added)) < 2e-3


def test_what_is_lost_is_small() -> None:
    torch.manual_seed(3)
    weight, given = torch.randn(200, 576), torch.randn(50, 576)
    layer = layer_of(weight)

    assert 0 < difference(layer.weight, weight) < 0.01
    assert difference(layer(given), given @ weight.T) < 0.02


@pytest.mark.parametrize("shape", ["even", "normal", "a spike"])
def test_no_sum_in_16_bits_can_overflow(shape: str) -> None:
    weight = {"even": torch.ones(64, 256), "normal": torch.randn(64, 256), "a spike": torch.eye(64, 256)}[shape]

    quads = to_bytes(weight)[0].long()  # (panels, inputs / 4, COLUMNS, 4)

    eights = quads.unflatten(1, (-1, 2)).permute(0, 1, 3, 2, 4).flatten(-2)  # (panels, inputs / 8, COLUMNS, 8)
    largest = 2 * LARGEST_ACTIVATION + 1
    for places in ADDED:
        added = eights[..., places]
        assert int(added.clamp_min(0).sum(-1).max()) * largest < 2**15
        assert int(added.clamp_max(0).sum(-1).min()) * largest >= -(2**15)
    assert int(quads.abs().max()) > 40, "more is lost than has to be"


def test_one_massive_activation_costs_its_neighbours_little() -> None:
    torch.manual_seed(2)
    weight, given = torch.randn(40, 640), torch.randn(9, 640)
    given[:, 5] *= 100
    neighbours = weight.clone()
    neighbours[:, 5] = 0  # what the massive one adds is not looked at

    rotated = layer_of(neighbours)(given) - given @ neighbours.T

    step = given[:, 5].abs().mean() / LARGEST_ACTIVATION  # in a group that is not rotated
    plain = step / math.sqrt(12) * weight[:, :GROUP].norm(dim=1).mean()
    assert rotated.pow(2).mean().sqrt() < plain / 2


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_a_row_does_not_depend_on_those_beside_it_nor_on_the_threads(threads: int) -> None:
    torch.manual_seed(1)
    layer, given = layer_of(torch.randn(300, 200)), torch.randn(60, 200)
    given[3] *= 1e4
    before = torch.get_num_threads()
    try:
        torch.set_num_threads(threads)
        together = layer(given)
        torch.set_num_threads(1)
        assert torch.equal(together, torch.cat([layer(row[None]) for row in given]))
    finally:
        torch.set_num_threads(before)


@pytest.mark.parametrize("wrong", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("place", [0, 69])
def test_what_is_not_finite_stays_so_in_its_row_alone(wrong: float, place: int) -> None:
    given = torch.randn(5, 70)
    given[1, place] = wrong

    out = layer_of(torch.randn(20, 70))(given)

    assert out.isfinite().all(dim=1).tolist() == [True, False, True, True, True]


def test_zeros_and_shapes() -> None:
    layer = layer_of(torch.zeros(20, 70), torch.arange(20.0))

    assert layer(torch.zeros(2, 3, 70)).tolist() == [[list(map(float, range(20)))] * 3] * 2
    assert layer(torch.zeros(0, 70)).shape == (0, 20)
