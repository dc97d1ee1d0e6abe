"""Papers of an office, asked what a mixed folder of papers is asked, though most of them do not say it."""

import re
from datetime import date, timedelta
from decimal import Decimal

from ops.training.generators.draft import Draft
from ops.training.generators.sketches import papers, payment
from ops.training.generators.sketches.sketch import read, summarize, tell
from ops.training.generators.sketches.slots import slots
from ops.training.generators.world import World
from ops.training.rows import NOT_FOUND, Passage, Row, Trained

#: What every paper of a folder is asked; @ is a key of the template.
FIELDS = {
    "document date": ("@document date", "@date", "What is the date of the document?", "What is the document date?"),
    "effective date": ("@effective date", "What is the effective date?"),
    "agreement date": ("@agreement date", "When does the agreement take effect?", "When was the agreement signed?"),
    "due date": ("@due date", "What is the due date?", "When is payment due?", "By when must the invoice be paid?"),
    "invoice number": ("@invoice number", "What is the invoice number?", "@invoice no."),
    "total due": ("@total due", "@amount due", "How much has to be paid?", "What is the total amount due?"),
    "parties": ("@parties to the agreement", "Who are the parties to the agreement?", "@parties"),
    "governing law": ("@governing law", "Which law governs the agreement?", "What is the governing law?"),
    "notice period": ("@notice period", "What is the notice period?", "How much notice must be given?"),
    "author": ("@author", "Who is the author?", "Who wrote the document?"),
    "recipient": ("@recipient", "Who is the recipient?", "To whom is the document addressed?"),
    "place": ("@place", "@location"),
    "term": ("@term of the agreement", "How long does the agreement run?", "What is the term of the agreement?"),
    "liability cap": ("@liability cap", "To what amount is liability limited?"),
    "bank account": ("@IBAN", "To which bank account is the amount paid?", "@bank account number"),
}
#: These would be answered in passing by papers that do not name them as such.
_ARGUABLE = frozenset({"document date", "author", "recipient", "place"})
PAPERS = (
    papers.DELIVERY_NOTE, papers.POLICY, papers.MINUTES, papers.INCIDENT, papers.MEMO, payment.STATEMENT,
    payment.REMINDER, payment.OVERDUE, payment.OPEN, payment.PAID, payment.ADVERT,
)  # fmt: skip
#: Lines that answer nothing, with days and numbers that are not those that are asked.
_ASIDES = (
    "Page 1 of 2", "Form F-{n4}, version of {d7}", "Registered in {c4} under no. {r6}", "Visit us in {c3}!",
    "Our office is closed from {d5} to {d6}.", "Please keep this paper for ten years.", "{o4} is our partner in {c3}.",
    "Printed on recycled paper.", "Copies: file, accounts", "This paper was made by a machine and needs no signature.",
    "We moved to new rooms on {d5}.", "Certified since {y4} by the chamber of trade of {c4}.",
    "Please note that our telephone numbers will change on {d6}; the old ones remain in use until {d7}.",
    "What is said here is meant for the reader alone and must not be passed on to others.",
    "Since {y3} our house has been known for careful work, and we mean to keep it so.",
)  # fmt: skip
_FORMS = ("INV-####", "##-####", "?#####", "20##/###", "#0####", "??-####-#")


def paper(draft: Draft) -> Passage:
    """A delivery note, a policy, minutes, a report, a memo, a statement, a reminder, a bill, an advertisement."""
    world, lines = draft.world, draft.world.one(*PAPERS)
    named = {field for field in FIELDS if f"%{field}" in lines}
    for field, questions in FIELDS.items():
        lines = lines.replace(f"%{field}", " | ".join(questions))
    glue = world.one("\n\n", "\n", "\n\n", " // ")
    found = _slots(world)
    told = tell(draft, read(lines), found, chance=0.92)
    for aside in world.random.sample(_ASIDES, world.random.randint(1, 4)):
        told.insert(world.random.randint(1, len(told)), aside.format(**found))
    text = glue.join(told).replace(" // ", "\n")
    named |= {"total due"} if any(found[f"m{at}"] in text for at in range(1, 5)) else set()
    named |= {"invoice number"} if "nvoice" in text else set()
    if world.happens(0.7):
        summarize(draft, read(lines), found)
    asked = {row.question for row in draft.rows}
    for field in sorted(FIELDS.keys() - named - _ARGUABLE):
        if world.happens(0.35):
            question = world.one(*FIELDS[field])
            by_key = draft.template.key_value.format(key=question[1:])
            question = by_key if question.startswith("@") else question
            draft.rows += [] if question in asked else [Row(Trained.NOT_FOUND, question, NOT_FOUND)]
    return draft.passage(text if world.happens(0.8) else re.sub(r": ", world.one(":\n", " | ", ":  "), text))


def _slots(world: World) -> dict[str, str]:
    """The slots of all sketches, with days d0 < d1 < ... < d7 and amounts m1 < ... < m4 in the forms of business;
    r1 to r5 are numbers of papers, a1 and a2 addresses, e1 a mail address, f1 a telephone number."""
    day: date = world.day()
    found = slots(world)
    for at in range(8):
        found[f"d{at}"] = world.date(day)
        day += timedelta(days=world.random.randint(3, 40))
    amounts: set[Decimal] = set()
    while len(amounts) < 4:
        amounts.add(world.amount(30, 9000))
    few = sorted(amounts)
    found |= {f"m{at}": world.money(amount) for at, amount in enumerate(few, 1)}
    found |= {"sum": world.money(few[0] + few[1]), "balance": world.money(few[2] + few[1] - few[0])}
    numbers: set[str] = set()
    while len(numbers) < 6:
        numbers.add(world.number(*_FORMS))
    found |= {f"r{at}": number for at, number in enumerate(sorted(numbers), 1)}
    found |= {"a1": world.address(), "a2": world.address(), "e1": world.mail(found["p1"]), "f1": world.phone()}
    unit = world.one("works council", "steering committee", "board", "safety committee", "budget committee")
    return found | {"unit0": unit, "job": world.job()}
