"""The page: passages and answers are hostile text, and the places of gold and answer are marked."""

import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from schemas.catalogue import load_catalogue
from schemas.settings import Settings
from schemas.states import Grounding
from worker.evaluation.answering import Answered
from worker.evaluation.page import Piece, pieces, render
from worker.evaluation.report import Report, make_report
from worker.gold import GoldRow
from worker.grounding import Evidence
from worker.reading import Reading

HOSTILE = "</pre><script>document.title = 'taken'</script><img src=x onerror=\"document.title='taken'\">"
CONTEXT = f"The vendor is Marrow Quay. {HOSTILE} The total is £5."


def answered(said: str, start: int, **fields: str) -> Answered:
    row = GoldRow.model_validate(
        {"id": f"1{HOSTILE}", "kind": "extraction", "context": CONTEXT, "query": f"Who? {HOSTILE}", "answers": ["Quay"]}
        | fields
    )
    evidence = Evidence(Grounding.EXACT, said, start, start + len(said))
    return Answered(row, said, Reading(True, said, 0.5), evidence, 40, 4, 0.25)


def report(*answers: Answered) -> Report:
    return make_report("gold.jsonl", "scripted", load_catalogue(Settings()).find("scripted"), 3, answers)


class _Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_hostile_text_is_text() -> None:
    html = render(report(answered(HOSTILE, CONTEXT.index(HOSTILE))))

    page = _Tags(html)
    assert not page.names & {"script", "img", "iframe", "link", "object", "base", "form"}
    assert not any(name.startswith("on") or name in ("src", "href", "style") for name in page.attributes)
    assert page.text.count(HOSTILE) == 4  # question, what was said, id, passage
    assert "default-src 'none'" in html


def test_the_page_has_every_wrong_answer_once_and_its_passage_once() -> None:
    right = answered("Quay", CONTEXT.index("Quay"))
    wrong = [answered("vendor", 4), answered("£5", CONTEXT.index("£5"), query="How much?")]

    page = _Tags(render(report(right, *wrong)))

    assert "Answers that are not right: 2" in page.text
    assert page.text.count("How much?") == 1
    assert page.text.count(" is Marrow ") == 1
    assert "3 more do not fit" in page.text


def test_gold_and_said_are_marked_where_they_stand() -> None:
    found = pieces("Marrow Quay Ltd", [_on("Marrow Quay Ltd", "Quay Ltd", "Marrow Quay")])

    assert found == [Piece("Marrow ", "gold"), Piece("Quay", "gold said"), Piece(" Ltd", "said")]
    assert pieces("", []) == []
    assert "".join(piece.text for piece in pieces(CONTEXT, [answered("vendor", 4)])) == CONTEXT


def _on(context: str, said: str, gold: str) -> Answered:
    one = answered(said, context.index(said), context=context)
    return Answered(one.row.model_copy(update={"answers": (gold,)}), *list(vars(one).values())[1:])


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium here")
def test_a_browser_runs_nothing_of_it(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(render(report(answered(HOSTILE, CONTEXT.index(HOSTILE)))), encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

    done = subprocess.run(
        ["chromium", *flags, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", page.as_uri()],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )

    assert "<title>Evaluation of scripted</title>" in done.stdout
    assert "Answers that are not right: 1" in done.stdout
