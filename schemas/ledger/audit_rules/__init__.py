"""What must be true of a batch's rows: each rule is a SELECT of the ids that break it, and takes no other as given."""

from collections.abc import Iterator

from schemas.ledger.audit_rules.answers import rules_of_answers, rules_of_passages
from schemas.ledger.audit_rules.documents import rules_of_belonging, rules_of_splits
from schemas.ledger.audit_rules.results import rules_of_results, rules_of_sources
from schemas.ledger.audit_rules.rounds import rules_of_rounds
from schemas.ledger.audit_rules.rule import Rule
from schemas.ledger.audit_rules.states import rules_of_batches, rules_of_leases, rules_of_states
from schemas.questionnaire import Questionnaire


def rules(batch: str, questionnaire: Questionnaire, now: float) -> Iterator[Rule]:
    """All of them, for the batch with this id; `now` in seconds since the epoch."""
    yield from rules_of_states(batch)
    yield from rules_of_belonging(batch)
    yield from rules_of_leases(batch, now)
    yield from rules_of_batches(batch)
    yield from rules_of_splits(batch, questionnaire)
    yield from rules_of_rounds(batch)
    yield from rules_of_passages(batch)
    yield from rules_of_answers(batch)
    yield from rules_of_results(batch, questionnaire)
    yield from rules_of_sources(batch)
