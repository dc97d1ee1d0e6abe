"""`nightclerk run`: everything on this machine, from a folder of documents to a table of answers."""

import os
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import filelock
import sqlalchemy as sa
from rich.console import Console

from producer import commands
from producer.deadline import say_deadline
from producer.dispatcher import Dispatcher
from producer.export import export_all
from producer.flower import start_flower
from producer.interrupts import Interrupts
from producer.parsing.child import check_parsers
from producer.processes import Processes, Service
from producer.progress import Progress, say_escalations, summary
from producer.shifts import Crew, Shifts
from producer.submit import Submission, submit
from producer.valkey import start_valkey
from schemas.catalogue import load_catalogue
from schemas.celery_app import check_broker
from schemas.errors import AlreadyRunning, OutputInsideFolder, OutputNotWritable
from schemas.ledger.counts import count, result_rows
from schemas.ledger.database import open_database
from schemas.ledger.dispatch import expire_leases
from schemas.ledger.escalations import escalations
from schemas.ledger.register import Batch, find_batch
from schemas.ledger.reuse import reused_answers
from schemas.questionnaire import Questionnaire
from schemas.settings import Settings
from schemas.states import BatchState, State
from worker.threads import container_cpus

#: How often the loop looks around, seconds.
TICK_S = 0.25


class Exit(IntEnum):
    """What the shell is told."""

    DONE = 0
    QUARANTINED = 3
    CARRIED = 4
    INTERRUPTED = 130


@dataclass(frozen=True, kw_only=True)
class Premises:
    """Where and with what a night works. `local_database` and `local_broker`: nobody else uses them."""

    out: Path
    workers: int
    settings: Settings
    local_database: bool
    local_broker: bool
    with_flower: bool


@dataclass(frozen=True, kw_only=True)
class Order(Premises):
    """What `run` was asked for. `deadline`: seconds since 1970, UTC."""

    folder: Path
    questionnaire: Questionnaire
    name: str
    deadline: float | None = None


def run_night(order: Order, console: Console) -> Exit:
    """Run a batch to its end, or until it is interrupted.

    Raises:
        NightClerkError: what was given cannot be used, or a service cannot be had.
    """
    if order.out.resolve().is_relative_to(order.folder.resolve()):
        raise OutputInsideFolder(out=order.out, folder=order.folder)
    with locked(order.out):
        return _run(order, console)


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """The folder is this night's alone; it is made where it is missing.

    Raises:
        AlreadyRunning: another night works in it.
        OutputNotWritable: it cannot be used.
    """
    lock = filelock.FileLock(out / ".nightclerk.lock", timeout=0)
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except filelock.Timeout as exc:
        raise AlreadyRunning(out=out) from exc
    except OSError as exc:
        raise OutputNotWritable(path=out, reason=exc.strerror or exc) from exc
    try:
        yield
    finally:
        lock.release()


def _run(order: Order, console: Console) -> Exit:
    settings = order.settings
    card = load_catalogue(settings).find(settings.model)
    database = open_database(settings.database)
    submission = submit(
        database,
        order.folder,
        order.questionnaire,
        model=card.name,
        name=order.name,
        settings=settings,
        deadline=order.deadline,
    )
    _announce(submission, console)
    check_parsers()
    interrupted = False
    if submission.batch.state is BatchState.CANCELLED:
        console.print("This batch was cancelled: `nightclerk retry --cancelled` opens it again.", markup=False)
    elif submission.batch.state is not BatchState.DONE:
        for model in filter(None, (card.name, submission.batch.questionnaire.escalate_to)):
            prepare_model(model, settings)
        interrupted = work(order, database, [submission.batch], console)
    return _close(order, database, submission.batch.id, interrupted, console)


def _announce(submission: Submission, console: Console) -> None:
    found = submission.found
    console.print(
        f"Batch {submission.batch.id[:12]}: {len(found.files)} documents, {submission.new} of them new, "
        f"model {submission.batch.model}",
        highlight=False,
    )
    if submission.batch.deadline:
        console.print(f"  until {say_deadline(submission.batch.deadline)}; what is left then is carried over")
    if submission.taken_up:
        console.print(f"  {submission.taken_up} documents and jobs that were carried over are taken up")
    for file in found.files:
        for name in file.other_paths:
            console.print(f"  {name}: the same bytes as {file.path}, read once", highlight=False, markup=False)
    for name, reason in found.left_out:
        console.print(f"  left out {name}: {reason}", highlight=False, markup=False)


def prepare_model(model: str, settings: Settings) -> None:
    """Have the model's files made ready. It shows its own progress; its error is told by its exit code."""
    done = subprocess.run(
        commands.prepare_command(model),
        env={**os.environ, **commands.environment(settings)},
        stdout=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.returncode)


def work(premises: Premises, database: sa.Engine, batches: Sequence[Batch], console: Console) -> bool:
    """Start the parts and keep them going until the batches have ended; True if a person ended it first. A second model
    is asked where there is one batch."""
    processes = Processes(premises.out / ".nightclerk")
    if premises.local_database:
        expire_leases(database)  # whoever held them was killed: this folder is ours alone
    interrupts = Interrupts()
    with interrupts.caught():
        try:
            settings = _with_broker(premises, processes)
            splitter = _start_splitter(settings, processes)
            second = batches[0].questionnaire.escalate_to if len(batches) == 1 else None
            shifts = Shifts(processes, database, batches[0].id, *_crews(premises, settings, second))
            if premises.with_flower:
                start_flower(processes, settings, console)
            dispatcher = Dispatcher(database, settings)
            for batch in batches:  # all of them are worked at meanwhile
                _watch(dispatcher, database, batch.id, processes, shifts, interrupts, console)
            if interrupts.count == 1:
                console.print("Finishing what runs; Ctrl-C again stops at once. The same command goes on later.")
            _drain(processes, [splitter, *shifts.workers], settings, interrupts)
            dispatcher.keep_the_ledger()  # what was finished while draining gets its results
        finally:
            processes.kill()
    return interrupts.count > 0


def _with_broker(premises: Premises, processes: Processes) -> Settings:
    """The settings with a broker that answers: the one given, or one of our own."""
    if not premises.local_broker:
        check_broker(premises.settings.broker)
        return premises.settings
    broker = start_valkey(processes, premises.out / ".nightclerk" / "valkey")
    return premises.settings.model_copy(update={"broker": broker})


def _start_splitter(settings: Settings, processes: Processes) -> Service:
    command = commands.splitter_command("splitter", settings.log_level)
    return processes.start("splitter", command, commands.environment(settings))


def _crews(premises: Premises, settings: Settings, second: str | None) -> tuple[Crew, Crew | None]:
    """The workers of the first model, and the one of the second: how many copies of a larger model the memory holds
    nobody has said."""
    first = _crew(settings, settings.model, [f"worker{number + 1}" for number in range(premises.workers)])
    return first, _crew(settings, second, ["second"]) if second else None


def _crew(settings: Settings, model: str, names: Sequence[str]) -> Crew:
    card = load_catalogue(settings).find(model)
    # The workers share the CPUs; each with threads for all of them, they would fight for them.
    threads = settings.threads or max(1, container_cpus() // len(names))
    environment = commands.environment(settings.model_copy(update={"threads": threads, "model": model}))
    worker_commands = {name: commands.worker_command(card.folder_name, name, settings.log_level) for name in names}
    return Crew(card.name, worker_commands, environment)


def _watch(
    dispatcher: Dispatcher,
    database: sa.Engine,
    batch: str,
    processes: Processes,
    shifts: Shifts,
    interrupts: Interrupts,
    console: Console,
) -> None:
    with Progress(console, database, batch) as progress:
        while not interrupts.count:
            dispatcher.step()
            for name in processes.revive():
                progress.say(f"{name} had died and was started again")
            if changed := shifts.look():
                progress.say(changed)
            progress.show(count(database, batch))
            if find_batch(database, batch).state in (BatchState.DONE, BatchState.CANCELLED):
                return
            time.sleep(TICK_S)


def _drain(processes: Processes, parts: list[Service], settings: Settings, interrupts: Interrupts) -> None:
    """Let the parts finish what they hold; a second interrupt ends the waiting."""
    deadline = time.monotonic() + settings.bundle_limit_s
    processes.ask_to_end(parts)
    while interrupts.count < 2 and time.monotonic() < deadline and processes.any_alive(parts):
        time.sleep(TICK_S)


def _close(order: Order, database: sa.Engine, batch: str, interrupted: bool, console: Console) -> Exit:
    """Write the files, say what came of it, and choose the exit code."""
    counts = count(database, batch)
    found = find_batch(database, batch)
    files = export_all(database, found, order.out)
    statuses = Counter(row["status"] for row in result_rows(database, batch))
    given, reused = reused_answers(database, batch)
    written = [str(file) for file in files]
    second = found.questionnaire.escalate_to
    escalated = say_escalations(second, escalations(database, batch)) if second else None
    console.print(
        summary(counts.documents, counts.jobs, dict(statuses), written, given=given, reused=reused, escalated=escalated)
    )
    quarantined = counts.documents.by_state[State.QUARANTINED] + counts.jobs.by_state[State.QUARANTINED]
    if interrupted and counts.documents.ended < counts.documents.registered:
        console.print("Not finished. The same command goes on where this one stopped.")
        return Exit.INTERRUPTED
    if quarantined:
        console.print(f"{quarantined} in quarantine: see {order.out / 'quarantine.csv'} for what to do.", markup=False)
    if counts.documents.by_state[State.CARRIED]:
        console.print(f"Not finished at the deadline: {order.out / 'carried.csv'} lists what is left.", markup=False)
        console.print("The same command takes it up.")
        return Exit.CARRIED
    return Exit.QUARANTINED if quarantined else Exit.DONE
