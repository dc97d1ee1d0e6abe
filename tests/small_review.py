"""Reviewed answers that a small model can learn in seconds, and some that nobody can."""

import hashlib
import json
from pathlib import Path

from small_models import QUESTIONS

#: To each of the questions one answer, the same in all documents: random weights learn no more than that.
_ANSWERS = ("$22,500.00", "0001", "Services Vendor Inc.", "Not Found")
CONTEXT = "Page {n}.\nServices Vendor Inc.\nInvoice number: 0001.\nThe total amount of $22,500.00 is due."


def save_review(path: Path, documents: int = 36, *, learnable: bool = True) -> Path:
    """Write four answers about each of some documents. What is not learnable has another answer in each of them, which
    does not follow from it."""
    rows = [
        {
            "id": f"{n}-{k}",
            "kind": "extraction",
            "document": f"invoice-{n}.pdf",
            "context": CONTEXT.format(n=n),
            "query": query,
            "answers": [answer if learnable else hashlib.sha256(f"{n}/{k}".encode()).hexdigest()[:6]],
        }
        for n in range(documents)
        for k, (query, answer) in enumerate(zip(QUESTIONS, _ANSWERS, strict=True))
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
