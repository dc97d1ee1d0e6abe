"""Business documents of an invented world, with questions whose answers are known because they were written in."""

from collections.abc import Iterator

from ops.training.generators import agreements, bills, business, office, people, profile, receipt, reports, trade
from ops.training.generators.clause import clause
from ops.training.generators.draft import Draft
from ops.training.generators.pages.page import page
from ops.training.generators.preamble import amendment, preamble
from ops.training.generators.rule import rule
from ops.training.generators.world import World
from ops.training.rows import Passage
from schemas.catalogue import PromptTemplate

#: One that matters more stands here more than once.
GENERATORS = (
    trade.invoice, trade.purchase_order, agreements.contract, agreements.non_disclosure, agreements.lease,
    people.pay_slip, people.letter, reports.filing, reports.mail,
    profile.article, profile.news, profile.article, profile.news, profile.article, profile.news,
    receipt.receipt, office.paper, office.paper,
    clause, clause, clause, rule, preamble, preamble, amendment, page, page, page, page, page,
    bills.bill, bills.bill, bills.bill, bills.bill, bills.unbilled, bills.unbilled,
    *(business.text,) * 8,
)  # fmt: skip


def documents(many: int, seed: int, template: PromptTemplate) -> Iterator[Passage]:
    """So many documents, of all sorts in turn; the same ones for the same seed."""
    for number in range(many):
        yield GENERATORS[number % len(GENERATORS)](Draft(World(f"{seed}/{number}"), template))
