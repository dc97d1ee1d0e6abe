"""What every page of a contract is asked about the whole contract."""

import re

from ops.training.generators.draft import Draft
from ops.training.rows import NOT_FOUND, Row, Trained

#: By field; @ is a key of the template.
FIELDS = {
    "title": (
        "What is the title of the agreement?", "What is the name of the document?",
        "What is the name of the agreement?",
        "What is the document name?", "What is the title of the contract?", "@title of the agreement", "@document name",
        "@name of the agreement", "@agreement title", "@contract name", "@title",
    ),
    "parties": (
        "Who are the parties to the agreement?", "Who are the parties?", "What are the names of the parties?",
        "Between which parties is the agreement made?", "Who are the parties to this contract?", "@parties",
        "@parties to the agreement", "@names of the parties",
    ),
    "effective date": (
        "What is the effective date?", "What is the effective date of the agreement?", "@effective date",
        "When does the agreement take effect?", "From what date is the agreement effective?", "@date of effect",
    ),
    "agreement date": (
        "What is the date of the agreement?", "What is the agreement date?", "@agreement date",
        "@date of the agreement",
        "What is the date of the contract?", "@contract date",
    ),
    "expiration date": (
        "When does the agreement expire?", "What is the expiration date?", "On what date does the agreement expire?",
        "@expiration date", "@expiry date", "On what date does the contract end?", "@end date of the agreement",
    ),
    "governing law": (
        "Which law governs the agreement?", "What is the governing law?", "@governing law", "@applicable law",
        "Which state's or country's law governs the contract?", "Which law applies to the agreement?",
        "Under which law is the agreement construed?", "@law of the contract",
    ),
    "jurisdiction": ("@jurisdiction", "@jurisdiction of the agreement", "@governing jurisdiction"),
    "term": (
        "What is the term of the agreement?", "How long does the agreement run?", "What is the initial term?",
        "@term of the agreement", "@initial term", "@contract term", "What is the duration of the contract?",
    ),
    "renewal term": (
        "What is the renewal term?", "For how long is the agreement renewed?", "@renewal term", "@renewal period",
        "How long is a renewal period?",
    ),
    "notice period": (
        "What is the notice period for termination?", "How much notice must be given to terminate?",
        "@notice period for termination", "@termination notice period",
        "On what notice may the agreement be terminated?",
    ),
    "confidentiality period": (
        "How long must information be kept confidential?", "What is the confidentiality period?",
        "@confidentiality period", "How long does the duty of confidentiality last?",
    ),
    "liability cap": (
        "What is the liability cap?", "To what amount is liability limited?", "@liability cap", "@cap on liability",
        "@limit of liability",
    ),
}  # fmt: skip
#: How often each is asked, against the others, where a page does not say.
_WEIGHTS = {"title": 5, "parties": 5, "governing law": 5, "expiration date": 3, "effective date": 3, "term": 3}


def ask_about_contract(draft: Draft, facts: dict[str, str], arguable: set[str], many: int) -> None:
    """Each fact that the page states, many in two wordings, and of the other fields so many that about `many`
    questions are asked. What is arguable, a field or a wording, is not asked."""
    world = draft.world
    stated = {field: value for field, value in facts.items() if field not in arguable}
    twice = 0.7 if len(stated) < 4 else 0.3
    for field, value in stated.items():
        for wording in world.random.sample(FIELDS[field], 2 if world.happens(twice) else 1):
            draft.rows.append(_row(draft, wording, value))
    left = [field for field in FIELDS if field not in facts and field not in arguable]
    left.sort(key=lambda field: world.random.random() ** (1 / _WEIGHTS.get(field, 1)), reverse=True)
    for field in left[: max(3, many - len(draft.rows))]:
        wordings = [wording for wording in FIELDS[field] if wording not in arguable]
        draft.rows.append(_row(draft, world.one(*wordings), NOT_FOUND))


def arguable_of(text: str) -> set[str]:
    """Fields that a clause touches, so that somebody might say that it answers them."""
    found = set()
    timed = re.search(r"\{(n1|n2|m1|y1|months|hours)\}", text)
    if re.search(r"terminat|be ended", text, re.IGNORECASE) and timed and "{notice}" not in text:
        found.add("notice period")
    if re.search(r"\bcourts?\b|arbitrat|jurisdiction|mediator|tribunal", text, re.IGNORECASE):
        found.add("jurisdiction")
    if re.search(r"liab(?!ility insurance)|losses|\bowes\b", text, re.IGNORECASE) and "{money" in text:
        found.add("liability cap")
    if re.search(r"secre|confiden", text, re.IGNORECASE) and re.search(r"\{(y1|m1)\}", text):
        found.add("confidentiality period")
    return found


def _row(draft: Draft, wording: str, answer: str) -> Row:
    by_key = wording.startswith("@")
    question = draft.template.key_value.format(key=wording[1:]) if by_key else wording
    if answer == NOT_FOUND:
        return Row(Trained.NOT_FOUND, question, answer)
    return Row(Trained.KEY_VALUE if by_key else Trained.EXTRACTION, question, answer)
