"""The questionnaire as a file: YAML in which every mistake is named with its line."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from schemas.errors import QuestionnaireInvalid
from schemas.questionnaire import Kind, Questionnaire, kind_mistakes


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
            found += [(line, f"fields.{index + 1}: {m}") for m in kind_mistakes(Kind(field["kind"]), field)]
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
