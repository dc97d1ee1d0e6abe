"""Questions about one passage on the packaged SmolLM2-135M: `generate()` for each, the prefix read once, packed."""

from collections.abc import Callable
from typing import Any

import torch

from schemas.catalogue import load_catalogue
from schemas.settings import settings
from tests.benchmarks.rounds import median, ratio, seconds
from worker.engines.causal import TransformersEngine
from worker.engines.contract import Ask
from worker.engines.loading import load_model
from worker.prepare import prepare
from worker.threads import use_threads

ROUNDS = 3
NEW_TOKENS = 24
SENTENCE = "The harbour office keeps the papers of every sack that the roastery has bought this year. "


def measure() -> str:
    """A table: rows are passage length and number of questions."""
    use_threads(settings())
    card = load_catalogue(settings()).find("smollm2-135m-instruct")
    folder = prepare(card, settings())
    engine = TransformersEngine(card, folder)
    plain = load_model(card.name, folder)
    lines = [
        f"SmolLM2-135M, fp32, {NEW_TOKENS} new tokens a question, seconds (median of {ROUNDS} rounds, all sides in",
        "turn). Ratios against `generate()` for each question, with the smallest and largest of the rounds.",
        "",
        "| passage tokens | questions | `generate()` each | prefix read once | packed | prefix once, times as fast "
        "| packed, times as fast |",
        "|---|---|---|---|---|---|---|",
    ]
    for passage_tokens, questions in ((250, 4), (500, 1), (500, 8)):
        lines.append(_row(engine, plain, passage_tokens, questions))
    return "\n".join(lines)


def _row(engine: TransformersEngine, plain: Any, passage_tokens: int, questions: int) -> str:
    passage = _passage(engine, passage_tokens)
    asks = [Ask(f"What is fact number {number} about the roastery?", NEW_TOKENS) for number in range(questions)]
    prompts = [engine._prompts.prompt(passage, ask.question) for ask in asks]
    taken = seconds(
        {
            "generate": lambda: [_generate(plain, prompt) for prompt in prompts],
            "once": _packing(engine, False, lambda: engine.answer(passage, asks)),
            "packed": _packing(engine, True, lambda: engine.answer(passage, asks)),
        },
        ROUNDS,
    )
    times = " | ".join(f"{median(taken[side]):.2f}" for side in ("generate", "once", "packed"))
    once, packed = (ratio(taken["generate"], taken[side]) for side in ("once", "packed"))
    return f"| {len(prompts[0])} | {questions} | {times} | {once} | {packed} |"


def _passage(engine: TransformersEngine, tokens: int) -> str:
    text = SENTENCE
    while engine.count_tokens(text, Ask("", 1)) < tokens:
        text += SENTENCE
    return text


def _packing(engine: TransformersEngine, packs: bool, answer: Callable[[], object]) -> Callable[[], object]:
    def run() -> object:
        engine._packs = packs
        return answer()

    return run


@torch.inference_mode()
def _generate(model: Any, prompt: list[int]) -> object:
    """As transformers is used plainly: one question, one call."""
    ids = torch.tensor([prompt])
    return model.generate(ids, attention_mask=torch.ones_like(ids), do_sample=False, max_new_tokens=NEW_TOKENS)
