"""How many gold values of real contracts stand whole in one passage, of those that stand in the file's text at all.

The file's text is what PDFium gives, page after page, so that a value which our reader loses counts against us. Words
are compared, not punctuation, white space or case; dates and periods in the ways in which contracts write them. The
documents are not part of the project.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pypdfium2

from producer.parsing import pdf
from producer.passages import passages
from producer.tokens import TokenCounter, token_counter
from schemas.errors import DocumentError
from schemas.settings import settings

DOCUMENTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "documents"
FOLDERS = ("contracts", "ndas")
MODEL = "smollm2-135m-instruct"

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_PERIOD = re.compile(r"(?:succ?essive )?(\d+) (year|month|day)s?")
#: What may stand between two words of a value: punctuation and the end of a line, but not a paragraph.
_BETWEEN = r"[^\w]{1,6}"


@dataclass
class Quality:
    """Values by their field: those in the text, those whole in a passage; and how often they stand in each."""

    in_text: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    places: int = 0
    kept_places: int = 0
    lost: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.whole.total() / max(1, self.in_text.total())


def measure() -> str:
    """A table: one row for each field."""
    lines = ["| folder | field | in the text | whole in one passage | share |", "|---|---|---|---|---|"]
    for folder in FOLDERS:
        if not (DOCUMENTS / folder).is_dir():
            return "The documents are absent here."
        found = quality(DOCUMENTS / folder, token_counter(MODEL, settings()), settings().passage_tokens)
        rows = [(name, found.in_text[name], found.whole[name]) for name in found.in_text]
        for name, in_text, whole in [*rows, ("**all**", found.in_text.total(), found.whole.total())]:
            lines.append(f"| {folder} | {name} | {in_text} | {whole} | {whole / in_text:.1%} |")
        lines.append(f"| {folder} | all their places | {found.places} | {found.kept_places} | |")
    return "\n".join(lines)


def quality(folder: Path, tokens: TokenCounter, bound: int) -> Quality:
    """Of all gold values of a folder, with passages of at most `bound` tokens."""
    found = Quality()
    for row in json.loads((folder / "gold.json").read_text(encoding="utf-8")):
        file = folder / row["file"]
        text = _text(file)
        try:
            cut = [passage.text for passage in passages(pdf.read(file).elements, tokens, bound)]
        except DocumentError:  # a scan: none of its values stands in its text
            cut = []
        for name, value in values(row["key_values"]):
            pattern = pattern_of(value)
            places = len(pattern.findall(text))
            if not places:
                continue
            kept = sum(len(pattern.findall(passage)) for passage in cut)
            found.in_text[name] += 1
            found.whole[name] += kept > 0
            found.places += places
            found.kept_places += min(kept, places)
            if not kept:
                found.lost.append((row["file"], name, value))
    return found


def _text(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return re.sub(r"\ufffe\s*", "", "\n".join(pages))  # PDFium's mark of a word that goes on in the next line


def values(given: dict[str, str | list[str]]) -> Iterator[tuple[str, str]]:
    """The gold values of a document, each with the name of its field; those that are left open are left out."""
    for name, said in given.items():
        several = said if isinstance(said, list) else said.split(";") if name == "Parties" else [said]
        for value in several:
            # Behind a party stands in brackets what the contract calls it; where a date is open, nothing can be found.
            bare = re.sub(r"\(.*\)|[\"“].*", "", value) if name == "Parties" else value
            if re.search(r"\w", bare) and "[]" not in bare:
                yield name, bare.strip()


def pattern_of(value: str) -> re.Pattern[str]:
    """Finds the value in a text, in the ways in which contracts write it."""
    if (day := gold_date(value)) is not None:
        forms = [_words(form) for form in _dates(day)]
    elif period := _PERIOD.fullmatch(value):
        forms = [_period(int(period[1]), period[2])]
    else:
        forms = [_words(value)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


def _words(text: str) -> str:
    return _BETWEEN.join(re.findall(r"\w+", text))


def gold_date(value: str) -> date | None:
    if iso := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
        return date(*map(int, iso.groups()))
    if american := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{2})", value):
        month, day, year = map(int, american.groups())
        return date(year + (2000 if year < 50 else 1900), month, day)
    return None


def _dates(day: date) -> Iterator[str]:
    month = _MONTHS[day.month - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in (11, 12, 13) else 0, "th")
    for number in (f"{day.day}", f"{day.day:02}", f"{day.day}{ending}"):
        yield from (f"{name} {number} {day.year}" for name in (month, month[:3]))
        yield from (f"{number} {name} {day.year}" for name in (month, month[:3], f"day of {month}"))
    for year in (f"{day.year}", f"{day.year % 100:02}"):
        yield f"{day.month} {day.day} {year}"
        yield f"{day.month:02} {day.day:02} {year}"
    yield day.isoformat()


def _period(number: int, unit: str) -> str:
    said = [str(number), *_NUMBERS[number - 1 : number]]
    either = f"(?:{'|'.join(said)})"
    return rf"{either}(?:{_BETWEEN}{either})?{_BETWEEN}{unit}s?"
