"""Commands about batches: run, submit, status, retry, cancel, export."""

import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import sqlalchemy as sa
import typer
from rich.live import Live
from rich.table import Table
from rich.text import Text

from producer.cli import DOCUMENTS, app, console
from producer.deadline import read_deadline, say_deadline
from producer.export import export as export_file
from producer.night import Order, run_night
from producer.progress import say_escalations
from producer.submit import submit as submit_folder
from producer.terminal import json_text
from schemas.catalogue import load_catalogue
from schemas.ledger import control
from schemas.ledger.counts import BatchCounts, Counts, count, document_rows, jobs_in
from schemas.ledger.database import open_database
from schemas.ledger.deadline import take_up
from schemas.ledger.escalations import escalations
from schemas.ledger.register import Batch, find_batch, list_batches
from schemas.ledger.reuse import reused_answers
from schemas.questionnaire_file import read_questionnaire
from schemas.settings import Settings, settings
from schemas.states import BatchState, State

Folder = Annotated[Path, typer.Argument(help="The folder of documents.", show_default=False)]
Questions = Annotated[Path, typer.Option("--questions", "-q", help="The questionnaire, a YAML file.")]
Model = Annotated[
    str | None, typer.Option(help="Catalogue name, local folder or Hugging Face id. Default: NIGHTCLERK_MODEL.")
]
Database = Annotated[
    str | None, typer.Option(help="The ledger: sqlite:///FILE or postgresql://... Default: NIGHTCLERK_DATABASE.")
]
Broker = Annotated[
    str | None, typer.Option(help="Redis or Valkey: redis://:PASSWORD@HOST:PORT/0. Default: NIGHTCLERK_BROKER.")
]
Deadline = Annotated[
    str | None,
    typer.Option(help="What waits then is carried over: 06:00 (the next one here) or a date and time. Default: none."),
]
BatchId = Annotated[str, typer.Argument(help="The batch's id or its beginning.", show_default=False)]


def with_options(**options: Any) -> Settings:
    """The settings of the environment, with what was given on the command line over them."""
    return settings().model_copy(update={name: value for name, value in options.items() if value is not None})


@app.command(rich_help_panel=DOCUMENTS)
def run(
    folder: Folder,
    questions: Questions,
    out: Annotated[Path, typer.Option(help="Where the answers go.")] = Path("nightclerk-out"),
    name: Annotated[str, typer.Option(help="Another name is another batch; what was answered is reused.")] = "run",
    workers: Annotated[int, typer.Option(min=1, help="Worker processes, each with its own copy of the model.")] = 1,
    model: Model = None,
    database: Database = None,
    broker: Broker = None,
    flower: Annotated[bool, typer.Option("--flower", help="Show the tasks in a browser meanwhile.")] = False,
    deadline: Deadline = None,
) -> None:
    """Answer questions about a folder of documents, all on this machine.

    The ledger is OUT/nightclerk.db and the broker is its own, unless others are named.

    Ctrl-C once: finish what runs and stop; twice: stop at once. The same command goes on where it stopped.

    Exit codes: 0 all done, 3 something is in quarantine, 4 something was carried over at the deadline, 130 interrupted,
    2 wrong usage, 1 failure.
    """
    local_database = database is None and "database" not in settings().model_fields_set
    local_broker = broker is None and "broker" not in settings().model_fields_set
    questionnaire = read_questionnaire(questions)
    chosen = with_options(
        model=model, database=f"sqlite:///{out / 'nightclerk.db'}" if local_database else database, broker=broker
    )
    order = Order(
        folder=folder,
        questionnaire=questionnaire,
        name=name,
        out=out,
        workers=workers,
        settings=chosen,
        local_database=local_database,
        local_broker=local_broker,
        with_flower=flower,
        deadline=_moment(deadline),
    )
    raise typer.Exit(run_night(order, console))


@app.command(rich_help_panel=DOCUMENTS)
def submit(
    folder: Folder,
    questions: Questions,
    name: Annotated[
        str | None, typer.Option(help="Same name, folder, questions and model: same batch. Default: the time.")
    ] = None,
    model: Model = None,
    database: Database = None,
    deadline: Deadline = None,
) -> None:
    """Hand a folder to a cluster: splitter, worker and dispatcher do the rest. Prints the batch's id."""
    moment = _moment(deadline)
    questionnaire = read_questionnaire(questions)
    chosen = with_options(model=model, database=database)
    card = load_catalogue(chosen).find(chosen.model)
    submission = submit_folder(
        open_database(chosen.database),
        folder,
        questionnaire,
        model=card.name,
        name=name or datetime.now().isoformat(timespec="seconds"),
        settings=chosen,
        deadline=moment,
    )
    typer.echo(submission.batch.id)


@app.command(rich_help_panel=DOCUMENTS)
def status(
    batch: Annotated[str | None, typer.Argument(help="A batch's id or its beginning; default: all.")] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Look again every second.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    database: Database = None,
) -> None:
    """How far batches are: registered = waiting + running + done + quarantined + cancelled + carried."""
    ledger = _ledger(database)
    if as_json:
        found = [_as_json(ledger, b) for b in _chosen(ledger, batch)]
        typer.echo(json_text(found[0] if batch else found))
        return
    if not watch:
        console.print(_table(ledger, _chosen(ledger, batch)))
        return
    with Live(console=console) as live:
        while True:
            chosen = _chosen(ledger, batch)
            live.update(_table(ledger, chosen))
            if batch and chosen[0].state in (BatchState.DONE, BatchState.CANCELLED):
                return
            time.sleep(1)


@app.command(rich_help_panel=DOCUMENTS)
def retry(
    batch: BatchId,
    cancelled: Annotated[bool, typer.Option("--cancelled", help="Also what was cancelled.")] = False,
    carried: Annotated[bool, typer.Option("--carried", help="Also what was carried over at a deadline.")] = False,
    database: Database = None,
) -> None:
    """Try again what is in quarantine: a cluster does it, or the same `run`.

    A deadline that has passed is forgotten.
    """
    ledger = _ledger(database)
    chosen = find_batch(ledger, batch).id
    states = (State.QUARANTINED, State.CANCELLED) if cancelled else (State.QUARANTINED,)
    again = control.requeue(ledger, chosen, states)
    again += take_up(ledger, chosen, deadline=None) if carried else 0
    typer.echo(f"{again} documents and jobs wait again")


@app.command(rich_help_panel=DOCUMENTS)
def cancel(batch: BatchId, database: Database = None) -> None:
    """Stop a batch: what waits at once, what runs at its worker's next heartbeat.

    What was answered before is kept.
    """
    ledger = _ledger(database)
    cancelled = control.cancel(ledger, find_batch(ledger, batch).id)
    typer.echo(f"{cancelled} documents and jobs cancelled")


@app.command(rich_help_panel=DOCUMENTS)
def export(
    batch: BatchId,
    to: Annotated[
        Path,
        typer.Option(
            "--to",
            help="FILE.csv (one row a document), FILE.jsonl (one line a field) or FILE.gold.jsonl (the same to be "
            "corrected, for eval and train).",
        ),
    ],
    database: Database = None,
) -> None:
    """Write a batch's answers to a file."""
    ledger = _ledger(database)
    export_file(ledger, find_batch(ledger, batch), to)
    typer.echo(f"written {to}")


def _moment(deadline: str | None) -> float | None:
    return read_deadline(deadline, datetime.now()) if deadline else None


def _ledger(database: str | None) -> sa.Engine:
    return open_database(with_options(database=database).database, existing=True)


def _chosen(ledger: sa.Engine, batch: str | None) -> list[Batch]:
    return [find_batch(ledger, batch)] if batch else list_batches(ledger)


def _table(ledger: sa.Engine, chosen: list[Batch]) -> Table:
    table = Table(box=None, pad_edge=False)
    numbers = ("registered", *State, "reused")
    for column in ("batch", "name", "state", "", *numbers):
        table.add_column(column, justify="right" if column in numbers else "left")
    for batch in chosen:
        counts = count(ledger, batch.id)
        head: list[str | Text] = [batch.id[:12], Text(batch.name), str(batch.state)]
        _, reused = reused_answers(ledger, batch.id)
        for what, number, known in (("documents", counts.documents, ""), ("jobs", counts.jobs, str(reused))):
            states = (str(number.by_state[state]) for state in State)
            table.add_row(*head, what, str(number.registered), *states, known)
            head = ["", Text(), f"until {say_deadline(batch.deadline)}" if batch.deadline else ""]
    table.caption, table.caption_justify = Text("\n".join(_escalated(ledger, chosen))) or None, "left"
    return table


def _escalated(ledger: sa.Engine, chosen: list[Batch]) -> Iterator[str]:
    """What second models were asked, a line for each batch that names one."""
    for batch in chosen:
        if second := batch.questionnaire.escalate_to:
            yield f"{batch.id[:12]}: {say_escalations(second, escalations(ledger, batch.id))}"


def _as_json(ledger: sa.Engine, batch: Batch) -> dict[str, Any]:
    counts: BatchCounts = count(ledger, batch.id)
    documents = document_rows(ledger, batch.id)
    given, reused = reused_answers(ledger, batch.id)
    return {
        "batch": batch.id,
        "name": batch.name,
        "folder": batch.folder,
        "questionnaire": batch.questionnaire.name,
        "model": batch.model,
        "state": batch.state,
        "deadline": datetime.fromtimestamp(batch.deadline, UTC).isoformat() if batch.deadline else None,
        "documents": _counts_json(counts.documents),
        "jobs": _counts_json(counts.jobs),
        "jobs_by_kind": {kind: _counts_json(number) for kind, number in counts.jobs_by_kind.items()},
        "answers": {"given": given, "reused": reused},
        "escalated": _escalated_json(ledger, batch),
        "quarantine": [
            {"document": row["path"], "class": row["error_code"], "reason": row["error"]}
            for row in documents
            if row["state"] == State.QUARANTINED
        ]
        + [
            {"document": row["path"], "field": row["field"], "class": row["error_code"], "reason": row["error"]}
            for row in jobs_in(ledger, batch.id, State.QUARANTINED)
        ],
        "carried": [
            {"document": row["path"]} for row in documents if row["state"] == State.CARRIED and row["split_at"] is None
        ]
        + [
            {"document": row["path"], "passage": row["passage"], "field": row["field"]}
            for row in jobs_in(ledger, batch.id, State.CARRIED)
        ],
    }


def _escalated_json(ledger: sa.Engine, batch: Batch) -> dict[str, Any] | None:
    """None where the questionnaire names no second model."""
    second = batch.questionnaire.escalate_to
    return {"model": second, **asdict(escalations(ledger, batch.id))} if second else None


def _counts_json(number: Counts) -> dict[str, int | bool]:
    states = {str(state): n for state, n in number.by_state.items()}
    return {"registered": number.registered, **states, "balanced": number.balanced}
