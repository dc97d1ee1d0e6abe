"""The splitter's Celery application: one task, `documents.split`. Started with `celery -A producer.splitter worker`."""

import logging
import random
from functools import lru_cache
from pathlib import Path

import sqlalchemy as sa

from producer.parsing.child import parse_as_set
from producer.passages import passages
from producer.route import route
from producer.tokens import token_counter
from schemas.celery_app import discreet, make_app
from schemas.errors import DocumentError, LeaseLost, NoText
from schemas.ledger.database import open_database
from schemas.ledger.documents import ClaimedDocument, claim_document, fail_document, store_split
from schemas.ledger.heartbeat import heartbeat
from schemas.ledger.leases import renew
from schemas.messages import SPLIT_DOCUMENT
from schemas.outcomes import after_error
from schemas.settings import Settings, settings

log = logging.getLogger(__name__)

#: Time on top of the parser's own limit, for starting it and for writing the passages.
_AROUND_PARSING_S = 60

app = make_app("splitter", settings(), settings().parse_limit_s + _AROUND_PARSING_S)


@lru_cache(maxsize=1)
def database() -> sa.Engine:
    """Opened at the first document."""
    return open_database(settings().database)


@app.task(name=SPLIT_DOCUMENT)  # type: ignore[untyped-decorator]
@discreet
def split(document_id: str, batch_id: str) -> None:  # noqa: ARG001  (shown by Flower)
    """Split a waiting document. `batch_id` is there to be seen, not used."""
    split_document(database(), document_id, settings())


def split_document(database: sa.Engine, document_id: str, settings: Settings) -> None:
    """Claim, parse, cut into passages, route, store. Does nothing where another holds the document."""
    claimed = claim_document(database, document_id, settings.lease_s)
    if claimed is None:
        return
    try:
        with heartbeat(lambda: renew(database, claimed.lease, settings.lease_s), settings.lease_s):
            _split(database, claimed, settings)
    except DocumentError as error:
        _fail(database, claimed, error, settings)
    except LeaseLost as lost:
        log.warning("%s", lost)


def _split(database: sa.Engine, claimed: ClaimedDocument, settings: Settings) -> None:
    parsed = parse_as_set(Path(claimed.folder) / claimed.path, claimed.sha256, settings)
    cut = passages(parsed.elements, token_counter(claimed.model, settings), settings.passage_tokens)
    if not cut:
        raise NoText(pages=parsed.pages or 1)
    store_split(
        database,
        claimed,
        pages=parsed.pages,
        parser=parsed.parser,
        notes=parsed.notes,
        split=cut,
        asked=route(claimed.questionnaire.fields, cut),
    )


def _fail(database: sa.Engine, claimed: ClaimedDocument, error: DocumentError, settings: Settings) -> None:
    try:
        fail_document(database, claimed, after_error(error, claimed.attempt, settings, random.random()))
    except LeaseLost as lost:
        log.warning("%s", lost)
