"""Data of programs as lines that a model can be asked about."""

from pathlib import Path

import pytest

from producer.parsing.reading import read

ORDER = """{"number": "007", "total": 1.10, "paid": true, "note": null, "tags": ["a", "b"],
  "customer": {"name": "Ada", "address": {"city": "Wenlow"}},
  "lines": [{"item": "Rent", "price": 12}, {"item": "Heat", "price": 3, "until": "May"}]}"""


def _elements(path: Path) -> list[tuple[str, str]]:
    return [(each.category, each.text) for each in read(path, max_attached_bytes=1024**2).elements]


def test_values_stand_behind_their_names_and_objects_under_theirs(tmp_path: Path) -> None:
    path = tmp_path / "order.json"
    path.write_text(ORDER)

    assert _elements(path) == [
        ("NarrativeText", "number: 007\ntotal: 1.10\npaid: yes\ntags: a, b"),
        ("Title", "customer"),
        ("NarrativeText", "name: Ada"),
        ("Title", "customer / address"),
        ("NarrativeText", "city: Wenlow"),
        ("Title", "lines"),
        ("Table", "item | price | until\nRent | 12 | \nHeat | 3 | May"),
    ]


def test_a_value_a_line(tmp_path: Path) -> None:
    path = tmp_path / "rows.json"
    path.write_text('{"id": 1, "who": {"name": "Ada"}}\n{"id": 2, "who": {"name": "Bob"}}\n')

    assert _elements(path) == [
        ("Title", "item 1"),
        ("NarrativeText", "id: 1"),
        ("Title", "item 1 / who"),
        ("NarrativeText", "name: Ada"),
        ("Title", "item 2"),
        ("NarrativeText", "id: 2"),
        ("Title", "item 2 / who"),
        ("NarrativeText", "name: Bob"),
    ]


def test_what_is_no_json_is_read_as_text_and_noted(tmp_path: Path) -> None:
    path = tmp_path / "torn.json"
    path.write_text('{"rent": 12, "due')

    found = read(path, max_attached_bytes=1024**2)

    assert [each.text for each in found.elements] == ['{"rent": 12, "due']
    assert "plain text" in found.notes[0]


def test_xml_as_the_same_lines(tmp_path: Path) -> None:
    path = tmp_path / "order.xml"
    path.write_text(
        '<?xml version="1.0"?><o:order xmlns:o="urn:o" id="7"><!-- IGNORE --><o:total currency="EUR">12</o:total>'
        "<o:line><o:item>Rent</o:item></o:line><o:line><o:item>Heat</o:item></o:line>"
        "<o:text>It is <b>due</b> in May.</o:text></o:order>"
    )

    assert _elements(path) == [
        ("Title", "order"),
        ("NarrativeText", "id: 7\ntext: It is due in May."),
        ("Title", "order / total"),
        ("NarrativeText", "currency: EUR\ntotal: 12"),
        ("Title", "order / line"),
        ("Table", "item\nRent\nHeat"),
        ("Hidden", "IGNORE"),
    ]


@pytest.mark.parametrize("entity", ["SYSTEM 'file:///etc/hostname'", "'expanded'"])
def test_entities_of_xml_are_not_resolved(tmp_path: Path, entity: str) -> None:
    path = tmp_path / "order.xml"
    path.write_text(f"<?xml version='1.0'?><!DOCTYPE o [<!ENTITY e {entity}>]><o><a>seen</a><b>&e;</b></o>")

    assert _elements(path) == [("Title", "o"), ("NarrativeText", "a: seen\nb: &e;")]
