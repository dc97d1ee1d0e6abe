"""The questionnaire: the questions to ask of each document, read from YAML."""

import hashlib
import json
import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from schemas.errors import QuestionnaireInvalid

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


def _kind_mistakes(kind: Kind, given: dict[str, Any]) -> list[str]:
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
        mistakes = _kind_mistakes(self.kind, self.model_dump(exclude_none=True))
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


def read_questionnaire(path: Path) -> Questionnaire:
    """Read and check a questionnaire.

    Raises:
        QuestionnaireInvalid: with every mistake, its line and what was expected.
    """
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except OSError as exc:
        raise _invalid(path, [f"the file cannot be opened: {exc.strerror}"]) from exc
    except UnicodeDecodeError as exc:
        raise _invalid(path, ["the file is not UTF-8 text; save it as UTF-8"]) from exc
    except yaml.MarkedYAMLError as exc:
        line = exc.problem_mark.line + 1 if exc.problem_mark else 1
        raise _invalid(path, [f"line {line}: not valid YAML: {exc.problem}"]) from exc
    except yaml.YAMLError as exc:
        raise _invalid(path, [f"not valid YAML: {exc}"]) from exc
    except RecursionError as exc:
        raise _invalid(path, ["brackets or lists stand in each other too deeply"]) from exc
    if not isinstance(root, yaml.MappingNode):
        raise _invalid(path, ["line 1: expected a mapping with the keys 'name' and 'fields'"])
    content = _plain(path, root)
    mistakes = _repeated_keys(root, set()) + _repeated_names(root, content)
    try:
        questionnaire = Questionnaire.model_validate(content)
    except ValidationError as exc:
        # A field with a wrong key is not looked at as a whole by pydantic; its kind is checked here all the same.
        mistakes += [(_line(root, e["loc"]), _expected(e)) for e in exc.errors() if e["type"] != "value_error"]
        mistakes += _all_kind_mistakes(root, content)
    if mistakes:
        raise _invalid(path, [f"line {line}: {text}" for line, text in sorted(set(mistakes))])
    return questionnaire


def _invalid(path: Path, mistakes: list[str]) -> QuestionnaireInvalid:
    return QuestionnaireInvalid(path=path, count=len(mistakes), mistakes="".join(f"\n- {m}" for m in mistakes))


def _fields(content: dict[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    """Place (from 0) and content of what stands under `fields` and is a mapping; keys without a value left out."""
    fields = content.get("fields")
    return [
        (index, {key: value for key, value in field.items() if value is not None})
        for index, field in enumerate(fields if isinstance(fields, list) else [])
        if isinstance(field, dict)
    ]


def _all_kind_mistakes(root: yaml.Node, content: dict[str, Any]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for index, field in _fields(content):
        if field.get("kind") in list(Kind):
            line = _line(root, ("fields", index))
            found += [(line, f"fields.{index + 1}: {m}") for m in _kind_mistakes(Kind(field["kind"]), field)]
    return found


def _plain(path: Path, node: yaml.Node) -> dict[str, Any]:
    """The values of a mapping, constructed by PyYAML's safe constructor."""
    loader = yaml.SafeLoader("")
    try:
        content: dict[str, Any] = loader.construct_document(node)
    except yaml.MarkedYAMLError as exc:
        line = exc.problem_mark.line + 1 if exc.problem_mark else 1
        raise _invalid(path, [f"line {line}: {exc.problem}"]) from exc
    # Such as the 30th of February; what a tag like !!bool stands before may also be a LookupError or AttributeError.
    except (ValueError, LookupError, AttributeError, TypeError) as exc:
        raise _invalid(path, [f"a value is none: {exc}; put it in quotation marks"]) from exc
    finally:
        loader.dispose()
    return content


def _line(root: yaml.Node, loc: tuple[int | str, ...]) -> int:
    """The line (from 1) of the deepest node on the path `loc`."""
    node = root
    for part in loc:
        below = _below(node, part)
        if below is None:
            break
        node = below
    return node.start_mark.line + 1


def _below(node: yaml.Node, part: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part]  # type: ignore[no-any-return]
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == part), None)
    return None


def _expected(error: ErrorDetails) -> str:
    """A mistake in words that say what was expected."""
    where = ".".join(str(part + 1) if isinstance(part, int) else part for part in error["loc"])
    prefix = f"{where}: " if where else ""
    given = f", got {error['input']!r}" if isinstance(error["input"], str | int | float | bool) else ""
    match error["type"]:
        case "missing":
            return f"{prefix}this key is missing"
        case "extra_forbidden":
            return f"{prefix}there is no such key"
        case "string_pattern_mismatch":
            return f"{prefix}expected a name of small letters, digits and underscores, such as total_amount{given}"
        case "unknown_locale":
            return f"{prefix}expected a language and a country, such as en-GB or de-DE{given}"
        case "enum":
            return f"{prefix}expected {error['ctx']['expected']}{given}"
        case _:
            return f"{prefix}{error['msg'][0].lower()}{error['msg'][1:]}{given}"


def _repeated_keys(node: yaml.Node, visited: set[int]) -> list[tuple[int, str]]:
    """YAML keeps the last of two equal keys without a word; here that is a mistake. A node may hold itself."""
    found: list[tuple[int, str]] = []
    if id(node) in visited:
        return found
    visited.add(id(node))
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                found.append((key.start_mark.line + 1, f"the key '{key.value}' stands twice"))
            seen.add(key.value)
            found += _repeated_keys(value, visited)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            found += _repeated_keys(item, visited)
    return found


def _repeated_names(root: yaml.Node, content: dict[str, Any]) -> list[tuple[int, str]]:
    seen: list[object] = []
    found = []
    for index, field in _fields(content):
        name = field.get("name")
        if name in seen:
            found.append((_line(root, ("fields", index, "name")), f"the field name '{name}' stands twice"))
        if name is not None:
            seen.append(name)
    return found
