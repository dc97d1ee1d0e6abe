"""Learning: from lessons to an adapter, step by step; one that is interrupted goes on."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ops.training.adapter import save_adapter
from ops.training.learner import load_learner
from ops.training.packing import Packed, pack
from ops.training.plan import Plan
from ops.training.rows import Passage
from ops.training.run import OtherRun, Run
from schemas.catalogue import ModelCard
from schemas.errors import NotTrainable
from worker.adapter import WEIGHTS
from worker.engines.loading import load_tokenizer
from worker.engines.prompt import PromptTokens
from worker.stages import Stages

#: Steps from one checkpoint to the next: a quarter of a minute on two cores.
SAVE_EVERY = 5


def tokens_of(card: ModelCard, folder: Path) -> Callable[[str], int]:
    """How many tokens a text has for this model."""
    tokenizer = load_tokenizer(card.name, folder)
    return lambda text: len(tokenizer(text)["input_ids"])


def learn(card: ModelCard, folder: Path, lessons: Sequence[Passage], plan: Plan, work: Path, shown: Stages) -> Path:
    """The folder of the adapter that was learned on the weights in `folder`; an earlier call's where one is in `work`.

    Raises:
        NotTrainable: the tokenizer has no token that ends a text.
    """
    done = work / "adapter"
    if (done / WEIGHTS).is_file():
        return done
    shown.begin("making lessons")
    packs = _packs(card, folder, lessons)
    run = Run(load_learner(card.name, folder, plan), packs, plan, work)
    try:
        if run.resume():
            shown.say(f"going on after step {run.done} of {run.total}")
    except OtherRun:
        shown.say("begun by another version, so from the beginning")
    _steps(run, shown)
    partial = work / ".adapter.partial"
    save_adapter(run.model, partial, card.name, for_the_repository=False)
    return partial.replace(done)


def _packs(card: ModelCard, folder: Path, lessons: Sequence[Passage]) -> list[Packed]:
    tokenizer: Any = load_tokenizer(card.name, folder)
    if tokenizer.eos_token_id is None:
        raise NotTrainable(name=card.name, reason="its tokenizer has no token that ends a text")
    prompts = PromptTokens(tokenizer, card.template)
    packed = {passage: pack(passage, prompts, tokenizer.eos_token_id) for passage in dict.fromkeys(lessons)}
    return [packed[passage] for passage in lessons]


def _steps(run: Run, shown: Stages) -> None:
    """All steps that are left; a line for each tenth of them."""
    shown.begin(f"learning, {run.total} steps", total=run.total)
    shown.advance(run.done)
    began, first, tenth = time.monotonic(), run.done, max(1, run.total // 10)
    while run.done < run.total:
        said = run.step()
        shown.advance()
        if run.done % SAVE_EVERY == 0:
            run.save()
        if run.done % tenth == 0:
            left = (time.monotonic() - began) / (run.done - first) * (run.total - run.done)
            shown.say(f"step {run.done} of {run.total}, loss {said['loss']:.2f}, about {left / 60:.0f} min left")
