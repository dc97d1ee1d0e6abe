"""The page on which a contract is signed."""

from datetime import date

from ops.training.generators.draft import Draft
from ops.training.generators.pages.cast import plain_day

_WITNESS = (
    (
        "IN WITNESS WHEREOF, the parties have caused this Agreement to be executed by their duly authorized "
        "representatives{as_of}."
    ),
    "The parties have signed this Agreement by their officers{as_of}.",
    "Each of the undersigned declares that he or she is authorized to sign for the party named above the signature.",
    (
        "AGREED AND ACCEPTED by the persons named below, each with power to bind the party for which he or "
        "she signs{as_of}:"
    ),
    "As witness the hands of the authorized signatories of the parties{as_of}.",
    "Signed in two originals, of which each party has received one, after both had read them.",
    (
        "IN WITNESS of their consent to all that stands above and in the schedules, the parties have set "
        "their hands below{as_of}."
    ),
    "This Agreement has been read and understood. Those who sign it confirm that no other promise was made to them.",
    "Executed in counterparts by the following, who need not sign on the same day.",
    "THE PARTIES HERETO HAVE DULY EXECUTED THIS AGREEMENT THROUGH THE OFFICERS NAMED BELOW.",
)
_ENDS = (
    "[Signature page follows the schedules of this Agreement]",
    "[The remainder of this page is left blank on purpose.]",
    "Schedule 1: Prices. Schedule 2: Service levels. Schedule 3: Form of order.", "Approved as to form by counsel", "",
)  # fmt: skip


def signatures(draft: Draft) -> tuple[str, dict[str, str], set[str]]:
    """The blocks of two sides, with facts and what is arguable. Asks who signed, and in what office."""
    world = draft.world
    when = world.day()
    made = plain_day(world, when)
    witness = world.one(*_WITNESS)
    dated = "{as_of}" in witness and world.happens(0.5)
    as_of = (
        f" as of {made}" if dated else world.one("", " as of the day first written above", " as of the Effective Date")
    )
    names: dict[str, str] = {}
    while len(names) < 2:
        names[world.company()] = world.person()
    style = world.random.randrange(4)
    blocks = [_block(draft, style, company, person, when) for company, person in names.items()]
    text = "\n\n".join(part for part in (witness.format(as_of=as_of), *blocks, world.one(*_ENDS)) if part)
    facts = {"agreement date": made} if dated else {}
    # "Title: Director" is a title too.
    return text, facts, {"parties", "effective date", "@title", *([] if dated else ["agreement date"])}


def _block(draft: Draft, style: int, company: str, person: str, when: date) -> str:
    world, job = draft.world, draft.world.job()
    signed = plain_day(world, world.later(when, 1, 20))
    line = "_" * world.random.randint(12, 26)
    draft.ask(world.one(f"Who signed for {company}?", f"Who signs on behalf of {company}?"), person)
    if world.happens(0.5):
        draft.ask(world.one(f"What is the title of {person}?", f"What office does {person} hold?"), job)
    if world.happens(0.5):
        draft.ask(world.one(f"When did {person} sign?", f"On what date was it signed for {company}?"), signed)
    return (
        f"{company}\n\nBy: {line}\nName: {person}\nTitle: {job}\nDate: {signed}",
        f"{company.upper()}\nBy: /s/ {person}\n{person}\n{job}\n{signed}",
        f"For and on behalf of {company}\n{line}\n{person}, {job}\nDated {signed}",
        f"{company}\nSignature: {line}   Print Name: {person}\nTitle: {job}   Date: {signed}",
    )[style]
