"""A small folder of documents with known contents, and questions to them."""

from pathlib import Path

QUESTIONS = """\
name: Orders
fields:
  - name: order_number
    kind: key_value
    key: order number
  - name: total
    kind: extraction
    question: What is the total amount?
    type: amount
  - name: paid
    kind: boolean
    question: Has the order been paid?
  - name: headline
    kind: summarization
    style: headline
"""

ORDER = """\
Order number: {number}
Customer: Pellow and Drake, {number} Lantern Wharf
Total amount: {total}.00 GBP

The order has been paid by bank transfer on the third of the month, before the goods had left the quay, and the receipt
was filed with the papers of the harbour office as it is every month.

Delivery goes to the side door of the roastery. The driver should ring twice and wait, for the roaster is loud and the
gecko is shy. Sacks are stacked no higher than five, away from the radiator and not below the window.

Complaints are taken until Friday noon by Mrs Oakes, who prefers letters to telephone calls and answers each of them.
"""


def write_orders(folder: Path, count: int) -> Path:
    """`count` orders as text files, numbered from 1."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        text = ORDER.format(number=f"PD-{number:04}", total=100 + 7 * number)
        (folder / f"order-{number:02}.txt").write_text(text)
    return folder


def write_questions(path: Path) -> Path:
    path.write_text(QUESTIONS)
    return path
