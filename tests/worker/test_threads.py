"""The CPUs of a container, read from files laid out as the kernel lays them out."""

import os
from pathlib import Path

import pytest
import torch

from schemas.settings import Settings
from worker.threads import container_cpus, use_threads


@pytest.fixture
def eight_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(8)))


@pytest.mark.usefixtures("eight_cores")
@pytest.mark.parametrize(
    ("cpu_max", "cpus"),
    [("200000 100000\n", 2), ("150000 100000\n", 2), ("20000 100000\n", 1), ("max 100000\n", 8), ("rubbish\n", 8)],
)
def test_the_quota_of_version_2(tmp_path: Path, cpu_max: str, cpus: int) -> None:
    (tmp_path / "cpu.max").write_text(cpu_max)

    assert container_cpus(tmp_path) == cpus


@pytest.mark.usefixtures("eight_cores")
@pytest.mark.parametrize(("quota", "cpus"), [("300000\n", 3), ("-1\n", 8), ("1600000\n", 8)])
def test_the_quota_of_version_1(tmp_path: Path, quota: str, cpus: int) -> None:
    (tmp_path / "cpu").mkdir()
    (tmp_path / "cpu" / "cpu.cfs_quota_us").write_text(quota)
    (tmp_path / "cpu" / "cpu.cfs_period_us").write_text("100000\n")

    assert container_cpus(tmp_path) == cpus


def test_without_a_quota_the_affinity_counts(tmp_path: Path) -> None:
    assert container_cpus(tmp_path) == len(os.sched_getaffinity(0))


def test_torch_gets_the_threads_of_the_settings() -> None:
    before = torch.get_num_threads()
    try:
        assert use_threads(Settings(threads=1)) == 1
        assert torch.get_num_threads() == 1
        assert use_threads(Settings()) == container_cpus() == torch.get_num_threads()
    finally:
        torch.set_num_threads(before)
