"""What a training is told, and in which order it reads."""

import random
from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Plan(BaseModel):
    """Everything that decides what comes out, but for the data. The learning rate and the rank are those of the trial
    in which SmolLM2-135M learned these tasks."""

    model_config = ConfigDict(frozen=True)

    seed: int = 1
    epochs: Annotated[int, Field(ge=1)] = 1
    learning_rate: float = 6e-4
    #: Share of all steps in which the learning rate rises; then it falls as a cosine does.
    warm_up: float = 0.03
    #: A step reads whole passages until it has so many tokens, which is some 70 questions.
    step_tokens: int = 4000
    #: Longest passage, tokens. Night Clerk's own passages have 400.
    passage_tokens: int = 512
    #: Documents that our generators write.
    documents: int = 1800
    #: How often an epoch reads the gold sets, times what each of them says (`gold.PASSES`).
    repeats: Annotated[float, Field(gt=0)] = 1.0
    #: Share of the passages that is trained: what more data would give is seen from less.
    share: Annotated[float, Field(gt=0, le=1)] = 1.0
    #: The adapter that is trained further, by its name and the digest of its weights; empty where a new one begins.
    start: str = ""
    rank: int = 16
    alpha: int = 32
    #: Gradients are shortened to this length.
    gradient_norm: float = 1.0


def steps(lengths: Sequence[int], plan: Plan) -> list[list[int]]:
    """For each step the places of its passages; every epoch has all of them, in another order.

    A passage is a sequence of its own, so nothing is padded. A step is filled by tokens instead, so that each costs the
    same and a long passage does not count for more than a short one; within a step the longest is read first, which
    shows at once whether memory suffices.
    """
    found: list[list[int]] = []
    for epoch in range(plan.epochs):
        order = list(range(len(lengths)))
        random.Random(f"{plan.seed}/{epoch}").shuffle(order)
        step: list[int] = []
        for place in order:
            if step and sum(lengths[other] for other in step) + lengths[place] > plan.step_tokens:
                found.append(step)
                step = []
            step.append(place)
        found.append(step)
    return [sorted(step, key=lambda place: -lengths[place]) for step in found]
