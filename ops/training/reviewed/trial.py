"""Base and candidate answer the same questions, asked and read as a worker does it."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from ops.training.reviewed.adoption import adopted_card
from ops.training.reviewed.course import Course
from ops.training.reviewed.questions import check_enough, document
from schemas.catalogue import ModelCard
from worker.adapter import merge_adapter
from worker.conversion import copy_model
from worker.engines import load_engine
from worker.engines.contract import Engine
from worker.evaluation.answering import answer_all
from worker.evaluation.scores import is_exact
from worker.gold import GoldBundle, count, read_gold
from worker.measure import fitting


class Outcome(BaseModel):
    """Whether one question was answered right: by value, or with "Not Found" where the text does not say."""

    model_config = ConfigDict(frozen=True)

    id: str
    #: What it is about: questions to one document stand or fall together.
    document: str
    right: bool


Outcomes = tuple[Outcome, ...]


class Asked(BaseModel):
    """What a model made of the questions that were held out, and of the general ones."""

    held_out: Outcomes
    general: Outcomes


def ask_base(course: Course) -> Asked:
    """
    Raises:
        GoldTooFew: too few of the questions that are held out fit the model's context.
        GoldTooLong: none does.
    """
    return _ask(course, course.order.base, "base")


def ask_candidate(course: Course, adapter: Path, strength: float) -> Asked:
    """The base with the adapter, which has this strength, in its weights."""
    who = "candidate" if strength == 1 else "weaker candidate"
    merged = course.work / who
    merged.mkdir(exist_ok=True)
    copy_model(course.order.base.name, course.folder, merged, course.shown.begin)
    course.shown.begin("merging adapter")
    merge_adapter(course.order.name, adapter, merged)
    card = adopted_card(course.order.name, course.order.base, course.folder)
    return _ask(course, card.model_copy(update={"base": None, "repository": str(merged.resolve())}), who)


def _ask(course: Course, card: ModelCard, who: str) -> Asked:
    """What is in the work folder, from before an interruption, is not asked again."""
    file = course.work / f"{who}.json"
    if file.is_file():
        return Asked.model_validate_json(file.read_bytes())
    course.shown.begin(f"loading the {who}")
    # In fp32 every model is what its weights are.
    engine = load_engine(card, course.settings.model_copy(update={"precision": "fp32"}))
    parts = course.parts
    held_out = fitting(engine, card, parts.held_out)
    check_enough(course.order.gold, [*parts.learned, *parts.held_out], held_out)
    found = Asked(
        held_out=_outcomes(course, engine, card, held_out, f"the {who}, held-out questions"),
        general=_outcomes(course, engine, card, fitting(engine, card, read_gold()), f"the {who}, general questions"),
    )
    partial = course.work / f".{file.name}.partial"
    partial.write_text(found.model_dump_json(), encoding="utf-8")
    partial.replace(file)
    return found


def _outcomes(course: Course, engine: Engine, card: ModelCard, sample: Sequence[GoldBundle], words: str) -> Outcomes:
    course.shown.begin(words, total=count(sample))
    answered = answer_all(engine, card, sample, course.shown.advance)
    return tuple(Outcome(id=one.row.id, document=document(one.row), right=is_exact(one)) for one in answered)
