"""Invoices and credit notes in many languages, asked in English."""

from ops.training.generators.bills.asked import ask
from ops.training.generators.bills.page import page
from ops.training.generators.bills.particulars import Bill, particulars
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
    decided = _decided(facts)
    for question in draft.world.random.sample(sorted(decided), 1):
        draft.decide(question, decided[question])
    return draft.passage(text)


def _decided(facts: Bill) -> dict[str, bool]:
    """Questions of yes or no that the facts settle."""
    found = {
        "Is this document a credit note?": facts.is_credit,
        "Is this document an invoice?": True,
        "Does the document state a due date?": facts.said["due"] is not None,
    }
    if facts.is_credit:
        del found["Is this document an invoice?"]
    else:
        # An amount without a sign is in no currency that the text names.
        found |= {"Is the invoice in euros?": "€" in facts.total or "EUR" in facts.total} if facts.is_priced else {}
        found |= (
            {"Is the invoice addressed to a company?": facts.is_to_company} if facts.is_to_company is not None else {}
        )
    return found
