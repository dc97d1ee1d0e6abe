"""How a language writes what a bill says: its labels, its dates, its numbers."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ops.training.generators.bills import south, west
from ops.training.generators.world import World


@dataclass(frozen=True)
class Tongue:
    """`words` are the variants of each label; `dates` have the slots d (a date), month and short;
    `points` are the marks of thousands and of decimals."""

    code: str
    words: dict[str, tuple[str, ...]]
    months: tuple[str, ...]
    dates: tuple[str, ...]
    points: tuple[str, str]

    def word(self, world: World, name: str) -> str:
        return world.one(*self.words[name])

    def day(self, form: str, day: date) -> str:
        month = self.months[day.month - 1]
        return form.format(d=day, month=month, short=month[:3])

    def number(self, amount: Decimal) -> str:
        thousands, decimals = self.points
        return f"{amount:,.2f}".replace(",", "~").replace(".", decimals).replace("~", thousands)


def _tongue(code: str, lines: str, months: str, dates: tuple[str, ...], points: tuple[str, str]) -> Tongue:
    words: dict[str, tuple[str, ...]] = {}
    for line in lines.strip().splitlines():
        name, variants = line.split(": ", 1)
        words[name] = words.get(name, ()) + tuple(variants.split(" | "))
    return Tongue(code, words, tuple(months.split()), dates, points)


_SPELT, _DOTS, _SLASHES, _ISO = "{d.day} {month} {d.year}", "{d:%d.%m.%Y}", "{d:%d/%m/%Y}", "{d:%Y-%m-%d}"
_DASHES = "{d:%d-%m-%Y}"
_ENGLISH_MONTHS = "January February March April May June July August September October November December"
TONGUES = {
    tongue.code: tongue
    for tongue in (
        _tongue("en", west.ENGLISH, _ENGLISH_MONTHS, (
            _SPELT, "{month} {d.day}, {d.year}", _SLASHES, "{d.day} {short} {d.year}", _ISO, _DASHES,
            "{d:%d}-{short}-{d.year}", "{short} {d.day}, {d.year}", _DOTS,
        ), (",", ".")),
        _tongue(
            "de", west.GERMAN,
            "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
            ("{d.day}. {month} {d.year}", _DOTS, _DOTS, "{d:%d.%m.%y}", _ISO), (".", ","),
        ),
        _tongue(
            "fr", west.FRENCH,
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
            (_SPELT, "{d:%d} {month} {d.year}", _SLASHES, _SLASHES, _DOTS), (" ", ","),
        ),
        _tongue(
            "nl", west.DUTCH,
            "januari februari maart april mei juni juli augustus september oktober november december",
            (_SPELT, _DASHES, _DASHES, _SLASHES, _ISO), (".", ","),
        ),
        _tongue(
            "it", south.ITALIAN,
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
            (_SPELT, _SLASHES, _SLASHES, _DASHES), (".", ","),
        ),
        _tongue(
            "es", south.SPANISH,
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
            ("{d.day} de {month} de {d.year}", _SLASHES, _SLASHES, _DASHES), (".", ","),
        ),
        _tongue(
            "pl", south.POLISH,
            "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
            (_SPELT, _DOTS, _ISO, _ISO, _DASHES), (" ", ","),
        ),
        _tongue(
            "sv", south.SWEDISH,
            "januari februari mars april maj juni juli augusti september oktober november december",
            (_SPELT, _ISO, _ISO, _ISO), (" ", ","),
        ),
    )
}  # fmt: skip
#: The form of American bills, which nobody else reads so.
AMERICAN = "{d:%m/%d/%Y}"
