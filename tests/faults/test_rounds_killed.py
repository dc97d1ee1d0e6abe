"""A dispatcher is killed at the steps between what it resolves and what it has asked in another round."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from batches import answer, claimed_bundle, document_of, everything, passages_of, split_batch, states_of
from producer.dispatcher import Dispatcher
from program import environment
from schemas.ledger.audit import audit
from schemas.ledger.bundles import finish_bundle
from schemas.ledger.database import open_database
from schemas.ledger.register import Batch, find_batch, register
from schemas.outcomes import Done
from schemas.questionnaire import Questionnaire
from schemas.settings import Settings
from schemas.states import BatchState, Grounding, State
from schemas.tables import documents, jobs, passages, results

SEED = 4

#: The last steps of a death are those around the commit.
AROUND_THE_COMMIT = 4

QUESTIONNAIRE = Questionnaire.model_validate(
    {
        "name": "Leases",
        "escalate_to": "larger",
        "fields": [
            {"name": "gist", "kind": "summarization", "passages": "all"},
            {"name": "total", "kind": "extraction", "question": "What is the total amount?"},
        ],
    }
)

#: What says what a row is, and not when it came about.
IDENTITY = {
    passages: ("id", "ordinal", "round", "model", "copy_of", "text", "tokens", "state"),
    jobs: ("id", "passage_id", "field", "ordinal", "part_of", "state"),
    results: ("document_id", "field", "status", "value", "reason", "job_id", "source_job_id"),
}


def answer_what_waits(database: sa.Engine, batch: Batch) -> None:
    """The first model's values stand nowhere, so they go to review; the second's do."""
    for passage, state in zip(passages_of(database, batch), states_of(database, passages), strict=True):
        if state is State.WAITING:
            bundle = claimed_bundle(database, passage)
            grounding = Grounding.EXACT if bundle.model == "larger" else Grounding.NONE
            said = answer("It is 12 EUR.", model=bundle.model, grounding=grounding)
            finish_bundle(database, bundle, {job.id: Done(said) for job in bundle.jobs})


def answered(url: str) -> tuple[sa.Engine, Batch]:
    database = open_database(url)
    batch = split_batch(database, "It is 12 EUR.", "It is due.", questionnaire=QUESTIONNAIRE)
    register(database, batch.id, [])
    answer_what_waits(database, batch)
    return database, batch


def rows(database: sa.Engine) -> dict[str, list[tuple[object, ...]]]:
    return {
        table.name: [tuple(row[name] for name in columns) for row in everything(database, table)]
        for table, columns in IDENTITY.items()
    }


class Dispatchers:
    """Processes that look after a ledger once, each of which may be told at which step to die."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._count = place / "steps"

    def look(self, url: str, step: int = 0) -> int:
        """Its exit code."""
        mortal = [sys.executable, "-m", "tests.faults.mortal", str(self._place / "nothing"), str(self._count)]
        command = [*mortal, str(step), "tests.faults.keep_ledger"]
        return subprocess.run(command, env=environment(DATABASE=url), timeout=600, check=False).returncode

    def steps(self) -> int:
        return self._count.stat().st_size


@pytest.mark.slow
@pytest.mark.parametrize("points", [2, pytest.param(40, marks=pytest.mark.campaign)], ids=["quick", "full"])
def test_a_dispatcher_that_is_killed_begins_a_round_wholly_or_not_at_all(
    points: int, database_url: str, tmp_path: Path
) -> None:
    """Fails where a death leaves a part of a round, or where the next dispatcher asks anything twice. It has no power
    where nothing died: the exit codes say so."""
    dispatchers = Dispatchers(tmp_path)
    undisturbed, _ = answered(f"sqlite:///{tmp_path / 'undisturbed.db'}")
    assert dispatchers.look(str(undisturbed.url)) == 0
    steps = dispatchers.steps()
    expected = rows(undisturbed)
    assert [row[2] for row in expected["passages"]].count(2) == 3
    undisturbed.dispose()

    database, batch = answered(database_url)
    before = rows(database)
    chosen = random.Random(SEED).sample(range(1, steps + 1), min(points, steps))
    chosen = sorted({*chosen, *range(steps - AROUND_THE_COMMIT, steps + 1)})
    print(f"seed {SEED}: killed at {chosen} of {steps} steps")
    deaths = 0
    for step in chosen:
        code = dispatchers.look(database_url, step)
        assert code in (0, -signal.SIGKILL)
        deaths += code != 0
        assert rows(database) in (before, expected)
        assert audit(database, batch.id).imbalances == ()
    assert deaths > 1
    assert dispatchers.look(database_url) == 0

    assert rows(database) == expected
    for _ in range(4):
        answer_what_waits(database, batch)
        Dispatcher(database, Settings(model="scripted")).keep_the_ledger()
    assert find_batch(database, batch.id).state is BatchState.DONE
    assert states_of(database, documents) == [State.DONE]
    found = audit(database, batch.id)
    assert (found.imbalances, found.ended) == ((), True)
    assert {row["document_id"] for row in everything(database, results)} == {document_of(batch)}
    database.dispose()
