"""What the programs of release 0.1.0 write, in its own SQL. Never changed: such programs run beside newer ones."""

import json
import time
import uuid
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from schemas import ids

QUESTIONNAIRE = {
    "name": "Invoices",
    "fields": [
        {"name": "number", "kind": "key_value", "key": "invoice number"},
        {"name": "total", "kind": "extraction", "question": "What is the total amount?"},
    ],
}
KINDS = {field["name"]: field["kind"] for field in QUESTIONNAIRE["fields"]}  # type: ignore[index]

TABLES = Path(__file__).with_name("release_0_1_0.sql")


def make_tables(database: sa.Engine) -> None:
    """A new database of that release."""
    with database.begin() as tx:
        for statement in TABLES.read_text(encoding="utf-8").split(";\n"):
            tx.exec_driver_sql(statement)


def do(tx: sa.Connection, statement: str, **values: Any) -> int:
    """Execute one statement; how many rows it changed."""
    return tx.execute(sa.text(statement), values).rowcount


def register(database: sa.Engine, name: str, documents: int) -> tuple[str, list[str]]:
    """A batch with documents; their ids."""
    batch = ids.batch_id("/documents", "digest", "scripted", name)
    rows = [ids.document_id(batch, f"{place:064}") for place in range(documents)]
    with database.begin() as tx:
        do(
            tx,
            "INSERT INTO batches (id, name, folder, questionnaire, model, state, created_at) "
            "VALUES (:id, :name, '/documents', :questionnaire, 'scripted', 'registering', :now) ON CONFLICT DO NOTHING",
            id=batch,
            name=name,
            questionnaire=json.dumps(QUESTIONNAIRE),
            now=time.time(),
        )
        for place, row in enumerate(rows):
            do(
                tx,
                "INSERT INTO documents (id, batch_id, position, sha256, path, other_paths, size_bytes, state, "
                "attempts, not_before, error_code, error, ended_at) VALUES (:id, :batch, :place, :sha, :path, '[]', "
                "4096, 'waiting', 0, 0.0, NULL, NULL, NULL) ON CONFLICT DO NOTHING",
                id=row,
                batch=batch,
                place=place,
                sha=f"{place:064}",
                path=f"{place}.txt",
            )
        do(
            tx,
            "UPDATE batches SET state = 'open', ended_at = NULL WHERE id = :id AND state IN ('registering', 'done')",
            id=batch,
        )
    return batch, rows


def announce(database: sa.Engine, table: str) -> None:
    with database.begin() as tx:
        do(tx, f"UPDATE {table} SET announced_at = :now WHERE state = 'waiting'", now=time.time())


def claim(tx: sa.Connection, table: str, row: str) -> str | None:
    """Take the lease on a document or passage; its token."""
    token, now = uuid.uuid4().hex, time.time()
    taken = do(
        tx,
        f"UPDATE {table} SET state = 'running', attempts = attempts + 1, lease_token = :token, lease_until = :until "
        f"WHERE id = :id AND state = 'waiting' AND not_before <= :now "
        "AND batch_id IN (SELECT id FROM batches WHERE state = 'open')",
        id=row,
        token=token,
        now=now,
        until=now + 60,
    )
    return token if taken else None


def claim_document(database: sa.Engine, document: str) -> str | None:
    with database.begin() as tx:
        return claim(tx, "documents", document)


def split(database: sa.Engine, batch: str, document: str, token: str, texts: list[str]) -> None:
    """Store passages and jobs of a claimed document."""
    with database.begin() as tx:
        freed = do(
            tx,
            "UPDATE documents SET lease_token = NULL, lease_until = NULL, split_at = :now, pages = 1, "
            "parser = 'text@1', error_code = NULL, error = NULL, trace = NULL WHERE id = :id AND "
            "state = 'running' AND lease_token = :token",
            id=document,
            token=token,
            now=time.time(),
        )
        assert freed == 1
        for ordinal, text in enumerate(texts):
            passage = ids.passage_id(document, ordinal)
            do(
                tx,
                "INSERT INTO passages (id, batch_id, document_id, ordinal, text, tokens, spans, state, attempts, "
                "not_before, crashes) VALUES (:id, :batch, :document, :ordinal, :text, 5, '[]', 'waiting', 0, 0.0, 0)",
                id=passage,
                batch=batch,
                document=document,
                ordinal=ordinal,
                text=text,
            )
            for place, (field, kind) in enumerate(KINDS.items()):
                do(
                    tx,
                    "INSERT INTO jobs (id, batch_id, document_id, passage_id, field, kind, ordinal, state, attempts, "
                    "not_before) VALUES (:id, :batch, :document, :passage, :field, :kind, :ordinal, 'waiting', 0, 0.0)",
                    id=ids.job_id(passage, field),
                    batch=batch,
                    document=document,
                    passage=passage,
                    field=field,
                    kind=kind,
                    ordinal=place,
                )


def fail_document(database: sa.Engine, document: str, token: str) -> None:
    with database.begin() as tx:
        do(
            tx,
            "UPDATE documents SET lease_token = NULL, lease_until = NULL, error_code = 'FileEncrypted', "
            "error = 'The file is encrypted.', trace = NULL, state = 'quarantined', ended_at = :now "
            "WHERE id = :id AND state = 'running' AND lease_token = :token",
            id=document,
            token=token,
            now=time.time(),
        )


def claim_bundle(database: sa.Engine, passage: str) -> tuple[str, list[str]] | None:
    """The token and the jobs of a claimed passage."""
    with database.begin() as tx:
        token = claim(tx, "passages", passage)
        if token is None:
            return None
        of = "passage_id = :passage AND state = 'waiting' AND not_before <= :now"
        chosen = list(tx.scalars(sa.text(f"SELECT id FROM jobs WHERE {of}"), {"passage": passage, "now": time.time()}))
        for job in chosen:
            do(tx, "UPDATE jobs SET state = 'running', attempts = attempts + 1 WHERE id = :id", id=job)
    return token, chosen


def finish_bundle(database: sa.Engine, passage: str, token: str, chosen: list[str], state: str = "done") -> bool:
    """Write what became of the jobs: all `done`, `waiting` (a retry) or `quarantined`. False if the lease was lost."""
    now = time.time()
    with database.begin() as tx:
        held = "id = :id AND state = 'running' AND lease_token = :token"
        crashes = f"UPDATE passages SET lease_until = :now, crashes = crashes + :unanswered WHERE {held}"
        if not do(tx, crashes, id=passage, token=token, now=now, unanswered=int(state == "waiting")):
            return False
        for job in chosen:
            if state == "done":
                answer(tx, job, now)
            do(
                tx,
                "UPDATE jobs SET state = :state, not_before = :now, ended_at = :ended, error_code = :code, "
                "error = :error, trace = NULL WHERE id = :id AND state = 'running'",
                id=job,
                state=state,
                now=now,
                ended=None if state == "waiting" else now,
                code=None if state == "done" else "EngineFailed",
                error=None if state == "done" else "The engine failed",
            )
        settle(tx, passage)
    return True


def answer(tx: sa.Connection, job: str, now: float) -> None:
    do(
        tx,
        'INSERT INTO answers (job_id, raw, found, value, confidence, grounding, quote, start, "end", page, box, model, '
        "prompt, prompt_tokens, answer_tokens, complete, created_at) VALUES (:job, ' 7', :yes, '7', 0.9, 'exact', '7', "
        "16, 17, 1, '[1.0, 2.0, 3.0, 4.0]', 'scripted', 'scripted@1', 12, 2, :yes, :now)",
        job=job,
        yes=True,
        now=now,
    )


def settle(tx: sa.Connection, passage: str) -> None:
    due = tx.scalar(
        sa.text("SELECT min(not_before) FROM jobs WHERE passage_id = :id AND state = 'waiting'"), {"id": passage}
    )
    do(
        tx,
        "UPDATE passages SET state = :state, not_before = :due, lease_token = NULL, lease_until = NULL, "
        "announced_at = NULL WHERE id = :id",
        id=passage,
        state="done" if due is None else "waiting",
        due=due or 0.0,
    )


def reap(database: sa.Engine, passage: str) -> None:
    """Take back a passage whose lease has ended."""
    with database.begin() as tx:
        do(tx, "UPDATE passages SET crashes = crashes + 1 WHERE id = :id AND state = 'running'", id=passage)
        do(
            tx,
            "UPDATE jobs SET state = 'waiting', not_before = :now, error_code = 'WorkerLost', "
            "error = 'It disappeared', trace = NULL WHERE passage_id = :id AND state = 'running'",
            id=passage,
            now=time.time(),
        )
        settle(tx, passage)


def finish_document(database: sa.Engine, batch: str, document: str) -> bool:
    """End a document whose jobs have ended, with its results."""
    with database.begin() as tx:
        ended = do(
            tx,
            "UPDATE documents SET state = CASE WHEN EXISTS (SELECT id FROM jobs WHERE document_id = :id AND "
            "state = 'cancelled') THEN 'cancelled' ELSE 'done' END, ended_at = :now WHERE id = :id AND "
            "state = 'running' AND split_at IS NOT NULL AND NOT EXISTS (SELECT id FROM jobs "
            "WHERE document_id = :id AND state NOT IN ('done', 'quarantined', 'cancelled', 'carried'))",
            id=document,
            now=time.time(),
        )
        for field in KINDS if ended else ():
            do(
                tx,
                "INSERT INTO results (document_id, batch_id, field, status, value, confidence, reason, job_id) "
                "VALUES (:document, :batch, :field, 'failed', NULL, 0.0, 'not answered', NULL)",
                document=document,
                batch=batch,
                field=field,
            )
    return bool(ended)


def finish_batch(database: sa.Engine, batch: str) -> None:
    with database.begin() as tx:
        do(tx, "UPDATE batches SET state = 'done', ended_at = :now WHERE id = :id", id=batch, now=time.time())


def cancel(database: sa.Engine, batch: str) -> None:
    now = time.time()
    of = "WHERE batch_id = :id AND state = 'waiting'"
    with database.begin() as tx:
        do(tx, "UPDATE batches SET state = 'cancelled', ended_at = :now WHERE id = :id", id=batch, now=now)
        do(tx, f"UPDATE passages SET state = 'done' {of}", id=batch)
        for table in ("documents", "jobs"):
            do(tx, f"UPDATE {table} SET state = 'cancelled', ended_at = :now {of}", id=batch, now=now)


def requeue(database: sa.Engine, batch: str, document: str) -> None:
    """Give the quarantined jobs of a document all their tries again."""
    with database.begin() as tx:
        do(tx, "DELETE FROM results WHERE document_id = :id", id=document)
        do(tx, "UPDATE documents SET state = 'running', ended_at = NULL WHERE id = :id", id=document)
        do(
            tx,
            "UPDATE passages SET state = 'waiting', crashes = 0, not_before = 0.0, announced_at = NULL WHERE id IN "
            "(SELECT passage_id FROM jobs WHERE document_id = :id AND state = 'quarantined')",
            id=document,
        )
        do(
            tx,
            "UPDATE jobs SET state = 'waiting', attempts = 0, not_before = 0.0, ended_at = NULL "
            "WHERE document_id = :id AND state = 'quarantined'",
            id=document,
        )
        do(tx, "UPDATE batches SET state = 'open', ended_at = NULL WHERE id = :id", id=batch)


def work(database: sa.Engine, passages: list[str]) -> int:
    """Answer what waits at these passages; how many bundles that were."""
    answered = 0
    for passage in passages:
        bundle = claim_bundle(database, passage)
        if bundle is not None:
            answered += finish_bundle(database, passage, *bundle)
    return answered


def half_a_night(database: sa.Engine) -> list[str]:
    """Two batches with documents in each place on the way, each made by all that leads there; the batches' ids."""
    ended, [first] = register(database, "ended", 1)
    texts = ["Invoice number: 7", "Total amount: 12 EUR"]
    split(database, ended, first, claim_document(database, first) or "", texts)
    assert work(database, [ids.passage_id(first, ordinal) for ordinal in range(2)]) == 2
    assert finish_document(database, ended, first)
    finish_batch(database, ended)

    batch, rows = register(database, "half", 7)
    announce(database, "documents")
    tokens = {row: claim_document(database, row) or "" for row in rows[:6]}
    done, failed, again, asked, bad, parsed = rows[:6]
    for document in (done, failed, again, asked):
        split(database, batch, document, tokens[document], texts)
    fail_document(database, bad, tokens[bad])
    announce(database, "passages")
    for document, state in ((done, "done"), (failed, "quarantined"), (again, "quarantined")):
        for ordinal in range(2):
            passage = ids.passage_id(document, ordinal)
            token, chosen = claim_bundle(database, passage) or ("", [])
            assert finish_bundle(database, passage, token, chosen, state)
        assert finish_document(database, batch, document)
    requeue(database, batch, again)
    passage = ids.passage_id(again, 0)
    token, chosen = claim_bundle(database, passage) or ("", [])
    assert finish_bundle(database, passage, token, chosen, "waiting")
    token, chosen = claim_bundle(database, passage) or ("", [])
    reap(database, passage)
    assert not finish_bundle(database, passage, token, chosen)
    assert claim_bundle(database, ids.passage_id(asked, 0))
    assert parsed

    cancelled, [split_one, unsplit] = register(database, "cancelled", 2)
    split(database, cancelled, split_one, claim_document(database, split_one) or "", texts)
    assert unsplit
    cancel(database, cancelled)
    assert finish_document(database, cancelled, split_one)
    return [ended, batch, cancelled]
