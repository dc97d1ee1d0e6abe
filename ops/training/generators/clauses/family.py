"""Sorts of documents from which clauses are taken: their topics, the two sides, and what they say besides."""

from dataclasses import dataclass

from ops.training.generators.clauses.disclosed import DISCLOSED
from ops.training.generators.clauses.privacy import PRIVACY
from ops.training.generators.clauses.remedies import REMEDIES
from ops.training.generators.clauses.secrecy import SECRECY
from ops.training.generators.clauses.topic import Topic
from ops.training.generators.clauses.trade import TRADE
from ops.training.generators.clauses.works import WORKS


@dataclass(frozen=True)
class Family:
    """`document` is what several clauses are called together. `fillers` decide none of the topics."""

    document: str
    topics: tuple[Topic, ...]
    sides: tuple[tuple[str, str], ...]
    fillers: tuple[str, ...]


FAMILIES = (
    Family(
        "agreement",
        SECRECY + DISCLOSED,
        (
            ("the Recipient", "the Discloser"), ("the Receiving Party", "the Disclosing Party"),
            ("the Contractor", "the Company"), ("the Interested Party", "the Company"), ("the Bidder", "the Agency"),
            ("Party B", "Party A"), ("the Adviser", "the Client"), ("the Receiver", "the Provider"),
        ),
        (
            "Capitalised terms have the meaning that Section 1 gives them.",
            "This paragraph is to be read together with the recitals.",
            "The parties attach importance to this provision and have taken the advice of counsel on its wording.",
            "A waiver of this provision is valid only if it is in writing and signed by both parties.",
            "Should a part of this provision be invalid, the remainder stands.",
            "The Purpose is the evaluation of a possible business relationship between the parties.",
            "Each party bears its own costs in connection with the matters dealt with here.",
            "The heading of this Section has no bearing on its interpretation.",
        ),
    ),
    Family(
        "agreement",
        TRADE + WORKS + REMEDIES,
        (
            ("the Supplier", "the Customer"), ("the Distributor", "the Manufacturer"), ("Licensee", "Licensor"),
            ("the Contractor", "the Company"), ("the Vendor", "the Buyer"), ("the Agent", "the Principal"),
            ("the Service Provider", "the Client"), ("the Franchisee", "the Franchisor"), ("the Reseller", "the Owner"),
        ),
        (
            "Capitalised terms have the meaning that Schedule 4 gives them.",
            "This Section is to be read together with the recitals.",
            "Correspondence about this Section shall be in the English language.",
            "The parties have negotiated this provision at arm's length, each with the help of counsel.",
            "A waiver of this provision binds a party only if that party has signed it.",
            "Should a part of this Section be held invalid, the remainder shall stand.",
            "References to a Section are to a Section of this Agreement, and the singular includes the plural.",
            "The heading of this Section is for ease of reference only.",
            "Failure to insist on this provision on one occasion is no waiver of it on another.",
        ),
    ),
    Family(
        "policy",
        PRIVACY,
        (("the company", "the user"),),
        (
            "If you have questions about this section, write to the address given on our contact page.",
            "This section forms part of our policy and applies to our site and our application alike.",
            "In this section, we, us and our refer to the operator of the site.",
            "We have tried to put this in plain words.",
            "This paragraph was last reviewed by our legal department in {month}.",
            "Other sections of this policy deal with other matters, and you may wish to read them too.",
            "The English version of this section prevails over translations.",
            "Terms that are in bold type are explained in the glossary at the end of this policy.",
        ),
    ),
)  # fmt: skip
