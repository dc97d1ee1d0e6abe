"""Certificates of insurance: a type of document that no generator of the training writes, with reviewed answers.

A trade's own words (assured, underwriters, excess) stand in the place of those that a model has met, and what is asked
for is often one of several that look alike: two parties, three sums, four dates.
"""

import random
from collections.abc import Iterator
from typing import Any

from ops.training.generators.draft import Claim, Draft, Item
from ops.training.generators.layouts import form, join
from ops.training.generators.world import World
from ops.training.rows import Passage
from schemas.catalogue import PromptTemplate

#: Questions that a person has reviewed of one certificate.
QUESTIONS = 5
_CLASSES = (
    "Public and Products Liability", "Marine Cargo", "Professional Indemnity", "Contractors All Risks",
    "Employers Liability", "Directors and Officers", "Hull and Machinery", "Product Recall",
)  # fmt: skip
_TERRITORIES = (
    "Worldwide", "Worldwide excluding USA and Canada", "European Union", "United Kingdom and Ireland", "Asia Pacific",
)  # fmt: skip
_WAIVER = Claim(
    ("Do the underwriters waive subrogation?", "Is subrogation waived?"),
    ("Underwriters agree to waive their rights of subrogation against the certificate holder.",),
    ("Rights of subrogation against the certificate holder are reserved.",),
    0.6,
)
_PRIMARY = Claim(
    ("Is the cover primary?", "Does this cover respond before other insurance?"),
    ("This cover is primary to and non-contributing with any other insurance.",),
    ("This cover is in excess of any other insurance that is in force.",),
    0.5,
)


def gold_rows(many: int, seed: str, template: PromptTemplate) -> list[dict[str, Any]]:
    """So many rows of gold, QUESTIONS about each certificate."""
    return [row for number in range(-(-many // QUESTIONS)) for row in _rows(number, seed, template)][:many]


def _rows(number: int, seed: str, template: PromptTemplate) -> Iterator[dict[str, Any]]:
    passage = certificate(Draft(World(f"{seed}/{number}"), template))
    chosen = random.Random(f"{seed}/{number}").sample(passage.rows, QUESTIONS)
    for place, row in enumerate(chosen):
        yield {
            "id": f"{number}-{place}",
            "kind": "boolean" if row.question.startswith(("Is ", "Do ", "Does ")) else "extraction",
            "document": f"certificate-{number}.pdf",
            "context": passage.text,
            "query": row.question,
            "answers": [row.answer],
        }


def certificate(draft: Draft) -> Passage:
    """Heading, parties, cover with its sums and dates, conditions."""
    world = draft.world
    begins = world.day()
    ends = world.later(begins, 300, 730)
    parties = [
        Item("insured party", world.company(), ("Assured", "Name of Assured"), ("Who is insured?",), 0.95),
        Item("insurer", world.company(), ("Underwriters", "Security", "Carrier"), ("Who is the insurer?",), 0.9),
        Item("broker", world.company(), ("Placed by", "Intermediary"), ("Who arranged the insurance?",), 0.6),
        Item("certificate holder", world.company(), ("Issued to", "Certificate holder"),
             ("To whom is the certificate issued?",), 0.7),
        Item("loss payee", world.company(), ("Loss payee", "Losses payable to"), ("To whom are losses paid?",), 0.4),
    ]  # fmt: skip
    cover = [
        Item("policy number", world.number("B####??######", "UMR B####/######", "MC-####-##"),
             ("Unique market reference", "Contract no.", "Slip no."), ("Under which number is the policy?",), 0.9),
        Item("certificate number", world.number("CERT ####/##", "EOI-#####"), ("Evidence no.", "Certificate ref."),
             ("What is the number of the certificate?",), 0.7),
        Item("type of cover", world.one(*_CLASSES), ("Class", "Interest"), ("What kind of insurance is it?",), 0.85),
        Item("limit of cover", world.money(world.amount(1_000_000, 25_000_000)),
             ("Limit of indemnity", "Sum insured", "LOI any one event"), ("Up to which amount is paid?",), 0.9),
        Item("deductible", world.money(world.amount(500, 50_000)), ("Excess", "Retention each claim"),
             ("How much does the insured pay itself?",), 0.75),
        Item("premium", world.money(world.amount(900, 90_000)), ("Consideration", "Gross premium"),
             ("What does the insurance cost?",), 0.4),
        Item("start of cover", world.date(begins), ("Attaching", "Inception"), ("When does the cover begin?",), 0.9),
        Item("end of cover", world.date(ends), ("Expiring", "Natural expiry"), ("When does the cover end?",), 0.9),
        Item("notice of cancellation", world.one("30 days", "14 days", "60 days", "10 days"),
             ("NOC", "Cancellation"), ("How much notice of cancellation is given?",), 0.5),
        Item("territory", world.one(*_TERRITORIES), ("Territorial limits", "Situation"),
             ("Where does the cover apply?",), 0.65),
        Item("governing law", world.law(), ("Choice of law",), ("Which law applies?",), 0.4),
    ]  # fmt: skip
    heading = world.one("EVIDENCE OF INSURANCE", "TO WHOM IT MAY CONCERN: CERTIFICATE OF COVER", "COVER NOTE")
    named, terms = draft.state(parties), draft.state(cover)
    world.random.shuffle(terms)
    issued = (
        f"Signed {world.date(world.later(begins, 1, 40))} at {world.city()}, {world.person()}, authorised signatory"
    )
    return draft.passage(
        join(heading, form(world, named), form(world, terms), " ".join(draft.claims([_WAIVER, _PRIMARY])), issued)
    )
