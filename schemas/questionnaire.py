"""The questionnaire: the questions to ask of each document."""

import hashlib
import json
import re
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


def _known_locale(name: str) -> str:
    from babel import Locale, UnknownLocaleError  # only few questionnaires name one

    try:
        known = re.fullmatch(r"[a-z]{2,3}-[A-Z]{2}", name) and Locale.parse(name, sep="-").territory == name[-2:]
    except UnknownLocaleError:
        known = False
    if not known:
        raise PydanticCustomError("unknown_locale", "no such language and country")
    return name


#: Language and country: the language alone says nothing of the order of day and month.
LocaleName = Annotated[str, AfterValidator(_known_locale)]


class Kind(StrEnum):
    """What is asked for."""

    EXTRACTION = "extraction"
    KEY_VALUE = "key_value"
    BOOLEAN = "boolean"
    SUMMARIZATION = "summarization"


class ValueType(StrEnum):
    """What the value is."""

    TEXT = "text"
    NAME = "name"
    DATE = "date"
    AMOUNT = "amount"
    NUMBER = "number"
    PERCENTAGE = "percentage"
    DURATION = "duration"
    YES_NO = "yes_no"
    LIST = "list"


class Style(StrEnum):
    """How a summary is written."""

    POINTS = "points"
    PROSE = "prose"
    HEADLINE = "headline"


#: The length that a summary is asked for where its field gives none, in words.
DEFAULT_WORDS = {Style.POINTS: 80, Style.PROSE: 50, Style.HEADLINE: 12}


class Priority(StrEnum):
    """What is asked first where a deadline may cut the night short."""

    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"

    @property
    def rank(self) -> int:
        """From 0: the smaller, the earlier."""
        return list(Priority).index(self)


#: Keys that belong to some kinds only.
_KEYS_OF_KIND: dict[str, frozenset[Kind]] = {
    "question": frozenset({Kind.EXTRACTION, Kind.BOOLEAN, Kind.KEY_VALUE}),
    "key": frozenset({Kind.KEY_VALUE}),
    "style": frozenset({Kind.SUMMARIZATION}),
    "words": frozenset({Kind.SUMMARIZATION}),
}


def kind_mistakes(kind: Kind, given: dict[str, Any]) -> list[str]:
    """What does not go together with the kind of a field."""
    mistakes = [
        f"'{key}' belongs to fields of kind {' or '.join(sorted(kinds))}, not to {kind}"
        for key, kinds in _KEYS_OF_KIND.items()
        if key in given and kind not in kinds
    ]
    if kind in (Kind.EXTRACTION, Kind.BOOLEAN) and "question" not in given:
        mistakes.append(f"a field of kind {kind} needs a 'question'")
    if kind is Kind.KEY_VALUE and "key" not in given:
        mistakes.append("a field of kind key_value needs a 'key', such as: invoice number")
    fixed_type = {Kind.BOOLEAN: ValueType.YES_NO, Kind.SUMMARIZATION: ValueType.TEXT}.get(kind)
    if fixed_type is not None and given.get("type", fixed_type) != fixed_type:
        mistakes.append(f"a field of kind {kind} has type {fixed_type}; leave 'type' out")
    return mistakes


class Question(BaseModel):
    """One question to each document. In YAML a mapping under `fields`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Name
    kind: Kind
    question: Prose | None = None
    key: Prose | None = None
    type: ValueType | None = None
    style: Style | None = None
    words: Annotated[int, Field(ge=3, le=500)] | None = None
    #: How many passages of a document are asked: those that rank best for the question, of a summary the first ones;
    #: "all" for each.
    passages: Annotated[int, Field(ge=1)] | Literal["all"] | None = None
    #: Normal where none is given.
    priority: Priority | None = None
    #: How dates, numbers and currencies are written; that of the questionnaire where none is given.
    locale: LocaleName | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> "Question":
        mistakes = kind_mistakes(self.kind, self.model_dump(exclude_none=True))
        if mistakes:
            raise ValueError("; ".join(mistakes))
        return self

    @property
    def value_type(self) -> ValueType:
        if self.kind is Kind.BOOLEAN:
            return ValueType.YES_NO
        return self.type or ValueType.TEXT

    @property
    def rank(self) -> int:
        """That of its priority, from 0: the smaller, the earlier."""
        return (self.priority or Priority.NORMAL).rank

    @property
    def asked_passages(self) -> int | None:
        """How many passages of a document are asked; None for all. A summary, unless it says otherwise, is made of the
        opening passage."""
        if self.passages == "all":
            return None
        if self.passages is None:
            return 1 if self.kind is Kind.SUMMARIZATION else None
        return self.passages

    @property
    def summary_words(self) -> int:
        """The length that a summary is asked for, in words."""
        return self.words or DEFAULT_WORDS[self.style or Style.PROSE]

    def as_part(self, parts: int) -> "Question":
        """A summary as it is asked of one of so many `parts`, whose summaries are joined and summarised again: in
        prose, whatever the style of the whole, and together not shorter than that."""
        words = max(DEFAULT_WORDS[Style.PROSE], -(-self.summary_words // parts))
        return self.model_copy(update={"style": Style.PROSE, "words": words})


class Questionnaire(BaseModel):
    """A named list of fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Prose
    locale: LocaleName | None = None
    #: A second model, which is asked where the first one's answer would go to review.
    escalate_to: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)] | None = None
    fields: tuple[Question, ...] = Field(min_length=1, max_length=200)

    @property
    def digest(self) -> str:
        """Hex sha-256 of the content; comments, order of keys and layout of the file do not matter."""
        content = self.model_dump(mode="json")
        # The digests of before there were these keys, on which ids rest, stay.
        later = [(content, ["locale", "escalate_to"])]
        later += [(field, ["priority", "locale"]) for field in content["fields"]]
        for mapping, keys in later:
            for key in keys:
                if mapping[key] is None:
                    del mapping[key]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    def field(self, name: str) -> Question:
        """The field of that name, with its locale or else the questionnaire's; KeyError if there is none."""
        for field in self.fields:
            if field.name == name:
                return field if field.locale else field.model_copy(update={"locale": self.locale})
        raise KeyError(name)
