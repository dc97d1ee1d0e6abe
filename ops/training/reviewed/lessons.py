"""What is read in which quantity: reviewed passages several times, and other documents so that nothing is forgotten."""

from collections.abc import Callable, Sequence

from ops.training.balance import balance, counts
from ops.training.generators import documents
from ops.training.plan import Plan
from ops.training.rows import Passage
from ops.training.windows import windows
from schemas.catalogue import PromptTemplate

#: How many questions are read in all where there are few: each is read more often, within the bounds of passes.
READINGS = 1200
FEWEST_PASSES, MOST_PASSES = 3, 12
#: Questions about documents of our own generators, for each reading of a reviewed question.
REHEARSED = 0.5
#: Fewest questions that a generated document has, after balancing.
_LEAST_A_DOCUMENT = 3


def passes_for(questions: int) -> int:
    """How often each of so many questions is read."""
    return min(MOST_PASSES, max(FEWEST_PASSES, round(READINGS / questions)))


def small_plan(seed: int, learning_rate: float, longest: int) -> Plan:
    """The plan for a few hundred questions: small steps, a small adapter, passages of up to `longest` tokens.

    One epoch, in which the reviewed passages come again and again and each generated document once.
    """
    return Plan(
        seed=seed,
        epochs=1,
        learning_rate=learning_rate,
        warm_up=0.1,
        step_tokens=1500,
        passage_tokens=longest,
        documents=0,
        rank=8,
        alpha=16,
    )


def lessons(
    reviewed: Sequence[Passage],
    passes: int,
    template: PromptTemplate,
    plan: Plan,
    tokens: Callable[[str], int],
) -> list[Passage]:
    """All that is read, cut to fit: the reviewed passages so many times, and generated documents with questions of all
    sorts, "Not Found" among them."""
    fitting = [window for passage in reviewed for window in windows(passage, tokens, plan.passage_tokens)]
    questions = int(counts(fitting).total() * passes * REHEARSED)
    return [*(fitting * passes), *rehearsal(questions, template, plan, tokens)]


def rehearsal(questions: int, template: PromptTemplate, plan: Plan, tokens: Callable[[str], int]) -> list[Passage]:
    """Generated documents with at least so many questions, a quarter of them about what is not there."""
    written = documents(questions // _LEAST_A_DOCUMENT + 1, plan.seed, template)
    found: list[Passage] = []
    many = 0
    for passage in balance([window for whole in written for window in windows(whole, tokens, plan.passage_tokens)]):
        if many >= questions:
            break
        found.append(passage)
        many += len(passage.rows)
    return found
