"""Everything of a batch recounted from the rows: what a bug or a kill could leave, looked for one rule at a time.

Nothing here trusts a constraint of the tables, a state or a sum. All is looked at in one transaction, so that it speaks
of one moment.
"""

from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from schemas.ledger.audit_rules import rules
from schemas.ledger.audit_rules.rule import Rule
from schemas.ledger.database import clock, reading
from schemas.questionnaire import Questionnaire
from schemas.states import FINAL, State
from schemas.tables import answers, batches, documents, jobs

#: How many ids of one imbalance are listed; all are counted.
LISTED = 100


@dataclass(frozen=True)
class Imbalance:
    """One rule that rows of a batch break."""

    name: str
    table: str
    meaning: str
    count: int
    ids: tuple[str, ...]  # of `table`, the first LISTED in their order


@dataclass(frozen=True)
class Sum:
    """How many rows there are, and how many of them are in each state."""

    registered: int
    by_state: dict[str, int]

    @property
    def balanced(self) -> bool:
        return self.registered == sum(self.by_state.values())

    @property
    def ended(self) -> bool:
        """Whether every row is in a final state."""
        return self.registered == sum(self.by_state[state] for state in FINAL)


@dataclass(frozen=True)
class Audit:
    """A batch at one moment: its sums (documents, jobs, and jobs of each kind) and what is wrong with it."""

    batch: str
    sums: dict[str, Sum]
    answers: int
    imbalances: tuple[Imbalance, ...]

    @property
    def balanced(self) -> bool:
        return not self.imbalances

    @property
    def ended(self) -> bool:
        """Whether every document and every job is in a final state."""
        return all(found.ended for found in self.sums.values())

    def to_json(self) -> dict[str, Any]:
        """The audit as JSON has it."""
        sums = {
            what: {"registered": found.registered, **found.by_state, "balanced": found.balanced}
            for what, found in self.sums.items()
        }
        imbalances = [asdict(imbalance) for imbalance in self.imbalances]
        return {"batch": self.batch, "balanced": self.balanced, "ended": self.ended, "answers": self.answers} | {
            "sums": sums,
            "imbalances": imbalances,
        }


def audit(database: sa.Engine, batch: str) -> Audit:
    """Recount the batch with this id.

    On a batch that is worked on, what a dispatcher puts right at its next step (an expired lease, work that waits in a
    cancelled batch) is an imbalance too; its meaning says so.
    """
    with reading(database) as tx:
        questionnaire = Questionnaire.model_validate(
            tx.scalar(sa.select(batches.c.questionnaire).where(batches.c.id == batch))
        )
        found = [_look(tx, rule) for rule in rules(batch, questionnaire, clock(tx))]
        answered = sa.select(sa.func.count()).select_from(answers.join(jobs, jobs.c.id == answers.c.job_id))
        return Audit(
            batch=batch,
            sums=_sums(tx, batch),
            answers=tx.scalar(answered.where(jobs.c.batch_id == batch)) or 0,
            imbalances=tuple(imbalance for imbalance in found if imbalance is not None),
        )


def _look(tx: sa.Connection, rule: Rule) -> Imbalance | None:
    column = rule.broken.selected_columns[0]
    ids = tuple(tx.scalars(rule.broken.order_by(column).limit(LISTED + 1)))
    if not ids:
        return None
    many = sa.select(sa.func.count()).select_from(rule.broken.subquery())
    count = len(ids) if len(ids) <= LISTED else tx.scalar(many) or 0
    return Imbalance(rule.name, rule.table, rule.meaning, count, ids[:LISTED])


def _sums(tx: sa.Connection, batch: str) -> dict[str, Sum]:
    kinds = tx.scalars(sa.select(jobs.c.kind).where(jobs.c.batch_id == batch).distinct().order_by(jobs.c.kind))
    rows = {"documents": (documents, sa.true()), "jobs": (jobs, sa.true())}
    rows |= {f"{kind} jobs": (jobs, jobs.c.kind == kind) for kind in kinds}
    return {what: _sum(tx, table, sa.and_(table.c.batch_id == batch, of)) for what, (table, of) in rows.items()}


def _sum(tx: sa.Connection, table: sa.Table, where: sa.ColumnElement[bool]) -> Sum:
    registered = tx.scalar(sa.select(sa.func.count()).select_from(table).where(where)) or 0
    by_state = tx.execute(sa.select(table.c.state, sa.func.count()).where(where).group_by(table.c.state)).all()
    found: dict[str, int] = dict(map(tuple, by_state))
    return Sum(registered, {str(state): found.get(state, 0) for state in State})
