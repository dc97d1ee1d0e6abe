"""From the sets and the generators to what is trained and what is held out."""

from collections.abc import Callable
from pathlib import Path

from ops.training.balance import balance
from ops.training.foreign import with_foreign
from ops.training.generators import documents
from ops.training.gold import read_sets
from ops.training.plan import Plan
from ops.training.prose import written
from ops.training.question_generation.questions import read_questions
from ops.training.rows import Passage, in_share, parted
from ops.training.windows import windows
from schemas.catalogue import PromptTemplate

#: Yes-or-no questions that belong to other documents, of a generated one.
FOREIGN = 1


def data(
    gold: Path | None,
    template: PromptTemplate,
    plan: Plan,
    tokens: Callable[[str], int],
    questions: Path | None = None,
) -> tuple[list[Passage], list[Passage]]:
    """Balanced passages that fit: those to train, and those held out. Without `gold` the generated ones alone; with
    `questions` those of the model that writes them, about passages that are trained.

    Parted before they are cut, so that no window of a passage that is held out is trained.

    Raises:
        OSError: a file is not there.
    """
    sets = read_sets(gold, template) if gold else []
    made = list(documents(plan.documents, plan.seed, template))
    whole = [*sets, *written(sets), *with_foreign(made, FOREIGN)]
    trained, held_out = (
        [window for passage in part for window in windows(passage, tokens, plan.passage_tokens)]
        for part in parted(whole)
    )
    trained += read_questions(questions) if questions else []
    return [passage for passage in balance(trained) if in_share(passage.text, plan.share)], balance(held_out)
