"""Files and variables that a person writes: whatever stands in them is read, or refused in words."""

import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from unittest import mock

import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from producer.deadline import read_deadline
from schemas.catalogue import load_catalogue
from schemas.errors import (
    CatalogueInvalid,
    DeadlinePast,
    DeadlineUnreadable,
    GoldInvalid,
    GoldUnreadable,
    QuestionnaireInvalid,
    SettingsInvalid,
)
from schemas.questionnaire import Questionnaire
from schemas.questionnaire_file import read_questionnaire
from schemas.settings import Settings, settings
from worker.gold import read_gold

_WORDS = st.sampled_from(
    ["name", "fields", "kind", "extraction", "key_value", "boolean", "question", "key", "templates", "models", "prompt"]
)
_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates() | _WORDS
_TREES = st.recursive(
    _SCALARS,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(_WORDS | st.integers(), below, max_size=6),
    max_leaves=25,
)
_YAML_SIGNS = st.lists(
    st.sampled_from(
        ["name: ", "fields:", "- ", "  ", ": ", "? ", "&a ", "*a", "<<: ", "!!int ", "!!bool ", "!!timestamp ",
         "!!float ", "!!binary ", "!!set ", "!!omap ", "2026-02-30", "---", *"\n{}[]|>'\"x%"]
    ),
    max_size=30,
).map("".join)  # fmt: skip
_YAML_BYTES = st.binary(max_size=60) | (_YAML_SIGNS | _TREES.map(yaml.safe_dump)).map(
    lambda text: text.encode("utf-8", "surrogatepass")
)


@given(_YAML_BYTES)
@example(b"[" * 2000)
@example(b"{? [a] : b}")
@example(b"!!bool x")
@example(b"name: !!timestamp x\nfields: []")
@example(b"name: !!float ''\nfields: []")
@example(b"a: &a [*a]")
@example(b"name: \xff")
@example(b"name: !!binary =\nfields: []")
def test_a_questionnaire_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "questions.yaml"
    path.write_bytes(content)
    with suppress(QuestionnaireInvalid):
        read = read_questionnaire(path)
        assert Questionnaire.model_validate(read.model_dump()) == read


@given(_YAML_BYTES)
@example(b"[" * 2000)
@example(b"templates: !!bool x")
@example(b"templates: [1]")
@example(b"models: {a: 1}")
@example(b"models: {a: {template: bling, context_tokens: 64, engine: scripted, agreement: {fp32: .nan}}}")
@example(b"templates: {1: {version: 1, prompt: '{passage}{question}'}}")
def test_a_catalogue_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / f"{abs(hash(content))}.yaml"  # a catalogue is read once for each path
    path.write_bytes(content)
    with suppress(CatalogueInvalid):
        assert load_catalogue(Settings(catalogue=path)).find("scripted").engine


_GOLD = st.fixed_dictionaries(
    {"id": st.text(max_size=5), "kind": _WORDS, "context": st.text(max_size=20), "answers": st.lists(st.text())},
    optional={"query": st.text(max_size=9) | st.none(), "key": st.text(max_size=9) | st.integers() | st.none()},
).map(json.dumps)


@given(st.binary(max_size=60) | _GOLD.map(str.encode))
@example(b"[" * 10_000)
@example(b'{"id": "\\ud800", "kind": "boolean", "context": "x", "query": "q", "answers": ["a"]}')
@example(b'{"id": "1", "kind": "boolean", "context": "x", "query": " ", "answers": ["a"]}')
@example('{"id": "1", "kind": "boolean", "context": "a\u2028b", "query": "q?", "answers": ["a"]}'.encode())
def test_questions_with_known_answers_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(content)
    with suppress(GoldInvalid, GoldUnreadable):
        assert all(bundle.rows for bundle in read_gold(path))


@given(st.sampled_from(sorted(Settings.model_fields)), st.text(max_size=20) | _SCALARS.map(str))
@example("passage_tokens", "1e3")
@example("lease_s", "nan")
@example("backoff_s", "inf")
@example("cache", "~nobody/x")
@example("flower_password", "")
def test_a_variable_is_taken_or_refused(name: str, value: str) -> None:
    assume("\0" not in value and value.isprintable())  # what an environment may hold
    settings.cache_clear()
    with mock.patch.dict(os.environ, {f"NIGHTCLERK_{name.upper()}": value}), suppress(SettingsInvalid):
        assert name in settings().model_fields_set
    settings.cache_clear()


@given(st.text(max_size=20) | st.from_regex(r"[0-9]{1,2}:[0-9]{2}|[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}"))
@example("24:00")
@example("0001-01-01 00:00")
@example("9999-12-31T23:59+00:00")
@example("²²:00")
def test_a_deadline_is_read_or_refused(text: str) -> None:
    with suppress(DeadlineUnreadable, DeadlinePast):
        assert read_deadline(text, datetime(2026, 11, 23, 18, 0))
