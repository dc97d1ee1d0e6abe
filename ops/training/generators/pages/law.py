"""Clauses that say which law governs, in many wordings, with courts here and there."""

from ops.training.generators.opening import state
from ops.training.generators.world import World

HEADINGS = (
    "Governing Law", "Applicable Law", "Choice of Law", "Law and Jurisdiction", "Governing Law; Venue", "Law",
    "Governing Law, Forum and Jurisdiction", "Governing Law and Dispute Resolution", "Construction", "Controlling Law",
    "Governing Law; Waiver of Jury Trial", "Miscellaneous",
)  # fmt: skip
#: Each names it once.
LAW = (
    (
        "This Agreement shall be governed by and construed in accordance with the laws of {law}, without "
        "regard to its conflict of laws principles."
    ),
    "This Agreement is governed by the laws of {law}.",
    (
        "The validity, meaning and effect of this Agreement shall be determined under the laws of {law}, as "
        "applied to contracts made and performed there."
    ),
    (
        "The substantive laws of {law} shall govern this Agreement, without giving effect to any rule that "
        "would lead to the law of another place."
    ),
    (
        "This Agreement, and all claims that arise out of it, whether in contract or in tort, shall be "
        "governed by the law of {law}."
    ),
    "The parties agree that the laws of {law} apply to this Agreement and to its formation.",
    (
        "All questions about this Agreement are to be decided according to the internal laws of {law}, its "
        "choice-of-law rules excepted."
    ),
    "This Agreement has been made under, and is to be interpreted by, the laws of {law}.",
    "The laws of {law} govern all matters arising under or relating to this Agreement, torts among them.",
    (
        "THIS AGREEMENT SHALL BE GOVERNED BY THE LAWS OF {law}, EXCLUDING THE UNITED NATIONS CONVENTION ON "
        "CONTRACTS FOR THE INTERNATIONAL SALE OF GOODS."
    ),
    "This agreement and any non-contractual obligations connected with it are governed by the laws of {law}.",
    (
        "The rights and duties of the parties are subject to the law in force in {law}, save where a schedule "
        "says otherwise."
    ),
    (
        "This Agreement shall be deemed to be a contract made under the laws of {law} and for all purposes "
        "shall be construed in accordance with those laws."
    ),
    (
        "This Agreement, the rights and obligations of the parties hereunder, and every claim or controversy "
        "based upon or arising out of any of them, shall in all respects be governed by, and interpreted in "
        "accordance with, the laws of {law} applicable to agreements to be performed wholly therein."
    ),
    (
        "Regardless of the place of its execution or performance, this Agreement and all amendments hereof "
        "shall be governed by and enforced under the internal laws of {law}, and not the law that pertains to "
        "conflicts."
    ),
    (
        "To the fullest extent permitted, the interpretation, validity and enforcement of the provisions "
        "hereof shall be governed by the substantive and procedural laws of {law}."
    ),
    (
        "It is the intention of the parties that the laws of {law} shall govern the validity of this "
        "Agreement, the construction of its terms, and the interpretation of the rights and duties of the "
        "parties hereto."
    ),
    (
        "Except for matters of patent law, which follow the law of the country that granted the patent, this "
        "Agreement is construed under the laws of {law}."
    ),
)
#: The beginnings of such clauses where the page ends before the law is named.
CUT = (
    "This Agreement shall be governed by and construed",
    "This Agreement, and all matters arising hereunder, shall be governed by the laws",
    "The validity, performance and enforcement of this Agreement shall be",
    "THIS AGREEMENT AND ANY DISPUTE ARISING OUT OF IT SHALL BE GOVERNED BY THE",
    "The parties agree that, notwithstanding the place where this Agreement is signed, it shall be construed in",
)
#: What may stand after it. With {law} the courts are those of the place of the law.
COURTS = (
    "The parties submit to the exclusive jurisdiction of the courts sitting in {city}, {st1}.",
    (
        "Any suit shall be brought in the state or federal courts of {st1}, and each party waives the plea "
        "that this is an inconvenient forum."
    ),
    (
        "Disputes are settled by arbitration in {city} under the rules of the International Chamber of "
        "Commerce, by one arbitrator."
    ),
    (
        "Any dispute shall be heard by three arbitrators in {city} in accordance with the Commercial Rules of "
        "the American Arbitration Association."
    ),
    "Venue for every action lies in {city}. Each party waives trial by jury.",
    "Nothing prevents {a} from seeking an injunction before the courts of {st1} or of any other place.",
    "The courts of {law} shall have exclusive jurisdiction.",
    "The parties consent to the jurisdiction of the courts located in {law} and to service of process by mail.",
)
ASIDES = (
    "The United Nations Convention on Contracts for the International Sale of Goods does not apply.",
    "The Uniform Computer Information Transactions Act, wherever enacted, is excluded.",
    "EACH PARTY WAIVES THE RIGHT TO A TRIAL BY JURY.",
    "The losing party shall bear the reasonable fees of counsel of the other.",
    "{B} shall also observe the securities laws of {st2} and the U.S. Export Administration Regulations.",
    "A judgment may be entered wherever the losing party has assets.",
)
#: What may stand before or after it in one paragraph, where all that is general is said together.
GENERAL = (
    (
        "This Agreement shall be binding upon and inure to the benefit of the parties hereto and their "
        "respective successors and permitted assigns."
    ),
    "If any provision hereof is held to be unenforceable, the remaining provisions shall continue in full force.",
    "This Agreement may be executed in counterparts, each of which shall be deemed an original.",
    "The failure of either party to insist upon strict performance shall not be a waiver of any right.",
    "Headings are inserted for convenience only and shall not affect the meaning of any provision.",
    (
        "This Agreement supersedes the letter agreement of {d1} and may be modified only in a writing signed "
        "by {a} and {b}."
    ),
    "Any notice shall be deemed given {n1} after it is deposited in the mail, addressed to {addr1}.",
    "Nothing herein shall be deemed to constitute {a} and {b} partners or joint venturers.",
    "{B} shall comply with the Foreign Corrupt Practices Act and the export laws of the United States.",
    "Time is of the essence of every obligation hereunder.",
)
_ADJECTIVES = ("German", "English", "French", "Dutch", "Swiss", "Swedish", "Japanese", "Israeli", "Irish", "Danish")
_BY_ADJECTIVE = (
    "This Agreement is governed by {law}, to the exclusion of its rules on the conflict of laws.",
    "{law} applies to this Agreement and to all that arises out of it.",
    "The contractual relations between the parties are subject to {law}.",
)
_PLACES = (
    "England and Wales", "England and Wales", "the Commonwealth of Massachusetts", "the Commonwealth of Pennsylvania",
    "the Commonwealth of Virginia", "the Commonwealth of Kentucky", "the Province of Ontario", "Hong Kong", "Singapore",
    "the Province of British Columbia", "the People's Republic of China", "the State of Israel", "Japan", "Bermuda",
    "the Republic of Korea", "the Cayman Islands", "the Federal Republic of Germany", "Switzerland", "Ireland",
    "the Netherlands", "Scotland", "New South Wales", "the District of Columbia", "the Republic of India", "Denmark",
    "the United Mexican States", "the Kingdom of Sweden", "the Grand Duchy of Luxembourg", "France", "Brazil",
)  # fmt: skip


def cut_clause(world: World) -> str:
    """One that ends with its page: the heading is there, the law is not."""
    heading, number = world.one(*HEADINGS), world.number("1#.##", "#.1#", "Section #.0#", "1#")
    return f"{number} {heading}. {world.one(*CUT)}"


def law_clause(world: World) -> tuple[str, str, dict[str, str], set[str]]:
    """Heading, text with slots, facts and what is arguable."""
    heading = world.one(*HEADINGS)
    if world.happens(0.08):
        law = f"{world.one(*_ADJECTIVES)} law"
        return heading, world.one(*_BY_ADJECTIVE).replace("{law}", law), {"governing law": law}, {"jurisdiction"}
    home = state(world)
    whole = f"the {'Commonwealth' if home == 'Massachusetts' else 'State'} of {home}"
    law = world.one(whole, whole, home, world.one(*_PLACES), world.one(*_PLACES))
    said = [world.one(*LAW)]
    court = world.one(*COURTS) if world.happens(0.6) else ""
    if "AGREEMENT SHALL" in said[0]:
        law, court = law.upper(), ""
    elsewhere = bool(court) and "{law}" not in court
    said += [court] if court else []
    if world.happens(0.4):
        said.insert(world.random.randint(0, len(said)), world.one(*ASIDES))
    if world.happens(0.3):
        general = world.random.sample(GENERAL, world.random.randint(1, 3))
        at = world.random.randint(0, len(general))
        said = [*general[:at], *said, *general[at:]]
    facts = {"governing law": law} | ({} if elsewhere else {"jurisdiction": law})
    return heading, " ".join(said).replace("{law}", law), facts, {"jurisdiction"} if elsewhere else set()
