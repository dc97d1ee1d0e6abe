"""Questions whose answers are known: lines of JSON, grouped by the text they are about.

A line has `id`, `kind` (extraction, key_value or boolean), `context`, `query` or, for key_value, `key`, and `answers`:
what may be said, or "Not Found" where the text does not say. Other fields are left alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from schemas.errors import GoldInvalid, GoldUnreadable
from schemas.questionnaire import Kind, Question
from worker.asking import BOOLEAN_CHOICES
from worker.reading import Reading

#: Ships with the package: texts of the demo's invented world.
SAMPLE = Path(__file__).with_name("gold_sample.jsonl")
_NOT_FOUND = BOOLEAN_CHOICES[-1].casefold()


class GoldRow(BaseModel):
    """One question with the answers that are right."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    #: A summary is neither right nor wrong by its words.
    kind: Literal["extraction", "key_value", "boolean"]
    context: str = Field(min_length=1)
    query: str | None = None
    key: str | None = None
    answers: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _asks(self) -> "GoldRow":
        if not (self.query or (self.kind == "key_value" and self.key)):
            raise ValueError("it needs a 'query', or a 'key' where its kind is key_value")
        return self

    @property
    def question(self) -> Question:
        """As a questionnaire asks it."""
        if self.kind == "key_value":
            return Question(name="gold", kind=Kind.KEY_VALUE, key=self.key or self.query)
        return Question(name="gold", kind=Kind(self.kind), question=self.query)

    def is_right(self, reading: Reading) -> bool:
        """Whether what was read contains one of the answers, letters of any size and white space folded."""
        wanted = [_folded(answer) for answer in self.answers]
        if reading.value is None:
            return _NOT_FOUND in wanted
        return any(answer in _folded(reading.value) for answer in wanted if answer != _NOT_FOUND)


@dataclass(frozen=True)
class GoldBundle:
    """The questions to one text, asked together as a worker asks them."""

    context: str
    rows: tuple[GoldRow, ...]


def read_gold(path: Path = SAMPLE, limit: int | None = None) -> list[GoldBundle]:
    """The first `limit` questions of a file, by text, in the order of the file.

    Raises:
        GoldUnreadable: the file cannot be opened.
        GoldInvalid: a line is no question, or there is none at all.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as exc:
        raise GoldUnreadable(path=path, reason=exc.strerror or exc) from exc
    except UnicodeDecodeError as exc:
        raise GoldUnreadable(path=path, reason="it is not UTF-8 text") from exc
    rows = [_row(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not rows:
        raise GoldInvalid(path=path, line=1, problem="the file has no question")
    return bundles(rows[:limit])


def bundles(rows: Iterable[GoldRow]) -> list[GoldBundle]:
    """Questions grouped by their text."""
    by_context: dict[str, list[GoldRow]] = {}
    for row in rows:
        by_context.setdefault(row.context, []).append(row)
    return [GoldBundle(context, tuple(found)) for context, found in by_context.items()]


def count(sample: Sequence[GoldBundle]) -> int:
    """Questions of all bundles."""
    return sum(len(bundle.rows) for bundle in sample)


def _row(path: Path, number: int, line: str) -> GoldRow:
    try:
        row = GoldRow.model_validate_json(line)
        _ = row.question  # may be longer than a questionnaire allows
    except ValidationError as exc:
        first = exc.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise GoldInvalid(
            path=path, line=number, problem=f"{place}: {first['msg']}" if place else first["msg"]
        ) from exc
    return row


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
