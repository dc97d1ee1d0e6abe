"""The producer is killed at random points of discovering and splitting, and run again."""

import random
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from batches import everything
from folder import write_orders, write_questions
from producer.commands import splitter_command
from program import NIGHTCLERK, until
from schemas.states import State
from schemas.tables import batches, documents, jobs, passages
from tests.faults.cluster import PATIENCE_S, Cluster
from tests.faults.settled import assert_settled

SEED = 8
DOCUMENTS = 24


@dataclass(frozen=True)
class Points:
    """At how many steps the producer is killed."""

    discover: int
    split: int


#: The columns that say what a row is, not how it came about.
IDENTITY = {
    batches: ("id", "name", "folder", "questionnaire", "model"),
    documents: ("id", "batch_id", "position", "sha256", "path", "other_paths", "size_bytes", "pages", "parser"),
    passages: ("id", "document_id", "ordinal", "text", "tokens", "spans"),
    jobs: ("id", "document_id", "passage_id", "field", "kind", "ordinal"),
}


class Producer:
    """`submit` and a splitter over one folder, in processes that may be told at which step to die."""

    def __init__(self, place: Path) -> None:
        self.folder = write_orders(place / "orders", DOCUMENTS)
        self._questions = write_questions(place / "questions.yaml")
        self._count = place / "steps"

    def mortal(self, step: int, program: list[str]) -> list[str]:
        name = [sys.executable, "-m", "tests.faults.mortal", str(self.folder.resolve()), str(self._count)]
        return [*name, str(step), *program]

    def submit(self, cluster: Cluster, step: int = 0) -> int:
        """Its exit code."""
        command = [NIGHTCLERK, "submit", str(self.folder), "--questions", str(self._questions), "--name", "night"]
        return subprocess.run(
            self.mortal(step, command), env=cluster.settings, stdout=subprocess.DEVNULL, timeout=600, check=False
        ).returncode

    def splitter(self, cluster: Cluster, name: str, step: int = 0) -> subprocess.Popen[bytes]:
        program = splitter_command(name, "INFO")[2:]  # without `python -m`
        return cluster.start(name, self.mortal(step, program)).process

    def steps(self) -> int:
        return self._count.stat().st_size


def rows(cluster: Cluster) -> dict[str, list[tuple[object, ...]]]:
    return {
        table.name: [tuple(row[name] for name in columns) for row in everything(cluster.database, table)]
        for table, columns in IDENTITY.items()
    }


def unsplit(cluster: Cluster) -> int:
    return cluster.number(sa.select(sa.func.count()).select_from(documents).where(documents.c.split_at.is_(None)))


@pytest.mark.slow
@pytest.mark.parametrize(
    "points", [Points(8, 4), pytest.param(Points(20, 20), marks=pytest.mark.campaign)], ids=["quick", "full"]
)
def test_a_killed_producer_that_is_run_again_inserts_what_an_undisturbed_one_does(
    points: Points, database_url: str, build: Callable[..., Cluster], tmp_path: Path
) -> None:
    """Fails where a death leaves a batch without some of its documents, a document split in part, or where the second
    run inserts anything twice. It has no power where nothing died: the exit codes say so."""
    chance = random.Random(SEED)
    producer = Producer(tmp_path)
    undisturbed = build(f"sqlite:///{tmp_path / 'undisturbed.db'}")
    assert producer.submit(undisturbed) == 0
    submit_steps = producer.steps()
    undisturbed.dispatcher()
    producer.splitter(undisturbed, "undisturbed")
    until(lambda: unsplit(undisturbed) == 0, PATIENCE_S, "the split")
    split_steps = producer.steps() // DOCUMENTS
    expected = rows(undisturbed)
    undisturbed.close()

    cluster = build(database_url)
    at_submit = sorted(chance.sample(range(1, submit_steps + 1), min(points.discover, submit_steps)))
    at_split = [chance.randint(1, split_steps) for _ in range(points.split)]
    print(f"seed {SEED}: killed at {at_submit} of {submit_steps} steps, and at {at_split} of {split_steps} a document")
    deaths = 0
    for step in at_submit:  # those that come last may find less to do than the undisturbed one: the tables are made
        code = producer.submit(cluster, step)
        assert code in (0, -signal.SIGKILL)
        deaths += code != 0
    assert deaths > 0.7 * points.discover
    assert producer.submit(cluster) == 0
    cluster.dispatcher()
    for number, step in enumerate(at_split):
        splitter = producer.splitter(cluster, f"mortal{number}", step)
        assert until(splitter.poll, PATIENCE_S, f"the death at step {step}") == -signal.SIGKILL
        assert unsplit(cluster) > 0
    producer.splitter(cluster, "last")
    until(lambda: unsplit(cluster) == 0, PATIENCE_S, "the split")

    assert rows(cluster) == expected
    cluster.worker("worker")
    assert assert_settled(cluster)[State.DONE] == len(expected["jobs"])
