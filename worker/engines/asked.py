"""What is asked about one passage, ready for a model: the prompts, what they share, the answers that are begun."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from worker.engines.contract import Ask, Engine, Generation, Stop, check_length, go_on_unless
from worker.engines.copying import Copy, Copying
from worker.engines.prompt import PromptTokens
from worker.engines.writing import Writing


@dataclass(frozen=True)
class Asked:
    """Asks and answers stand in one order in all of these."""

    #: Token ids of each whole prompt.
    prompts: list[list[int]]
    #: Tokens that all prompts begin with.
    shared: int
    #: Tokens that each answer adds to what the model reads: the last one is not read again.
    new_tokens: list[int]
    writings: list[Writing]

    @property
    def own(self) -> list[int]:
        """Tokens of each question and its answer, behind the shared ones."""
        return [len(prompt) - self.shared + new for prompt, new in zip(self.prompts, self.new_tokens, strict=True)]

    def questions(self, places: Sequence[int]) -> list[list[int]]:
        """What stands behind the shared tokens in some of the prompts."""
        return [self.prompts[place][self.shared :] for place in places]

    def write(
        self,
        places: Sequence[int],
        logits: NDArray[np.float32],
        step: Callable[[list[int], list[int]], NDArray[np.float32]],
        stop: Stop,
    ) -> None:
        """Write the answers at `places` side by side; `logits` (places, vocabulary) are those behind their questions.

        `step` reads one token for each of the given rows of `places`, and returns the logits behind them. Rows whose
        answer is finished are not read any more.

        Raises:
            AnsweringStopped: `stop` said so between two steps.
        """
        rows = list(range(len(places)))
        while rows:
            taken = [(row, self.writings[places[row]].take(of_row)) for row, of_row in zip(rows, logits, strict=True)]
            going = [(row, token) for row, token in taken if token is not None]
            rows = [row for row, _ in going]
            if rows:
                go_on_unless(stop)
                logits = step(rows, [token for _, token in going])

    def generations(self) -> list[Generation]:
        """The finished answers."""
        return [writing.generation for writing in self.writings if writing.generation is not None]


def asked(
    engine: Engine, prompts: PromptTokens, ends: Collection[int], copying: Copying, passage: str, asks: Sequence[Ask]
) -> Asked:
    """`asks`, at least one of them, about a passage; `ends` are the tokens that end an answer.

    Raises:
        QuestionTooLong: a prompt with its answer does not fit the engine's context.
    """
    ids = [prompts.prompt(passage, ask.question) for ask in asks]
    for prompt, ask in zip(ids, asks, strict=True):
        check_length(engine, len(prompt), ask)
    sources = {ask.spans: copying.source(passage, ask.spans) for ask in asks if ask.copy}
    return Asked(
        prompts=ids,
        shared=prompts.shared(passage, ids),
        new_tokens=[0 if ask.choices else ask.max_new_tokens - 1 for ask in asks],
        writings=[
            Writing(prompts, ends, ask, len(prompt), Copy(sources[ask.spans]) if ask.copy else None)
            for prompt, ask in zip(ids, asks, strict=True)
        ],
    )
