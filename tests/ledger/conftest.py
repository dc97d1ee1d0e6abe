"""What several tests of the ledger begin with."""

import pytest
import sqlalchemy as sa

from batches import (
    TWO_PASSAGES,
    all_done,
    all_quarantined,
    claimed_bundle,
    claimed_document,
    document_of,
    finish_what_is_answered,
    make_batch,
    store,
)
from schemas.errors import FileEncrypted
from schemas.ids import passage_id
from schemas.ledger.bundles import finish_bundle
from schemas.ledger.documents import fail_document
from schemas.ledger.register import Batch
from schemas.outcomes import Quarantine


@pytest.fixture
def night(database: sa.Engine) -> Batch:
    """A batch in the middle of its night, with a document in each place on the way."""
    names = ("done", "failed", "asked", "parsed", "new", "bad")
    batch = make_batch(database, *names)
    for name in ("done", "failed", "asked"):
        store(database, claimed_document(database, document_of(batch, name)), TWO_PASSAGES)
    for ordinal in range(2):
        for name, outcomes in (("done", all_done), ("failed", all_quarantined)):
            bundle = claimed_bundle(database, passage_id(document_of(batch, name), ordinal))
            finish_bundle(database, bundle, outcomes(bundle))
    finish_what_is_answered(database)
    claimed_bundle(database, passage_id(document_of(batch, "asked"), 0))
    claimed_document(database, document_of(batch, "parsed"))
    bad = claimed_document(database, document_of(batch, "bad"))
    fail_document(database, bad, Quarantine(FileEncrypted()))
    return batch
