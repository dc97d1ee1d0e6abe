"""Which models can be given an adapter that Night Clerk can train and merge."""

from pathlib import Path

from transformers.pytorch_utils import Conv1D

from schemas.catalogue import ModelCard
from schemas.errors import NotTrainable
from worker.engines.alibi import lift_alibi
from worker.engines.causal import positions
from worker.engines.loading import load_model
from worker.engines.pack import can_pack, window

#: Longest reviewed passage, tokens; longer ones are cut around their answers.
LONGEST_PASSAGE = 1024
#: Room behind a passage for a question and its answer, tokens.
_ROOM = 128


def check_engine(card: ModelCard) -> None:
    """
    Raises:
        NotTrainable: the card's model does not run on torch.
    """
    if card.engine != "transformers":
        raise NotTrainable(name=card.name, reason=f"its engine is {card.engine}")


def longest_passage(card: ModelCard, folder: Path) -> int:
    """Tokens of the longest passage that the model in `folder` can learn from.

    Raises:
        NotTrainable: it is of an architecture that cannot be trained in packs, or whose adapter cannot be merged.
    """
    model = load_model(card.name, folder)
    if any(isinstance(module, Conv1D) for module in model.modules()):
        raise NotTrainable(name=card.name, reason="its layers keep their weights transposed, as GPT-2's do")
    if lift_alibi(model)[1] is not None or not can_pack(model, "fp32"):
        raise NotTrainable(name=card.name, reason=f"{type(model).__name__} takes no mask of ours")
    reads = min(card.context_tokens, positions(model.config), window(model) or card.context_tokens)
    return min(LONGEST_PASSAGE, (reads - _ROOM) // card.template.readings)
