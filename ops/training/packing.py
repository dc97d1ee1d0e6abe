"""A passage with its questions and their answers as one sequence, the one that the engine reads when it answers them.

Prompts, mask and positions are the engine's own (worker/engines/prompt.py, pack.py): what is trained is what is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import torch

from ops.training.rows import Passage
from ops.training.segments import reads_segments
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
    return Packed(
        ids=torch.tensor(ids),
        positions=torch.tensor(positions),
        owner=torch.tensor(owner),
        before=torch.tensor(before),
        targets=torch.tensor(targets),
        weights=torch.tensor(weights),
        questions=len(passage.rows),
    )


def read_together(model: Any, packs: Sequence[Packed]) -> list[Sequence[Packed]]:
    """The same packs as groups, each of which the model can read as one sequence."""
    return [packs] if reads_segments(model) else [[packed] for packed in packs]


def loss(model: Any, packs: Sequence[Packed]) -> torch.Tensor:
    """The sum over all questions of the mean cross-entropy of an answer's tokens, a scalar with its gradient.

    `packs` are a group of `read_together`.
    """
    device, dtype = model.device, model.dtype
    sights = [block_mask(one.owner, 0, len(one), torch.finfo(dtype).min).to(device, dtype) for one in packs]
    starts = accumulate((len(one) for one in packs[:-1]), initial=0)
    before = torch.cat([one.before + start for one, start in zip(packs, starts, strict=True)])
    ids, positions, targets, weights = (
        torch.cat([getattr(one, name) for one in packs]).to(device)
        for name in ("ids", "positions", "targets", "weights")
    )
    sight: dict[str, Any] = {"sights": sights} if reads_segments(model) else {"attention_mask": sights[0][None, None]}
    logits = model(
        ids[None],
        position_ids=positions[None],
        use_cache=False,
        logits_to_keep=before.to(device),  # only these go through the output head
        **sight,
    ).logits[0]  # (answer tokens, vocabulary)
    each = torch.nn.functional.cross_entropy(logits.float(), targets, reduction="none")
    return (each * weights).sum()


def mean_loss(model: Any, packs: Sequence[Packed]) -> float:
    """The mean over all questions, no gradient."""
    with torch.inference_mode():
        total = sum(loss(model, [packed]).item() for packed in packs)
    return total / max(1, sum(packed.questions for packed in packs))
