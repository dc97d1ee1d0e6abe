"""How many workers with how many threads a host should run, as it was measured. Written by a worker's process and read
by the command line, so it imports nothing heavy."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from schemas.catalogue import ModelCard
from schemas.errors import HostPlanBroken
from schemas.model_folder import is_prepared, weights_fingerprint
from schemas.settings import Settings


class Split(BaseModel):
    """The cores of a host, shared out among workers."""

    model_config = ConfigDict(frozen=True)

    workers: int
    #: Threads of each worker.
    threads: int

    def __str__(self) -> str:
        return f"{self.workers} × {self.threads}"


class Tried(BaseModel):
    """A split that was measured, with all its workers at work, or that was left out for `reason`."""

    split: Split
    #: Of all workers together.
    questions_a_minute: float = 0.0
    #: Of the first worker with all that the workers share (mapped weights, libraries), and what each other one adds.
    first_bytes: int = 0
    further_bytes: int = 0
    reason: str | None = None

    @property
    def total_bytes(self) -> int:
        """All workers together."""
        return self.first_bytes + (self.split.workers - 1) * self.further_bytes


class HostPlan(BaseModel):
    """What was measured for one model on one host."""

    model: str
    #: As the engine names itself: with the precision where that is not fp32.
    engine: str
    #: Of the weights that were measured; None for a model without files.
    weights: str | None
    cpus: int
    #: What the workers may take up together.
    room_bytes: int
    measured_on: str
    tried: tuple[Tried, ...]

    @property
    def best(self) -> Tried:
        """The measured split with the most questions a minute; fewer workers where two are the same."""
        return max(
            (one for one in self.tried if one.reason is None),
            key=lambda one: (one.questions_a_minute, -one.split.workers),
        )

    def holds(self, card: ModelCard, settings: Settings, cpus: int) -> bool:
        """Whether host, weights and precision are still those that were measured."""
        precision = settings.precision
        named = precision == "auto" or self.engine == (card.name if precision == "fp32" else f"{card.name}@{precision}")
        return self.cpus == cpus and self.weights == fingerprint(card, settings) and named


def plan_file(card: ModelCard, settings: Settings) -> Path:
    """Where the plan of a model is kept."""
    return settings.cache / "plans" / f"{card.folder_name.strip('-')}.json"


def fingerprint(card: ModelCard, settings: Settings) -> str | None:
    """Of the weights that are prepared now; None where there are none."""
    folder = is_prepared(card, settings)
    return weights_fingerprint(folder) if folder else None


def read_plan(card: ModelCard, settings: Settings) -> HostPlan | None:
    """The plan of the last measurement, None where there was none.

    Raises:
        HostPlanBroken: the file cannot be read.
    """
    file = plan_file(card, settings)
    if not file.is_file():
        return None
    try:
        return HostPlan.model_validate_json(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError) as exc:
        raise HostPlanBroken(path=file) from exc


def write_plan(card: ModelCard, settings: Settings, plan: HostPlan) -> Path:
    """Keep a plan in place of the last one; the file."""
    file = plan_file(card, settings)
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(f".{file.name}.partial")
    partial.write_text(plan.model_dump_json(indent=2) + "\n", encoding="utf-8")
    partial.replace(file)
    return file
