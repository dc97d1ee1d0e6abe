"""What the doctor says about the number of workers: the plan that was measured, and how to use it."""

import shlex

from schemas.catalogue import ModelCard, load_catalogue
from schemas.errors import HostPlanMissing
from schemas.host_plan import Crew, HostPlan, read_plan
from schemas.settings import Settings
from worker.threads import container_cpus


def measured_plan(settings: Settings) -> HostPlan:
    """The plan of the chosen model on this host.

    Raises:
        ModelUnknown: there is no such model.
        HostPlanMissing: nothing was measured, or what was measured is not what is there now.
        HostPlanBroken: the plan cannot be read.
    """
    card = load_catalogue(settings).find(settings.model)
    plan = read_plan(card, settings)
    if plan is None:
        raise HostPlanMissing(name=card.name, reason="nobody has measured it on this machine")
    if not plan.holds(card, settings, container_cpus()):
        raise HostPlanMissing(name=card.name, reason="since it was measured, CPUs, weights or precision have changed")
    return plan


def describe(plan: HostPlan) -> str:
    """The best crew of a plan, in one line."""
    best = plan.best
    memory = f"{best.total_bytes / 1e9:.1f} GB"
    if best.crew.workers > 1:
        memory += f" ({best.first_bytes / 1e9:.1f} GB the first, {best.further_bytes / 1e9:.1f} GB each other one)"
    return (
        f"{_number(best.crew.workers, 'worker')} with {_number(best.crew.threads, 'thread')} each: "
        f"{best.rate} questions a minute in {memory}; {plan.engine}, measured on {plan.measured_on}"
    )


def run_command(card: ModelCard, settings: Settings, crew: Crew) -> str:
    """`nightclerk run` with the workers of a crew; it shares out the cores by itself unless it is told otherwise."""
    by_itself = settings.threads or max(1, container_cpus() // crew.workers)
    threads = "" if by_itself == crew.threads else f"NIGHTCLERK_THREADS={crew.threads} "
    options = f"--model {shlex.quote(card.name)} --workers {crew.workers}"
    return f"{threads}nightclerk run FOLDER --questions QUESTIONS.yaml {options}"


def worker_commands(card: ModelCard, crew: Crew) -> list[str]:
    """The workers of a crew, each as a process of its own: the first command and, of several, the last."""
    command = f"nightclerk worker --model {shlex.quote(card.name)} --threads {crew.threads}"
    if crew.workers == 1:
        return [command]
    return [f"{command} --name worker{number}" for number in (1, crew.workers)]


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
