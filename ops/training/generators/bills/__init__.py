"""Bills of eight languages as a reader gives them from a page, and papers of business that are none."""

from ops.training.generators.bills.bill import bill
from ops.training.generators.bills.unbilled import unbilled

__all__ = ["bill", "unbilled"]
