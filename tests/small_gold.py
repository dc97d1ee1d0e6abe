"""Questions with known answers for the small models, made on the spot."""

import json
from pathlib import Path

_CONTEXT = "Page {n}.\nServices Vendor Inc.\nInvoice number: 0001.\nThe total amount of $22,500.00 is due in 30 days."
_ASKED = (
    ("extraction", "Who is the vendor?", "Vendor"),
    ("key_value", "invoice number", "0001"),
    ("boolean", "Is the amount due?", "Yes"),
    ("extraction", "What is the total amount of the invoice?", "$22,500.00"),
)


def save_gold(path: Path, contexts: int = 8) -> Path:
    """Write four questions to each of some texts."""
    rows = [
        {"id": f"{n}-{k}", "kind": kind, "context": _CONTEXT.format(n=n), "query": query, "answers": [answer]}
        for n in range(contexts)
        for k, (kind, query, answer) in enumerate(_ASKED)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
