"""What has been said before: answers by their keys, and who is just asking for one."""

import hashlib
from collections.abc import Collection
from dataclasses import fields

import sqlalchemy as sa

from schemas.ledger.database import reading
from schemas.outcomes import Answer
from schemas.states import Grounding, State, Typing, Verdict
from schemas.tables import SAID_BY_THE_MODEL, TOLD_TO_TWINS, answers, jobs, passages

#: First half of the key of PostgreSQL's advisory locks on texts; the second is taken from the text's hash.
_TEXT_LOCK = 0x6E637478


def one_at_a_time(tx: sa.Connection, text: str) -> None:
    """Let claims of passages with this text follow each other: two at once would not see each other's jobs.

    Taken between a passage's row and its jobs' rows, and by claims alone. SQLite has one writer at a time anyway.
    """
    if tx.dialect.name == "postgresql":
        half = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], signed=True)
        tx.execute(sa.select(sa.func.pg_advisory_xact_lock(_TEXT_LOCK, half)))


def look_up(tx: sa.Connection, keys: Collection[str], now: float) -> tuple[dict[str, Answer], set[str]]:
    """The answers that these keys have, without page and box; and those of the keys that are worth waiting for.

    Worth waiting for is a key that a living worker asks just now, unless its answer was cut before or its question is
    in quarantine: those are not reused, and all who wait for one would be asked one after the other.
    """
    # In this order: what ends between the two queries is seen by the second.
    asked, hopeless = _twins(tx, keys, now)
    known = {}
    for row in tx.execute(_newest(keys)).mappings():
        if row["complete"]:
            known[row["key"]] = _answer(row)
        else:
            hopeless.add(row["key"])
    return known, asked - hopeless


def reused_answers(database: sa.Engine, batch: str) -> tuple[int, int]:
    """How many answers a batch has, and how many of them were reused."""
    of_batch = (
        sa.select(sa.func.count(), sa.func.count(answers.c.reused_from))
        .join(jobs, jobs.c.id == answers.c.job_id)
        .where(jobs.c.batch_id == batch)
    )
    with reading(database) as tx:
        given, reused = tx.execute(of_batch).one()
    return given, reused


def _twins(tx: sa.Connection, keys: Collection[str], now: float) -> tuple[set[str], set[str]]:
    """The keys that are asked just now, and those that are in quarantine."""
    rows = (
        sa.select(jobs.c.key, jobs.c.state)
        .join(passages, passages.c.id == jobs.c.passage_id)
        .where(
            TOLD_TO_TWINS,
            jobs.c.key.in_(keys),
            # A lease that has ended is waited for by nobody: its worker is dead.
            sa.or_(jobs.c.state == State.QUARANTINED, passages.c.lease_until > now),
        )
    )
    found: dict[State, set[str]] = {State.RUNNING: set(), State.QUARANTINED: set()}
    for row in tx.execute(rows):
        found[State(row.state)].add(row.key)
    return found[State.RUNNING], found[State.QUARANTINED]


def _newest(keys: Collection[str]) -> sa.Select[tuple[object, ...]]:
    """One answer for each key that has any: the newest that is complete, else one that was cut."""
    order = (answers.c.complete.desc(), answers.c.created_at.desc(), answers.c.job_id)
    place = sa.func.row_number().over(partition_by=answers.c.key, order_by=order).label("place")
    ranked = sa.select(answers, place).where(SAID_BY_THE_MODEL, answers.c.key.in_(keys)).subquery()
    return sa.select(ranked).where(ranked.c.place == 1)


def _answer(row: sa.RowMapping) -> Answer:
    said = {field.name: row[field.name] for field in fields(Answer)}
    elsewhere = {"page": None, "box": None, "reused_from": row["job_id"]}
    shapes = {
        "grounding": Grounding(row["grounding"]),
        "typing": Typing(row["typing"]) if row["typing"] else None,
        "stray_numbers": tuple(row["stray_numbers"] or ()),
        "verdict": Verdict(row["verdict"]) if row["verdict"] else None,
    }
    return Answer(**{**said, **shapes, **elsewhere})
