"""GGUF models on llama.cpp: a passage is read once and its questions are answered side by side."""

from collections.abc import Sequence
from pathlib import Path

from schemas.catalogue import ModelCard
from schemas.errors import ModelFilesMissing
from schemas.model_folder import gguf_file
from worker.engines.asked import asked
from worker.engines.contract import Ask, Generation, Stop, go_on_unless, never
from worker.engines.copying import Copying
from worker.engines.grouping import groups
from worker.engines.llama_model import LlamaModel
from worker.engines.llama_sequences import SEQUENCES, Sequences
from worker.engines.llama_vocabulary import Vocabulary
from worker.engines.prompt import PromptTokens

#: Tokens of passage, questions and answers that are in memory together; more questions are answered in groups. The
#: memory grows by steps: a token of a model with 3 billion weights takes half a megabyte.
_CELLS_LIMIT = 4096
_CELLS_STEP = 512


class LlamaCppEngine:
    """Greedy answers with the weights as the file has them, mostly quantized to 4 bits.

    llama.cpp quantizes what goes through the layers too, and adds up in another order when there are more rows: where
    two tokens are nearly as probable, a question may be answered otherwise among others than alone.

    Not covered: several passages at once, sampling, models whose weights are in several files.
    """

    def __init__(self, card: ModelCard, folder: Path, threads: int) -> None:
        """Load the GGUF file in `folder`.

        Raises:
            ModelFilesMissing: there is none, or it is not clear which of several.
            ModelFilesBroken: it cannot be loaded.
        """
        file = gguf_file(card, folder)
        if file is None:
            raise ModelFilesMissing(name=card.name, reason=f"{folder} holds no GGUF file, or several and none Q4_K_M")
        self._model = LlamaModel(card.name, file)
        vocabulary = Vocabulary(self._model)
        self._prompts = PromptTokens(vocabulary, card.template)
        self._ends = vocabulary.ends
        self._copying = Copying(self._prompts, self._ends)
        self._threads = threads
        self.name = card.name
        self.context_tokens = min(card.context_tokens, self._model.positions)
        self._sequences: Sequences | None = None

    def count_tokens(self, passage: str, ask: Ask) -> int:
        """Tokens of the whole prompt for one ask."""
        return len(self._prompts.prompt(passage, ask.question))

    def answer(self, passage: str, asks: Sequence[Ask], stop: Stop = never) -> list[Generation]:
        """One generation for each ask, in their order.

        Raises:
            QuestionTooLong: a prompt with its answer does not fit the context; nothing was answered.
            AnsweringStopped: `stop` said so.
            EngineFailed: the model could not be run on this input.
        """
        if not asks:
            return []
        about = asked(self, self._prompts, self._ends, self._copying, passage, asks)
        limit = min(max(_CELLS_LIMIT, self.context_tokens), self._model.cells_limit)
        planned = groups(about.shared, about.own, limit, most=SEQUENCES - 1)
        go_on_unless(stop)
        sequences = self._room(max(about.shared + sum(about.own[place] for place in group) for group in planned))
        sequences.read_passage(about.prompts[0][: about.shared])
        for group in planned:
            go_on_unless(stop)
            about.write(group, sequences.read_questions(about.questions(group)), sequences.step, stop)
        return about.generations()

    def _room(self, cells: int) -> Sequences:
        """A memory of at least `cells` tokens: the one that is there, or a larger one in its place."""
        if self._sequences is None or self._sequences.cells < cells:
            self._sequences = None  # freed before the larger one is made
            stepped = -(-cells // _CELLS_STEP) * _CELLS_STEP
            self._sequences = Sequences(self._model, min(stepped, self._model.cells_limit), self._threads)
        return self._sequences
