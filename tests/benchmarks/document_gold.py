"""The real documents beside the checkout as gold files for `nightclerk eval`: contracts, NDAs, invoices and receipts.

What is written stands in the cache folder: neither documents nor their gold are part of the project. A gold value that
is left open ("[]/[]/2020") is left out, since no answer to it is right. What the gold of contracts and NDAs does not
have counts as not found, which is how both were annotated; invoices say nothing of what they do not have.
"""

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from ops.training.rows import is_held_out
from tests.benchmarks.passage_quality import DOCUMENTS, gold_date

RECEIPTS = DOCUMENTS.parent / "gold" / "sroie.jsonl"
NOT_FOUND = "Not Found"

#: A question with its answers; id, document and locale are added.
Row = dict[str, Any]

_PARTIES: Row = {"query": "Who are the parties to the agreement?", "type": "list", "category": "parties"}
_EFFECTIVE: Row = {"query": "What is the effective date?", "type": "date", "category": "effective date"}
_LAW: Row = {"query": "Which law governs the agreement?", "type": "name", "category": "governing law"}
#: By the gold's name of the field.
_CONTRACTS: dict[str, Row] = {
    "Document Name": {"query": "What is the title of the agreement?", "type": "name", "category": "title"},
    "Parties": _PARTIES,
    "Agreement Date": {"query": "What is the date of the agreement?", "type": "date", "category": "agreement date"},
    "Effective Date": _EFFECTIVE,
    "Expiration Date": {"query": "When does the agreement expire?", "type": "date", "category": "expiration date"},
    "Governing Law": _LAW,
    "Renewal Term": {"query": "What is the renewal term?", "type": "duration", "category": "renewal term"},
}
_NDAS: dict[str, Row] = {
    "party": _PARTIES,
    "effective_date": _EFFECTIVE,
    "jurisdiction": _LAW,
    "term": {"query": "What is the term of the agreement?", "type": "duration", "category": "term"},
}
_INVOICES: dict[str, Row] = {
    "issuer": {"query": "Which company issued the invoice?", "type": "name", "category": "issuer"},
    "invoice_number": {"key": "invoice number", "type": "text", "category": "invoice number"},
    "date": {"key": "invoice date", "type": "date", "category": "invoice date"},
    "date_due": {"key": "due date", "type": "date", "category": "due date"},
    "amount": {"query": "What is the total amount?", "type": "amount", "category": "total"},
}
_RECEIPTS: dict[str, Row] = {
    "company": {"key": "company name", "type": "name", "category": "company"},
    "date": {"key": "date", "type": "date", "category": "date"},
    "total": {"key": "total amount", "type": "amount", "category": "total"},
}


def write_gold(name: str, folder: Path, limit: int | None = None) -> Path | None:
    """Write a set's gold file into `folder`, for the first `limit` documents; None where the documents are absent."""
    if not DOCUMENTS.is_dir():
        return None
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.jsonl"
    lines = []
    for number, (document, rows) in enumerate(SETS[name](folder)):
        if limit is not None and number >= limit:
            break
        where = os.path.relpath(document, folder)
        lines += [{"id": f"{document.stem}-{row['category']}", "document": where, **row} for row in rows]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def _contracts(_: Path) -> Iterator[tuple[Path, list[Row]]]:
    for row in _gold("contracts"):
        rows = [_row(_CONTRACTS[name], contract_answers(name, said)) for name, said in row["key_values"].items()]
        yield DOCUMENTS / "contracts" / row["file"], [{**row, "locale": "en-US"} for row in rows if row["answers"]]


def contract_answers(name: str, said: str) -> list[str]:
    """The right answers; none where the gold leaves a part of them open."""
    if "[]" in said:
        return []
    if not said.strip():
        return [NOT_FOUND]
    match name:
        case "Parties":
            # Behind each stands in brackets what the contract calls it; the last may only say so of all of them.
            named = [one for one in said.split(";") if "individually" not in one]
            return list(dict.fromkeys(filter(None, (re.sub(r"\(?\s*[\"“].*", "", one).strip() for one in named))))
        case "Document Name":
            lines = [" ".join(line.split()) for line in said.splitlines() if line.strip()]
            return list(dict.fromkeys([" ".join(lines), *lines]))
        case "Governing Law":
            return laws(said)
        case "Renewal Term":
            return [re.sub(r"^suc+es+ive\s+", "", said.strip())]
        case _:
            day = gold_date(said.strip())
            return [day.isoformat() if day else said.strip()]


def _ndas(_: Path) -> Iterator[tuple[Path, list[Row]]]:
    for found in _gold("ndas"):
        said = {name: found["key_values"].get(name) or [NOT_FOUND] for name in _NDAS}
        rows = [_row(_NDAS[name], laws(*values) if name == "jurisdiction" else values) for name, values in said.items()]
        yield DOCUMENTS / "ndas" / found["file"], [{**row, "locale": "en-US"} for row in rows]


def laws(*places: str) -> list[str]:
    """What may be said of the law of a state or country: its name, and the usual ways to call its law."""
    if NOT_FOUND in places:
        return [NOT_FOUND]
    before = ["", "State of ", "Commonwealth of ", "law of ", "laws of "]
    before += [f"{law} of the {of} of " for law in ("law", "laws") for of in ("State", "Commonwealth")]
    return [f"{words}{place}" for place in places for words in before] + [f"{place} law" for place in places]


def _invoices(_: Path) -> Iterator[tuple[Path, list[Row]]]:
    for gold in sorted((DOCUMENTS / "invoices_en").glob("*.json")):
        document = next((file for end in (".pdf", ".txt") if (file := gold.with_suffix(end)).is_file()), None)
        [said] = json.loads(gold.read_text(encoding="utf-8"))
        said["amount"] = f"{said['amount']} {said['currency']}" if "amount" in said else None
        known = {name: [str(said[name])] for name in _INVOICES if said.get(name) and len(str(said[name])) > 1}
        if "issuer" in known and said.get("partner_name"):
            known["issuer"] = list(dict.fromkeys([*known["issuer"], said["partner_name"]]))
        if document is not None:
            yield document, [_row(_INVOICES[name], values) for name, values in known.items()]


def _receipts(folder: Path) -> Iterator[tuple[Path, list[Row]]]:
    """As text files, which is what the set has of them. Only those that are never trained."""
    by_text: dict[str, list[dict[str, Any]]] = {}
    for line in RECEIPTS.read_text(encoding="utf-8").split("\n"):
        if line.strip() and is_held_out((found := json.loads(line))["context"]):
            by_text.setdefault(found["context"], []).append(found)
    for text, found_rows in by_text.items():
        document = folder / "receipts" / f"{found_rows[0]['id'].rpartition('-')[0]}.txt"
        document.parent.mkdir(exist_ok=True)
        document.write_text(text, encoding="utf-8")
        rows = [_row(_RECEIPTS[one["key"]], one["answers"]) for one in found_rows if one["key"] in _RECEIPTS]
        yield document, [{**row, "locale": "en-MY"} for row in rows]


#: The documents of each set with their questions, in an order that does not change.
SETS: dict[str, Callable[[Path], Iterable[tuple[Path, list[Row]]]]] = {
    "contracts": _contracts,
    "ndas": _ndas,
    "invoices_en": _invoices,
    "receipts": _receipts,
}


def _gold(folder: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((DOCUMENTS / folder / "gold.json").read_text(encoding="utf-8"))
    return found


def _row(asked: Row, answers: list[str]) -> Row:
    return {"kind": "key_value" if "key" in asked else "extraction", **asked, "answers": answers}
