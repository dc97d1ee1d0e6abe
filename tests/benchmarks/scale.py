"""What 100,000 jobs cost the queue and the ledger: real Valkey, PostgreSQL, dispatcher and workers, a scripted engine.

The documents are registered and split by the ledger's own functions, and then everything runs as it does at night. A
sample a second: jobs done, messages in Redis, how long the oldest announced passage has waited for its claim, the
resident memory of each process, and how long a fixed calculation takes: a machine that is shared changes its speed by
more within minutes than the tables do by growing, so times are compared in units of that calculation as well.
"""

import json
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import sqlalchemy as sa

from schemas.catalogue import load_catalogue
from schemas.celery_app import make_publisher, waiting_messages
from schemas.ledger.database import clock, open_database, reading
from schemas.messages import passages_queue
from schemas.questionnaire import Questionnaire
from schemas.settings import Settings
from schemas.states import State
from schemas.tables import passages
from tests.batches import claimed_document, document_of, make_batch, store
from tests.program import NIGHTCLERK, environment
from tests.servers import Broker, Postgres

#: 10,000 bundles of ten questions.
DOCUMENTS, PASSAGES, QUESTIONS = 500, 20, 10
WORKERS = 2
PICTURE = Path(__file__).with_name("scale.png")
#: A bundle of eight questions about 500 tokens on bling-1b's shape in int16, seconds of two cores (see shapes).
BUNDLE_S = 11.0

_QUESTIONNAIRE = Questionnaire.model_validate(
    {"name": "Scale", "fields": [{"name": f"f{n}", "kind": "key_value", "key": f"key {n}"} for n in range(QUESTIONS)]}
)


@dataclass(frozen=True)
class Sample:
    """One moment of the run."""

    at_s: float
    done: int
    messages: int
    oldest_s: float
    rss_bytes: dict[str, int]
    #: Of everything that works: dispatcher, workers, PostgreSQL.
    cpu_s: float
    #: CPU seconds of the fixed calculation: how slow the machine is just now.
    yardstick_s: float


def measure() -> str:
    """A table and a picture."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        broker = stack.enter_context(Broker(folder))
        postgres = stack.enter_context(Postgres())
        url = postgres.url(postgres.take_database())
        settings = Settings(database=url, broker=broker.url, model="scripted")
        database = open_database(url)
        _fill(database)
        parts = stack.enter_context(_parts(settings, folder))
        samples = list(_samples(database, settings, parts, postgres.process()))
        database.dispose()
    _draw(samples)
    return _section(samples)


def _fill(database: sa.Engine) -> None:
    batch = make_batch(database, *(f"{n}.txt" for n in range(DOCUMENTS)), questionnaire=_QUESTIONNAIRE)
    for number in range(DOCUMENTS):
        claimed = claimed_document(database, document_of(batch, f"{number}.txt"))
        store(
            database, claimed, [f"Document {number}, page {page}.\nkey 3: {number * page}" for page in range(PASSAGES)]
        )


@contextmanager
def _parts(settings: Settings, folder: Path) -> Iterator[dict[str, psutil.Process]]:
    """The dispatcher and the workers, by name; a worker counts with its child."""
    services = environment(
        DATABASE=settings.database, BROKER=settings.broker, LEASE_S=60, RING_AGAIN_S=30, DISPATCH_INTERVAL_S=0.2
    )
    commands = {"dispatcher": ["dispatcher"]} | {f"worker {n}": ["worker", "--name", f"w{n}"] for n in range(WORKERS)}
    started = {}
    for name, command in commands.items():
        with (folder / f"{name}.log").open("wb") as log:
            started[name] = subprocess.Popen([NIGHTCLERK, *command], env=services, stdout=log, stderr=log)
    try:
        yield {name: psutil.Process(process.pid) for name, process in started.items()}
    finally:
        for process in started.values():
            process.terminate()
        for process in started.values():
            process.wait(timeout=60)


def _samples(
    database: sa.Engine, settings: Settings, parts: dict[str, psutil.Process], server: psutil.Process
) -> Iterator[Sample]:
    """One a second from the first job that is done to the last."""
    queue = passages_queue(load_catalogue(settings).find(settings.model).folder_name)
    publisher = make_publisher("scale", settings)
    announced = sa.select(sa.func.min(passages.c.announced_at)).where(passages.c.state == State.WAITING)
    # A bundle's jobs are done in one transaction; counting the jobs themselves would cost more the more are done.
    finished = sa.select(sa.func.count() * QUESTIONS).where(passages.c.state == State.DONE)
    began, done = None, 0
    while done < DOCUMENTS * PASSAGES * QUESTIONS:
        with reading(database) as tx:
            done, oldest, now = tx.scalar(finished) or 0, tx.scalar(announced), clock(tx)
        began = began or (time.monotonic() if done else None)
        if began:
            rss = {name: sum(each.memory_info().rss for each in _family(part)) for name, part in parts.items()}
            waited = now - oldest if oldest else 0.0
            cpu_s = sum(map(_cpu_s, (*parts.values(), server)))
            messages = waiting_messages(publisher, queue)
            yield Sample(time.monotonic() - began, done, messages, waited, rss, cpu_s, _yardstick_s())
        time.sleep(1)


def _family(part: psutil.Process) -> list[psutil.Process]:
    return [part, *part.children(recursive=True)]


def _cpu_s(part: psutil.Process) -> float:
    return sum(sum(each.cpu_times()[:2]) for each in _family(part))


def _yardstick_s() -> float:
    """What programs in Python mostly do: objects made, walked through and written."""
    start = time.thread_time()
    for number in range(20):
        json.loads(json.dumps([{"id": str(place), "text": "x" * place} for place in range(number, number + 100)]))
    return time.thread_time() - start


def _section(samples: Sequence[Sample]) -> str:
    total, last = DOCUMENTS * PASSAGES * QUESTIONS, samples[-1]
    bundles = total // QUESTIONS
    tenths = [_tenth(samples, total * part // 10) for part in range(1, 11)]
    early, late = tenths[0], tenths[-1]
    ratios = [tenth.ms / tenth.yardstick_ms for tenth in tenths]
    cpu = 1000 * (last.cpu_s - samples[0].cpu_s) / (last.done - samples[0].done) * QUESTIONS
    tenth = next(sample for sample in samples if sample.done >= total // 10)
    waits = sorted(sample.oldest_s for sample in samples)
    rows = {
        f"ms a job, around {total // 10:,} done": f"{early.ms:.2f}",
        f"ms a job, around {total:,} done": f"{late.ms:.2f} ({late.ms / early.ms - 1:+.0%})",
        f"ms of CPU a job, around {total // 10:,} done": f"{early.cpu_ms:.2f}",
        f"ms of CPU a job, around {total:,} done": f"{late.cpu_ms:.2f} ({late.cpu_ms / early.cpu_ms - 1:+.0%})",
        "the fixed calculation, ms of CPU, in each tenth": ", ".join(f"{tenth.yardstick_ms:.1f}" for tenth in tenths),
        "ms a job / ms of the fixed calculation, in each tenth": ", ".join(f"{ratio:.2f}" for ratio in ratios),
        "growth of that from the first tenth to the last": f"{ratios[-1] / ratios[0] - 1:+.0%}",
        "the same by a line through all tenths (Theil-Sen)": f"{_growth(ratios):+.0%}",
        "CPU of dispatcher, workers and PostgreSQL, ms a bundle": f"{cpu:.1f}",
        f"the same as a share of a bundle of bling-1b ({BUNDLE_S:.0f} s of 2 cores)": f"{cpu / 2000 / BUNDLE_S:.2%}",
        "messages in Redis, most": max(sample.messages for sample in samples),
        "wait of the oldest announced passage, median and most, s": f"{waits[len(waits) // 2]:.2f}, {waits[-1]:.2f}",
    }
    for name, rss in last.rss_bytes.items():
        words = f"{rss / 2**20:.0f} MiB, {rss / tenth.rss_bytes[name] - 1:+.1%}"
        rows[f"memory of the {name} at the end, and since the first tenth"] = words
    return "\n".join(
        [
            f"{total:,} jobs in {bundles:,} bundles, PostgreSQL and Valkey, {WORKERS} workers, one dispatcher, nothing "
            f"to parse: {last.at_s:.0f} s.",
            "",
            "| | |",
            "|---|---|",
            *(f"| {name} | {value} |" for name, value in rows.items()),
            "",
            f"![Jobs, Redis, claims and memory over time]({PICTURE.name})",
        ]
    )


@dataclass(frozen=True)
class _Tenth:
    """What a job cost, and the fixed calculation, while a tenth of all jobs was finished."""

    ms: float
    cpu_ms: float
    yardstick_ms: float


def _tenth(samples: Sequence[Sample], done: int) -> _Tenth:
    """The tenth that ends at `done`."""
    start = next(n for n, sample in enumerate(samples) if sample.done >= done - DOCUMENTS * PASSAGES * QUESTIONS // 10)
    end = next(n for n, sample in enumerate(samples) if sample.done >= done)
    first, last = samples[start], samples[end]
    jobs_done = last.done - first.done
    return _Tenth(
        ms=1000 * (last.at_s - first.at_s) / jobs_done,
        cpu_ms=1000 * (last.cpu_s - first.cpu_s) / jobs_done,
        yardstick_ms=1000 * statistics.mean(sample.yardstick_s for sample in samples[start:end]),
    )


def _growth(tenths: Sequence[float]) -> float:
    """From the first to the last along the median of all slopes (Theil 1950, Sen 1968), which one disturbed tenth
    does not move."""
    places = range(len(tenths))
    slope = statistics.median((tenths[b] - tenths[a]) / (b - a) for a in places for b in places if a < b)
    first = statistics.median(value - slope * place for place, value in zip(places, tenths, strict=True))
    return slope * (len(tenths) - 1) / first


def _draw(samples: Sequence[Sample]) -> None:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    times = [sample.at_s for sample in samples]
    memory = {name: [sample.rss_bytes[name] / 2**20 for sample in samples] for name in samples[0].rss_bytes}
    figure, places = pyplot.subplots(2, 2, figsize=(9, 6), sharex=True)
    for place, title, lines in (
        (places[0, 0], "jobs done", {"": [sample.done for sample in samples]}),
        (places[0, 1], "messages in Redis", {"": [sample.messages for sample in samples]}),
        (places[1, 0], "wait of the oldest announced passage, s", {"": [sample.oldest_s for sample in samples]}),
        (places[1, 1], "resident memory, MiB", memory),
    ):
        for label, values in lines.items():
            place.plot(times, values, label=label, linewidth=1.4)
        place.set_title(title, fontsize=10)
        place.set_ylim(bottom=0)
        place.grid(color="#e4e4e4", linewidth=0.6)
    places[1, 1].legend(frameon=False, fontsize=9)
    for place in places[1]:
        place.set_xlabel("seconds", fontsize=9)
    figure.tight_layout()
    figure.savefig(PICTURE, dpi=90, metadata={"Software": None})
    pyplot.close(figure)
