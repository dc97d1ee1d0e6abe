"""Write the next revision into ops/migrations: what schemas/tables.py has more than the last one. Then look at it.

Columns that are added are nullable or have a `server_default` (in tables.py as well): programs of the release before
write their rows without them.
"""

import sys

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from schemas.ledger.migrations import FOLDER, bring_up_to_date, revisions


def main(message: str) -> None:
    """Compare the tables with those that the revisions make."""
    scratch = sa.create_engine("sqlite://")
    bring_up_to_date(scratch)
    with scratch.begin() as tx:
        config = Config(attributes={"connection": tx})
        config.set_main_option("script_location", str(FOLDER))
        config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
        command.revision(config, message, autogenerate=True, rev_id=f"{int(revisions()[-1]) + 1:04}")


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]) or sys.exit("Say in a few words what the revision adds."))
