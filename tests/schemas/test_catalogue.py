"""The catalogue: every BLING model has a row, and a prompt is exactly what its model was trained on."""

from pathlib import Path

import pytest

from schemas.catalogue import Catalogue, load_catalogue
from schemas.errors import CatalogueInvalid, ModelUnknown
from schemas.questionnaire import Question
from schemas.settings import Settings

BLING_ON_TRANSFORMERS = [
    "bling-1b-0.1",
    "bling-1.4b-0.1",
    "bling-falcon-1b-0.1",
    "bling-cerebras-1.3b-0.1",
    "bling-sheared-llama-1.3b-0.1",
    "bling-sheared-llama-2.7b-0.1",
    "bling-red-pajamas-3b-0.1",
    "bling-stable-lm-3b-4e1t-v0",
    "bling-tiny-llama-v0",
    "bling-phi-1_5-v0",
    "bling-phi-2-v0",
    "bling-phi-3",
    "bling-phi-3.5",
]
BLING_ON_LLAMACPP = [
    "bling-phi-3-gguf",
    "bling-phi-3.5-gguf",
    "bling-phi-2-gguf",
    "bling-qwen-1.5b-gguf",
    "bling-qwen-0.5b-gguf",
    "bling-answer-tool",
    "bling-stablelm-3b-tool",
]


@pytest.fixture
def catalogue() -> Catalogue:
    return load_catalogue(Settings())


def with_file(folder: Path, text: str) -> Settings:
    path = folder / "more.yaml"
    path.write_text(text, encoding="utf-8")
    return Settings(catalogue=path)


@pytest.mark.parametrize("name", BLING_ON_TRANSFORMERS + BLING_ON_LLAMACPP)
def test_each_bling_model_has_a_row(catalogue: Catalogue, name: str) -> None:
    card = catalogue.find(name)

    assert card.engine == ("transformers" if name in BLING_ON_TRANSFORMERS else "llamacpp")
    assert card.repository == f"llmware/{name}"
    assert card.template.name == "bling"
    assert card.parameters
    assert card.licence


def test_blings_prompt_has_nothing_after_the_colon(catalogue: Catalogue) -> None:
    template = catalogue.find("bling-phi-3").template

    prompt = template.render("The fee is 5 EUR.", "What is the fee?")

    assert prompt == "<human>: The fee is 5 EUR.\nWhat is the fee?\n<bot>:"


def test_braces_in_passage_and_question_are_text(catalogue: Catalogue) -> None:
    template = catalogue.find("bling-phi-3").template

    prompt = template.render("A {question} of {passage} and {0}", "What is {passage}?")

    assert prompt == "<human>: A {question} of {passage} and {0}\nWhat is {passage}?\n<bot>:"


def test_a_passage_is_read_as_often_as_the_template_says(catalogue: Catalogue) -> None:
    template = catalogue.find("bling-phi-3").template.model_copy(update={"readings": 2})

    prompt = template.render("The {fee} is 5 EUR.", "What is it?")

    assert prompt == "<human>: The {fee} is 5 EUR.\nThe {fee} is 5 EUR.\nWhat is it?\n<bot>:"


@pytest.mark.parametrize(
    ("field", "wording"),
    [
        ({"kind": "key_value", "key": "invoice {number}"}, "What is the invoice {number}?"),
        ({"kind": "key_value", "key": "iban", "question": "Which IBAN?"}, "Which IBAN?"),
        ({"kind": "extraction", "question": "Who {signed}?"}, "Who {signed}?"),
        ({"kind": "boolean", "question": "Is it signed?"}, "Is it signed?"),
        ({"kind": "summarization"}, "What is a summary in 50 words or less?"),
        ({"kind": "summarization", "words": 20}, "What is a summary in 20 words or less?"),
        ({"kind": "summarization", "style": "headline"}, "What is a headline summary in 12 words or less?"),
        ({"kind": "summarization", "style": "points"}, "What is a list of the key points?"),
    ],
)
def test_each_kind_is_worded_as_bling_was_trained(catalogue: Catalogue, field: dict[str, str], wording: str) -> None:
    question = Question.model_validate({"name": "field", **field})

    assert catalogue.find("bling-phi-3").template.wording(question) == wording


def test_a_model_is_found_by_its_hugging_face_id(catalogue: Catalogue) -> None:
    assert catalogue.find("llmware/bling-phi-3").name == "bling-phi-3"


def test_a_model_that_is_in_no_row_is_asked_in_blings_format(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")

    hub, local = catalogue.find("somebody/some-model"), catalogue.find(str(tmp_path))
    (tmp_path / "gguf").mkdir()
    (tmp_path / "gguf" / "model.gguf").touch()

    assert (hub.template.name, hub.folder_name) == ("bling", "somebody--some-model")
    assert (local.template.name, local.repository, local.engine) == ("bling", str(tmp_path), "transformers")
    assert catalogue.find(str(tmp_path / "gguf")).engine == "llamacpp"


@pytest.mark.parametrize(
    "name", ["", "bling-9", "/nowhere/model", "./model", "a/b/c", "/", "~nobody-of-that-name/model"]
)
def test_an_unknown_model_is_said_to_be_unknown(catalogue: Catalogue, name: str) -> None:
    with pytest.raises(ModelUnknown):
        catalogue.find(name)


def test_a_file_of_ones_own_adds_rows_and_its_rows_win(tmp_path: Path) -> None:
    settings = with_file(
        tmp_path,
        """\
templates:
  plain: {version: 2, prompt: "{passage} Q: {question} A:", stop: ["Q:"]}
models:
  mine: {engine: transformers, repository: me/mine, context_tokens: 1024, template: plain}
  bling-phi-3: {engine: transformers, repository: me/phi, context_tokens: 512, template: bling}
""",
    )

    catalogue = load_catalogue(settings)

    assert catalogue.find("mine").template.render("p", "q") == "p Q: q A:"
    assert (catalogue.find("bling-phi-3").repository, catalogue.find("bling-phi-3").context_tokens) == ("me/phi", 512)
    assert catalogue.find("bling-1b-0.1").template.name == "bling"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("models: [", "while parsing"),
        ("", "it needs the keys 'templates' or 'models'"),
        ("- a\n", "it needs the keys 'templates' or 'models'"),
        ("models:\n", "items"),
        ("models:\n  mine: {engine: transformers, context_tokens: 9999}\n", "template"),
        ("models:\n  mine: {engine: transformers, context_tokens: 999, template: nobody}\n", "nobody"),
        ("models:\n  mine: {engine: steam, context_tokens: 999, template: bling}\n", "engine"),
        ("models:\n  mine: {engine: transformers, context_tokens: 1, template: bling}\n", "context_tokens"),
        ("models:\n  mine: {engine: transformers, context_tokens: 999, template: bling, size: 1}\n", "size"),
        ("models:\n  mine: a word\n", "str"),
        ("templates:\n  t: {version: 1, prompt: 'no slot'}\n", "needs the slots"),
        ("templates:\n  t: {version: 1, prompt: '{question} {passage}'}\n", "in this order"),
        ("templates:\n  t: {version: 1, prompt: '{passage} {question}', prose: 'in {word} words'}\n", "slot {words}"),
        ("templates:\n  t: {version: 1, prompt: '{passage} {question}', key_value: 'the {key'}\n", "slot {key}"),
    ],
)
def test_a_broken_file_is_named_with_its_problem(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(CatalogueInvalid) as raised:
        load_catalogue(with_file(tmp_path, text))

    assert "more.yaml" in str(raised.value)
    assert problem in str(raised.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueInvalid, match=r"nowhere\.yaml"):
        load_catalogue(Settings(catalogue=tmp_path / "nowhere.yaml"))


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes("models: {é: 1}".encode("latin-1"))

    with pytest.raises(CatalogueInvalid, match=r"latin\.yaml"):
        load_catalogue(Settings(catalogue=tmp_path / "latin.yaml"))
