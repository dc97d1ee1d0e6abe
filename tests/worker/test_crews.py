"""How the cores of a host are shared out: tried with real processes, kept, and shown by the doctor."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from producer.host_plan import describe, measured_plan, run_command, worker_commands
from schemas.catalogue import load_catalogue
from schemas.errors import HostPlanBroken, HostPlanMissing, TryWorkerDied
from schemas.host_plan import Crew, HostPlan, Tried, forget_plan, plan_file, read_plan, write_plan
from schemas.settings import Settings
from small_gold import save_gold
from worker.crews import Trial, candidates, try_crews
from worker.memory_room import RESERVE_BYTES, container_bytes, room_bytes
from worker.stages import stages
from worker.threads import container_cpus

NIGHTCLERK = str(Path(sys.executable).with_name("nightclerk"))
GB = 10**9

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="memory that is shared is told by Linux alone")


def crews(*pairs: tuple[int, int]) -> list[Crew]:
    return [Crew(workers=workers, threads=threads) for workers, threads in pairs]


def tried(model: str, path: Path, wanted: Sequence[Crew], room: int = 10**15) -> tuple[str, list[Tried]]:
    with stages("small") as shown:
        return try_crews(Trial(model, path, room), wanted, shown)


@pytest.mark.parametrize(
    ("cpus", "pairs"),
    [
        (1, [(1, 1)]),
        (2, [(1, 2), (2, 1)]),
        (6, [(1, 6), (2, 3), (4, 1), (6, 1)]),
        (8, [(1, 8), (2, 4), (4, 2), (8, 1)]),
    ],
)
def test_the_cores_are_halved_until_each_worker_has_one(cpus: int, pairs: list[tuple[int, int]]) -> None:
    assert candidates(cpus) == crews(*pairs)


@linux_only
def test_each_crew_is_run_and_its_memory_read(tmp_path: Path) -> None:
    path = save_gold(tmp_path / "gold.jsonl", contexts=3)

    engine, [one, two] = tried("scripted", path, crews((1, 2), (2, 1)))

    assert engine == "scripted"
    for found in (one, two):
        assert found.reason is None
        assert found.questions_a_minute > 0
        assert found.first_bytes > found.further_bytes > 1e6  # what is shared counts for the first alone
    assert two.total_bytes == two.first_bytes + two.further_bytes
    assert two.crew == Crew(workers=2, threads=1)


@linux_only
def test_crews_without_room_are_left_out_with_the_reason(tmp_path: Path) -> None:
    path = save_gold(tmp_path / "gold.jsonl", contexts=1)

    _, [one, two, many] = tried("scripted", path, crews((1, 2), (2, 1), (1000, 1)), room=200 * 10**6)

    assert one.reason is two.reason is None
    assert many.reason is not None
    assert "there is room for 0.20 GB" in many.reason
    assert many.questions_a_minute == 0


@linux_only
def test_the_first_crew_is_tried_whatever_the_room(tmp_path: Path) -> None:
    _, [one, two] = tried("scripted", save_gold(tmp_path / "gold.jsonl", contexts=1), crews((1, 2), (2, 1)), room=1)

    assert one.reason is None
    assert two.reason is not None


def test_a_worker_that_cannot_start_ends_the_measurement(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(TryWorkerDied):
        tried("scripted", tmp_path / "absent.jsonl", crews((1, 1)))

    assert "absent.jsonl cannot be read" in capfd.readouterr().err


@linux_only
def test_a_model_on_torch_is_tried(tmp_path: Path) -> None:
    from small_models import save_small_model  # the other tests here need no torch

    folder = save_small_model(tmp_path / "model")

    _, [one] = tried(str(folder), save_gold(tmp_path / "gold.jsonl", contexts=2), crews((1, 1)))

    assert one.questions_a_minute > 0
    assert one.first_bytes > 100e6  # torch itself


# --- room ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "text"), [("memory.max", "3000000000\n"), ("memory/memory.limit_in_bytes", "3000000000\n")]
)
def test_the_limit_of_a_container_counts(tmp_path: Path, file: str, text: str) -> None:
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(text)

    assert container_bytes(tmp_path) == 3000000000
    assert room_bytes(tmp_path) <= 3000000000 - RESERVE_BYTES


@pytest.mark.parametrize("text", ["max\n", "9223372036854771712\n", "rubbish"])
def test_without_a_limit_the_machine_counts(tmp_path: Path, text: str) -> None:
    (tmp_path / "memory.max").write_text(text)

    assert container_bytes(tmp_path) == container_bytes(tmp_path / "absent")


# --- the plan -----------------------------------------------------------------------------------------------------


def plan(**changed: object) -> HostPlan:
    measured = (
        Tried(crew=Crew(workers=1, threads=4), questions_a_minute=30, first_bytes=GB, further_bytes=GB),
        Tried(crew=Crew(workers=2, threads=2), questions_a_minute=50, first_bytes=2 * GB, further_bytes=GB),
        Tried(crew=Crew(workers=4, threads=1), reason="needs about 5.00 GB, and there is room for 4.00 GB"),
    )
    given = {
        "model": "scripted", "engine": "scripted", "weights": None, "cpus": container_cpus(), "room_bytes": 4 * GB,
        "measured_on": "2026-11-23", "tried": measured, **changed,
    }  # fmt: skip
    return HostPlan.model_validate(given)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(cache=tmp_path / "cache", model="scripted")


def test_the_best_crew_is_the_fastest_that_has_room() -> None:
    assert plan().best.crew == Crew(workers=2, threads=2)
    assert plan().best.total_bytes == 3 * GB


def test_of_crews_that_are_nearly_as_fast_the_smallest_is_best() -> None:
    rates = {1: 40.0, 2: 49.9, 4: 50.1, 8: 50.0}
    tried = [Tried(crew=Crew(workers=n, threads=8 // n), questions_a_minute=rate) for n, rate in rates.items()]

    assert plan(tried=tried).best.crew == Crew(workers=2, threads=4)


def test_a_plan_is_kept_and_says_how_to_use_it(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("producer.host_plan.container_cpus", lambda: 4)
    card = load_catalogue(settings).find("scripted")
    with pytest.raises(HostPlanMissing, match="nobody has measured"):
        measured_plan(settings)

    write_plan(card, settings, plan(cpus=4))

    assert measured_plan(settings) == plan(cpus=4)
    words = describe(plan())
    assert "2 workers with 2 threads each: 50 questions a minute in 3.0 GB (2.0 GB the first, 1.0 GB each" in words
    crew = Crew(workers=2, threads=2)
    command = "nightclerk run FOLDER --questions QUESTIONS.yaml --model scripted --workers 2"
    assert run_command(card, settings, crew) == command
    assert run_command(card, settings.model_copy(update={"threads": 4}), crew) == f"NIGHTCLERK_THREADS=2 {command}"
    one = "nightclerk worker --model scripted --threads 2"
    assert worker_commands(card, crew) == [f"{one} --name worker1", f"{one} --name worker2"]
    assert worker_commands(card, Crew(workers=1, threads=2)) == [one]


def test_a_plan_is_forgotten_when_the_precision_may_have_changed(settings: Settings) -> None:
    card = load_catalogue(settings).find("scripted")
    write_plan(card, settings, plan())

    assert forget_plan(card, settings)
    assert read_plan(card, settings) is None
    assert not forget_plan(card, settings)


def test_a_plan_of_another_machine_model_or_precision_is_not_used(settings: Settings) -> None:
    card = load_catalogue(settings).find("scripted")
    for other in (plan(cpus=10**6), plan(weights="other"), plan(engine="scripted@int16")):
        write_plan(card, settings, other)
        chosen = settings.model_copy(update={"precision": "fp32"})
        with pytest.raises(HostPlanMissing, match="have changed"):
            measured_plan(chosen)
    plan_file(card, settings).write_text("{")
    with pytest.raises(HostPlanBroken):
        measured_plan(settings)


@linux_only
def test_the_doctor_measures_keeps_and_shows(tmp_path: Path, settings: Settings) -> None:
    given = {"CACHE": settings.cache, "MODEL": "scripted", "DATABASE": f"sqlite:///{tmp_path / 'x.db'}"}
    environment = {**os.environ, **{f"NIGHTCLERK_{name}": str(value) for name, value in given.items()}}

    def doctor(*options: str) -> str:
        done = subprocess.run(
            [NIGHTCLERK, "doctor", *options], env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        return done.stdout + done.stderr

    assert "nobody has measured it" in doctor()
    measured = doctor("--measure")
    assert "workers × threads" in measured
    assert "the best" in measured
    kept = read_plan(load_catalogue(settings).find("scripted"), settings)
    assert kept is not None
    assert [one.crew for one in kept.tried] == candidates(container_cpus())
    assert f"--model scripted --workers {kept.best.crew.workers}" in doctor()
