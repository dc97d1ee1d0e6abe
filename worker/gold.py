"""Questions whose answers are known: lines of JSON, grouped by the text they are about.

A line has `id`, `kind` (extraction, key_value, boolean or summarization), `context`, `query` or, for key_value, `key`,
and `answers`: what may be said, or "Not Found" where the text does not say. It may have a `category`, by which scores
are told apart, a `source`, the name of the set that it is from, a `document`, the name of the one that the context is
a part of, and `type` and `locale` as in a questionnaire. Of a `list`, each of the answers is one of the values that
belong to it. Other fields are left alone. Lines that name a `document` instead of a context are those of
worker/gold_documents.py.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from schemas.errors import GoldInvalid, GoldUnreadable
from schemas.questionnaire import Kind, LocaleName, Question, Style, ValueType
from worker.asking import BOOLEAN_CHOICES
from worker.reading import Reading

#: Ships with the package: texts of the demo's invented world.
SAMPLE = Path(__file__).with_name("gold_sample.jsonl")
_NOT_FOUND = BOOLEAN_CHOICES[-1].casefold()
_CATEGORY = r"^[\w .,:/&()+-]{1,80}$"
_WORDS = re.compile(r"\b(\d{1,4}) words\b", re.IGNORECASE)
_LIST = re.compile(r"\b(?:list|points|terms)\b", re.IGNORECASE)


class GoldQuestion(BaseModel):
    """One question with the answers that are right, whatever it is asked of."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    kind: Literal["extraction", "key_value", "boolean", "summarization"]
    query: str | None = None
    key: str | None = None
    answers: tuple[str, ...] = Field(min_length=1)
    type: ValueType | None = None
    locale: LocaleName | None = None
    #: Printed on terminals, so it has no other characters.
    category: str | None = Field(default=None, pattern=_CATEGORY)
    source: str | None = None

    @model_validator(mode="after")
    def _asks(self) -> Self:
        if not (self.query or (self.kind == "key_value" and self.key)):
            raise ValueError("it needs a 'query', or a 'key' where its kind is key_value")
        return self

    @property
    def question(self) -> Question:
        """As a questionnaire asks it. A questionnaire has no words of its own for a summary: `query` has them."""
        typed = {"type": self.type, "locale": self.locale}
        if self.kind == "key_value":
            return Question(name="gold", kind=Kind.KEY_VALUE, key=self.key or self.query, **typed)
        if self.kind == "summarization":
            style = Style.POINTS if _LIST.search(self.query or "") else Style.PROSE
            return Question(name="gold", kind=Kind.SUMMARIZATION, style=style, words=self.words, **typed)
        return Question(name="gold", kind=Kind(self.kind), question=self.query, **typed)

    @property
    def group(self) -> str | None:
        """By what scores are told apart within a kind: the category; without one, the key that is asked for."""
        if self.category is None and self.kind == "key_value" and self.key and re.fullmatch(_CATEGORY, self.key):
            return self.key
        return self.category

    @property
    def words(self) -> int | None:
        """The length that a summary is asked for, in words; None where the query has none."""
        asked = _WORDS.search(self.query or "") if self.kind == "summarization" else None
        return int(asked[1]) if asked else None

    @property
    def is_answerable(self) -> bool:
        """Whether the text has an answer."""
        return bool(self.values)

    @property
    def values(self) -> tuple[str, ...]:
        """The answers without "Not Found"."""
        return tuple(answer for answer in self.answers if _folded(answer).rstrip(".") != _NOT_FOUND)

    def is_right(self, reading: Reading) -> bool:
        """Whether what was read contains one of the answers, letters of any size and white space folded."""
        if reading.value is None:
            return len(self.values) < len(self.answers)
        return any(_folded(answer) in _folded(reading.value) for answer in self.values)


class GoldRow(GoldQuestion):
    """A question to a text."""

    context: str = Field(min_length=1)
    #: The document that the context is a part of: `nightclerk train` never learns from one that it is judged by.
    document: str | None = None


Row = TypeVar("Row", bound=GoldQuestion)


@dataclass(frozen=True)
class GoldBundle:
    """The questions to one text, asked together as a worker asks them."""

    context: str
    rows: tuple[GoldRow, ...]


def read_gold(path: Path = SAMPLE, limit: int | None = None, *, summaries: bool = False) -> list[GoldBundle]:
    """The first `limit` questions of a file, by text, in the order of the file. Without `summaries` there may be none
    among them: a summary is neither right nor wrong by its words.

    Raises:
        GoldUnreadable: the file cannot be opened.
        GoldInvalid: a line is no question, or there is none at all.
    """
    rows = []
    for number, line in gold_lines(path):
        row = row_of_line(GoldRow, path, number, line)
        if row.kind == "summarization" and not summaries:
            problem = "kind: a summary is neither right nor wrong by its words, so it is for `nightclerk eval` alone"
            raise GoldInvalid(path=path, line=number, problem=problem)
        rows.append(row)
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


def gold_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a gold file that are not empty, with their numbers from 1.

    Raises:
        GoldUnreadable: the file cannot be opened.
        GoldInvalid: there is no such line.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # in JSON other line separators are letters
    except OSError as exc:
        raise GoldUnreadable(path=path, reason=exc.strerror or exc) from exc
    except UnicodeDecodeError as exc:
        raise GoldUnreadable(path=path, reason="it is not UTF-8 text") from exc
    found = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not found:
        raise GoldInvalid(path=path, line=1, problem="the file has no question")
    yield from found


def row_of_line(kind_of_row: type[Row], path: Path, number: int, line: str) -> Row:
    """One line read as such a row.

    Raises:
        GoldInvalid: it is none, or a questionnaire could not ask it.
    """
    try:
        row = kind_of_row.model_validate_json(line)
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
