"""The text of a bill as a reader of PDFs gives it: in the order of the file, not of the eye."""

import re
from collections.abc import Sequence

from ops.training.generators.bills.homes import HOMES
from ops.training.generators.bills.particulars import Bill
from ops.training.generators.world import World

#: Numbers in groups, of which nobody can tell where one ends and the next begins.
_GROUPS = re.compile(r"^\d+ \d+( \d+)*$")
Pairs = Sequence[tuple[str, str]]
#: Where the issuer's name stands: above, below the rest, on the line over the customer's address, under a label, ...
PLACES = ("head", "head", "foot", "sender", "label", "holder", "both", "both", "foot")
_BANKS = ("Landbank", "Banco Norte", "Sparbank", "First Merchant Bank", "Caisse du Midi")
_HEAD = (
    "number", "date", "due", "customer_no", "order_no", "order_date", "delivery_date", "period", "contract_no",
    "customer_vat", "ref", "original",
)  # fmt: skip


def page(world: World, bill: Bill) -> tuple[str, str | None]:
    """The text, and what it says of the payment terms, if anything."""
    place, is_labelled = world.one(*PLACES), world.happens(0.6)
    # Of two addresses without a label one has to be seen again below.
    place = "both" if place == "head" and not is_labelled else place
    terms = bill.tongue.word(world, "terms_value") if world.happens(0.3) and not bill.is_credit else None
    title, pairs = _head(world, bill, terms)
    # The issuer's tax number stands beside the number and the date, or in the footer.
    vat_above = bill.said["vat_id"] if world.happens(0.3) else None
    if vat_above:
        pairs.append((bill.tongue.word(world, "vat_id"), vat_above))
    world.random.shuffle(pairs)
    address = bill.home.address(world)
    blocks = _above(
        world, place, title, _issuer(world, bill, place, address), _customer(world, bill, is_labelled),
        columns(world, pairs),
    )  # fmt: skip
    blocks += [_lines(world, bill), columns(world, _totals(world, bill)), _asides(world, bill)]
    foot = _foot(world, bill, place, None if vat_above else bill.said["vat_id"], address)
    blocks.insert(0 if world.happens(0.1) and place not in ("foot", "holder") else len(blocks), foot)
    if world.happens(0.4):
        numbered = bill.tongue.word(world, "page").format(1, world.random.randint(1, 3))
        blocks.insert(world.random.choice((0, len(blocks))), numbered)
    return world.one("\n", "\n", "\n\n").join(block for block in blocks if block), terms


def _issuer(world: World, bill: Bill, place: str, address: Sequence[str]) -> str:
    """What stands of it above the lines, if it stands there at all."""
    whole = "\n".join([bill.issuer, *address])
    return {
        "head": whole,
        "both": whole,
        "sender": world.one(" - ", " · ", ", ", " | ").join([bill.issuer, *address[:2]]),
        "label": f"{_label(world, bill, 'from')}\n{whole}",
    }.get(place, "")


def _above(world: World, place: str, title: str, issuer: str, customer: str, particulars: str) -> list[str]:
    """The blocks above the lines: in the usual order, or in any."""
    if place == "sender":
        return [f"{issuer}\n{customer}", title, particulars]
    blocks = [issuer, customer, title, particulars]
    if world.happens(0.5):
        world.random.shuffle(blocks)
    return blocks


def columns(world: World, pairs: Pairs) -> str:
    """Labels and values: on one line, on two, run together in twos, or all the labels before all the values."""
    how = world.random.randrange(9)
    if how in (3, 4) and any(_GROUPS.match(value) for _, value in pairs):
        how = 8
    if how == 0:
        return "\n".join(f"{label} {value}" for label, value in pairs)
    if how == 1:
        return "\n".join(f"{label}:\n{value}" for label, value in pairs)
    if how == 2:
        return "\n".join(f"{label}\n{value}" for label, value in pairs)
    if how == 3:
        return "\n".join(
            " ".join(label for label, _ in few) + "\n" + " ".join(value for _, value in few) for few in _few(pairs, 3)
        )
    if how == 4:
        return "\n".join(
            " ".join([*(label for label, _ in few), *(value for _, value in few)]) for few in _few(pairs, 2)
        )
    if how == 5:
        return "\n".join(
            "\n".join([*(f"{label}:" for label, _ in few), *(value for _, value in few)]) for few in _few(pairs, 4)
        )
    if how == 6:
        return "\n".join(" ".join(f"{label} : {value}" for label, value in few) for few in _few(pairs, 2))
    return "\n".join(f"{label}: {value}" for label, value in pairs)


def _head(world: World, bill: Bill, terms: str | None) -> tuple[str, list[tuple[str, str]]]:
    """The title, which may have the number and the date, and the particulars below it."""
    word = bill.tongue.word
    kind = word(world, "credit" if bill.is_credit else "bill")
    stated = {name: bill.said[name] for name in _HEAD}
    title, number, day = kind, stated["number"], stated["date"]
    if number and world.happens(0.3):
        title = f"{kind} {world.one(word(world, 'no') + ' ', '')}{number}"
        stated["number"] = None if world.happens(0.7) else number
        if day and world.happens(0.4):
            title, stated["date"] = f"{title} {word(world, 'of')} {day}", None
    pairs = []
    for name, value in stated.items():
        if value:
            label = f"{kind} {word(world, 'no')}" if bill.is_credit and name == "number" else word(world, name)
            pairs.append((label, value))
    return title, pairs + ([(word(world, "terms"), terms)] if terms else [])


def _label(world: World, bill: Bill, name: str) -> str:
    return bill.tongue.word(world, name) + world.one("", ":", ":", " :")


def _customer(world: World, bill: Bill, is_labelled: bool) -> str:
    where = world.random.choice(HOMES) if world.happens(0.2) else bill.home
    lines = [bill.customer, *where.address(world)]
    if bill.care:
        lines.insert(1, f"{bill.tongue.word(world, 'care')} {bill.care}")
    if is_labelled:
        return f"{_label(world, bill, 'to')}{world.one(chr(10), ' ', chr(10))}" + "\n".join(lines)
    return "\n".join(lines)


def _lines(world: World, bill: Bill) -> str:
    rows = [bill.tongue.word(world, "columns")]
    how = world.random.randrange(3)
    for at, line in enumerate(bill.lines, 1):
        rows.append(
            (
                f"{line.what} {line.quantity} {line.price} {line.amount}",
                f"{at} {line.what} {line.quantity} {line.price} {line.amount}",
                f"{line.what}\n{line.quantity} {line.price} {bill.rate}% {line.amount}",
            )[how]
        )
    if world.happens(0.35):
        rows.insert(world.random.randint(1, len(rows)), bill.asides[0])
    elif world.happens(0.2):
        # One to each line, above it.
        rows[1:] = [f"{aside}\n{row}" for aside, row in zip(bill.asides, rows[1:], strict=True)]
    return "\n".join(rows)


def _asides(world: World, bill: Bill) -> str:
    found = world.random.sample(bill.tongue.words["aside"], world.random.choice((0, 1, 1, 2, 3)))
    found += [f"{_label(world, bill, 'via')} {bill.other}"] if bill.other else []
    return "\n".join(found)


def _totals(world: World, bill: Bill) -> Pairs:
    word = bill.tongue.word
    found = [(word(world, "net"), bill.said["net"])]
    found += [(word(world, "vat").format(bill.rate), bill.said["vat"])]
    found += [(word(world, "sum" if bill.said["paid"] else "total"), bill.total)]
    found += [(word(world, name), bill.said[name]) for name in ("paid", "open")]
    if not bill.said["net"] and world.happens(0.5):
        found = [*found[2:], *found[1:2]]
    return [(label, value) for label, value in found if value]


def _foot(world: World, bill: Bill, place: str, vat: str | None, address: Sequence[str]) -> str:
    """Company, numbers of its registers, bank: on one line, or below each other."""
    word = bill.tongue.word
    account = word(world, "iban") if bill.home.has_iban else world.one("Bank account", "Account", "Bank a/c")
    parts = [bill.issuer, *address[:2]] if place in ("foot", "both") else []
    parts += [f"Tel. {world.phone()}"] if world.happens(0.4) else []
    parts += [world.number(world.one(*bill.home.register))] if world.happens(0.5) else []
    parts += [f"{word(world, 'vat_id')}{world.one(': ', ' ')}{vat}"] if vat else []
    if bill.said["iban"] and world.happens(0.5):
        parts.append(f"{word(world, 'bank')}: {world.one(*_BANKS)} {bill.home.country}")
    parts += [f"{word(world, 'holder')}{world.one(': ', ' ')}{bill.issuer}"] if place == "holder" else []
    parts += [f"{account}{world.one(': ', ' ')}{bill.said['iban']}"] if bill.said["iban"] else []
    parts += [f"BIC {world.number('????##2?')}"] if bill.said["iban"] and world.happens(0.4) else []
    return world.one("\n", "\n", " - ", " | ", " · ").join(parts)


def _few(pairs: Pairs, many: int) -> list[Pairs]:
    return [pairs[at : at + many] for at in range(0, len(pairs), many)]
