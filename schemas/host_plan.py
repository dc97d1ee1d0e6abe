"""How many workers with how many threads a host should run, as it was measured. Written by a worker's process and read
by the command line, so it imports nothing heavy."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from schemas.catalogue import ModelCard
from schemas.errors import HostPlanBroken
from schemas.model_folder import is_prepared, weights_fingerprint
from schemas.settings import Settings

#: Shares of speed that a measurement of seconds cannot tell apart.
NOISE = 0.03


class Crew(BaseModel):
    """The workers of a host, among which its cores are shared out."""

    model_config = ConfigDict(frozen=True)

    workers: int
    #: Threads of each worker.
    threads: int

    def __str__(self) -> str:
        return f"{self.workers} × {self.threads}"


class Tried(BaseModel):
    """A crew that was measured, with all its workers at work, or that was left out for `reason`."""

    crew: Crew
    #: Of all workers together.
    questions_a_minute: float = 0.0
    #: Of the first worker with all that the workers share (mapped weights, libraries), and what each other one adds.
    first_bytes: int = 0
    further_bytes: int = 0
    reason: str | None = None

    @property
    def rate(self) -> str:
        """Questions a minute, for people."""
        return f"{self.questions_a_minute:,.0f}" if self.questions_a_minute >= 100 else f"{self.questions_a_minute:.3g}"

    @property
    def total_bytes(self) -> int:
        """All workers together."""
        return self.first_bytes + (self.crew.workers - 1) * self.further_bytes


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
        """Of the crews with room that are as fast as the fastest, but for noise, the one with the fewest workers."""
        measured = [one for one in self.tried if one.reason is None]
        fast = (1 - NOISE) * max(one.questions_a_minute for one in measured)
        return min((one for one in measured if one.questions_a_minute >= fast), key=lambda one: one.crew.workers)

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


def forget_plan(card: ModelCard, settings: Settings) -> bool:
    """Drop the plan of a model, when it may be run in another precision from now on. Whether there was one."""
    file = plan_file(card, settings)
    known = file.is_file()
    file.unlink(missing_ok=True)
    return known
