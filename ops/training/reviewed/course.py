"""One training that has begun: what was ordered, what follows from it, and the folder that it can go on in."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from ops.training.plan import Plan
from ops.training.reviewed.learnable import longest_passage
from ops.training.reviewed.lessons import passes_for, small_plan
from ops.training.reviewed.questions import Parts
from schemas.catalogue import ModelCard
from schemas.errors import AlreadyTraining
from schemas.model_folder import weights_digest
from schemas.settings import Settings
from worker.gold import count
from worker.prepare import prepare
from worker.stages import Stages
from worker.threads import use_threads

#: What a work folder belongs to.
_OF = "of"


@dataclass(frozen=True)
class Order:
    """What is to be trained on what, and under which name. `passes` None: by the number of questions."""

    gold: Path
    base: ModelCard
    name: str
    seed: int
    learning_rate: float
    passes: int | None = None


@dataclass(frozen=True)
class Course:
    """`folder` has the base's weights, `work` what this training has come to."""

    order: Order
    parts: Parts
    settings: Settings
    shown: Stages
    folder: Path
    plan: Plan
    passes: int
    work: Path


@contextmanager
def begun(order: Order, parts: Parts, settings: Settings, shown: Stages) -> Iterator[Course]:
    """A course that goes on where an earlier one with the same order, questions and weights stopped. Its work folder is
    deleted at the end; one that is interrupted keeps it.

    Raises:
        NotTrainable: the base is of a kind that cannot be trained.
        AlreadyTraining: another process trains under this name.
        ModelFilesMissing, ModelFilesBroken: the base's files are not usable.
    """
    folder = prepare(order.base, settings, shown.begin)
    shown.begin("looking at its layers")
    use_threads(settings)
    plan = small_plan(order.seed, order.learning_rate, longest_passage(order.base, folder))
    passes = order.passes or passes_for(count(parts.learned))
    work = settings.cache / "training" / order.name
    work.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(work.parent / f".{order.name}.lock", timeout=0):
            _take(work, _digest(order, folder, plan, passes))
            yield Course(order, parts, settings, shown, folder, plan, passes, work)
            shutil.rmtree(work)
    except Timeout as exc:
        raise AlreadyTraining(name=order.name, folder=work) from exc


def _take(work: Path, digest: str) -> None:
    """Leave in the folder what belongs to this training, and nothing else."""
    of = work / _OF
    if not of.is_file() or of.read_text(encoding="utf-8") != digest:
        shutil.rmtree(work)
        work.mkdir()
        of.write_text(digest, encoding="utf-8")


def _digest(order: Order, folder: Path, plan: Plan, passes: int) -> str:
    """Changes with everything that decides what is learned and what is asked."""
    digest = hashlib.sha256(order.gold.read_bytes())
    for text in (weights_digest(folder), order.base.model_dump_json(), plan.model_dump_json(), str(passes)):
        digest.update(text.encode())
    return digest.hexdigest()
