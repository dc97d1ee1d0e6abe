"""Folders of real documents, whole, with the scripted engine: every one ends, and the counts balance."""

import json
from pathlib import Path

import pytest

from program import nightclerk

pytestmark = pytest.mark.shared_data


@pytest.mark.parametrize(
    ("folder", "readable"),
    [
        ("invoices_en", {".pdf", ".txt", ".json"}),
        ("contracts", {".pdf", ".txt", ".json"}),
        ("mixed", {".docx", ".eml", ".html", ".pptx", ".xlsx", ".md", ".csv", ".odt", ".epub", ".txt", ".json"}),
    ],
)
def test_every_real_document_ends_done_or_in_quarantine_with_a_reason(
    folder: str, readable: set[str], shared_data: Path, questions: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"

    done = nightclerk(
        "run", shared_data / "documents" / folder, "--questions", questions, "--out", out,
        limit_s=280, PASSAGE_TOKENS=400,
    )  # fmt: skip

    status = json.loads(nightclerk("status", "--json", DATABASE=f"sqlite:///{out / 'nightclerk.db'}").stdout)[0]
    assert done.returncode == (3 if status["quarantine"] else 0), done.stderr
    assert status["state"] == "done"
    for counted in (status["documents"], status["jobs"]):
        assert counted["balanced"]
        ended = counted["done"] + counted["quarantined"] + counted["cancelled"] + counted["carried"]
        assert counted["registered"] == ended > 0
    for refused in status["quarantine"]:
        assert refused["class"]
        assert refused["reason"]
    refusals = {Path(row["document"]).suffix for row in status["quarantine"] if row["class"] == "FormatUnknown"}
    assert not refusals & readable
