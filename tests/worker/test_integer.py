"""The kernel of the integer layers, against what torch computes of the same integers."""

import math

import pytest
import torch

from schemas.errors import KernelMissing
from worker.engines import integer
from worker.engines.integer import GROUP, LARGEST_ACTIVATION, Bits, IntegerLinear, kernel, to_integers

BITS: tuple[Bits, ...] = (8, 16)


def layer_of(weight: torch.Tensor, bits: Bits, bias: torch.Tensor | None = None) -> IntegerLinear:
    return IntegerLinear(*to_integers(weight, bits), bias, inputs=weight.shape[1], outputs=weight.shape[0])


def difference(one: torch.Tensor, other: torch.Tensor) -> float:
    return float((one - other).norm() / other.norm())


@pytest.mark.parametrize("bits", BITS)
@pytest.mark.parametrize("rows", [1, 2, 5, 6, 7, 24, 25, 97, 200, 391])
@pytest.mark.parametrize(("inputs", "outputs"), [(64, 16), (32, 400), (70, 33), (1100, 50), (2048, 17)])
def test_products_are_those_of_the_same_integers_as_floats(inputs: int, outputs: int, rows: int, bits: Bits) -> None:
    torch.manual_seed(inputs + rows)
    weight, given, bias = torch.randn(outputs, inputs), torch.randn(rows, inputs), torch.randn(outputs)

    for layer, added in ((layer_of(weight, bits, bias), bias), (layer_of(weight, bits), None)):
        assert difference(layer(given), torch.nn.functional.linear(given, layer.weight, added)) < 1e-4


@pytest.mark.parametrize(("bits", "lost"), [(8, 0.01), (16, 0.0002)])
def test_what_a_weight_loses_is_small(bits: Bits, lost: float) -> None:
    weight = torch.randn(200, 576)

    assert 0 < difference(layer_of(weight, bits).weight, weight) < lost


@pytest.mark.parametrize("bits", BITS)
def test_the_largest_numbers_do_not_overflow(bits: Bits) -> None:
    weight = torch.cat([torch.ones(8, 256), -torch.ones(8, 256)])

    layer = layer_of(weight, bits)

    out = layer(torch.full((7, 256), 3e4))

    expected = layer.weight.sum(1) * 3e4
    assert expected[:8].tolist() == pytest.approx([256 * 3e4] * 8, rel=3e-4)
    assert expected[8:].tolist() == pytest.approx([-256 * 3e4] * 8, rel=3e-4)
    assert difference(out, expected.expand(7, -1)) < 1e-6


@pytest.mark.parametrize("bits", BITS)
@pytest.mark.parametrize("shape", ["even", "normal", "a spike"])
def test_no_sum_of_a_group_can_overflow(bits: Bits, shape: str) -> None:
    weight = {"even": torch.ones(64, 256), "normal": torch.randn(64, 256), "a spike": torch.eye(64, 256)}[shape]

    integers = to_integers(weight, bits)[0].long().abs()  # (panels, inputs / 2, COLUMNS, 2)

    sums = integers.view(4, 256 // GROUP, GROUP // 2, 16, 2).sum((2, 4))  # (panels, groups, columns)
    assert int(sums.max()) * LARGEST_ACTIVATION[bits] < 2**31
    assert int(integers.max()) > 100, "more is lost than has to be"


@pytest.mark.parametrize("bits", BITS)
def test_a_massive_activation_coarsens_its_group_alone(bits: Bits) -> None:
    """Large models have inputs a thousand times as large as all others, in every row."""
    torch.manual_seed(2)
    layer, given = layer_of(torch.randn(40, 640), bits), torch.randn(9, 640)
    given[:, 5] *= 1e4
    massive, others = torch.zeros(640), torch.ones(640)
    massive[:GROUP], others[:GROUP] = 1, 0

    together = layer(given) - layer(given * massive)

    assert difference(together, layer(given * others)) < 1e-3  # what fp32 loses beside the massive sum


@pytest.mark.parametrize("bits", BITS)
@pytest.mark.parametrize("threads", [1, 2, 3])
def test_a_row_does_not_depend_on_those_beside_it_nor_on_the_threads(bits: Bits, threads: int) -> None:
    torch.manual_seed(1)
    layer, given = layer_of(torch.randn(300, 200), bits), torch.randn(60, 200)
    given[3] *= 1e4  # one massive row must not coarsen the others
    before = torch.get_num_threads()
    try:
        torch.set_num_threads(threads)
        together = layer(given)
        torch.set_num_threads(1)
        assert torch.equal(together, torch.cat([layer(row[None]) for row in given]))
    finally:
        torch.set_num_threads(before)


@pytest.mark.parametrize("bits", BITS)
@pytest.mark.parametrize("wrong", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("place", [0, 69])
def test_what_is_not_finite_stays_so_in_its_row_alone(bits: Bits, wrong: float, place: int) -> None:
    given = torch.randn(5, 70)
    given[1, place] = wrong

    out = layer_of(torch.randn(20, 70), bits)(given)

    assert out.isfinite().all(dim=1).tolist() == [True, False, True, True, True]


def test_zeros_and_shapes() -> None:
    layer = layer_of(torch.zeros(20, 70), 8, torch.arange(20.0))

    assert layer(torch.zeros(2, 3, 70)).tolist() == [[list(map(float, range(20)))] * 3] * 2
    assert layer(torch.zeros(0, 70)).shape == (0, 20)


def test_a_machine_without_the_kernel_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel.cache_clear()
    monkeypatch.setattr(integer, "_LIBRARY", integer._LIBRARY.with_name("absent.so"))
    try:
        with pytest.raises(KernelMissing, match="NIGHTCLERK_PRECISION=fp32"):
            layer_of(torch.ones(16, 64), 8)
        monkeypatch.setattr(torch.backends.cpu, "get_cpu_capability", lambda: "DEFAULT")
        with pytest.raises(KernelMissing, match="DEFAULT"):
            kernel()
    finally:
        kernel.cache_clear()
