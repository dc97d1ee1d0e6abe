"""Messages hold two ids. Whatever else comes out of the broker finds no work, and does none."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from hypothesis import example, given
from hypothesis import strategies as st

from batches import everything, split_batch
from producer.splitter import split_document
from schemas.errors import BatchUnknown
from schemas.ledger.bundles import claim_bundle
from schemas.ledger.database import open_database
from schemas.ledger.register import find_batch
from schemas.settings import Settings
from schemas.tables import documents, jobs, passages

_IDS = st.text(max_size=40) | st.from_regex(r"[0-9a-f]{8,40}", fullmatch=True)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """A batch whose passages wait."""
    database = open_database(f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'ledger.db'}")
    split_batch(database)
    yield database
    database.dispose()


@given(_IDS)
@example("' OR 1=1 --")
@example("%")
@example("")
@example("\0")
def test_an_unknown_id_is_no_work(ledger: sa.Engine, given_id: str) -> None:
    before = [everything(ledger, table) for table in (documents, passages, jobs)]

    split_document(ledger, given_id, Settings())
    assert claim_bundle(ledger, given_id, 60.0) is None
    with pytest.raises(BatchUnknown):
        find_batch(ledger, f"x{given_id}")

    assert [everything(ledger, table) for table in (documents, passages, jobs)] == before
