"""The memory of a pack, planned and measured, and what becomes of questions and passages that need more."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
import transformers
from torch.profiler import ProfilerActivity, profile

from schemas.catalogue import ModelCard, PromptTemplate
from schemas.settings import Settings
from small_models import ARCHITECTURES, PASSAGE, QUESTIONS, save_small_model
from worker.engines import pack as pack_module
from worker.engines.causal import TransformersEngine
from worker.engines.contract import Ask
from worker.engines.pack import Pack
from worker.engines.plan import plan_of

TEMPLATE = PromptTemplate(name="small", version=1, prompt="{passage}\n{question}\n")
PACKED = sorted(set(ARCHITECTURES) - {"mamba", "bloom"})
ASKS = [Ask(question, 12) for question in QUESTIONS]


def small_engine(folder: Path, architecture: str = "llama", pack_memory_bytes: int = 1024**3) -> TransformersEngine:
    save_small_model(folder, architecture)
    card = ModelCard(name="small", engine="transformers", repository=str(folder), context_tokens=512, template=TEMPLATE)
    return TransformersEngine(card, folder, Settings(pack_memory_bytes=pack_memory_bytes))


def peak_bytes(work: Callable[[], Pack]) -> tuple[Pack, int]:
    """What the work made, and the most bytes of tensors that it had at once."""
    with profile(activities=[ProfilerActivity.CPU], profile_memory=True) as profiled, torch.inference_mode():
        made = work()
    events = [event for event in profiled.profiler.kineto_results.events() if event.name() == "[memory]"]
    now = most = 0
    for event in sorted(events, key=lambda event: event.start_ns()):
        now += event.nbytes()
        most = max(most, now)
    return made, most


@pytest.mark.parametrize("architecture", PACKED)
@pytest.mark.parametrize(("passage", "questions"), [(300, 3), (40, 12)])
def test_the_planned_memory_is_an_upper_bound_of_the_measured(architecture: str, passage: int, questions: int) -> None:
    model = transformers.AutoModelForCausalLM.from_config(ARCHITECTURES[architecture]()).eval()
    plan = plan_of(model)

    def read() -> Pack:
        made = Pack(model, range(1, passage + 1), [range(n, n + 20) for n in range(questions)], new_tokens=8)
        made.read()
        return made

    made, measured = peak_bytes(read)
    length = passage + 20 * questions + 8

    assert made.held_bytes() == plan.held_bytes(length, questions)
    assert measured <= plan.peak_bytes(length, questions, passage) <= 2.5 * measured


def test_the_longest_pack_is_the_last_within_the_budget() -> None:
    plan = plan_of(transformers.AutoModelForCausalLM.from_config(ARCHITECTURES["llama"]()).eval())
    longest = plan.longest(2 * 1024**2, 4, 300)

    assert plan.peak_bytes(longest, 4, 300) <= 2 * 1024**2 < plan.peak_bytes(longest + 1, 4, 300)
    assert plan.longest(0, 4, 300) == 0


def test_questions_beyond_one_pack_are_answered_as_before(tmp_path: Path) -> None:
    engine = small_engine(tmp_path)
    together = engine.answer(PASSAGE, ASKS)
    reads: list[int] = []
    hook = engine._model.register_forward_pre_hook(lambda _model, args: reads.append(args[0].shape[1]))

    assert engine._plan is not None
    passage = engine.count_tokens(PASSAGE, Ask("", 1))
    room_for_two = engine.count_tokens(PASSAGE, ASKS[0]) + ASKS[0].max_new_tokens + 36
    engine._pack_memory_bytes = engine._plan.peak_bytes(room_for_two, len(ASKS), passage)
    in_packs = engine.answer(PASSAGE, ASKS)
    passages_read = sum(1 for tokens in reads if tokens > len(ASKS))
    engine._pack_memory_bytes = 0
    alone = engine.answer(PASSAGE, ASKS)
    hook.remove()

    assert 1 < passages_read < len(ASKS)
    for generation, other, another in zip(together, in_packs, alone, strict=True):
        assert generation.text == other.text == another.text
        assert generation.logprobs == pytest.approx(other.logprobs, abs=1e-4)
        assert generation.logprobs == pytest.approx(another.logprobs, abs=1e-4)


@pytest.mark.parametrize("architecture", ["llama", "gpt2", "falcon-alibi"])
@pytest.mark.parametrize("stretch", [1, 16, 50])
def test_a_passage_read_in_stretches_is_answered_as_generate_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, architecture: str, stretch: int
) -> None:
    engine = small_engine(tmp_path, architecture)
    monkeypatch.setattr(pack_module, "READ_TOKENS", stretch)
    reads: list[int] = []
    hook = engine._model.get_input_embeddings().register_forward_pre_hook(
        lambda _layer, args: reads.append(args[0].shape[1])
    )
    generations = engine.answer(PASSAGE, ASKS)
    hook.remove()

    assert max(reads) == max(stretch, len(ASKS))
    untouched = transformers.AutoModelForCausalLM.from_pretrained(tmp_path, dtype=torch.float32).eval()
    for ask, generation in zip(ASKS, generations, strict=True):
        prompt = torch.tensor([engine._prompts.prompt(PASSAGE, ask.question)])
        ids = untouched.generate(
            prompt, attention_mask=torch.ones_like(prompt), do_sample=False, max_new_tokens=ask.max_new_tokens
        )[0, prompt.shape[1] :].tolist()
        kept = ids[: ids.index(0)] if 0 in ids else ids

        assert generation.text == engine._prompts.text(kept)
