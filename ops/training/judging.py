"""What an adapter is worth: merged as users get it, asked by the engine, read as a worker reads."""

import shutil
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel

from ops.training.rows import NOT_FOUND, Passage, Row, Trained
from schemas.catalogue import ModelCard, PromptTemplate
from schemas.questionnaire import Kind, Question
from schemas.settings import Settings
from worker.adapter import merge_adapter
from worker.asking import ask
from worker.engines import load_engine
from worker.engines.contract import Engine
from worker.evaluation.same_value import same_value, token_f1
from worker.reading import read

_KINDS = {Trained.BOOLEAN: Kind.BOOLEAN, Trained.SUMMARY: Kind.SUMMARIZATION}


class Score(BaseModel):
    """Of the questions of one sort: share that is exactly right, and mean token F1, both as `nightclerk eval` has them
    (0 to 1)."""

    questions: int
    exact: float
    f1: float


def judge(
    passages: Sequence[Passage], base: Path, adapter: Path | None, template: PromptTemplate, scratch: Path
) -> dict[str, Score]:
    """Scores by source and sort of question, greedy and in fp32, with the adapter or of the base alone.

    The merged model is written into `scratch` and deleted.
    """
    merged = scratch / "merged"
    engine = merged_engine(base, adapter, template, merged, Settings(precision="fp32"))
    found: dict[str, list[tuple[bool, float]]] = defaultdict(list)
    for passage in passages:
        questions = [_question(row) for row in passage.rows]
        asks = [
            replace(ask(question, template, passage.text), question=row.question)
            for question, row in zip(questions, passage.rows, strict=True)
        ]
        for row, question, generation in zip(passage.rows, questions, engine.answer(passage.text, asks), strict=True):
            said = read(generation, question, template).value or NOT_FOUND
            scored = (same_value(said, row.answer), token_f1(said, row.answer))
            found[f"{passage.source} {row.trains}"].append(scored)
            found[f"all {row.trains}"].append(scored)
    if adapter is not None:
        shutil.rmtree(merged)
    return {name: _score(scored) for name, scored in sorted(found.items())}


def merged_engine(
    base: Path, adapter: Path | None, template: PromptTemplate, folder: Path, settings: Settings
) -> Engine:
    """An engine of the base with the adapter, merged into a copy in `folder`, or of the base alone."""
    if adapter is not None:
        shutil.copytree(base, folder, dirs_exist_ok=True)
        merge_adapter("trained", adapter, folder)
    repository = str(base if adapter is None else folder)
    card = ModelCard(
        name="trained", engine="transformers", repository=repository, context_tokens=2048, template=template
    )
    return load_engine(card, settings)


def _question(row: Row) -> Question:
    kind = _KINDS.get(row.trains, Kind.EXTRACTION)
    return Question(name="held_out", kind=kind, question=None if kind is Kind.SUMMARIZATION else row.question)


def _score(scored: Sequence[tuple[bool, float]]) -> Score:
    exact, f1 = zip(*scored, strict=True)
    return Score(questions=len(scored), exact=sum(exact) / len(scored), f1=sum(f1) / len(scored))
