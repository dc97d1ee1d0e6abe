"""Flower, to watch the tasks: on loopback, behind a password."""

import secrets

from rich.console import Console

from producer import commands
from producer.processes import Processes
from producer.valkey import free_port
from schemas.settings import Settings


def flower_login(settings: Settings) -> tuple[str, str]:
    """User and password: those of the settings, or a new password where none is set."""
    password = settings.flower_password
    return settings.flower_user, password.get_secret_value() if password else secrets.token_urlsafe(12)


def say_login(settings: Settings, port: int, user: str, password: str, console: Console) -> None:
    shown = "the password of NIGHTCLERK_FLOWER_PASSWORD" if settings.flower_password else f"password {password}"
    console.print(f"Flower: http://127.0.0.1:{port} user {user}, {shown}", highlight=False)


def start_flower(processes: Processes, settings: Settings, console: Console) -> None:
    """Start Flower beside a run; on a free port where the settings say 0."""
    port = settings.flower_port or free_port()
    user, password = flower_login(settings)
    environment = commands.environment(settings) | commands.flower_environment(user, password)
    processes.start("flower", commands.flower_command(port), environment)
    say_login(settings, port, user, password, console)
