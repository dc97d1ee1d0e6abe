"""The answers to gold questions, kept in a file while they are given: fitting again asks no model.

A line is a text with what was said to its questions. What was interrupted goes on with the texts that are missing.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from schemas.catalogue import ModelCard
from schemas.errors import OutputNotWritable
from worker.calibration.cases import Case
from worker.engines.contract import Engine, Generation
from worker.evaluation.answering import answered_of
from worker.gold import GoldBundle
from worker.measure import ask_row


class Kept:
    """What one model said, by what was asked: a file that belongs to the model, its weights and its prompt."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._said: dict[str, list[Generation]] = {}
        for line in self._lines():
            self._said[line["asked"]] = [_generation(said) for said in line["said"]]

    def missing(self, sample: Sequence[GoldBundle], card: ModelCard) -> list[GoldBundle]:
        """The texts whose questions were not answered yet."""
        return [bundle for bundle in sample if _key(bundle, card) not in self._said]

    def answer(
        self, engine: Engine, card: ModelCard, sample: Sequence[GoldBundle], advance: Callable[[int], None]
    ) -> None:
        """Answer what is missing; `advance` gets the number of questions after each text.

        Raises:
            EngineFailed: the model could not be run.
            OutputNotWritable: the file cannot be written.
        """
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8") as file:
                for bundle in self.missing(sample, card):
                    said = engine.answer(bundle.context, [ask_row(row, card) for row in bundle.rows])
                    key = _key(bundle, card)
                    self._said[key] = said
                    file.write(json.dumps({"asked": key, "said": [asdict(one) for one in said]}) + "\n")
                    file.flush()
                    advance(len(bundle.rows))
        except OSError as exc:
            raise OutputNotWritable(path=self._file, reason=exc.strerror or exc) from exc

    def cases(self, sample: Sequence[GoldBundle], card: ModelCard) -> list[Case]:
        """The questions of a sample all of which were answered, read as a worker reads them without a record."""
        return [
            Case(answered_of(row, generation, 0.0, card), generation)
            for bundle in sample
            for row, generation in zip(bundle.rows, self._said[_key(bundle, card)], strict=True)
        ]

    def _lines(self) -> Iterator[dict[str, Any]]:
        if not self._file.is_file():
            return
        for line in self._file.read_text(encoding="utf-8").splitlines():
            try:
                yield json.loads(line)
            except ValueError:  # the end of a file whose writer was killed; the text is answered again
                continue


def kept_file(folder: Path, model: str, weights: str) -> Path:
    """Where the answers of these weights are kept."""
    digest = hashlib.sha256(weights.encode()).hexdigest()[:12]
    return folder / f"{model.replace('/', '--').strip('-')}-{digest}.answers.jsonl"


def _key(bundle: GoldBundle, card: ModelCard) -> str:
    """Changes with the text, the prompt, what is asked together, and what an engine tells of an answer."""
    asked = [asdict(ask_row(row, card)) for row in bundle.rows]
    told = [field.name for field in fields(Generation)]
    template = card.template.model_dump(include={"prompt", "stop"})
    shown = json.dumps([bundle.context, asked, template, told], sort_keys=True)
    return hashlib.sha256(shown.encode()).hexdigest()[:32]


def _generation(said: dict[str, Any]) -> Generation:
    lists = {name: tuple(said[name]) for name in ("logprobs", "choice_logprobs")}
    span = tuple(said["span"]) if said["span"] else None
    return Generation(**{**said, **lists, "span": span})
