"""Commands about the ledger itself: audit, migrate."""

from typing import Annotated

import typer

from producer.cli import UPKEEP, app
from producer.cli.batches import BatchId, Database, with_options
from producer.terminal import json_text
from schemas.ledger.audit import Audit
from schemas.ledger.audit import audit as audit_batch
from schemas.ledger.database import migrate as migrate_database
from schemas.ledger.database import open_database
from schemas.ledger.register import find_batch
from schemas.states import State

#: How many ids of one imbalance are shown to a person.
_SHOWN = 10


@app.command(rich_help_panel=UPKEEP)
def audit(
    batch: BatchId,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    database: Database = None,
) -> None:
    """Recount a batch from its rows and list what does not add up; exit code 1 if something does not."""
    ledger = open_database(with_options(database=database).database, existing=True)
    found = audit_batch(ledger, find_batch(ledger, batch).id)
    if as_json:
        typer.echo(json_text(found.to_json()))
    else:
        _say(found)
    raise typer.Exit(0 if found.balanced else 1)


@app.command(rich_help_panel=UPKEEP)
def migrate(database: Database = None) -> None:
    """Bring the ledger's tables up to date. End all parts of the older release first.

    Only needed where a part says so: what older ones survive, each part does by itself when it starts.
    """
    version = migrate_database(with_options(database=database).database)
    typer.echo(f"the tables are at revision {version.revision}")


def _say(found: Audit) -> None:
    for what, total in found.sums.items():
        states = " + ".join(f"{total.by_state[state]} {state}" for state in State)
        typer.echo(f"{total.registered} {what} {'=' if total.balanced else '!='} {states}")
    typer.echo(f"{found.answers} answers")
    for imbalance in found.imbalances:
        typer.echo(f"{imbalance.name}: {imbalance.count} of {imbalance.table}: {imbalance.meaning}")
        for row in imbalance.ids[:_SHOWN]:
            typer.echo(f"  {row}")
        if imbalance.count > _SHOWN:
            typer.echo(f"  and {imbalance.count - _SHOWN} more, see --json")
    typer.echo("everything adds up" if found.balanced else f"{len(found.imbalances)} imbalance(s)")
