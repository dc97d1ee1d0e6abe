"""What business documents call the things that are asked of them most often.

English alone: in another language a question finds passages by its own words.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class BusinessKey:
    """A thing that is asked for, by a pattern over small letters; the words that stand around it in documents; and
    whether it is said on the opening page of nearly every document that says it."""

    asked: re.Pattern[str]
    words: tuple[str, ...]
    opens: bool = False


def _key(asked: str, words: str, *, opens: bool = False) -> BusinessKey:
    return BusinessKey(re.compile(rf"\b(?:{asked})\b"), tuple(words.split()), opens)


BUSINESS_KEYS = (
    # agreements
    _key(r"title|name of (?:the|this) (?:agreement|contract|document)", "title agreement contract", opens=True),
    _key(r"(?<!third[ -])part(?:y|ies)", "between among party hereinafter", opens=True),
    _key(
        r"date of (?:the|this) (?:agreement|contract|document|letter)|(?:agreement|contract|document) date",
        "dated date day made entered",
        opens=True,
    ),
    _key(r"effective(?: date)?|commence\w*|start date", "effective dated entered commencement", opens=True),
    _key(r"expir\w+|end date|terminat\w+", "expire expiration terminate termination term until end"),
    _key(r"renew\w*|extend\w*|extension", "renew renewal automatically extend successive extension additional"),
    _key(r"laws?|jurisdiction|courts?", "governed construed laws governing jurisdiction"),
    _key(r"term|duration|how long", "term period years months expire effect"),
    _key(r"notice(?: period)?", "notice notify written days"),
    _key(r"liab\w+", "liable liability damages exceed aggregate limitation"),
    _key(r"confidential\w*|secrecy", "confidential confidentiality disclose secret proprietary"),
    _key(r"assign\w*", "assign assignment transfer consent successors"),
    _key(r"salary|wages?|compensation", "salary compensation wage annual paid payroll"),
    # invoices, orders, statements
    _key(r"(?:invoice|bill|receipt) (?:no|number|id|date)", "invoice bill receipt number no date", opens=True),
    _key(r"(?:purchase )?order (?:no|number|date)", "order po purchase number no reference"),
    _key(r"(?:customer|account) (?:no|number|id)", "customer client account number no reference"),
    _key(r"suppliers?|sellers?|vendors?|issuer", "supplier seller vendor from invoice", opens=True),
    _key(r"customers?|buyers?|clients?|billed", "customer buyer client bill to", opens=True),
    _key(r"total|amount due|grand total|balance", "total amount due payable balance sum gross"),
    _key(r"vat|tax(?:es)?", "vat tax gst net rate"),
    _key(r"due date|payment date|payable|when .*paid", "due payable payment pay by days net"),
    _key(r"iban|bank (?:account|details)", "iban bic swift bank account"),
    _key(r"interest(?: rate)?", "interest rate percent per annum"),
)
