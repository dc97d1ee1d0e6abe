"""CTranslate2 in int8: the passage as a static prompt, which is read once, the questions behind it as one batch."""

import importlib.util
import json
from pathlib import Path
from typing import ClassVar

from tests.benchmarks.questions import Work
from tests.benchmarks.sides import Answer, Side, cpus


class CTranslate2(Side):
    """The model's own converter; the static prompt is not kept from one call to the next."""

    name = "CTranslate2 int8, prefix once"
    compute_type: ClassVar[str] = "int8"

    @classmethod
    def why_not(cls, folder: Path) -> str | None:  # noqa: ARG003  (another side looks)
        return None if importlib.util.find_spec("ctranslate2") else "ctranslate2 is not installed"

    @classmethod
    def prepare(cls, folder: Path) -> None:
        to = cls._converted(folder)
        if not (to / "model.bin").is_file():
            from ctranslate2.converters import TransformersConverter
            from transformers import GPTNeoXConfig, GPTNeoXForCausalLM

            # The converter of 4.8 looks for two names that transformers 5 has given up.
            GPTNeoXConfig.rotary_pct = property(lambda config: config.rope_parameters["partial_rotary_factor"])
            GPTNeoXForCausalLM.embed_out = property(lambda model: model.get_output_embeddings())
            to.parent.mkdir(parents=True, exist_ok=True)
            # What is stored is what is loaded: int8 on disk, or the weights as they are.
            TransformersConverter(str(folder)).convert(
                str(to), quantization=None if cls.compute_type == "float32" else cls.compute_type, force=True
            )

    def __init__(self, folder: Path) -> None:
        import ctranslate2
        from tokenizers import Tokenizer

        where = self._converted(folder)
        self._generator = ctranslate2.Generator(
            str(where), compute_type=self.compute_type, intra_threads=cpus(), inter_threads=1
        )
        self._tokens: list[str] = json.loads((where / "vocabulary.json").read_text())
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

    def run(self, work: Work) -> list[Answer]:
        shared = work.shared
        results = self._generator.generate_batch(
            [[self._tokens[token] for token in prompt[shared:]] for prompt in work.prompts],
            static_prompt=[self._tokens[token] for token in work.prompts[0][:shared]],
            cache_static_prompt=False,
            include_prompt_in_result=False,
            max_length=work.new_tokens,
            min_length=work.new_tokens,
            end_token=[],
        )
        said = [result.sequences_ids[0] for result in results]
        return [Answer(self._tokenizer.decode(ids, skip_special_tokens=False), len(ids)) for ids in said]

    @classmethod
    def _converted(cls, folder: Path) -> Path:
        return folder.parent / f"{folder.name}-ctranslate2-{cls.compute_type}"


SIDES = (CTranslate2,)
