"""A training run: steps, checkpoints, a log. One that is interrupted goes on as if it had not been."""

import hashlib
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from peft import get_peft_model_state_dict, set_peft_model_state_dict
from torch.optim.lr_scheduler import CosineAnnealingLR, LinearLR, SequentialLR

from ops.training.merged import Merged
from ops.training.packing import Packed, loss, mean_loss, read_together
from ops.training.plan import Plan, steps


class OtherRun(Exception):
    """The checkpoint is of another plan, other data or another base model; give another folder."""


class Run:
    """A model with an adapter, its data, and how far it has come. All files are in `folder`."""

    def __init__(self, model: Any, packs: Sequence[Packed], plan: Plan, folder: Path) -> None:
        self.model, self._packs, self._plan = model, packs, plan
        self._adapter = Merged(model)
        self._optimizer = torch.optim.AdamW(self._adapter.weights, lr=plan.learning_rate, weight_decay=0.0)
        self._steps = steps([len(packed) for packed in packs], plan)
        rising = max(1, round(plan.warm_up * len(self._steps)))
        warm_up = LinearLR(self._optimizer, start_factor=1 / (rising + 1), total_iters=rising)
        falling = CosineAnnealingLR(self._optimizer, T_max=max(1, len(self._steps) - rising))
        self._schedule = SequentialLR(self._optimizer, [warm_up, falling], milestones=[rising])
        self.done = 0
        self._checkpoint, self._log = folder / "checkpoint.pt", folder / "log.jsonl"
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def total(self) -> int:
        """Steps of the whole run."""
        return len(self._steps)

    def step(self) -> dict[str, float]:
        """One step of the optimizer; what the log says of it."""
        began = time.monotonic()
        self.model.train()
        packs = [self._packs[place] for place in self._steps[self.done]]
        questions = sum(packed.questions for packed in packs)
        rate, total = float(self._schedule.get_last_lr()[0]), 0.0
        for group in read_together(self.model, packs):  # gradients add up
            share = loss(self.model, group) / questions
            share.backward()  # type: ignore[no-untyped-call]
            total += share.item()
        torch.nn.utils.clip_grad_norm_(self._adapter.weights, self._plan.gradient_norm)
        self._optimizer.step()
        self._adapter.merge()
        self._schedule.step()
        self._optimizer.zero_grad()
        self.done += 1
        tokens = sum(map(len, packs))
        seconds = time.monotonic() - began
        return self._said({"loss": total, "questions": questions, "tokens": tokens, "rate": rate, "seconds": seconds})

    def held_out(self, packs: Sequence[Packed]) -> dict[str, float]:
        """The loss on what is not trained; what the log says of it."""
        self.model.eval()
        return self._said({"held_out_loss": mean_loss(self.model, packs)})

    def save(self) -> None:
        """Write a checkpoint over the last one, whole or not at all."""
        partial = self._checkpoint.with_name(f".{self._checkpoint.name}.partial")
        state = {
            "of": self._fingerprint(),
            "done": self.done,
            "adapter": get_peft_model_state_dict(self.model, save_embedding_layers=False),
            "optimizer": self._optimizer.state_dict(),
            "schedule": self._schedule.state_dict(),
            "random": torch.get_rng_state(),
            "random_cuda": torch.cuda.get_rng_state_all(),
        }
        torch.save(state, partial)
        partial.replace(self._checkpoint)

    def resume(self) -> bool:
        """Go on from the checkpoint; False where there is none.

        Raises:
            OtherRun: it is of another run.
        """
        if not self._checkpoint.is_file():
            return False
        state = torch.load(self._checkpoint, map_location="cpu", weights_only=True)
        if state["of"] != self._fingerprint():
            raise OtherRun(f"{self._checkpoint} is of another plan, other data or another model: give another folder")
        set_peft_model_state_dict(self.model, state["adapter"])
        self._adapter.merge()
        self._optimizer.load_state_dict(state["optimizer"])
        self._schedule.load_state_dict(state["schedule"])
        torch.set_rng_state(state["random"])
        torch.cuda.set_rng_state_all(state["random_cuda"])
        self.done = state["done"]
        lines = self._log.read_text(encoding="utf-8").splitlines() if self._log.is_file() else []
        kept = [line for line in lines if json.loads(line)["step"] <= self.done]
        self._log.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
        return True

    def _said(self, figures: dict[str, float]) -> dict[str, float]:
        line = {"step": self.done, **figures}
        with self._log.open("a", encoding="utf-8") as log:
            log.write(json.dumps({name: round(value, 6) for name, value in line.items()}) + "\n")
        return line

    def _fingerprint(self) -> str:
        """Changes with the plan, the data and the shape of the model."""
        digest = hashlib.sha256(self._plan.model_dump_json().encode())
        digest.update(repr([(name, tuple(weight.shape)) for name, weight in self.model.named_parameters()]).encode())
        for packed in self._packs:
            digest.update(packed.ids.numpy().tobytes())
        return digest.hexdigest()
