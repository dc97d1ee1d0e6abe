"""Invoices and credit notes in many languages, asked in English."""

from ops.training.generators.bills.asked import ask
from ops.training.generators.bills.page import page
from ops.training.generators.bills.particulars import particulars
from ops.training.generators.draft import Draft
from ops.training.rows import Passage


def bill(draft: Draft) -> Passage:
    """A bill of a shop, a supplier, a hotel or of who sells light and lines; now and then a credit note."""
    facts = particulars(draft.world)
    text, terms = page(draft.world, facts)
    ask(draft, facts, terms)
    kind = "credit note" if facts.is_credit else "invoice"
    draft.summarize(
        f"{facts.issuer} sends {facts.customer} {'a' if facts.is_credit else 'an'} {kind} over {facts.total}.",
        f"{kind.capitalize()} of {facts.issuer} over {facts.total}",
    )
    if draft.world.happens(0.3):
        draft.decide("Is this document a credit note?", facts.is_credit)
    elif draft.world.happens(0.4) and not facts.is_credit:
        draft.decide("Is this document an invoice?", True)
    elif draft.world.happens(0.5):
        draft.decide("Does the document state a due date?", facts.said["due"] is not None)
    return draft.passage(text)
