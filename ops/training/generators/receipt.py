"""Till receipts as character recognition gives them: capitals, one cell a line, values far from their labels."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ops.training.generators import receipt_words as words
from ops.training.generators.draft import Draft
from ops.training.generators.world import World
from ops.training.rows import NOT_FOUND, Passage, Row, Trained

Cells = list[tuple[str, str]]


@dataclass
class Till:
    """One purchase: what the receipt may print, and what of it stands there."""

    world: World
    sign: str
    stated: dict[str, str] = field(default_factory=dict)

    def money(self, amount: Decimal) -> str:
        return f"{self.sign}{amount:.2f}"

    def state(self, key: str, value: str, chance: float) -> Cells:
        """A label with its value, or nothing."""
        if not self.world.happens(chance):
            return []
        self.stated[key] = value
        return [(self.world.one(*words.LABELS[key]), value)]


def receipt(draft: Draft) -> Passage:
    """A receipt of a shop, a restaurant or a filling station."""
    world = draft.world
    till = Till(world, world.one("", "", "", "$", "RM", "RM ", "£", "€ "))
    head, dated = _head(till), _dated(till)
    goods, sums = _goods(till)
    particulars = [
        *till.state("receipt number", world.number(*words.NUMBERS), 0.75),
        *till.state("cashier", world.one(*words.CASHIERS, world.person().split()[0], world.number("##", "C0#")), 0.5),
        *till.state("table", world.number("#", "T##"), 0.12),
    ]
    body = [_cells(world, particulars), dated]
    world.random.shuffle(body)
    foot = world.one(*words.GREETINGS)
    parts = [*head, world.one(*words.DOCUMENTS), *body, goods, _cells(world, sums), foot]
    if world.happens(0.15):
        parts.remove(dated)
        parts.append(dated)
    till.stated.setdefault("subtotal", "")
    text = world.one("\n", "\n", "\n\n").join(part for part in parts if part)
    if world.happens(0.6):
        text, till.stated = text.upper(), {key: value.upper() for key, value in till.stated.items()}
    _ask(draft, till.stated)
    return draft.passage(text)


def _head(till: Till) -> list[str]:
    """The shop, its number in the register, its address, its telephone, its number for taxes."""
    world = till.world
    name = world.one(world.person().split()[1], *words.BRANCHES)
    company = f"{name} {world.one(*words.SHOPS)} {world.one(*words.LEGAL)}".strip()
    till.stated["company"] = company
    address = world.address()
    lines = [world.one(company, company, f"*** {company} ***")]
    if world.happens(0.4):
        lines.append(world.number("(######-?)", "CO REG NO: ########", "REG. ########"))
    if world.happens(0.5):
        till.stated["address"] = address
        lines.append(address)
    elif world.happens(0.6):
        lines += address.split(", ")
        till.stated["address"] = ""
    if world.happens(0.6):
        till.stated["telephone"] = world.phone()
        lines.append(f"{world.one('TEL:', 'Tel', 'PH', 'Phone:')} {till.stated['telephone']}")
    if world.happens(0.5):
        till.stated["tax number"] = world.number("00########", "GB#########", "########-#")
        label = world.one("GST ID: {}", "GST NO.\n{}", "VAT REG {}", "TAX ID: {}")
        lines.append(label.format(till.stated["tax number"]))
    if world.happens(0.2):
        lines.insert(0, world.one("tan woon", "YOUR LOCAL STORE", "WELCOME", world.number("####"), "CUSTOMER COPY"))
    return lines


def _dated(till: Till) -> str:
    """The day of sale, mostly with two digits for the year, with a time before or after it or none."""
    world = till.world
    day: date = world.day()
    moment = world.one(*words.TIMES).format(
        h=world.random.randint(8, 21), h12=world.random.randint(1, 12), m=world.random.randint(0, 59),
        s=world.random.randint(0, 59), half=world.one("AM", "PM"),
    )  # fmt: skip
    label, gap = world.one(*words.DATE_LABELS), world.one(" ", " ", "\n", "  ")
    colon = world.one("", ":", " :") if label else ""
    if world.happens(0.08):
        till.stated["time"] = moment
        return f"TIME{gap}{moment}"
    said = world.one(*words.DATES).format(d=day)
    till.stated["date"] = said.split()[-1] if "/" in said else said
    till.stated["date"] = till.stated["date"].strip("()")
    forms = (
        f"{label}{colon}{gap}{said}", f"{label}{colon}{gap}{said} {moment}", f"{label}{colon}{gap}{moment} {said}",
        f"{label}{colon}{gap}{said}\n{moment}", f"{label}{colon}\nTIME:\n{said}\n{moment}" if label else said,
        f"{moment}\n{said}", f"{world.number('POS ##', 'TILL #', '00##')} {said} {moment}",
    )  # fmt: skip
    chosen = world.one(*forms).strip()
    till.stated |= {"time": moment} if moment in chosen else {}
    return chosen


def _goods(till: Till) -> tuple[str, Cells]:
    """What was bought, and the sums below it with all that is easily taken for the total."""
    world, lines, net = till.world, [], Decimal(0)
    for item in world.random.sample(words.ITEMS, world.random.randint(2, 9)):
        price, many = world.amount(1, 40), world.one("1", "1", "2", "3")
        amount = price * int(many)
        net += amount
        cells = world.random.choice(
            (
                (item, many, f"{price:.2f}", f"{amount:.2f}"),
                (item, f"{many} X {price:.2f}", f"{amount:.2f}"),
                (world.number("#############"), item, f"{amount:.2f}"),
            )
        )
        lines.append(world.one(" ", " ", "\n").join(cells))
    tax = (net * world.random.choice((6, 8, 10, 20)) / 100).quantize(Decimal("0.01"))
    exact = net + tax
    total = (exact * 20).quantize(Decimal("1")) / 20
    paid = total + world.random.choice((Decimal(0), Decimal(5) - total % 5, Decimal(50) - total % 50))
    rounding = total - exact
    sums = [
        *till.state("subtotal", till.money(net), 0.7),
        *till.state("tax amount", till.money(tax), 0.6),
        *([("ROUNDING", f"{rounding:.2f}")] if rounding and world.happens(0.7) else []),
        *till.state("total", till.money(total), 1),
    ]
    if world.happens(0.65):
        sums += [*till.state("cash paid", till.money(paid), 1), *till.state("change", till.money(paid - total), 0.9)]
    elif world.happens(0.6):
        sums.append((world.one("VISA", "MASTERCARD", "DEBIT", "CARD"), world.number("************####", "XXXX ####")))
    if {"subtotal", "tax amount"} <= till.stated.keys() and world.happens(0.5):
        sums += [(world.one("GST SUMMARY", "TAX SUMMARY"), "AMOUNT  TAX"), ("SR", f"{net:.2f}  {tax:.2f}")]
    elif world.happens(0.3):
        sums.insert(0, (world.one("ITEM COUNT", "QTY", "NO. OF ITEMS"), str(len(lines))))
    heading = world.one("", *words.HEADINGS)
    return "\n".join([heading, *lines] if heading else lines), sums


def _cells(world: World, cells: Cells) -> str:
    """Labels beside their values, above them, or all labels and then all values."""
    how = world.random.randrange(6)
    colon = world.one("", ":", " :")
    if how == 0:
        return "\n".join(f"{label}{colon}\n{value}" for label, value in cells)
    if how == 1:
        return "\n".join([f"{label}{colon}" for label, _ in cells] + [value for _, value in cells])
    gap = world.one(" ", "  ", "     ", " : ")
    return "\n".join(f"{label}{gap}{value}" for label, value in cells)


def _ask(draft: Draft, stated: dict[str, str]) -> None:
    """What is printed, by its key or in words, and about a fifth of what is not; an address on several lines is not
    asked, for its words do not stand there in one piece."""
    world = draft.world
    for key, questions in words.ASKED.items():
        keys = draft.template.key_value.format(key=world.one(*questions["keys"]))
        plain = world.one(*questions["plain"])
        for question, sort in ((keys, Trained.KEY_VALUE), (plain, Trained.EXTRACTION)):
            if key in stated and stated[key] and world.happens(0.7 if key in ("date", "total", "company") else 0.45):
                draft.rows.append(Row(sort, question, stated[key]))
            elif key not in stated and world.happens(0.45):
                draft.rows.append(Row(Trained.NOT_FOUND, question, NOT_FOUND))
    draft.absent(world.one(*words.ABSENT))
    if "cash paid" in stated and world.happens(0.3):
        draft.decide(world.one("Was it paid in cash?", "was this paid with cash"), True)
