"""Clauses on how long a contract runs, until when, for how long it is renewed, and on what notice it ends."""

from ops.training.generators.pages.cast import period, plain_day, years
from ops.training.generators.world import World

HEADINGS = (
    "Term", "Term and Termination", "Duration", "Term of Agreement", "Term; Renewal", "Duration and Termination",
    "Commencement and Duration", "Effective Date; Term", "Initial Term",
)  # fmt: skip
#: How long it runs.
RUNS = (
    "This Agreement shall remain in force for a period of {term} from the Effective Date.",
    "The initial term of this Agreement is {term}.",
    (
        "Subject to the provisions for early termination contained herein, the term of this Agreement shall "
        "commence on the Effective Date and shall continue in full force and effect for a period of {term}."
    ),
    (
        "Unless extended or sooner terminated in accordance with its terms, this Agreement shall continue in "
        "effect until the end of {term} following the Effective Date."
    ),
    ("This Agreement begins on the Effective Date and continues for {term}, unless ended earlier under this Article."),
    'Unless sooner terminated as set out below, the term of this Agreement shall be {term} (the "Initial Term").',
    "This Agreement runs for {term} from the date of the last signature below.",
    "The parties enter into this Agreement for {term}, counted from the first delivery.",
    'This Agreement shall commence on {effective} (the "Effective Date") and shall continue for {term} thereafter.',
    "The Agreement takes effect on {effective} and has an initial term of {term}.",
    "This Agreement shall have a duration of {term} and no longer, save as provided in the next sentence.",
    (
        'The rights granted herein last for {term} from the Effective Date (the "Term"), which is the term of '
        "this Agreement."
    ),
    "This Agreement shall terminate automatically {term} after the Effective Date.",
)
#: Until when.
EXPIRES = (
    "This Agreement shall expire on {expiry}.",
    (
        "Unless sooner terminated in accordance with the provisions hereof, this Agreement shall remain in "
        "full force and effect until {expiry}, and shall thereupon expire without further action of either "
        "party."
    ),
    "This Agreement is valid until {expiry}, on which day it ends without notice.",
    "Unless extended in writing, this Agreement ends on {expiry}.",
    (
        "This Agreement enters into force on {effective} and continues in effect through {expiry} (the "
        '"Expiration Date").'
    ),
    'The "Expiration Date" of this Agreement is {expiry}.',
    "The term of this Agreement comes to its end on {expiry}, whatever has been delivered by then.",
    "This Agreement becomes effective on {effective} and shall expire at midnight on {expiry}.",
    "This Agreement shall continue until {expiry}, at which time all rights granted hereunder lapse.",
    "Having begun on the Effective Date, this Agreement terminates on {expiry} unless the parties agree otherwise.",
    "The last day on which this Agreement is in force is {expiry}.",
)
#: How long it runs, and the day on which that is over.
BOTH = (
    "The term of this Agreement is {term}; it therefore expires on {expiry}.",
    "This Agreement runs for {term} and shall end on {expiry}.",
    "The initial term shall be {term}, ending on {expiry}, unless terminated earlier.",
)
RENEWS = (
    "Thereafter it shall renew for successive {renewal} terms.",
    "It is then renewed automatically for further periods of {renewal} each.",
    "{A} may by written notice extend this Agreement for one additional period of {renewal}.",
    (
        "Upon the expiration of the Initial Term, this Agreement shall automatically renew for successive "
        "{renewal} terms, unless either party delivers notice of non-renewal at least {n1} before the end of "
        "the then current term."
    ),
    (
        "This Agreement shall thereafter be extended by successive periods of {renewal} each, save where {b} "
        "has given {n1} notice of non-renewal."
    ),
    (
        "Provided that {b} is not then in default, it shall have the right to extend the term for one "
        "additional {renewal} term."
    ),
    "The parties may renew this Agreement for {renewal} on the same conditions.",
    "After that this Agreement shall be extended for consecutive renewal terms of {renewal}.",
    "At the end it is prolonged by {renewal} at a time, as long as the minimum purchases have been met.",
    'If all fees have been paid, it continues for another {renewal} (the "Renewal Term").',
    "{B} has the option to renew for {renewal}.",
    "The Agreement shall roll over for additional terms of {renewal}.",
    "A renewal, if the boards of both approve it, is for {renewal}.",
    "Any extension requires a written agreement, signed by both.",
    "It is not renewed by the mere passing of time.",
)
ENDS = (
    "Either party may terminate this Agreement for convenience upon {notice} prior written notice.",
    "{A} may terminate this Agreement at any time, without cause, by giving {b} {notice} written notice.",
    "This Agreement may be terminated by either party on not less than {notice} notice in writing.",
    "{B} may end this Agreement for any reason on {notice} notice to {a}.",
    "Termination without cause requires {notice} advance notice, sent by courier.",
    "A party that wishes to terminate shall give the other {notice} notice.",
    "Notice of termination must be given {notice} in advance.",
    "Each of the parties is free to terminate with {notice} prior notice.",
    "The parties may terminate this Agreement by mutual consent, or either of them alone by {notice} notice.",
    "Termination takes effect {notice} after notice of it was received.",
)
BREACH = (
    "If a party commits a material breach and fails to cure it within {n1} of being told, the other may terminate.",
    "{A} may terminate at once if {b} does not pay within {n1} of a reminder.",
    "Either party may terminate if the other becomes insolvent and the petition is not withdrawn within {n1}.",
    "A breach that can be cured gives no right to terminate until {n1} have passed.",
)
AFTER = (
    "Sections {k}.2 to {k}.5 survive the end of this Agreement for {y1}.",
    "The warranties survive for {y1}.",
    "After termination {b} may sell its stock for {m1} and shall then return all samples.",
    "Accrued rights are not affected, and records are kept for {y1} after the end.",
    "Within {n1} of the end, {a} shall pay what is open, at most {money2} for storage.",
    "The duty of confidentiality survives for {secrecy} after the end of this Agreement.",
    "The Supply Agreement of {d1} is not affected when this Agreement ends.",
    "All sublicenses made before {d1} remain valid.",
    "The indemnities survive for {y1}, and the obligation to insure for {m1}.",
    "Orders accepted before the end are carried out, if delivery is due within {n1}.",
)


def term_clause(world: World) -> tuple[str, str, dict[str, str], set[str]]:
    """Heading, text with slots, facts and what is arguable."""
    runs = world.random.choice((RUNS, RUNS, RUNS, EXPIRES, EXPIRES, BOTH))
    parts = [world.one(*runs)]
    arguable = {"term"} if runs is EXPIRES else set()
    # A page that begins within the article has only its later sentences.
    if world.happens(0.12):
        parts, arguable = [], {"term", "expiration date"}
    if world.happens(0.6):
        parts.append(world.one(*RENEWS))
    if world.happens(0.55):
        parts.append(world.one(*ENDS))
    if world.happens(0.35) or not parts:
        parts.append(world.one(*BREACH))
    if world.happens(0.6):
        parts.append(world.one(*AFTER))
    text = " ".join(parts)
    if any(part in BREACH for part in parts) and "{notice}" not in text:
        arguable.add("notice period")
    if "non-renewal" in text:
        arguable.add("notice period")
    values = _values(world)
    if "{renewal} term" in text:
        values["renewal"] = ("renewal term", values["renewal"][1].removesuffix("s"))
    facts = {field: value for slot, (field, value) in values.items() if f"{{{slot}}}" in text}
    for slot, (_, value) in values.items():
        text = text.replace(f"{{{slot}}}", value)
    return world.one(*HEADINGS), text, facts, arguable


def _values(world: World) -> dict[str, tuple[str, str]]:
    """The field and the value of each slot that answers something. Term and renewal differ."""
    start = world.day()
    term, renewal = years(world), years(world)
    while term == renewal:
        renewal = years(world)
    days = period(world, "days", 10, 14, 15, 20, 30, 45, 60, 90, 120, 180)
    months = period(world, "months", 2, 3, 12)
    return {
        "term": ("term", term),
        "renewal": ("renewal term", renewal),
        "notice": ("notice period", days if world.happens(0.8) else months),
        "effective": ("effective date", plain_day(world, start)),
        "expiry": ("expiration date", plain_day(world, world.later(start, 400, 3000))),
        "secrecy": ("confidentiality period", years(world)),
    }
