"""Four invoices by four companies, each laid out in its own way."""

from collections.abc import Sequence
from pathlib import Path

import facts
import pdf_layout
from facts import Company, Invoice, Line
from pdf_layout import Look, text
from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, Paragraph, Spacer, Table, TableStyle

WIDTH = 170 * mm
Rules = list[tuple[object, ...]]
#: Widths of columns.
_HALVES = (105 * mm, 65 * mm)
_FOUR = (74 * mm, 36 * mm, 28 * mm, 32 * mm)


def _columns(*contents: Sequence[Flowable], widths: Sequence[float]) -> Table:
    rules = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0)]
    return Table([list(contents)], colWidths=widths, style=TableStyle(rules))


def _right(look: Look, content: str, size: float | None = None, colour: Color = pdf_layout.INK) -> Paragraph:
    size = size or look.size
    style = look.style(alignment=TA_RIGHT, fontSize=size, leading=size * 1.35, textColor=colour, spaceAfter=0)
    return Paragraph(content.replace("&", "&amp;").replace("\n", "<br/>"), style)


def _address(company: Company) -> str:
    return f"**{company.name}**\n{company.street}\n{company.town}"


def _quantity(line: Line) -> str:
    return f"{line.quantity:,} {line.unit}"


def _table(rows: list[list[str]], look: Look, widths: Sequence[float], rules: Rules) -> Table:
    """A table whose last column is of amounts; the texts of the first are wrapped."""
    cells = [rows[0], *([text(look, row[0], "cell"), *row[1:]] for row in rows[1:])]
    common: Rules = [
        ("FONT", (0, 0), (-1, -1), look.regular, look.size, look.leading),
        ("FONT", (0, 0), (-1, 0), look.bold, look.size, look.leading),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]
    return Table(cells, colWidths=widths, style=TableStyle(common + rules), repeatRows=1)


def _totals(rows: Sequence[tuple[str, str]], look: Look) -> Table:
    """Totals at the right edge; the last row is the one to pay."""
    rules = [
        ("FONT", (0, 0), (-1, -2), look.regular, look.size),
        ("FONT", (0, -1), (-1, -1), look.bold, look.size + 1.5),
        ("TEXTCOLOR", (0, -1), (-1, -1), look.accent),
        ("LINEABOVE", (0, -1), (-1, -1), 1, look.accent),
        ("ALIGN", (0, 0), (-1, -1), "RIGHT"),
    ]
    return Table([list(row) for row in rows], colWidths=[55 * mm, 35 * mm], hAlign="RIGHT", style=TableStyle(rules))


def _save(path: Path, invoice: Invoice, story: list[Flowable]) -> None:
    issuer = invoice.issuer
    footer = f"{issuer.name} · {issuer.address} · VAT no. {issuer.vat}"
    pdf_layout.save(path, f"Invoice {invoice.number}", issuer.name, story, footer)


def _band(invoice: Invoice, look: Look) -> Table:
    """The issuer's name on a band of the look's colour."""
    rules = [
        ("BACKGROUND", (0, 0), (-1, -1), look.accent),
        ("TEXTCOLOR", (1, 0), (1, 0), white),
        ("FONT", (1, 0), (1, 0), "Helvetica", 18),
        ("ALIGN", (1, 0), (1, 0), "RIGHT"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]
    name = Paragraph(f"<b>{invoice.issuer.name}</b>", look.style(fontSize=16, textColor=white))
    widths = [115 * mm, 55 * mm]
    return Table([[name, "INVOICE"]], colWidths=widths, rowHeights=18 * mm, style=TableStyle(rules))


def haulage(path: Path) -> None:
    """A band of colour above, a box of keys and values, a ruled table."""
    invoice, look = facts.HAULAGE_INVOICE, Look("Helvetica", 9.5, 13, accent=HexColor("#17406d"))
    keys = (
        ("Invoice number:", invoice.number),
        ("Invoice date:", str(invoice.dated)),
        ("Due date:", str(invoice.due)),
        ("Purchase order:", invoice.order),
    )
    box = [text(look, f"{key} **{value}**", "key") for key, value in keys]
    rows = [["Description", "Quantity", "Unit price", "Net amount"]]
    rows += [
        [item.text, _quantity(item), f"{item.unit_price:,.2f}", invoice.money(item.net).symbol]
        for item in invoice.lines
    ]
    rules: Rules = [
        ("LINEBELOW", (0, 0), (-1, 0), 1.2, look.accent),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, pdf_layout.LINE),
    ]
    totals = (("Subtotal", invoice.net.symbol), ("VAT 20%", invoice.vat.symbol), ("Total due", invoice.total.symbol))
    story = [_band(invoice, look), Spacer(0, 12 * mm)]
    story += [_columns([text(look, "Bill to", "small"), text(look, _address(invoice.customer))], box, widths=_HALVES)]
    story += [Spacer(0, 10 * mm), _table(rows, look, _FOUR, rules), Spacer(0, 4 * mm), _totals(totals, look)]
    story += [Spacer(0, 14 * mm), text(look, f"Please quote {invoice.number} with your payment. Terms: 30 days net.")]
    story += [text(look, "Bank: Fellhaven Mutual, sort code 00-00-00, account 00030311")]
    _save(path, invoice, story)


def energy(path: Path) -> None:
    """A bill of a utility: what to pay in a large box first, the readings below."""
    invoice, look = facts.ENERGY_INVOICE, Look("Helvetica", 9.5, 13.5, accent=HexColor("#2b7a4b"))
    rows = [["Your electricity", "Used", "Price", "Amount"]]
    rows += [[item.text, _quantity(item), f"£{item.unit_price}", f"£{item.net:,.2f}"] for item in invoice.lines]
    totals = (("Before VAT", invoice.net.symbol), ("VAT at 20%", invoice.vat.symbol), ("To pay", invoice.total.symbol))
    keys = f"Bill number: **{invoice.number}**\nBill date: **{invoice.dated}**\nBilling period: September 2026"
    logo = Paragraph("Brindlemoor <b>Energy</b>", look.style(fontSize=22, leading=28, textColor=look.accent))
    story = [logo, Spacer(0, 8 * mm)]
    story += [_columns([text(look, _address(invoice.customer))], [text(look, keys)], widths=_HALVES)]
    story += [Spacer(0, 6 * mm), _to_pay(invoice, look), Spacer(0, 10 * mm)]
    story += [_table(rows, look, _FOUR, [("LINEBELOW", (0, 0), (-1, -1), 0.4, pdf_layout.LINE)])]
    story += [Spacer(0, 4 * mm), _totals(totals, look), Spacer(0, 10 * mm)]
    advice = (
        "**Good to know.** You used 11% less at night than in September last year. Roasting after 22:00 would save "
        "about £450 a month; your landlord may have a view on that."
    )
    _save(path, invoice, [*story, text(look, advice)])


def _to_pay(invoice: Invoice, look: Look) -> Table:
    """The amount, the date and the way of paying in a box."""
    heads = ("Total amount due", "Due date", "Paid by")
    rules = [
        ("BACKGROUND", (0, 0), (-1, -1), HexColor("#e8f3ec")),
        ("FONT", (0, 1), (-1, 1), "Helvetica-Bold", 15),
        ("TEXTCOLOR", (0, 1), (-1, 1), look.accent),
        ("LINEABOVE", (0, 0), (-1, 0), 2, look.accent),
    ]
    cells = [
        [text(look, head, "small") for head in heads],
        [invoice.total.symbol, str(invoice.due), "Direct debit"],
    ]
    return Table(cells, colWidths=[WIDTH / 3] * 3, rowHeights=[8 * mm, 12 * mm], style=TableStyle(rules))


def repair(path: Path) -> None:
    """A letter in a serif face with the amounts in a plain table; no VAT, since the customer owes it himself."""
    invoice, look = facts.REPAIR_INVOICE, Look("Times", 11, 15.5)
    issuer = invoice.issuer
    letterhead = _right(look, f"{issuer.name}\n{issuer.street}\n{issuer.town}\n{issuer.mail}", 9.5, pdf_layout.GREY)
    rows = [["Position", "Quantity", "Price", "Amount in EUR"]]
    rows += [[item.text, _quantity(item), f"{item.unit_price:,.2f}", f"{item.net:,.2f}"] for item in invoice.lines]
    rules: Rules = [("BOX", (0, 0), (-1, -1), 0.6, pdf_layout.INK), ("LINEBELOW", (0, 0), (-1, 0), 0.6, pdf_layout.INK)]
    totals = (("Net", invoice.net.symbol), ("VAT 0% (reverse charge)", invoice.vat.symbol))
    story = [letterhead, Spacer(0, 10 * mm), text(look, _address(invoice.customer)), Spacer(0, 8 * mm)]
    story += [_right(look, f"Hinterbrunnwald, {invoice.dated}"), Spacer(0, 6 * mm)]
    story += [text(look, f"Invoice no. {invoice.number}", "title"), text(look, f"Your order: {invoice.order}")]
    story += [text(look, "Dear Mr Harbour,")]
    story += [text(look, "for the repair of your drum roaster “Old Marjorie”, built in 1961, we invoice as follows:")]
    story += [_table(rows, look, _FOUR, rules), Spacer(0, 3 * mm)]
    story += [_totals((*totals, ("Total amount due", invoice.total.symbol)), look), Spacer(0, 6 * mm)]
    story += [
        text(
            look,
            f"Please pay the total by **{invoice.due}** without deduction. The bearing has a warranty of two years.",
        )
    ]
    story += [text(look, "The tea towel is enclosed. We have washed it.")]
    story += [text(look, f"With kind regards\n{facts.MACHINE_DIRECTOR.name}")]
    _save(path, invoice, story)


def coffee(path: Path) -> None:
    """Our own invoice: two columns, striped rows and a VAT rate to each line."""
    invoice, look = facts.COFFEE_INVOICE, Look("Helvetica", 9.5, 13, accent=HexColor("#6f3d1e"))
    brown = look.accent
    name = Paragraph("HARBOUR &amp; FINCH", look.style(fontName="Times-Bold", fontSize=24, leading=28, textColor=brown))
    rows = [["Item", "Quantity", "Price", "VAT", "Net"]]
    rows += [
        [item.text, _quantity(item), f"£{item.unit_price:,.2f}", f"{item.vat}%", f"£{item.net:,.2f}"]
        for item in invoice.lines
    ]
    rules: Rules = [
        ("BACKGROUND", (0, 0), (-1, 0), brown),
        ("TEXTCOLOR", (0, 0), (-1, 0), white),
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [white, HexColor("#f6efe9")]),
    ]
    keys = (
        ("Invoice no.", invoice.number),
        ("Date", str(invoice.dated)),
        ("Payment due date", str(invoice.due)),
        ("Your order", invoice.order),
    )
    left = [text(look, f"{key}: **{value}**", "key") for key, value in keys]
    right = [_right(look, f"<b>{invoice.customer.name}</b>\n{invoice.customer.street}\n{invoice.customer.town}")]
    totals = (("Net", invoice.net.symbol), ("VAT on training", invoice.vat.symbol), ("Total due", invoice.total.symbol))
    story = [name, text(look, "Coffee Roasters · Port Wenlow", "small"), Spacer(0, 4 * mm)]
    story += [HRFlowable(width="100%", thickness=1.5, color=brown, spaceAfter=14)]
    story += [text(look, "Invoice", "title"), _columns(left, right, widths=(85 * mm, 85 * mm)), Spacer(0, 8 * mm)]
    story += [_table(rows, look, (70 * mm, 30 * mm, 25 * mm, 15 * mm, 30 * mm), rules), Spacer(0, 4 * mm)]
    story += [_totals(totals, look), Spacer(0, 12 * mm)]
    story += [text(look, "Coffee is zero-rated for VAT. Best enjoyed before the next tide.")]
    story += [text(look, "Bank: Fellhaven Mutual, sort code 00-00-00, account 00041772")]
    _save(path, invoice, story)
