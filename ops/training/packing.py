"""A passage with its questions and their answers as one sequence, the one that the engine reads when it answers them.

Prompts, mask and positions are the engine's own (worker/engines/prompt.py, pack.py): what is trained is what is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from peft.helpers import disable_input_dtype_casting

from ops.training.rows import Passage
from worker.engines.pack import block_mask
from worker.engines.prompt import PromptTokens


@dataclass(frozen=True)
class Packed:
    """One sequence of `length` tokens. Nothing of it is on a device yet."""

    ids: torch.Tensor  # (length,)
    positions: torch.Tensor  # (length,), each question's go on from the passage's end
    owner: torch.Tensor  # (length,), the number of a token's question, -1 in the passage
    #: Places behind which a token of an answer stands, that token, and its share of the loss.
    before: torch.Tensor  # (answer tokens,)
    targets: torch.Tensor  # (answer tokens,)
    weights: torch.Tensor  # (answer tokens,)
    questions: int

    def __len__(self) -> int:
        return len(self.ids)


def pack(passage: Passage, prompts: PromptTokens, end: int) -> Packed:
    """All questions of a passage, each followed by its answer and the token `end`.

    Each question has one vote: the tokens of an answer share it, so that a "Yes" weighs as much as a summary.
    """
    asked = [prompts.prompt(passage.text, row.question) for row in passage.rows]
    shared = prompts.shared(passage.text, asked)
    ids, positions, owner = asked[0][:shared], list(range(shared)), [-1] * shared
    before: list[int] = []
    targets: list[int] = []
    weights: list[float] = []
    for number, (prompt, row) in enumerate(zip(asked, passage.rows, strict=True)):
        answer = [*prompts.answer(row.answer), end]
        own = [*prompt[shared:], *answer[:-1]]  # nothing stands behind the last token
        first = len(ids) + len(prompt) - shared - 1
        ids += own
        positions += range(shared, shared + len(own))
        owner += [number] * len(own)
        before += range(first, first + len(answer))
        targets += answer
        weights += [1 / len(answer)] * len(answer)
    whole = map(torch.tensor, (ids, positions, owner, before, targets, weights))
    return Packed(*whole, questions=len(passage.rows))


def loss(model: Any, packed: Packed) -> torch.Tensor:
    """The sum over all questions of the mean cross-entropy of an answer's tokens, a scalar with its gradient.

    Where the model is in bf16 so is the arithmetic of the adapter, whose own numbers stay in fp32.
    """
    device, dtype = model.device, model.dtype
    sight = block_mask(packed.owner, 0, len(packed), torch.finfo(dtype).min)
    in_bf16 = torch.autocast(device.type, torch.bfloat16, enabled=dtype is torch.bfloat16)
    with in_bf16, disable_input_dtype_casting(model):
        logits = model(
            packed.ids[None].to(device),
            position_ids=packed.positions[None].to(device),
            attention_mask=sight[None, None].to(device, dtype),  # (1, 1, length, length)
            use_cache=False,
            logits_to_keep=packed.before.to(device),  # only these go through the output head
        ).logits[0]  # (answer tokens, vocabulary)
    each = torch.nn.functional.cross_entropy(logits.float(), packed.targets.to(device), reduction="none")
    return (each * packed.weights.to(device)).sum()


def mean_loss(model: Any, packs: Sequence[Packed]) -> float:
    """The mean over all questions, no gradient."""
    with torch.inference_mode():
        total = sum(loss(model, packed).item() for packed in packs)
    return total / max(1, sum(packed.questions for packed in packs))
