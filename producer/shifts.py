"""The workers of `nightclerk run`, in shifts: a second model is loaded when nothing is left to do for the first, whose
workers are ended before. So one model is in memory at a time, and has all cores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from producer.processes import Processes, Service
from schemas.ledger.escalations import second_has_its_turn


@dataclass(frozen=True)
class Crew:
    """The workers for one model: their names, each with its command, and the environment of all."""

    model: str
    commands: Mapping[str, Sequence[str]]
    environment: Mapping[str, str]


class Shifts:
    """Starts the crew that has work in a batch, and changes crews where the work does. Without a second crew the first
    one stays."""

    def __init__(
        self, processes: Processes, database: sa.Engine, batch: str, first: Crew, second: Crew | None = None
    ) -> None:
        self._processes = processes
        self._database = database
        self._batch = batch
        self._first = first
        self._second = second
        self._leaving = False
        self._at_work = first
        self._at_work = self._wanted()
        self.workers: list[Service] = self._start(self._at_work)

    def look(self) -> str | None:
        """Change crews if that is due; what a person may be told of it.

        Whoever works goes first, so a look may have to be repeated until the others come.
        """
        wanted = self._wanted()
        if wanted is not self._at_work and not self._leaving:
            self._processes.ask_to_end(self.workers)
            self._leaving = True
        if not self._leaving or self._processes.any_alive(self.workers):
            return None
        self.workers = self._start(wanted)
        self._at_work, self._leaving = wanted, False
        return f"{wanted.model} is asked what is left"

    def _wanted(self) -> Crew:
        if self._second is None:
            return self._first
        match second_has_its_turn(self._database, self._batch):
            case True:
                return self._second
            case False:
                return self._first
            case None:
                return self._at_work

    def _start(self, crew: Crew) -> list[Service]:
        return [self._processes.start(name, command, crew.environment) for name, command in crew.commands.items()]
