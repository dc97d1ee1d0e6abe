"""The command lines of the parts, the same in `nightclerk run`, on a cluster and in compose."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import SecretStr

from schemas.messages import DOCUMENTS_QUEUE, passages_queue
from schemas.settings import Settings


def worker_command(model_folder_name: str, name: str, log_level: str) -> list[str]:
    """One worker: one process that works, with one model."""
    return _celery("worker.app", passages_queue(model_folder_name), name, log_level, pool="prefork")


def splitter_command(name: str, log_level: str) -> list[str]:
    """One splitter: one process, for each document is read in a killable child of its own anyway."""
    return _celery("producer.splitter", DOCUMENTS_QUEUE, name, log_level, pool="solo")


def flower_command(port: int, address: str = "127.0.0.1") -> list[str]:
    """Flower, on loopback unless an address is given.

    Its user and password go through the environment: a command line is there for all to see.
    """
    return [
        *_python("celery", "-A", "worker.app", "flower"),
        f"--address={address}",
        f"--port={port}",
        "--persistent=False",
        "--inspect_timeout=3000",
        "--task_runtime_metric_buckets=0.1,1,5,30,120,600",
        "--max_tasks=100000",
        "--tasks_columns=name,uuid,args,state,received,runtime,worker",
    ]


def prepare_command(model: str) -> list[str]:
    """Make a model's files ready. A process of its own: the producer never imports torch."""
    return _python("worker.prepare", model)


def measure_command(model: str, precisions: Sequence[str], gold: Path | None, limit: int | None) -> list[str]:
    """Make a model ready in several precisions and compare them."""
    options = [word for precision in precisions for word in ("--precision", precision)]
    options += ["--gold", str(gold)] if gold else []
    options += ["--limit", str(limit)] if limit else []
    return _python("worker.measure_command", *options, "--", model)


def calibrate_command(model: str, gold: Path, limit: int | None, accepted_right: float | None) -> list[str]:
    """Fit what a model's probabilities are worth, and keep the record."""
    options = ["--limit", str(limit)] if limit else []
    options += ["--accepted-right", str(accepted_right)] if accepted_right else []
    return _python("worker.calibrate_command", "--gold", str(gold), *options, "--", model)


def evaluation_command(
    model: str, gold: Path, limit: int | None, *, as_json: bool, page: Path | None, uncalibrated: bool = False
) -> list[str]:
    """Score a model's answers to questions whose answers are known."""
    options = ["--limit", str(limit)] if limit else []
    options += ["--json"] if as_json else []
    options += ["--page", str(page)] if page else []
    options += ["--uncalibrated"] if uncalibrated else []
    return _python("worker.evaluation_command", *options, "--", model, str(gold))


def training_command(
    base: str, gold: Path, options: Mapping[str, object], *, replace: bool, as_json: bool
) -> list[str]:
    """Train an adapter from reviewed answers. `options` by their names; None leaves one to the training."""
    words = [word for name, value in options.items() if value is not None for word in (f"--{name}", str(value))]
    words += ["--replace"] if replace else []
    words += ["--json"] if as_json else []
    return _python("ops.training.reviewed", *words, "--", base, str(gold))


def try_crews_command(model: str) -> list[str]:
    """Find how many workers with how many threads this host should run, and keep the plan."""
    return _python("worker.crews_command", "--", model)


def environment(settings: Settings) -> dict[str, str]:
    """The settings that differ from the defaults, as a child process reads them."""
    changed = {name: getattr(settings, name) for name in settings.model_fields_set}
    return {f"NIGHTCLERK_{name.upper()}": _plain(value) for name, value in changed.items() if value is not None}


def flower_environment(user: str, password: str) -> dict[str, str]:
    return {"FLOWER_BASIC_AUTH": f"{user}:{password}"}


def _plain(value: object) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)


def _celery(application: str, queue: str, name: str, log_level: str, *, pool: str) -> list[str]:
    return [
        *_python("celery", "-A", application, "worker"),
        *("--queues", queue),
        *("--concurrency", "1"),
        *("--pool", pool),
        *("--hostname", f"{name}@%h"),
        *("--loglevel", log_level),
        "--without-gossip",
        "--without-mingle",
    ]


def _python(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *arguments]
