"""The questionnaire: every mistake is named with its line, and what is right is read as it was meant."""

from collections.abc import Callable
from pathlib import Path

import pytest

from schemas.errors import QuestionnaireInvalid
from schemas.questionnaire import Kind, Priority, Question, Questionnaire, Style, ValueType
from schemas.questionnaire_file import read_questionnaire

GOOD = """\
name: Supplier contracts
fields:
  - name: parties
    kind: extraction
    question: Who are the parties?
    type: list
  - name: invoice_number
    kind: key_value
    key: invoice number
  - name: auto_renewal
    kind: boolean
    question: Does it renew itself?
  - name: summary
    kind: summarization
    style: points
    words: 60
    passages: all
"""

Read = Callable[[str], Questionnaire]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a questionnaire given as text."""

    def read_text(text: str) -> Questionnaire:
        path = tmp_path / "questions.yaml"
        path.write_text(text, encoding="utf-8")
        return read_questionnaire(path)

    return read_text


def mistakes(read: Read, text: str) -> list[str]:
    with pytest.raises(QuestionnaireInvalid) as raised:
        read(text)
    head, *found = str(raised.value).split("\n- ")
    assert f"{len(found)} mistake(s)" in head
    return found


def test_all_four_kinds_are_read(read: Read) -> None:
    questionnaire = read(GOOD)

    assert questionnaire.name == "Supplier contracts"
    assert [field.kind for field in questionnaire.fields] == [
        Kind.EXTRACTION,
        Kind.KEY_VALUE,
        Kind.BOOLEAN,
        Kind.SUMMARIZATION,
    ]
    assert [field.value_type for field in questionnaire.fields] == [
        ValueType.LIST,
        ValueType.TEXT,
        ValueType.YES_NO,
        ValueType.TEXT,
    ]
    assert questionnaire.field("summary").style is Style.POINTS


def test_a_summary_is_made_of_the_opening_passage_unless_it_says_otherwise(read: Read) -> None:
    fields = """\
name: Summaries
fields:
  - {name: opening, kind: summarization}
  - {name: whole, kind: summarization, passages: all}
  - {name: three, kind: summarization, passages: 3}
  - {name: asked, kind: boolean, question: 'Is it signed?'}
"""

    assert [field.asked_passages for field in read(fields).fields] == [1, None, 3, None]


@pytest.mark.parametrize(
    ("style", "words", "parts", "part_words"),
    [("headline", None, 3, 50), ("points", None, 2, 50), ("prose", 300, 3, 100), ("prose", 301, 3, 101)],
)
def test_a_part_of_a_summary_is_prose_that_leaves_enough_for_the_whole(
    style: str, words: int | None, parts: int, part_words: int
) -> None:
    whole = Question(name="gist", kind="summarization", style=style, words=words, passages="all")

    part = whole.as_part(parts)

    assert (part.style, part.summary_words) == (Style.PROSE, part_words)


def test_a_questionnaire_may_name_a_second_model(read: Read) -> None:
    assert read(GOOD).escalate_to is None
    assert read(f"escalate_to: bling-1b-0.1\n{GOOD}").escalate_to == "bling-1b-0.1"
    with pytest.raises(QuestionnaireInvalid, match="escalate_to"):
        read(f"escalate_to: ''\n{GOOD}")


def test_a_field_is_found_by_its_name(read: Read) -> None:
    assert read(GOOD).field("parties").question == "Who are the parties?"
    with pytest.raises(KeyError):
        read(GOOD).field("nobody")


@pytest.mark.parametrize(
    ("before", "after", "line", "mistake"),
    [
        ("name: Supplier contracts\n", "", 1, "name: this key is missing"),
        ("kind: extraction", "kind: extract", 4, "fields.1.kind: expected 'extraction', 'key_value', 'boolean'"),
        ("    kind: extraction\n", "", 3, "fields.1.kind: this key is missing"),
        ("    question: Who are the parties?\n", "", 3, "a field of kind extraction needs a 'question'"),
        ("question: Who are the parties?", "question:", 3, "a field of kind extraction needs a 'question'"),
        ("    key: invoice number\n", "", 7, "a field of kind key_value needs a 'key'"),
        ("key: invoice number", "key:", 7, "a field of kind key_value needs a 'key'"),
        ("    question: Does it renew itself?\n", "", 10, "a field of kind boolean needs a 'question'"),
        ("itself?", "itself?\n    type: date", 10, "a field of kind boolean has type yes_no; leave 'type' out"),
        ("style: points", "style: points\n    type: list", 13, "a field of kind summarization has type text"),
        ("style: points", "style: verse", 15, "fields.4.style: expected 'points', 'prose' or 'headline'"),
        ("type: list", "type: money", 6, "fields.1.type: expected 'text', 'name', 'date'"),
        ("type: list", "style: points", 3, "'style' belongs to fields of kind summarization, not to extraction"),
        ("key: invoice number", "key: x\n    words: 5", 7, "'words' belongs to fields of kind summarization"),
        ("kind: boolean", "kind: boolean\n    key: renewal", 10, "'key' belongs to fields of kind key_value"),
        ("type: list", "typ: list", 6, "fields.1.typ: there is no such key"),
        ("name: parties", "name: The Parties", 3, "expected a name of small letters, digits and underscores"),
        ("name: parties", "name: auto_renewal", 10, "the field name 'auto_renewal' stands twice"),
        ("type: list", "type: list\n    type: text", 7, "the key 'type' stands twice"),
        ("words: 60", "words: 2", 16, "fields.4.words: input should be greater than or equal to 3, got 2"),
        ("words: 60", "words: many", 16, "fields.4.words: input should be a valid integer"),
        ("passages: all", "passages: 0", 17, "fields.4.passages"),
        ("Who are the parties?", "''", 5, "fields.1.question: string should have at least 1 character"),
    ],
)
def test_a_mistake_is_named_with_its_line(read: Read, before: str, after: str, line: int, mistake: str) -> None:
    assert before in GOOD

    found = mistakes(read, GOOD.replace(before, after, 1))

    assert any(text.startswith(f"line {line}: ") and mistake in text for text in found), found


def test_every_mistake_is_named_at_once_in_the_order_of_lines(read: Read) -> None:
    found = mistakes(
        read,
        """\
name: Three and more
fields:
  - name: Total
    kind: extraction
    question: How much?
  - name: due
    kind: boolean
  - name: due
    kind: key_value
    kye: due date
  - name: due
    name: again
    kind: summarization
""",
    )

    assert [text.split(":")[0] for text in found] == ["line 3", "line 6", "line 8", "line 8", "line 10", "line 12"]


@pytest.mark.parametrize("fields", ["fields: []", "fields:", "fields: none", "fields: {name: a}", "fields: [a, 1]"])
def test_fields_have_to_be_a_list_of_mappings(read: Read, fields: str) -> None:
    found = mistakes(read, f"name: Nothing\n{fields}\n")

    assert all(text.startswith("line 2: fields") for text in found)


@pytest.mark.parametrize("text", ["", "# nothing but a comment\n", "- a\n- b\n", "Who are the parties?"])
def test_what_is_no_mapping_is_told_what_is_expected(read: Read, text: str) -> None:
    assert mistakes(read, text) == ["line 1: expected a mapping with the keys 'name' and 'fields'"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("name: a\nfields: [", 2),
        ("name: a\n\tfields: b", 2),
        ("name: a\n---\nname: b\n", 2),
        ("name: *nobody", 1),
        ("name: a\nfields: !!python/object:os.system x\n", 2),
        ("name: a\nfields: !secret x\n", 2),
        ("name: a\n? [b, c]\n: d\n", 2),
    ],
)
def test_what_is_not_valid_yaml_is_named_with_its_line(read: Read, text: str, line: int) -> None:
    [found] = mistakes(read, text)

    assert found.startswith(f"line {line}: ")


def test_a_date_that_is_none_is_a_mistake(read: Read) -> None:
    [found] = mistakes(read, "name: 2026-02-30\nfields: []\n")

    assert "put it in quotation marks" in found


def test_a_list_that_holds_itself_is_a_mistake(read: Read) -> None:
    assert mistakes(read, "name: Endless\nfields: &all\n  - *all\n")


def test_what_is_not_utf8_is_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "questions.yaml"
    path.write_bytes("name: Verträge".encode("latin-1"))

    with pytest.raises(QuestionnaireInvalid, match="save it as UTF-8"):
        read_questionnaire(path)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "questions.yaml"
    path.write_text(GOOD, encoding="utf-8-sig")

    assert read_questionnaire(path).name == "Supplier contracts"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireInvalid, match=r"nowhere\.yaml has 1 mistake"):
        read_questionnaire(tmp_path / "nowhere.yaml")


def test_comments_and_layout_do_not_change_the_digest(read: Read) -> None:
    flow = "# for the night\nfields:\n  - {question: 'Is it signed?', kind: boolean, name: signed}  # last\nname: 'A'\n"
    block = "name: A\nfields:\n- name: signed\n  kind: boolean\n  question: Is it signed?\n"

    assert read(flow).digest == read(block).digest


def test_another_word_changes_the_digest(read: Read) -> None:
    assert read(GOOD).digest != read(GOOD.replace("renew itself", "renew")).digest


def test_the_order_of_fields_belongs_to_the_content(read: Read) -> None:
    questionnaire = read(GOOD)
    turned = questionnaire.model_copy(update={"fields": questionnaire.fields[::-1]})

    assert turned.digest != questionnaire.digest


PRIORITIES = """\
name: Priorities
fields:
  - {name: first, kind: boolean, question: 'Is it signed?', priority: high}
  - {name: second, kind: boolean, question: 'Is it dated?'}
"""


def test_a_priority_is_a_word(read: Read) -> None:
    assert [field.priority for field in read(PRIORITIES).fields] == [Priority.HIGH, None]
    assert [priority.rank for priority in (Priority.HIGH, Priority.NORMAL, Priority.LOW)] == [0, 1, 2]
    assert mistakes(read, PRIORITIES.replace("high", "urgent")) == [
        "line 3: fields.1.priority: expected 'high', 'normal' or 'low', got 'urgent'"
    ]


def test_a_priority_makes_another_questionnaire_and_none_the_one_of_before(read: Read) -> None:
    without = read(PRIORITIES.replace(", priority: high", ""))

    # Batches are found by it.
    assert without.digest == "cf8df63339ddb6eabcd0c3eacc8771f3cecb0acee4d4759ea07beab81a9d8f20"
    assert without.digest != read(PRIORITIES).digest


def test_a_second_model_makes_another_questionnaire_and_none_the_one_of_before(read: Read) -> None:
    without = read(PRIORITIES.replace(", priority: high", ""))
    escalating = read(PRIORITIES.replace(", priority: high", "") + "\nescalate_to: larger\n")

    assert without.digest == "cf8df63339ddb6eabcd0c3eacc8771f3cecb0acee4d4759ea07beab81a9d8f20"
    assert escalating.digest != without.digest


def test_a_locale_makes_another_questionnaire_and_none_the_one_of_before(read: Read) -> None:
    without = read(PRIORITIES.replace(", priority: high", ""))
    british = read(PRIORITIES.replace(", priority: high", "") + "\nlocale: en-GB\n")

    assert without.digest == "cf8df63339ddb6eabcd0c3eacc8771f3cecb0acee4d4759ea07beab81a9d8f20"
    assert british.digest != without.digest
    assert {british.field(field.name).locale for field in british.fields} == {"en-GB"}


@pytest.mark.parametrize("locale", ["en", "de_DE", "en-XX", "xx-GB", "English"])
def test_a_locale_names_a_language_and_a_country(read: Read, locale: str) -> None:
    [mistake] = mistakes(read, PRIORITIES + f"\nlocale: {locale}\n")

    assert mistake.endswith(f"locale: expected a language and a country, such as en-GB or de-DE, got '{locale}'")
