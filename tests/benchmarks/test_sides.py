"""The sides do the same work: on small models in full precision each writes what `generate()` writes, so that no tensor
is in a wrong place and no question reads more or less than another side's."""

from pathlib import Path

import pytest

from tests.benchmarks.arithmetic import gflop
from tests.benchmarks.ctranslate2_side import CTranslate2
from tests.benchmarks.llamacpp_side import LlamaCpp
from tests.benchmarks.questions import Work, work
from tests.benchmarks.shapes import SHAPES, TEMPLATE, folder_of
from tests.benchmarks.sides import Generate, NightClerk, Side
from worker.engines.loading import load_tokenizer
from worker.engines.prompt import PromptTokens

MADE = [name for name, shape in SHAPES.items() if shape.config is not None]


class LlamaCppF32(LlamaCpp):
    name = "llama.cpp F32, prefix once"
    weights = "F32"
    once = True
    cache_type = 0


class LlamaCppF32Alone(LlamaCppF32):
    name = "llama.cpp F32, each alone"
    once = False


class CTranslate2F32(CTranslate2):
    name = "CTranslate2 float32"
    compute_type = "float32"

    @classmethod
    def why_not(cls, folder: Path) -> str | None:
        # transformers rounds Falcon's ALiBi to bf16, CTranslate2 does not.
        return "its ALiBi is not rounded" if "falcon" in folder.name else super().why_not(folder)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shapes")


def _asked(shape: str, folder: Path) -> Work:
    return work(PromptTokens(load_tokenizer(shape, folder), TEMPLATE), 120, 4, 3)


@pytest.mark.parametrize("side", [NightClerk, LlamaCppF32, LlamaCppF32Alone, CTranslate2F32])
@pytest.mark.parametrize("shape", MADE)
def test_full_precision_writes_what_generate_writes(shape: str, side: type[Side], cache: Path) -> None:
    # given
    folder = folder_of(SHAPES[shape], cache, tiny=True)
    if reason := side.why_not(folder):
        pytest.skip(reason)
    side.prepare(folder)
    asked = _asked(shape, folder)

    # when
    said, expected = side(folder).run(asked), Generate(folder).run(asked)

    # then
    same = [one == other for one, other in zip(said, expected, strict=True)]
    # Another engine rounds otherwise (ggml's GELU is a table of f16), and a token that is nearly a draw may turn;
    # with a tensor in a wrong place no answer would be the same.
    assert all(same) if side is NightClerk else sum(same) >= 2
    assert [answer.tokens for answer in said] == [asked.new_tokens] * 4
    assert len({answer.text for answer in said}) > 1, "the questions make no difference: nothing was compared"


def test_passages_are_as_long_as_wanted_and_begin_differently(cache: Path) -> None:
    folder = folder_of(SHAPES["bling-1b"], cache, tiny=True)
    prompts = PromptTokens(load_tokenizer("bling-1b", folder), TEMPLATE)

    first, second = work(prompts, 250, 8, 1), work(prompts, 250, 8, 2)

    assert 250 <= first.shared <= 253
    assert all(prompt[: first.shared] == first.prompts[0][: first.shared] for prompt in first.prompts)
    assert all(8 <= len(prompt) - first.shared <= 16 for prompt in first.prompts)
    assert first.prompts[0][:8] != second.prompts[0][:8]


def test_the_arithmetic_of_bling_1b_is_that_of_its_shape() -> None:
    config = SHAPES["bling-1b"].config()
    asked = Work("", [""], [list(range(101))], 100, new_tokens=1)

    needed = gflop(config, asked)

    linear = 16 * (4 * 2048 * 2048 + 2 * 2048 * 8192)
    pairs = 101 * 102 / 2
    expected = 2 * linear * 101 + 2 * 2048 * 50304 + 4 * 16 * 2048 * pairs
    assert needed == pytest.approx(expected / 1e9)
