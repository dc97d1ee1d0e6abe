"""What the doctor says about the number of workers: the plan that was measured, and how to use it."""

from schemas.catalogue import ModelCard, load_catalogue
from schemas.errors import HostPlanMissing
from schemas.host_plan import HostPlan, Split, read_plan
from schemas.settings import Settings
from worker.threads import container_cpus


def describe_plan(settings: Settings) -> str:
    """The measured plan of the chosen model in words, with the commands that follow it.

    Raises:
        HostPlanMissing: none was measured, or what was measured is not what is there now.
        HostPlanBroken: the plan cannot be read.
    """
    card = load_catalogue(settings).find(settings.model)
    plan = read_plan(card, settings)
    if plan is None:
        raise HostPlanMissing(name=card.name, reason="nobody has measured it on this machine")
    if not plan.holds(card, settings, container_cpus()):
        raise HostPlanMissing(name=card.name, reason="since it was measured, CPUs, weights or precision have changed")
    return f"{_words(plan)}\n{run_command(card, settings, plan.best.split)}\n{worker_commands(card, plan.best.split)}"


def run_command(card: ModelCard, settings: Settings, split: Split) -> str:
    """`nightclerk run` with the workers of a split; it shares out the cores by itself unless it is told otherwise."""
    by_itself = settings.threads or max(1, container_cpus() // split.workers)
    threads = "" if by_itself == split.threads else f"NIGHTCLERK_THREADS={split.threads} "
    options = f"--model {card.name} --workers {split.workers}"
    return f"{threads}nightclerk run FOLDER --questions QUESTIONS.yaml {options}"


def worker_commands(card: ModelCard, split: Split) -> str:
    """The workers of a split, each as a process of its own."""
    command = f"nightclerk worker --model {card.name} --threads {split.threads}"
    if split.workers == 1:
        return f"or: {command}"
    return f"or {split.workers} processes: {command} --name worker1 (to worker{split.workers})"


def _words(plan: HostPlan) -> str:
    best = plan.best
    workers = "1 worker" if best.split.workers == 1 else f"{best.split.workers} workers"
    threads = "1 thread" if best.split.threads == 1 else f"{best.split.threads} threads"
    memory = f"{best.total_bytes / 1e9:.1f} GB"
    if best.split.workers > 1:
        memory += f" ({best.first_bytes / 1e9:.1f} GB the first, {best.further_bytes / 1e9:.1f} GB each other one)"
    return (
        f"{workers} with {threads} each: {best.questions_a_minute:.3g} questions a minute in {memory}; "
        f"{plan.engine}, measured on {plan.measured_on}"
    )
