"""Encrypted PDF files are opened with the passwords of the settings, which nobody gets to see."""

import hashlib
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from drawn_pdf import drawn, lines
from producer.parsing.child import parse
from schemas.elements import ParsedDocument
from schemas.errors import FileEncrypted, SettingsInvalid
from schemas.settings import Settings, settings

_PASSWORD = "Kranz-7 'täglich'"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    lock = StandardEncryption(_PASSWORD, "owner", strength=128)
    return drawn(tmp_path, lambda canvas: lines(canvas, 72, 700, ["The rent is due."]), encrypt=lock)


def _parse(path: Path, passwords: list[str]) -> ParsedDocument:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return parse(path, digest, limit_s=60, memory_bytes=1024**3, max_file_bytes=1024**3, pdf_passwords=passwords)


def test_one_of_the_passwords_opens_it(locked: Path) -> None:
    found = _parse(locked, ["another", _PASSWORD])
    assert [element.text for element in found.elements] == ["The rent is due."]


def test_none_of_them_opens_it(locked: Path) -> None:
    with pytest.raises(FileEncrypted) as caught:
        _parse(locked, ["another", "a third"])
    assert "NIGHTCLERK_PDF_PASSWORDS" in str(caught.value)
    assert "another" not in str(caught.value)


def test_the_settings_do_not_show_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIGHTCLERK_PDF_PASSWORDS", '["first one", "second one"]')
    given = Settings()
    assert [password.get_secret_value() for password in given.pdf_passwords] == ["first one", "second one"]
    assert "first" not in repr(given)
    assert "first" not in given.model_dump_json()


@pytest.mark.parametrize("value", ["hunter2", '{"a": "hunter2"}', "[1]", '"hunter2"'])
def test_what_is_no_list_is_refused_without_being_shown(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIGHTCLERK_PDF_PASSWORDS", value)
    settings.cache_clear()
    with pytest.raises(SettingsInvalid) as caught:
        settings()
    settings.cache_clear()
    assert "JSON list" in str(caught.value)
    assert "hunter2" not in str(caught.value)
