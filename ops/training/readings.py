"""What an epoch reads: each text as often as its source says, from the second time on with other values and, every
other time, beside another text.

Beside a stranger a passage is longer, its answer stands elsewhere, and what the stranger says is no answer: more to
tell apart than the passage alone has, for questions that are known by heart otherwise.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ops.training.gold import passes
from ops.training.plan import Plan
from ops.training.rows import Passage, joined
from ops.training.substitution import pool, substituted

#: Sets of prose about all the world, a passage of which says nothing about another: each may stand beside each.
STRANGERS = ("squad2", "boolq")


def read_in_an_epoch(trained: Sequence[Passage], plan: Plan, tokens: Callable[[str], int]) -> Iterator[Passage]:
    """All passages of an epoch; `tokens` counts those of a text."""
    whole = joined(trained)
    names = pool(whole)
    sizes = {passage.text: tokens(passage.text) for passage in whole if passage.source in STRANGERS}
    for passage in whole:
        for again in range(passes(passage, plan.repeats)):
            seed = f"{plan.seed}/{again}"
            other = substituted(passage, names, seed) if again else passage
            if again % 2 and (size := sizes.get(passage.text)):
                other = _beside(other, [text for text in sizes if sizes[text] < plan.passage_tokens - size], seed)
            yield other


def _beside(passage: Passage, texts: Sequence[str], seed: str) -> Passage:
    """The passage before or behind one of these texts; alone where there is none."""
    draw = random.Random(f"{seed}\0beside\0{passage.text}")
    if not texts:
        return passage
    both = [passage.text, draw.choice(texts)]
    draw.shuffle(both)
    return replace(passage, text="\n".join(both))
