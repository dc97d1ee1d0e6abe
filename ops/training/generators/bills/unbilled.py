"""Papers of business without a bill, asked for what bills say."""

from datetime import timedelta
from decimal import Decimal

from ops.training.generators.bills import papers
from ops.training.generators.draft import Draft
from ops.training.generators.sketches.sketch import read, summarize, tell
from ops.training.generators.sketches.slots import slots
from ops.training.generators.world import World
from ops.training.rows import Passage

_DUE = ("@due date", "What is the due date?", "@payment due date", "When is payment due?")
_NUMBER = ("@invoice number", "What is the invoice number?", "@invoice no.")
_TOTAL = ("@total due", "@amount due", "@total amount due", "What is the total amount due?")
_DATED = ("@document date", "What is the document date?", "@date of the document", "What is the date of the document?")
_PAID = ("@payment date", "On what date was the invoice paid?")
_INVOICED = ("@invoice date", "What is the invoice date?")
_ACCOUNT = ("@IBAN", "What is the IBAN?")
#: For each paper what it never says, though it says what looks like it.
PAPERS = {
    papers.EMPLOYMENT: (_DUE, _NUMBER, _TOTAL, _DATED, _PAID, _INVOICED),
    papers.LEASE: (_DUE, _NUMBER, _TOTAL, _DATED, _PAID, _INVOICED),
    papers.SERVICE: (_DUE, _NUMBER, _TOTAL, _DATED, _PAID, _ACCOUNT),
    papers.INVITATION: (_DUE, _NUMBER, _TOTAL, _DATED, _PAID),
    papers.LETTER: (_DUE, _NUMBER, _TOTAL, _DATED, _PAID, _INVOICED),
    papers.OPEN_ITEMS: (_DUE, _NUMBER, _TOTAL, _INVOICED),
    papers.NOTICE: (_NUMBER, _PAID, _INVOICED, _ACCOUNT),
    papers.CARD_SLIP: (_DUE, _NUMBER, _INVOICED, _ACCOUNT),
}
_FORMS = ("PD-####", "##-####", "?#####", "20##/###", "#0####", "??-####-#")
_NUMBERS, _DAYS = 3, 7


def unbilled(draft: Draft) -> Passage:
    """An offer of employment, a lease, an agreement, an invitation, a letter, a statement, a slip."""
    world = draft.world
    lines = world.one(*PAPERS)
    found = _slots(world)
    told = tell(draft, read(lines), found, chance=0.9)
    text = world.one("\n\n", "\n").join(told).replace(" // ", "\n")
    summarize(draft, read(lines), found)
    for questions in world.random.sample(PAPERS[lines], 4):
        question = world.one(*questions)
        by_key = question.startswith("@")
        draft.absent(draft.template.key_value.format(key=question[1:]) if by_key else question)
    if world.happens(0.4):
        draft.decide("Is this document an invoice?", False)
    return draft.passage(text)


def _slots(world: World) -> dict[str, str]:
    """Those of every sketch; days d0 < ... < d6, amounts m1 < ... < m4, r1 to r3 numbers of papers, a1 an address."""
    found, day = slots(world), world.day()
    for at in range(_DAYS):
        found[f"d{at}"] = world.date(day)
        day += timedelta(days=world.random.randint(3, 60))
    amounts = sorted(world.random.sample(range(30000, 3000000), 4))
    found |= {f"m{at}": world.money(Decimal(amount) / 100) for at, amount in enumerate(amounts, 1)}
    found["balance"] = world.money(Decimal(amounts[2] + amounts[1] - amounts[0]) / 100)
    numbers: list[str] = []
    while len(numbers) < _NUMBERS:
        number = world.number(*_FORMS)
        numbers += [number] if number not in numbers else []
    found |= {f"r{at}": number for at, number in enumerate(numbers, 1)}
    unit = world.one("works council", "steering committee", "board", "safety committee", "budget committee")
    return found | {"a1": world.address(), "job": world.job(), "unit0": unit}
