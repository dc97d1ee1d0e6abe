"""Every way of answering that is measured: one class each, loaded from the same folder and asked the same.

Imports stand inside the methods, so that the memory of one side is not the libraries of another. The threads of each
are the container's CPUs. No side may stop early or keep anything from one call to the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from schemas.settings import Precision
from tests.benchmarks.questions import Work


@dataclass(frozen=True)
class Answer:
    """What was written to one question."""

    text: str
    tokens: int


class Side:
    """One way of answering. `prepare` makes the files that it needs; `run` is what is measured."""

    name: ClassVar[str]
    #: Each question is a call of its own: two calls tell what more would take.
    each_alone: ClassVar[bool] = False

    @classmethod
    def why_not(cls, folder: Path) -> str | None:  # noqa: ARG003  (another side looks)
        """Why this side cannot take the model in `folder`; None if it can."""
        return None

    @classmethod
    def prepare(cls, folder: Path) -> None:
        """Make the files that this side needs, beside the model; nothing where they are there."""

    def __init__(self, folder: Path) -> None:
        raise NotImplementedError

    def run(self, work: Work) -> list[Answer]:
        """One answer of `work.new_tokens` tokens for each question."""
        raise NotImplementedError


class Generate(Side):
    """transformers' `generate()` in fp32, one call for each question."""

    name = "generate() fp32"
    each_alone = True

    def __init__(self, folder: Path) -> None:
        from worker.engines.loading import load_model

        _use_threads()
        self._model = load_model(folder.name, folder)
        self._model.generation_config.eos_token_id = None
        self._decode = Decoder(folder)

    def run(self, work: Work) -> list[Answer]:
        import torch

        answers = []
        for prompt in work.prompts:
            ids = torch.tensor([prompt])  # (1, prompt)
            with torch.inference_mode():
                out = self._model.generate(
                    ids, attention_mask=torch.ones_like(ids), do_sample=False, max_new_tokens=work.new_tokens,
                    pad_token_id=0,
                )  # fmt: skip
            answers.append(self._decode(out[0, len(prompt) :].tolist()))
        return answers


class NightClerk(Side):
    """This project's engine, from text to text."""

    name = "Night Clerk fp32"
    precision: ClassVar[Precision] = "fp32"

    def __init__(self, folder: Path) -> None:
        from schemas.catalogue import ModelCard
        from schemas.settings import settings
        from tests.benchmarks.shapes import TEMPLATE
        from worker.engines.causal import TransformersEngine

        _use_threads()
        card = ModelCard(name=folder.name, engine="transformers", context_tokens=2048, template=TEMPLATE)
        self._engine = TransformersEngine(card, folder, settings().model_copy(update={"precision": self.precision}))
        self._engine._ends = frozenset()

    def run(self, work: Work) -> list[Answer]:
        from worker.engines.contract import Ask

        said = self._engine.answer(work.passage, [Ask(question, work.new_tokens) for question in work.questions])
        return [Answer(generation.text, len(generation.logprobs)) for generation in said]


class NightClerkInt16(NightClerk):
    """The same with weights of 16 bits."""

    name = "Night Clerk int16"
    precision = "int16"


class NightClerkInt8(NightClerk):
    """The same with weights of 8 bits."""

    name = "Night Clerk int8"
    precision = "int8"


class NightClerkW8A8(NightClerk):
    """The same with weights and activations of 8 bits."""

    name = "Night Clerk w8a8"
    precision = "w8a8"


def all_sides() -> list[type[Side]]:
    """In the order of the tables. The first is what the ratios are against."""
    from tests.benchmarks import ctranslate2_side, llamacpp_side, openvino_side

    ours = [NightClerk, NightClerkInt16, NightClerkInt8, NightClerkW8A8]
    return [Generate, *ours, *llamacpp_side.SIDES, *ctranslate2_side.SIDES, *openvino_side.SIDES]


def _use_threads() -> None:
    from schemas.settings import settings
    from worker.threads import use_threads

    use_threads(settings())


def cpus() -> int:
    from worker.threads import container_cpus

    return int(container_cpus())


class Decoder:
    """Ids to an answer, with the folder's tokenizer and no other library."""

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

    def __call__(self, ids: Sequence[int]) -> Answer:
        return Answer(self._tokenizer.decode(list(ids), skip_special_tokens=False), len(ids))
