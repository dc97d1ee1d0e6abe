"""The settings: read from the environment, named where they are wrong, handed on to child processes unchanged."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from producer.commands import environment
from schemas.errors import SettingsInvalid
from schemas.settings import Settings, settings


@pytest.fixture(autouse=True)
def _read_anew() -> Iterator[None]:
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_the_defaults_can_be_used() -> None:
    assert settings() == Settings()
    assert settings().database.startswith("sqlite:///")


def test_the_environment_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIGHTCLERK_LEASE_S", "7.5")
    monkeypatch.setenv("NIGHTCLERK_OFFLINE", "true")

    assert (settings().lease_s, settings().offline) == (7.5, True)
    monkeypatch.setenv("NIGHTCLERK_LEASE_S", "8")
    assert settings().lease_s == 7.5


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("NIGHTCLERK_LEASE_S", "0"),
        ("NIGHTCLERK_LEASE_S", "soon"),
        ("NIGHTCLERK_MAX_ATTEMPTS", "0"),
        ("NIGHTCLERK_PASSAGE_TOKENS", "10"),
        ("NIGHTCLERK_THREADS", "two"),
        ("NIGHTCLERK_DOORBELL_CAP", "-1"),
        ("NIGHTCLERK_FLOWER_PORT", "70000"),
        ("NIGHTCLERK_OFFLINE", "perhaps"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)

    with pytest.raises(SettingsInvalid, match=f"{variable}: Input should be"):
        settings()


def test_all_values_that_cannot_be_used_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIGHTCLERK_LEASE_S", "{soon}")
    monkeypatch.setenv("NIGHTCLERK_THREADS", "0")

    with pytest.raises(SettingsInvalid, match=r"NIGHTCLERK_THREADS.*NIGHTCLERK_LEASE_S"):
        settings()


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        Settings().lease_s = 1.0  # type: ignore[misc]


def test_an_unknown_setting_is_refused() -> None:
    with pytest.raises(ValidationError):
        Settings(leese_s=1.0)  # type: ignore[call-arg]


def test_a_password_is_not_shown() -> None:
    assert "moonlight" not in repr(Settings(flower_password=SecretStr("moonlight")))


def test_a_child_process_reads_the_settings_of_its_parent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given = Settings(cache=tmp_path, lease_s=3.5, offline=True, threads=2, flower_password=SecretStr("moonlight"))

    for name, value in environment(given).items():
        monkeypatch.setenv(name, value)

    assert settings() == given
