"""The demo's documents are what their script writes, and its questionnaire and expectations fit them."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from schemas import errors
from schemas.questionnaire import Kind, Questionnaire
from schemas.questionnaire_file import read_questionnaire

DEMO = Path(__file__).parent.parent / "ops" / "demo"
#: Formats whose bytes do not depend on the version of a library.
TEXT_LIKE = {".csv", ".eml", ".html", ".md", ".rtf", ".txt"}
OFFICE = {".docx", ".xlsx"}


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the script writes today."""
    folder = tmp_path_factory.mktemp("demo")
    script = [sys.executable, str(DEMO / "make_documents.py"), "--to", str(folder)]
    done = subprocess.run(script, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return read_questionnaire(DEMO / "questions.yaml")


@pytest.fixture(scope="module")
def expected() -> dict[str, dict[str, object]]:
    content = json.loads((DEMO / "expected.json").read_text(encoding="utf-8"))
    return content["documents"]


def test_the_script_writes_the_committed_files(written: Path) -> None:
    assert _files(written / "documents") == _files(DEMO / "documents")


def test_text_files_are_the_same_byte_for_byte(written: Path) -> None:
    names = {name for name in _files(DEMO / "documents") if Path(name).suffix in TEXT_LIKE}
    assert len(names) >= 7
    for name in names:
        assert (written / "documents" / name).read_bytes() == (DEMO / "documents" / name).read_bytes(), name
    assert (written / "expected.json").read_bytes() == (DEMO / "expected.json").read_bytes()


def test_office_files_tell_no_time_of_day(written: Path) -> None:
    for name in _files(written / "documents"):
        if Path(name).suffix in OFFICE:
            with zipfile.ZipFile(written / "documents" / name) as archive:
                assert {entry.date_time[:3] for entry in archive.infolist()} == {(2026, 10, 9)}, name
                assert b"2026-10-09T09:00:00Z</dcterms:modified>" in archive.read("docProps/core.xml"), name


def test_pdfs_say_the_same_as_the_committed_ones(written: Path) -> None:
    pdfium = pytest.importorskip("pypdfium2")

    def text(path: Path) -> str:
        try:
            document = pdfium.PdfDocument(path)
        except pdfium.PdfiumError as exc:
            return str(exc)
        with document:
            return "\n".join(page.get_textpage().get_text_range() for page in document)

    for name in _files(DEMO / "documents"):
        if name.endswith(".pdf"):
            assert text(written / "documents" / name) == text(DEMO / "documents" / name), name


def test_the_folder_is_mixed_and_small() -> None:
    paths = [path for path in (DEMO / "documents").rglob("*") if path.is_file()]
    assert len(paths) >= 14
    assert len({path.suffix for path in paths}) >= 7
    assert sum(path.stat().st_size for path in paths) < 1_000_000


def test_the_questionnaire_asks_all_four_kinds(questionnaire: Questionnaire) -> None:
    assert {field.kind for field in questionnaire.fields} == set(Kind)
    assert len(questionnaire.fields) >= 8


def test_every_document_and_field_has_an_expectation(
    questionnaire: Questionnaire, expected: dict[str, dict[str, object]]
) -> None:
    assert set(expected) == _files(DEMO / "documents")
    names = {field.name for field in questionnaire.fields}
    for path, entry in expected.items():
        if "error" not in entry:
            assert set(entry["fields"]) == names, path


def test_every_field_has_a_document_that_says_it(expected: dict[str, dict[str, object]]) -> None:
    readable = [entry["fields"] for entry in expected.values() if "fields" in entry]
    for name in readable[0]:
        assert any(fields[name] is not None for fields in readable), name
        if name != "headline":
            assert any(fields[name] is None for fields in readable), name


def test_two_documents_end_in_quarantine(expected: dict[str, dict[str, object]]) -> None:
    names = {entry["error"] for entry in expected.values() if "error" in entry}
    assert names == {"FileEncrypted", "FileCorrupt"}
    assert all(issubclass(getattr(errors, name), errors.DocumentError) for name in names)
