"""How good the embedded model's answers are: on gold sets that it never saw, and on the held-out tenth of those that it
learned from.

The gold answers are not part of the project; where they are absent there is nothing to measure.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ops.training.gold import SETS
from ops.training.rows import is_held_out
from schemas.catalogue import ModelCard
from schemas.questionnaire import ValueType
from schemas.settings import settings
from tests.benchmarks import kept
from tests.benchmarks.cells import share
from worker.engines import load_engine
from worker.engines.contract import Engine
from worker.evaluation.answering import answer_all
from worker.evaluation.report import Group, Report, make_report
from worker.gold import GoldBundle, GoldRow, count, read_gold
from worker.measure import fitting
from worker.prepare import prepare

GOLD = Path(__file__).resolve().parents[3] / "shared" / "data" / "gold"
#: Never trained on, whole.
UNSEEN = ("rag_instruct", "legalbench")
#: What the keys of the receipts are, which come from Malaysia: their values are compared as that.
RECEIPTS = {"date": ValueType.DATE, "total": ValueType.AMOUNT}
#: Columns of the table, with the scores that they show: the first that a group has.
COLUMNS = {
    "exact or accuracy": ("exact", "accuracy"),
    "F1": ("f1", "rougeL"),
    "contains": ("contains",),
    "said not found, wrongly": ("abstention",),
    "not found: precision": ("not_found_precision",),
    "recall": ("not_found_recall",),
    "F1 of not found": ("not_found_f1",),
}


def measure() -> str:
    """A table: a row for each set and kind."""
    if not GOLD.is_dir():
        return "The gold answers are absent here."
    chosen = settings()
    card = kept.model()
    prepare(card, chosen)
    engine = load_engine(card, chosen)
    lines = [
        f"{engine.name}, percent, with 95% intervals by drawing passages. Of the sets that were trained on only the "
        "passages that were held out. Of summaries F1 is ROUGE-L.",
        "",
        f"| set | kind | questions | {' | '.join(COLUMNS)} | seconds a question |",
        f"|{'---|' * (len(COLUMNS) + 4)}",
    ]
    for name in (*UNSEEN, *SETS):
        report = _report(name, engine, card)
        rows = [f"| {name} | {_row(group)} |" for group in report.groups]
        if report.rag_instruct:
            scheme = ", ".join(f"{key.replace('_', ' ')} {share(one)}" for key, one in report.rag_instruct.items())
            rows.append(f"| {name}, llmware's scheme | {scheme} |{' |' * (len(COLUMNS) + 2)}")
        print(*rows, sep="\n", flush=True)  # noqa: T201  (it takes minutes)
        lines += rows
    return "\n".join(lines)


def _report(name: str, engine: Engine, card: ModelCard) -> Report:
    sample = list(_unseen(name, read_gold(GOLD / f"{name}.jsonl", None, summaries=True)))
    asked = fitting(engine, card, sample)
    answers = answer_all(engine, card, asked, lambda _: None)
    return make_report(name, engine.name, card, count(sample) - count(asked), answers)


def _unseen(name: str, sample: list[GoldBundle]) -> Iterator[GoldBundle]:
    for bundle in sample:
        if name in UNSEEN or is_held_out(bundle.context):
            yield replace(bundle, rows=tuple(map(_typed, bundle.rows))) if name == "sroie" else bundle


def _typed(row: GoldRow) -> GoldRow:
    return row.model_copy(update={"type": RECEIPTS.get(row.key or ""), "locale": "en-MY"})


def _row(group: Group) -> str:
    words = f"{group.kind}, {group.category}" if group.category else group.kind
    cells = (
        next((share(group.scores[name]) for name in names if name in group.scores), "") for names in COLUMNS.values()
    )
    return f"{words} | {group.questions} | {' | '.join(cells)} | {group.scores['seconds'].value:.2f}"
