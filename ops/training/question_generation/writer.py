"""What a trained writer asks about a passage, and which of it another model answers as the writer meant it."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ops.training.question_generation.lessons import BETWEEN, question_beside, question_for, sentences_of, values_of
from ops.training.rows import NOT_FOUND, Passage, Row, Trained
from worker.asking import VALUE_TOKENS
from worker.engines.contract import Ask, Engine
from worker.evaluation.same_value import token_f1

#: Most sentences of a passage that are asked about, and those of them of which something is asked that is not said.
SENTENCES, BESIDE = 5, 2
#: Most values of a passage that are asked for.
VALUES = 8
#: Room for the values of a sentence and for a question, tokens; longest value, words.
VALUES_TOKENS, QUESTION_TOKENS, VALUE_WORDS = 40, 32, 12
#: How it is asked what something is not.
_DENIES = re.compile(r"\b(?:not|never|cannot)\b|n't\b", re.IGNORECASE)
#: An answer agrees with the writer's from this token F1 on.
AGREES_FROM = 0.6


@dataclass(frozen=True)
class Asked:
    """A question that was written, what the writer's answer to it is, and what the other model's is."""

    question: str
    meant: str
    said: str

    @property
    def agrees(self) -> bool:
        """Whether both mean the same."""
        if NOT_FOUND.casefold() in (self.meant.casefold(), self.said.casefold()):
            return self.meant.casefold() == self.said.casefold()
        return token_f1(self.said, self.meant) >= AGREES_FROM


def questions_about(passage: str, writer: Engine, answerer: Engine, not_found_from: float = 0.0) -> list[Asked]:
    """What the writer asks about a passage, with the answers of both; the answerer copies its own, and is taken at its
    word that the passage does not say from the probability `not_found_from` on."""
    written = _written(passage, writer)
    asks = [Ask(question, VALUE_TOKENS, copy=True, not_found_from=not_found_from) for question in written]
    said = answerer.answer(passage, asks) if asks else []
    return [
        Asked(question, meant, generation.text.strip() if generation.complete else "")
        for (question, meant), generation in zip(written.items(), said, strict=True)
    ]


def kept(source: str, passage: str, asked: Sequence[Asked]) -> Passage:
    """The questions of a passage on which both agree, as they are trained.

    Without those that ask what something is not: it is the writer's easiest way to a question without an answer, and
    from many of them a model learns that "not" means Not Found.
    """
    rows = [
        Row(Trained.NOT_FOUND if each.meant == NOT_FOUND else Trained.EXTRACTION, each.question, each.meant)
        for each in asked
        if each.agrees and not (each.meant == NOT_FOUND and _DENIES.search(each.question))
    ]
    return Passage(source, passage, tuple(rows))


def _written(passage: str, writer: Engine) -> dict[str, str]:
    """Questions with the writer's answers."""
    drawn = random.Random(passage)
    every = sentences_of(passage)
    chosen = drawn.sample(every, min(SENTENCES, len(every)))
    if not chosen:
        return {}
    found = _said(writer, passage, [values_of(sentence) for sentence in chosen], VALUES_TOKENS)
    values = [
        value
        for sentence, text in zip(chosen, found, strict=True)
        for value in text.split(BETWEEN)
        if _stands(value, sentence) and len(value.split()) <= VALUE_WORDS
    ]
    values = list(dict.fromkeys(values))
    values = drawn.sample(values, min(VALUES, len(values)))
    prompts = [*map(question_for, values), *map(question_beside, chosen[:BESIDE])]
    meant = [*values, *[NOT_FOUND] * len(chosen[:BESIDE])]
    questions = _said(writer, passage, prompts, QUESTION_TOKENS)
    pairs = reversed([*zip(questions, meant, strict=True)])  # of two with the same question the first counts
    return {question: value for question, value in pairs if question.endswith("?") and not _stands(value, question)}


def _said(writer: Engine, passage: str, prompts: Sequence[str], room: int) -> list[str]:
    """What was said to each; nothing where it was cut."""
    if not prompts:
        return []
    asks = [Ask(prompt, room) for prompt in prompts]
    return [each.text.strip() if each.complete else "" for each in writer.answer(passage, asks)]


def _stands(value: str, text: str) -> bool:
    """Whether a value stands in a text, between edges of words."""
    return bool(value) and re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text, re.IGNORECASE) is not None
