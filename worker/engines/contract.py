"""What every engine does. `tests/contract/` holds the suite that each implementation passes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from schemas.errors import AnsweringStopped, QuestionTooLong

#: What a model says where the passage does not say.
NOT_FOUND = "Not Found"


@dataclass(frozen=True)
class Ask:
    """One question, in the wording of the model's prompt template.

    With `choices` nothing is decoded: the answer is the choice whose first token is most probable, its probability
    taken among the choices alone. With `copy` the answer is a span of the passage, white space folded, or "Not Found";
    with `spans`, character offsets in the passage, it is one of those.

    Not Found is written only where its beginning has at least the probability `not_found_from`, 0 to 1, and the most
    probable of the other beginnings elsewhere: that the passage does not say is one beginning, an answer has many.
    """

    question: str
    max_new_tokens: int
    choices: tuple[str, ...] = ()
    copy: bool = False
    spans: tuple[tuple[int, int], ...] = ()
    not_found_from: float = 0.0


@dataclass(frozen=True)
class Generation:
    """What the model said to one ask.

    `text` is cut at the first stop string, otherwise as decoded. `logprobs` holds the natural logarithm of each kept
    token's probability (for a choice: one value). `prompt_tokens` counts passage and question. `complete` is False
    where the answer was cut by `max_new_tokens`. `span` has the character offsets, in the passage, of an answer that
    was copied; None for a phrase, and for one that was cut within a word. `end_logprob` is the logarithm of the
    probability, among all tokens, that the answer ends there: of the end token, or of the first token that a stop
    string takes away; 0 where it takes none. None where the answer was cut, and for a choice.

    `not_found_logprob` is the engine's doubt: the logarithm of the probability, among all tokens, that the answer
    begins as NOT_FOUND does, taken where the answer begins and before anything forbids it. It is that of the first
    token ("Not", with or without a blank), which costs no further step; other answers may begin so too ("Not later
    than"), so it is a bound from above. None for a choice. `choice_logprobs` has, for each of the choices, in their
    order, its logarithm among them; empty without choices.
    """

    text: str
    logprobs: tuple[float, ...]
    prompt_tokens: int
    complete: bool = True
    span: tuple[int, int] | None = None
    not_found_logprob: float | None = None
    end_logprob: float | None = None
    choice_logprobs: tuple[float, ...] = ()


#: Asked between two steps: whether nobody waits for the answers any more.
Stop = Callable[[], bool]


def never() -> bool:
    """Answers are wanted to the end."""
    return False


class Engine(Protocol):
    """Answers all questions about one passage.

    Greedy: the same passage and asks give the same generations, whatever else is asked beside them.
    """

    #: What stands as `model` in the ledger: the card's name, with the precision where that is not fp32 ("x@int16").
    name: str
    #: Largest number of tokens of prompt and answer together.
    context_tokens: int

    def count_tokens(self, passage: str, ask: Ask) -> int:
        """Tokens of the whole prompt for one ask."""
        ...

    def answer(self, passage: str, asks: Sequence[Ask], stop: Stop = never) -> list[Generation]:
        """One generation for each ask, in their order. `stop` is asked before something is read and before each step.

        Raises:
            QuestionTooLong: a prompt with its answer does not fit the context; nothing was answered.
            AnsweringStopped: `stop` said so. The engine is as good as before.
            EngineFailed: the model could not be run on this input.
        """
        ...


def go_on_unless(stop: Stop) -> None:
    """Between two steps.

    Raises:
        AnsweringStopped: nobody waits for the answers any more.
    """
    if stop():
        raise AnsweringStopped


def check_length(engine: Engine, prompt_tokens: int, ask: Ask) -> None:
    """Refuse a prompt that does not fit the engine's context together with its answer.

    Raises:
        QuestionTooLong: it does not.
    """
    answer_tokens = 1 if ask.choices else ask.max_new_tokens
    if prompt_tokens + answer_tokens > engine.context_tokens:
        raise QuestionTooLong(
            tokens=prompt_tokens, answer_tokens=answer_tokens, model=engine.name, context=engine.context_tokens
        )
