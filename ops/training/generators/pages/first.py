"""The first page of a long contract: title, parties in full, recitals, and the beginning of what is defined."""

from dataclasses import dataclass
from datetime import timedelta

from ops.training.generators import preamble_words as words
from ops.training.generators.opening import Party, day, on, parties
from ops.training.generators.pages.cast import plain_day
from ops.training.generators.world import World

_KINDS = (
    ("Master Supply Agreement", "Supplier", "Customer"), ("Exclusive Distribution Agreement", "Manufacturer",
    "Distributor"),
    ("Mutual Non-Disclosure Agreement", "Discloser", "Recipient"), ("Confidentiality Agreement", "Company",
    "Recipient"),
    ("Software Development Agreement", "Developer", "Client"), ("Joint Development Agreement", "Company", "Partner"),
    ("Trademark License Agreement", "Licensor", "Licensee"), ("Patent License Agreement", "Licensor", "Licensee"),
    ("Consulting Services Agreement", "Company", "Consultant"), ("Hosting Agreement", "Provider", "Customer"),
    ("Content License and Marketing Agreement", "Licensor", "Licensee"), ("Strategic Alliance Agreement", "Sponsor",
    "Partner"),
    ("Manufacturing and Supply Agreement", "Manufacturer", "Buyer"), ("Endorsement Agreement", "Company", "Athlete"),
    ("Non-Competition and Non-Solicitation Agreement", "Buyer", "Seller"), ("Transportation Services Agreement",
    "Carrier", "Shipper"),
    ("Amended and Restated Agency Agreement", "Principal", "Agent"), ("Franchise Agreement", "Franchisor",
    "Franchisee"),
    ("One-Way Nondisclosure Agreement", "Disclosing Party", "Receiving Party"), ("Co-Branding Agreement", "Owner",
    "Promoter"),
    ("Outsourcing Agreement", "Vendor", "Client"), ("Standstill Agreement", "Company", "Investor"),
)  # fmt: skip
_EXHIBITS = (
    "Exhibit {n}", "EXHIBIT {n}", "EX-{n} 2 d{r}.htm", "Exhibit {n}\n\nExecution Version", "EXECUTION COPY",
    "Page 1 of {p}",
    "1", "CONFIDENTIAL TREATMENT REQUESTED", "Contract No. {r}", "Source: annual report, exhibit {n}", "Final {r}",
)  # fmt: skip
_RECITALS = (
    "{a} and {b} signed a letter of intent on {d1}, which this Agreement replaces;",
    "{a} has made and sold the {goods} in {st1} for {y1};",
    "{a} holds patents that were granted on {d1} and desires to have them used;",
    "{b} has a sales force in {st1} and {st2} and wishes to sell the {goods} there;",
    "a Supply Agreement between {a} and its former dealer ended on {d1};",
    "{b} has asked to see certain information that {a} has never made public;",
)


@dataclass(frozen=True)
class First:
    """`head` and `recitals` (with slots) are the text from the top to the recitals; `facts` are what it answers."""

    head: str
    recitals: str
    sides: list[Party]
    facts: dict[str, str]
    arguable: set[str]


def first_page(world: World) -> First:
    """A title over one or two lines, the parties and the dates, and the recitals."""
    kind, *roles = world.random.choice((*_KINDS, *words.KINDS))
    sides = parties(world, tuple(roles))
    title, shown = _title(world, kind)
    dated, facts, arguable = _dated(world)
    described = [side.described(world) for side in sides]
    this = world.one(f'This {kind} (this "Agreement")', f'THIS {kind.upper()} (the "Agreement")', "THIS AGREEMENT")
    if world.happens(0.25):
        between = world.one("BETWEEN", "by and between:", "Parties")
        named = f"{this} {dated}\n\n{between}\n(1) {described[0]}; and\n(2) {described[1]}."
    else:
        between, joint = world.one("by and between", "between"), world.one(" and ", ", and ", ", on the one hand, and ")
        together = world.one("", ' (each a "Party" and together the "Parties")', ', jointly the "Parties"')
        named = f"{this} {dated} {between} {joint.join(described)}{together}."
    exhibit = world.one("", "", *_EXHIBITS).format(
        n=world.number("10.#", "10.1#", "99.#", "4.#"),
        r=world.number("######", "##-####"),
        p=world.random.randint(9, 60),
    )
    facts |= {"title": title, "parties": " and ".join(side.name for side in sides)}
    head = "\n\n".join(part for part in (exhibit, shown, named) if part)
    return First(head, _recitals(world), sides, facts, arguable)


def _title(world: World, kind: str) -> tuple[str, str]:
    """As it is answered, and as it stands on the page."""
    title = kind.upper() if world.happens(0.6) else kind
    gaps = [at for at, letter in enumerate(title) if letter == " "]
    if len(title) > 24 and world.happens(0.3):
        middle = min(gaps, key=lambda at: abs(at - len(title) // 2))
        return title, f"{title[:middle]}\n{title[middle + 1 :]}"
    return title, title


def _dated(world: World) -> tuple[str, dict[str, str], set[str]]:
    """What stands before the parties, with its facts and what is arguable."""
    when = world.day()
    made, other = day(world, when), plain_day(world, when + timedelta(days=world.random.randint(3, 90)))
    entered = world.one(
        "is made and entered into as of", "is entered into on", "is made as of", "is dated as of", "is dated"
    )
    how = world.random.choices(("defined", "both", "dated", "undated"), (4, 3, 3, 2))[0]
    if how == "undated":
        return world.one("is made", "is entered into"), {}, set()
    if how == "dated":
        return f"{entered} {on(world, made)}", {"agreement date": made}, {"effective date"}
    if how == "defined":
        facts = {"effective date": made, "agreement date": made}
        return f'{entered} {on(world, made)} (the "Effective Date")', facts, set()
    then = world.one(
        'and effective as of {} (the "Effective Date"),', "with effect from {},", "and takes effect on {},"
    )
    return f"{entered} {on(world, made)} {then.format(other)}", {"agreement date": made, "effective date": other}, set()


def _recitals(world: World) -> str:
    many = world.random.sample((*_RECITALS, *words.RECITALS), world.random.randint(1, 3))
    lead = world.one("WHEREAS, ", "Whereas, ", "{}. ", "({}) ")
    said = [
        lead.format(letter) + (text if "hereas" in lead.lower() else _capital(text))
        for letter, text in zip("ABC", many, strict=False)
    ]
    close = world.one(
        "NOW, THEREFORE, the parties agree as follows:", "IT IS AGREED:",
        "In consideration of the foregoing the parties agree:",
        "NOW THEREFORE, intending to be bound, the parties hereby agree as follows:",
    )  # fmt: skip
    return "\n".join(
        (*([world.one("RECITALS", "BACKGROUND", "Recitals")] if world.happens(0.4) else []), *said, "", close)
    )


def _capital(text: str) -> str:
    """The same as the beginning of a sentence; a slot too has a capital form."""
    at = 1 if text.startswith("{") else 0
    return text[:at] + text[at].upper() + text[at + 1 :]
