"""The scripted engine's rules, and its drills in processes that may die of them."""

import math
import signal
import subprocess
import sys
import time

import pytest

from schemas.catalogue import load_catalogue
from schemas.errors import EngineFailed
from schemas.settings import Settings
from worker.engines import load_engine
from worker.engines.contract import Ask, Engine

PASSAGE = """Services Vendor Inc.
Invoice number: 0001
Payment terms: 30 days net
The warranty lasts two years. Repairs are not covered by the insurance.
Total amount: $22,500.00"""
CHOICES = ("Yes", "No", "Not Found")


@pytest.fixture
def engine() -> Engine:
    return load_engine(load_catalogue(Settings()).find("scripted"), Settings())


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What is the invoice number?", "0001"),
        ("What is the total amount?", "$22,500.00"),
        ("What are the payment terms?", "30 days net"),
        ("How long does the warranty last? The warranty years?", "The warranty lasts two years."),
        ("Who is the chief executive?", "Not Found"),
        ("", "Not Found"),
    ],
)
def test_answers_come_from_the_nearest_line(engine: Engine, question: str, answer: str) -> None:
    [generation] = engine.answer(PASSAGE, [Ask(question, 20)])

    assert generation.text == answer
    assert generation.complete


@pytest.mark.parametrize(
    ("question", "choice"),
    [
        ("Is there a warranty of two years?", "Yes"),
        ("Are repairs covered by the insurance?", "No"),
        ("Is the chief executive married?", "Not Found"),
    ],
)
def test_choices_follow_the_nearest_sentence(engine: Engine, question: str, choice: str) -> None:
    assert engine.answer(PASSAGE, [Ask(question, 1, CHOICES)])[0].text == choice


def test_the_nearer_the_line_the_surer_the_answer(engine: Engine) -> None:
    near, far = engine.answer(PASSAGE, [Ask("invoice number", 5), Ask("invoice number of the railway company", 5)])

    assert near.text == far.text == "0001"
    assert far.logprobs[0] < near.logprobs[0] < 0
    assert math.exp(near.logprobs[0]) > 0.9


def test_each_answer_takes_the_time_that_is_set() -> None:
    settings = Settings(scripted_delay_s=0.05)
    engine = load_engine(load_catalogue(settings).find("scripted"), settings)

    begin = time.monotonic()
    engine.answer(PASSAGE, [Ask("invoice number", 5)] * 3)

    assert time.monotonic() - begin >= 0.15


def test_the_drill_fail(engine: Engine) -> None:
    with pytest.raises(EngineFailed, match="drill"):
        engine.answer(PASSAGE + "\n[[drill: fail]]", [Ask("invoice number", 5)])


def test_a_drill_for_one_word_spares_other_questions(engine: Engine) -> None:
    passage = PASSAGE + "\n[[drill: fail on Warranty]]"

    assert engine.answer(passage, [Ask("What is the invoice number?", 5)])[0].text == "0001"
    with pytest.raises(EngineFailed):
        engine.answer(passage, [Ask("What is the invoice number?", 5), Ask("How long is the warranty?", 5)])


def scripted_process(passage: str, before: str = "", stderr: int | None = None) -> subprocess.Popen[bytes]:
    program = (
        f"{before}from schemas.catalogue import load_catalogue; from schemas.settings import Settings\n"
        "from worker.engines import load_engine; from worker.engines.contract import Ask\n"
        "engine = load_engine(load_catalogue(Settings()).find('scripted'), Settings()); print('ready', flush=True)\n"
        f"engine.answer({passage!r}, [Ask('invoice number', 5)]); print('answered')"
    )
    return subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=stderr)


def test_the_drill_die_kills_the_process() -> None:
    with scripted_process(PASSAGE + "[[drill: die]]") as process:
        said, _ = process.communicate(timeout=30)

    assert process.returncode == -signal.SIGKILL
    assert said == b"ready\n"


@pytest.mark.parametrize("drill", ["hang", "loop", "deadlock"])
def test_a_drill_that_never_returns(drill: str) -> None:
    with scripted_process(PASSAGE + f"[[drill: {drill}]]") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=0.5)
        process.kill()


def test_no_signal_handler_runs_in_the_drill_deadlock() -> None:
    with scripted_process(PASSAGE + "[[drill: deadlock]]") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=0.5)
        process.kill()


def test_the_drill_devour_ends_where_memory_is_limited() -> None:
    limited = "import resource; resource.setrlimit(resource.RLIMIT_DATA, (2**30, 2**30))\n"
    with scripted_process(PASSAGE + "[[drill: devour]]", before=limited, stderr=subprocess.PIPE) as process:
        _, trace = process.communicate(timeout=30)

    assert process.returncode == 1
    assert trace.decode().rstrip().endswith("MemoryError")


def test_neither_the_worker_nor_its_scripted_engine_imports_torch() -> None:
    program = (
        "import sys; from schemas.catalogue import load_catalogue; from schemas.settings import Settings\n"
        "import worker.prepare, worker.threads, schemas.model_folder; from worker.engines import load_engine\n"
        "load_engine(load_catalogue(Settings()).find('scripted'), Settings())\n"
        "assert not {'torch', 'transformers'} & set(sys.modules), 'a process that forks would have torch'"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
