"""A small model learns: packed as the engine reads, interrupted and resumed, saved as what users merge."""

import json
from pathlib import Path

import pytest
import torch

pytest.importorskip("peft", reason="the extra train is not installed: no peft")

from ops.training.adapter import AdapterTooLarge, OtherAdapter, begin_with, fingerprint, save_adapter, with_adapter
from ops.training.judging import judge
from ops.training.merged import Merged
from ops.training.packing import Packed, loss, mean_loss, pack, read_together
from ops.training.plan import Plan, steps
from ops.training.rows import Passage, Row, Trained
from ops.training.run import OtherRun, Run
from ops.training.segments import attend_in_segments
from schemas.catalogue import load_catalogue
from schemas.settings import Settings
from small_models import PASSAGE, QUESTIONS, save_small_model
from worker.adapter import WEIGHTS
from worker.engines.loading import load_model, load_tokenizer
from worker.engines.prompt import PromptTokens

# peft asks transformers for something by its old name.
pytestmark = pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing`:FutureWarning")

TEMPLATE = load_catalogue(Settings()).templates["bling"]
ANSWERS = ("$22,500.00", "0001", "Services Vendor Inc.", "Not Found")
ASKED = Passage("test", PASSAGE, tuple(Row(Trained.EXTRACTION, *pair) for pair in zip(QUESTIONS, ANSWERS, strict=True)))
PLAN = Plan(epochs=4, step_tokens=300, rank=2, learning_rate=1e-2)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_small_model(tmp_path_factory.mktemp("base") / "llama")


@pytest.fixture(scope="module")
def prompts(base: Path) -> PromptTokens:
    return PromptTokens(load_tokenizer("small", base), TEMPLATE)


@pytest.fixture(scope="module")
def packs(prompts: PromptTokens) -> list[Packed]:
    passages = [Passage("test", f"Page {n}.\n{PASSAGE}", ASKED.rows[n % 3 :]) for n in range(3)]
    return [pack(passage, prompts, end=0) for passage in passages]


def run(base: Path, packs: list[Packed], folder: Path, plan: Plan = PLAN) -> Run:
    model = load_model("small", base)
    attend_in_segments(model)
    return Run(with_adapter(model, plan), packs, plan, folder)


@pytest.mark.parametrize("architecture", ["llama", "gpt-neox", "qwen2", "falcon-rotary"])
def test_the_loss_of_a_pack_is_that_of_its_questions_one_by_one(tmp_path: Path, architecture: str) -> None:
    folder = save_small_model(tmp_path / architecture, architecture)
    model, tokenizer = load_model("small", folder), load_tokenizer("small", folder)
    alone = []
    for row in ASKED.rows:  # nothing of the packing is used here
        prompt = tokenizer(f"<human>: {PASSAGE}\n{row.question}\n<bot>:")["input_ids"]
        answer = [*tokenizer(f" {row.answer}")["input_ids"], tokenizer.eos_token_id]
        logits = model(torch.tensor([prompt + answer])).logits[0, len(prompt) - 1 : -1]
        alone.append(torch.nn.functional.cross_entropy(logits, torch.tensor(answer)))
    wanted = sum(alone)
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    wanted_gradients = torch.autograd.grad(wanted, weights, allow_unused=True)

    packed = loss(model, [pack(ASKED, PromptTokens(tokenizer, TEMPLATE), tokenizer.eos_token_id)])

    assert packed.item() == pytest.approx(wanted.item(), rel=1e-4)
    gradients = torch.autograd.grad(packed, weights, allow_unused=True)
    for wanted_one, one in zip(wanted_gradients, gradients, strict=True):
        assert (wanted_one is None) == (one is None)
        assert one is None or torch.allclose(one, wanted_one, rtol=1e-3, atol=1e-3 * wanted_one.abs().max().item())


@pytest.mark.parametrize("architecture", ["llama", "gpt-neox", "qwen2"])
def test_passages_that_are_read_as_one_sequence_do_not_see_each_other(tmp_path: Path, architecture: str) -> None:
    folder = save_small_model(tmp_path / architecture, architecture)
    prompts = PromptTokens(load_tokenizer("small", folder), TEMPLATE)
    passages = [Passage("test", f"Page {n}.\n{PASSAGE}"[: 200 + 90 * n], ASKED.rows[n:]) for n in range(3)]
    packs = [pack(passage, prompts, end=0) for passage in passages]
    model = load_model("small", folder)
    assert read_together(model, packs) == [[packed] for packed in packs]
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    wanted = sum(loss(model, [packed]) for packed in packs)
    wanted_gradients = torch.autograd.grad(wanted, weights, allow_unused=True)

    attend_in_segments(model)
    [group] = read_together(model, packs)
    together = loss(model, group)

    assert together.item() == pytest.approx(wanted.item(), rel=1e-5)
    for wanted_one, one in zip(
        wanted_gradients, torch.autograd.grad(together, weights, allow_unused=True), strict=True
    ):
        assert one is None or torch.allclose(one, wanted_one, rtol=1e-3, atol=1e-3 * wanted_one.abs().max().item())


@pytest.mark.parametrize("architecture", ["llama", "falcon-rotary"])
def test_a_merged_adapter_learns_what_one_beside_its_layers_does(
    packs: list[Packed], tmp_path: Path, architecture: str
) -> None:
    folder = save_small_model(tmp_path / architecture, architecture)
    beside, within = (with_adapter(load_model("small", folder), PLAN) for _ in range(2))
    for model in (beside, within):  # B of a new adapter is zero, and so is the gradient of A
        torch.manual_seed(3)
        for name, weight in model.named_parameters():
            if "lora_B" in name:
                torch.nn.init.normal_(weight, std=0.1)
    merged = Merged(within)

    loss(beside, packs[:1]).backward()
    loss(within, packs[:1]).backward()

    wanted = [weight.grad for name, weight in beside.named_parameters() if "lora_" in name]
    assert len(wanted) == len(merged.weights)
    for wanted_one, weight in zip(wanted, merged.weights, strict=True):
        assert torch.allclose(weight.grad, wanted_one, rtol=1e-3, atol=1e-4 * wanted_one.abs().max().item())
    assert all(weight.grad is None for name, weight in within.named_parameters() if "lora_" not in name)


def test_a_run_learns_and_its_adapter_answers(
    base: Path, packs: list[Packed], prompts: PromptTokens, tmp_path: Path
) -> None:
    plan = PLAN.model_copy(update={"epochs": 60, "rank": 8})
    learning = run(base, packs, tmp_path / "run", plan)
    held_out = [pack(ASKED, prompts, end=0)]
    before = learning.held_out(held_out)["held_out_loss"]
    while learning.done < learning.total:
        learning.step()
    after = learning.held_out(held_out)["held_out_loss"]
    file = save_adapter(learning.model, tmp_path / "adapter", "small")

    assert after < before / 4
    log = [json.loads(line) for line in (tmp_path / "run" / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["step"] for line in log] == [0, *range(1, learning.total + 1), learning.total]
    assert all(line["rate"] > 0 for line in log[1:-1])
    assert file.name == WEIGHTS
    scores = judge([ASKED], base, tmp_path / "adapter", TEMPLATE, tmp_path)
    before_it = judge([ASKED], base, None, TEMPLATE, tmp_path)
    assert scores["all extraction"].exact > before_it["all extraction"].exact
    assert not (tmp_path / "merged").exists()


def test_a_run_that_is_interrupted_ends_as_one_that_is_not(base: Path, packs: list[Packed], tmp_path: Path) -> None:
    whole = run(base, packs, tmp_path / "whole")
    while whole.done < whole.total:
        whole.step()
    first = run(base, packs, tmp_path / "parted")
    first.step()
    first.step()
    first.save()
    first.step()  # lost

    second = run(base, packs, tmp_path / "parted")
    assert second.resume()
    assert second.done == 2
    while second.done < second.total:
        second.step()

    weights = dict(whole.model.named_parameters())
    assert all(torch.equal(weight, weights[name]) for name, weight in second.model.named_parameters())
    log = (tmp_path / "parted" / "log.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["step"] for line in log] == list(range(1, second.total + 1))


def test_a_training_goes_on_with_the_adapter_of_an_earlier_one(
    base: Path, packs: list[Packed], prompts: PromptTokens, tmp_path: Path
) -> None:
    held_out = [pack(ASKED, prompts, end=0)]
    first = run(base, packs, tmp_path / "first")
    while first.done < first.total:
        first.step()
    ended = first.held_out(held_out)["held_out_loss"]
    save_adapter(first.model, tmp_path / "adapter", "small")

    model = load_model("small", base)
    attend_in_segments(model)
    further = with_adapter(model, PLAN)
    begin_with(further, tmp_path / "adapter")
    second = Run(further, packs, PLAN, tmp_path / "second")

    begun = second.held_out(held_out)["held_out_loss"]
    assert begun == pytest.approx(ended, rel=1e-2)  # it was written with 16 bits
    assert begun < run(base, packs, tmp_path / "new").held_out(held_out)["held_out_loss"] / 1.05
    assert fingerprint(tmp_path / "adapter").startswith("adapter ")


def test_an_adapter_of_another_rank_is_no_beginning(base: Path, tmp_path: Path) -> None:
    save_adapter(with_adapter(load_model("small", base), PLAN), tmp_path / "adapter", "small")
    other = with_adapter(load_model("small", base), PLAN.model_copy(update={"rank": 4}))

    with pytest.raises(OtherAdapter, match="another rank"):
        begin_with(other, tmp_path / "adapter")


def test_a_checkpoint_of_another_run_is_refused(base: Path, packs: list[Packed], tmp_path: Path) -> None:
    assert not run(base, packs, tmp_path).resume()
    run(base, packs, tmp_path).save()

    with pytest.raises(OtherRun):
        run(base, packs[:2], tmp_path).resume()
    with pytest.raises(OtherRun):
        run(base, packs, tmp_path, PLAN.model_copy(update={"seed": 2})).resume()


def test_an_adapter_that_is_too_large_is_refused(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ops.training.adapter.LARGEST_BYTES", 1000)

    model = with_adapter(load_model("small", base), PLAN)

    with pytest.raises(AdapterTooLarge):
        save_adapter(model, tmp_path / "adapter", "small")
    assert save_adapter(model, tmp_path / "own", "small", for_the_repository=False).stat().st_size > 1000


def test_every_epoch_reads_all_passages_in_full_steps() -> None:
    lengths = [100 + 7 * n for n in range(40)]
    plan = Plan(epochs=2, step_tokens=1000)

    found = steps(lengths, plan)

    places = [place for step in found for place in step]
    half = len(places) // 2
    assert sorted(places[:half]) == sorted(places[half:]) == list(range(40))
    assert max(sum(lengths[place] for place in step) for step in found) <= 1000
    assert found == steps(lengths, plan)
    assert found != steps(lengths, plan.model_copy(update={"seed": 5}))


def test_the_mean_loss_counts_questions_not_passages(base: Path, packs: list[Packed]) -> None:
    model = load_model("small", base)
    total = sum(loss(model, [packed]).item() for packed in packs)

    assert mean_loss(model, packs) == pytest.approx(total / sum(packed.questions for packed in packs), rel=1e-6)
