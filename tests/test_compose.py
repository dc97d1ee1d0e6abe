"""docker-compose.yml: its services are commands and settings that exist, and each model gets a worker."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from producer.cli import parts
from schemas.catalogue import load_catalogue
from schemas.errors import ModelUnknown
from schemas.settings import Settings

FILE = Path(__file__).resolve().parents[1] / "docker-compose.yml"

#: What Compose replaces: a name, and what comes of it where it is not set (`:-`) or what is then said (`:?`).
VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::(?P<how>[-?])(?P<otherwise>[^}]*))?\}")


@pytest.fixture(scope="module")
def services() -> dict[str, dict[str, Any]]:
    """The services that are built from this repository, by name."""
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {name: service for name, service in content["services"].items() if "build" in service}


def settings_of(service: dict[str, Any], monkeypatch: pytest.MonkeyPatch, **env_file: str) -> Settings:
    """The settings that a container of the service reads, with this .env."""

    def replaced(found: re.Match[str]) -> str:
        return env_file.get(found["name"]) or (found["otherwise"] if found["how"] == "-" else "anything")

    for name, value in service["environment"].items():
        given = env_file.get(name) if value is None else VARIABLE.sub(replaced, str(value))
        if given is not None:
            monkeypatch.setenv(name, given)
    return Settings()


def test_each_service_is_a_command_of_the_program(services: dict[str, dict[str, Any]]) -> None:
    commands = {info.callback.__name__ for info in parts.app.registered_commands if info.callback}
    started = {service["command"].split()[0] for service in services.values() if "command" in service}

    assert "worker" in started
    assert started <= commands


def test_each_variable_of_ours_is_a_setting(services: dict[str, dict[str, Any]]) -> None:
    given = {name for service in services.values() for name in service["environment"]}

    assert given <= {f"NIGHTCLERK_{name.upper()}" for name in Settings.model_fields}


def test_the_head_names_each_variable_that_may_be_set() -> None:
    text = FILE.read_text(encoding="utf-8")
    head = text.partition("\nx-nightclerk:")[0]
    taken = {found["name"] for found in VARIABLE.finditer(text)} | set(re.findall(r"^ +(NIGHTCLERK_\w+):$", text, re.M))

    assert {"POSTGRES_PASSWORD", "ESCALATE_TO", "NIGHTCLERK_MODEL"} <= taken
    assert taken <= set(re.findall(r"[A-Z_]{4,}", head))


def test_nothing_is_required_for_a_profile_alone(services: dict[str, dict[str, Any]]) -> None:
    """Compose replaces variables in the whole file, whichever profiles are started."""

    def required(these: list[dict[str, Any]]) -> set[str]:
        return {found["name"] for found in VARIABLE.finditer(str(these)) if found["how"] == "?"}

    always = [service for service in services.values() if "profiles" not in service]

    assert required(always) == required(list(services.values()))


def test_workers_have_the_model_that_is_set_or_the_default(
    services: dict[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settings_of(services["worker"], monkeypatch).model == Settings.model_fields["model"].default
    assert settings_of(services["cli"], monkeypatch, NIGHTCLERK_MODEL="bling-1b-0.1").model == "bling-1b-0.1"


def test_a_second_models_worker_is_started_with_its_profile_alone(
    services: dict[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    second = services["escalation-worker"]

    given = settings_of(second, monkeypatch, NIGHTCLERK_MODEL="scripted", ESCALATE_TO="bling-1b-0.1")

    assert second["profiles"] == ["escalation"]
    assert load_catalogue(given).find(given.model).name == "bling-1b-0.1"


def test_a_second_models_worker_without_its_model_says_what_to_set(
    services: dict[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = settings_of(services["escalation-worker"], monkeypatch, NIGHTCLERK_MODEL="scripted")

    with pytest.raises(ModelUnknown, match=r"set ESCALATE_TO in \.env"):
        load_catalogue(given).find(given.model)


def test_a_worker_is_given_the_time_that_its_bundle_may_take(services: dict[str, dict[str, Any]]) -> None:
    workers = [service for service in services.values() if service.get("command") == "worker"]
    minutes = [int(service["stop_grace_period"].removesuffix("m")) for service in workers]

    assert len(minutes) == 2
    assert min(minutes) * 60 > Settings().bundle_limit_s + Settings().limit_grace_s
