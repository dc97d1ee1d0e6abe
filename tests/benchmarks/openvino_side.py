"""OpenVINO GenAI on the same GGUF file as llama.cpp, read directly: its paged cache shares a passage's blocks."""

import importlib.util
import json
from pathlib import Path
from typing import Any

from tests.benchmarks.llamacpp_side import Q8Once, gguf_path
from tests.benchmarks.questions import Work
from tests.benchmarks.sides import Answer, Decoder, Side, cpus


class OpenVino(Side):
    """The passage is read by a call of its own for one token; the questions then find it in the cache, as one batch."""

    name = "OpenVINO GenAI Q8_0, prefix once"

    @classmethod
    def why_not(cls, folder: Path) -> str | None:
        model_type = json.loads((folder / "config.json").read_text())["model_type"]
        if model_type != "llama":
            return f"OpenVINO GenAI reads no GGUF of {model_type}, and its own format needs Optimum to be made"
        return None if importlib.util.find_spec("openvino_genai") else "openvino-genai is not installed"

    @classmethod
    def prepare(cls, folder: Path) -> None:
        Q8Once.prepare(folder)

    def __init__(self, folder: Path) -> None:
        import openvino_genai

        scheduler = openvino_genai.SchedulerConfig()
        scheduler.enable_prefix_caching = True
        scheduler.cache_size = 1  # GiB: four times what the longest cell needs
        self._pipeline = openvino_genai.LLMPipeline(
            gguf_path(folder, "Q8_0"), "CPU", scheduler_config=scheduler, INFERENCE_NUM_THREADS=cpus()
        )
        self._decode = Decoder(folder)

    def run(self, work: Work) -> list[Answer]:
        self._write([work.prompts[0][: work.shared]], 1)
        return [self._decode(ids) for ids in self._write(work.prompts, work.new_tokens)]

    def _write(self, prompts: list[list[int]], new_tokens: int) -> list[list[int]]:
        import openvino_genai

        config: Any = openvino_genai.GenerationConfig()
        config.do_sample, config.ignore_eos = False, True
        config.max_new_tokens = config.min_new_tokens = new_tokens
        said: list[list[int]] = self._pipeline.generate(_padded(prompts), config).tokens
        return said


def _padded(prompts: list[list[int]]) -> Any:
    """Prompts of different length as one tensor, padded on the left and masked."""
    import numpy as np
    import openvino
    import openvino_genai

    length = max(map(len, prompts))
    ids, mask = np.zeros((2, len(prompts), length), np.int64)
    for row, prompt in enumerate(prompts):
        ids[row, length - len(prompt) :] = prompt
        mask[row, length - len(prompt) :] = 1
    return openvino_genai.TokenizedInputs(openvino.Tensor(ids), openvino.Tensor(mask))


SIDES = (OpenVino,)
