"""Nothing that a document says or is called acts on the terminal that shows it."""

import json
from io import StringIO

import pytest
import sqlalchemy as sa
from rich.table import Table
from rich.text import Text

from batches import all_done, claimed_bundle, make_batch, passages_of, split_batch
from producer.progress import Progress
from producer.terminal import Terminal, harmless, json_text
from schemas.ledger.bundles import finish_bundle
from schemas.ledger.counts import count

ATTACK = "\x1b]0;title\x07\x1b[2J\x9b31m\r\u202egpj.exe\x00"


@pytest.mark.parametrize("renderable", [ATTACK, Text(ATTACK), "table"])
def test_commands_are_shown_and_not_obeyed(renderable: str | Text) -> None:
    shown = StringIO()
    table = Table(box=None)
    table.add_column("name")
    table.add_row(ATTACK)

    Terminal(file=shown, width=120, force_terminal=True, color_system=None).print(
        table if renderable == "table" else renderable
    )

    said = shown.getvalue()
    assert said.endswith("\n")
    assert harmless(said.replace("\n", "")) == said.replace("\n", "")
    assert "␛" in said
    assert "gpj" in said


def test_styles_are_kept() -> None:
    shown = StringIO()
    Terminal(file=shown, force_terminal=True, color_system="standard").print("wrong", style="red")
    assert shown.getvalue() == "\x1b[31mwrong\x1b[0m\n"


def test_markup_in_a_name_is_text() -> None:
    shown = StringIO()
    Terminal(file=shown, width=80).print("[/red] [link=http://mallory.example]invoice[/link].pdf")
    assert shown.getvalue() == "[/red] [link=http://mallory.example]invoice[/link].pdf\n"


def test_the_view_of_a_night_shows_any_name_and_value(database: sa.Engine) -> None:
    batch = split_batch(database)
    bundle = claimed_bundle(database, passages_of(database, batch)[0])
    finish_bundle(database, bundle, all_done(bundle, f"[/bold]{ATTACK[:-1]}"))
    make_batch(database, "[/red].txt")
    shown = StringIO()

    with Progress(Terminal(file=shown, force_terminal=True, width=120), database, batch.id) as progress:
        progress.show(count(database, batch.id))

    assert "\x1b]0;" not in shown.getvalue()
    assert "\x9b" not in shown.getvalue()


@pytest.mark.parametrize("text", [ATTACK, "Łódź €", "\U000e0041", 'quoted "a"\n'])
def test_json_for_programs_keeps_every_character(text: str) -> None:
    written = json_text({"name": text})
    assert json.loads(written) == {"name": text}
    assert harmless(written) == written
    assert "€" in written or "€" not in text
