"""Contracts of services, non-disclosure agreements and leases, in clauses."""

from ops.training.generators.draft import Claim, Draft, Item
from ops.training.generators.layouts import clauses, join
from ops.training.generators.world import World
from ops.training.rows import Passage

_NUMBERS = {
    1: "one",
    2: "two",
    3: "three",
    5: "five",
    6: "six",
    10: "ten",
    12: "twelve",
    14: "fourteen",
    30: "thirty",
    60: "sixty",
    90: "ninety",
}
_RENEWS = Claim(
    ("Does the agreement renew automatically?", "Is the term extended automatically?"),
    (
        "Upon expiry the agreement renews for successive periods of one year unless a party objects in writing.",
        "It is extended automatically by twelve months at the end of each term.",
    ),
    (
        "It ends upon expiry of this term and does not renew automatically.",
        "Any renewal requires a written agreement signed by both parties.",
    ),
)
_ASSIGN = Claim(
    (
        "May a party assign the agreement without consent?",
        "Can the agreement be assigned without the other party's consent?",
    ),
    (
        "Either party may assign this agreement without the consent of the other.",
        "This agreement is freely assignable by either party.",
    ),
    (
        "Neither party may assign this agreement without the prior written consent of the other.",
        "Assignment requires prior written consent.",
    ),
    0.5,
)
_EXCLUSIVE = Claim(
    ("Is the agreement exclusive?", "Is the appointment exclusive?"),
    ("The appointment is exclusive.", "During the term such services shall be bought from nobody else."),
    ("The appointment is non-exclusive.", "Nothing in this agreement prevents a party from dealing with others."),
    0.5,
)
_PETS = Claim(
    ("Are pets allowed?", "May the tenant keep pets?"),
    ("The Tenant may keep a pet with notice to the Landlord.", "Pets are welcome."),
    ("No animals may be kept on the Premises.", "The Tenant shall not keep pets."),
    0.55,
)
_SUBLET = Claim(
    ("Is subletting allowed?", "May the tenant sublet the premises?"),
    ("The Tenant may sublet the Premises in whole or in part.", "Subletting is permitted."),
    ("The Tenant shall not sublet the Premises.", "Subletting is not permitted."),
)


def contract(draft: Draft) -> Passage:
    """Services, supply or licence between two companies."""
    world = draft.world
    kind = world.one(
        "Services Agreement", "Supply Agreement", "Licence Agreement", "Consulting Agreement", "Distribution Agreement"
    )
    one, other = world.company(), world.company()
    role, other_role = world.one("Client", "Customer", "Buyer"), world.one("Supplier", "Provider", "Contractor")
    start, notice, term = world.day(), _period(world, "days"), _period(world, "years")
    fee = world.money(world.amount(500, 90000))
    opening = [
        Item(
            "effective date",
            world.date(start),
            ("is made on {}", "is entered into as of {}", "takes effect on {}", "is dated {}"),
            (
                "What is the effective date?",
                "When does the agreement take effect?",
                "What is the date of the agreement?",
            ),
            0.9,
        )
    ]
    dated = " ".join(draft.sentences(opening)) or "is made"
    items: list[tuple[str, list[Item], list[Claim]]] = [
        (
            "Term",
            [
                Item(
                    "term",
                    term,
                    (
                        "This agreement runs for {} from its effective date.",
                        "The initial term is {}.",
                        "It remains in force for a period of {}.",
                    ),
                    ("What is the term of the agreement?", "How long does the agreement run?"),
                    0.8,
                )
            ],
            [_RENEWS],
        ),
        (
            "Termination",
            [
                Item(
                    "notice period",
                    notice,
                    (
                        "Either party may terminate by giving {} written notice.",
                        "It may be terminated at any time with {} prior notice in writing.",
                    ),
                    ("What is the notice period?", "How much notice is needed to terminate the agreement?"),
                    0.75,
                )
            ],
            [],
        ),
        (
            "Fees",
            [
                Item(
                    "fee",
                    fee,
                    (f"The {role} shall pay {{}} for each month of service.", f"The {role} pays a fee of {{}}."),
                    ("How much is the fee?", f"How much does the {role} pay?"),
                    0.75,
                ),
                Item(
                    "payment term",
                    _period(world, "days"),
                    ("Invoices are payable within {} of receipt.", "Payment is due {} after the invoice."),
                    ("Within what time are invoices payable?",),
                    0.6,
                ),
            ],
            [],
        ),
        (
            "Liability",
            [
                Item(
                    "liability cap",
                    world.money(world.amount(10000, 900000)),
                    (
                        "The liability of each party is limited to {} in aggregate.",
                        "Neither party is liable for more than {} in any year.",
                    ),
                    ("To what amount is liability limited?", "What is the cap on liability?"),
                    0.45,
                )
            ],
            [],
        ),
        ("Assignment", [], [_ASSIGN, _EXCLUSIVE]),
        (
            "Governing law",
            [
                Item(
                    "governing law",
                    world.law(),
                    (
                        "This agreement is governed by the laws of {}.",
                        "The law of {} applies.",
                        "It shall be construed under the laws of {}.",
                    ),
                    ("Which law governs the agreement?", "What is the governing law?"),
                    0.75,
                )
            ],
            [],
        ),
        (
            "Notices",
            [
                Item(
                    "address for notices",
                    world.mail(world.person()),
                    ("Notices shall be sent to {}.",),
                    ("Where are notices to be sent?",),
                    0.4,
                )
            ],
            [],
        ),
    ]
    draft.ask(world.one("Who are the parties to the agreement?", "What are the parties?"), f"{one} and {other}")
    draft.ask(f"Who is the {other_role}?", other)
    body = _clauses(draft, items)
    paid = f", for a fee of {fee}" if fee in body else ""
    draft.summarize(f"{kind} between {one} and {other}{paid}.", f"{kind} of {one} and {other}")
    parties = f'{one}, {world.address()} (the "{role}") and {other}, {world.address()} (the "{other_role}")'
    opening_text = world.one(
        f"This {kind} {dated} between {parties}.",
        f'THIS AGREEMENT {dated}\n\nBETWEEN\n(1) {one} (the "{role}"); and\n(2) {other} (the "{other_role}").',
    )
    return draft.passage(join(kind.upper() if world.happens(0.6) else kind, opening_text, body))


def non_disclosure(draft: Draft) -> Passage:
    """Two companies, or a company and a person, about confidential information."""
    world = draft.world
    discloser, recipient = world.company(), world.one(world.company(), world.person())
    day, years = world.date(world.day()), _period(world, "years")
    purpose = world.one(
        "a possible joint venture", "the purchase of machinery", "a software pilot", "a possible acquisition"
    )
    mutual = Claim(
        ("Is the agreement mutual?",),
        ("Each party may be Discloser or Recipient.", "The duties are mutual."),
        ("Only the Recipient has duties under this agreement.", "The duties are those of the Recipient alone."),
    )
    give_back = Claim(
        ("Must confidential information be returned on request?",),
        ("On request the Recipient returns or destroys all Confidential Information.",),
        ("The Recipient need not return copies that it has made.",),
    )
    items: list[tuple[str, list[Item], list[Claim]]] = [
        (
            "Purpose",
            [
                Item(
                    "purpose",
                    purpose,
                    ("The parties wish to discuss {}.", "Information is disclosed for {}."),
                    ("What is the purpose of the disclosure?",),
                    0.8,
                )
            ],
            [mutual],
        ),
        (
            "Duration",
            [
                Item(
                    "confidentiality period",
                    years,
                    (
                        "The duties of this agreement end {} after its date.",
                        "Confidential Information is kept secret for {}.",
                    ),
                    ("How long must information be kept confidential?", "What is the term?"),
                    0.75,
                )
            ],
            [],
        ),
        ("Return", [], [give_back]),
        (
            "Penalty",
            [
                Item(
                    "contractual penalty",
                    world.money(world.amount(5000, 200000)),
                    ("For each breach a penalty of {} is payable.",),
                    ("How much is the penalty for a breach?",),
                    0.4,
                )
            ],
            [],
        ),
        (
            "Law",
            [
                Item(
                    "governing law",
                    world.law(),
                    ("The laws of {} govern this agreement.", "It is subject to the law of {}."),
                    ("Which law governs the agreement?",),
                    0.7,
                )
            ],
            [],
        ),
    ]
    draft.ask(world.one("Who is the Recipient?", "Who receives confidential information?"), recipient)
    draft.ask(world.one("Who is the Discloser?", "Who discloses confidential information?"), discloser)
    draft.summarize(
        f"{discloser} discloses confidential information to {recipient}, who keeps it secret.",
        f"Non-disclosure agreement of {discloser} and {recipient}",
    )
    dated = draft.sentences(
        [Item("agreement date", day, ("Dated {}.", "Signed on {}."), ("When was the agreement signed?",), 0.8)]
    )
    title = world.one("NON-DISCLOSURE AGREEMENT", "Confidentiality Agreement")
    head = f'{title}\n\nbetween {discloser} (the "Discloser") and {recipient} (the "Recipient"). '
    return draft.passage(join(head + " ".join(dated), _clauses(draft, items)))


def lease(draft: Draft) -> Passage:
    """Rooms that are let."""
    world = draft.world
    landlord, tenant = world.one(world.company(), world.person()), world.one(world.company(), world.person())
    premises, rent = world.address(), world.money(world.amount(400, 9000))
    items: list[tuple[str, list[Item], list[Claim]]] = [
        (
            "Term",
            [
                Item(
                    "commencement date",
                    world.date(world.day()),
                    ("The lease begins on {}.", "The term commences on {}."),
                    ("When does the lease begin?", "What is the start date of the lease?"),
                    0.85,
                ),
                Item(
                    "lease term",
                    _period(world, "years"),
                    ("It is granted for {}.", "The term is {}."),
                    ("How long is the lease?", "What is the term of the lease?"),
                    0.8,
                ),
            ],
            [_RENEWS],
        ),
        (
            "Rent",
            [
                Item(
                    "monthly rent",
                    rent,
                    ("The rent is {} a month.", "The Tenant pays {} per month, in advance."),
                    ("What is the monthly rent?", "How much is the rent?"),
                    0.95,
                ),
                Item(
                    "security deposit",
                    world.money(world.amount(800, 20000)),
                    ("A deposit of {} is paid on signing.", "The Tenant lodges {} as security."),
                    ("How much is the deposit?",),
                    0.6,
                ),
                Item(
                    "service charge",
                    world.money(world.amount(50, 900)),
                    ("The service charge is {} a month.",),
                    ("How much is the service charge?",),
                    0.4,
                ),
            ],
            [],
        ),
        (
            "Use",
            [
                Item(
                    "permitted use",
                    world.one("an office", "a dwelling", "the storage of furniture", "a shop for flowers"),
                    ("The Premises shall be used as {} only.",),
                    ("For what may the premises be used?",),
                    0.6,
                )
            ],
            [_SUBLET, _PETS],
        ),
        (
            "Termination",
            [
                Item(
                    "notice period",
                    _period(world, "months"),
                    ("The lease may be ended with {} notice.", "Notice to quit is {}."),
                    ("What is the notice period?",),
                    0.6,
                )
            ],
            [],
        ),
        (
            "Insurance",
            [],
            [
                Claim(
                    ("Must the tenant insure the premises?",),
                    ("The Tenant insures the Premises against fire.",),
                    ("The Landlord insures the Premises; the Tenant need not.",),
                    0.45,
                )
            ],
        ),
    ]
    draft.ask(world.one("Who is the landlord?", draft.template.key_value.format(key="landlord")), landlord)
    draft.ask(world.one("Who is the tenant?", draft.template.key_value.format(key="tenant")), tenant)
    draft.ask(world.one("What is the address of the premises?", "Which premises are let?"), premises)
    body = _clauses(draft, items)
    said = f" for {rent} a month" if rent in body else ""
    draft.summarize(f"{landlord} lets {premises} to {tenant}{said}.", f"Lease of {premises} to {tenant}")
    title = world.one("LEASE", "Lease agreement", "TENANCY AGREEMENT")
    let = f'{landlord} ("Landlord") lets to {tenant} ("Tenant") the premises at {premises} ("Premises").'
    return draft.passage(join(title, let, body))


def _clauses(draft: Draft, items: list[tuple[str, list[Item], list[Claim]]]) -> str:
    paragraphs = [
        (heading, " ".join([*draft.sentences(facts), *draft.claims(claims)])) for heading, facts, claims in items
    ]
    paragraphs += [("General", draft.world.one(*_GENERAL))]
    return clauses(draft.world, [(heading, text) for heading, text in paragraphs if text])


def _period(world: World, unit: str) -> str:
    """A length of time as contracts write it: 3 months, three (3) months."""
    many = world.random.choice(
        {"days": (10, 14, 30, 60, 90), "months": (1, 2, 3, 6, 12), "years": (1, 2, 3, 5, 10)}[unit]
    )
    unit = unit.removesuffix("s") if many == 1 else unit
    return world.one(f"{many} {unit}", f"{_NUMBERS[many]} {unit}", f"{_NUMBERS[many]} ({many}) {unit}")


_GENERAL = (
    "Changes to this agreement are made in writing. If a provision is invalid, the others stand.",
    "This document is the entire agreement of the parties and supersedes all earlier understandings.",
    "The headings are for convenience and have no bearing on the meaning of what stands under them.",
)
