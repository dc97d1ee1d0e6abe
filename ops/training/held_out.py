"""Write the gold that is never trained, as `nightclerk eval` and `nightclerk models calibrate` read it.

    python -m ops.training.held_out --gold FOLDER --part fit --out held-out-fit.jsonl
    python -m ops.training.held_out --gold FOLDER --part judge --out held-out-judge.jsonl

The sets that are trained on and documents of our own generators, of both the tenth that is held out. A half of its
passages is there to fit calibrations on, the other to judge them; which is which follows from the text alone, so no
passage is in both. rag_instruct and legalbench are for evaluation and are never opened here. Summaries are left out.

A generated document is also asked yes-or-no questions that belong to others (ops/training/foreign.py).
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from ops.training.foreign import JUDGES, with_foreign
from ops.training.generators import documents
from ops.training.plan import Plan
from ops.training.rows import NOT_FOUND, Passage, Row, Trained, is_held_out
from schemas.catalogue import PromptTemplate, load_catalogue
from schemas.settings import Settings
from worker.typed.lists import items

#: Of what is trained, the sets whose answers are values or yes and no.
SETS = ("squad2", "boolq", "sroie", "tatqa", "policyqa")
#: Night Clerk's own passages have 400 tokens; longer texts would be cut into several of them.
LONGEST_CHARACTERS = 2400
#: Most questions of one passage and answer sort: some of SQuAD's have dozens, and would drown the others.
QUESTIONS = 8
#: Share of the questions to which the answer is "Not Found": of the passages of a document that are asked for a field,
#: most do not have it, but those that are asked are chosen because they may.
NOT_FOUND_SHARE = 1 / 3

#: What is asked for as a list: a value of several names stands in its passage name by name.
_LISTS = re.compile(r"\bparties\b", re.IGNORECASE)

#: Yes-or-no questions that belong to other documents, of one document.
FOREIGN = 2


class Part(StrEnum):
    """What a passage is for."""

    FIT = "fit"
    JUDGE = "judge"


def part_of(text: str) -> Part:
    """By another part of the hash than the one that holds a passage out."""
    return Part.FIT if hashlib.sha256(text.encode()).digest()[16] % 2 == 0 else Part.JUDGE


def held_out(gold: Path | None, many: int, seed: int, part: Part) -> list[dict[str, Any]]:
    """The rows of a part, those of a passage together; of the sets in `gold`, and of `many` generated documents.

    Raises:
        OSError: a set is not there.
    """
    template = load_catalogue(Settings()).templates["bling"].model_copy(update={"key_value": "{key}"})
    rows = [*(row for name in SETS for row in _of_set(gold / f"{name}.jsonl"))] if gold else []
    rows += _of_generators(many, seed, template)
    kept = [row for row in rows if len(row["context"]) <= LONGEST_CHARACTERS and part_of(row["context"]) is part]
    return _thinned(kept)


def _of_set(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8", newline="\n") as lines:  # in JSON other line separators are letters
        for line in lines:
            row = json.loads(line) if line.strip() else None
            if row and is_held_out(row["context"]):
                yield {**row, "category": file.stem, "source": f"{file.stem}, held out"}


def _of_generators(many: int, seed: int, template: PromptTemplate) -> Iterator[dict[str, Any]]:
    """The template writes keys as they are, without a question around them."""
    for number, passage in enumerate(with_foreign(list(documents(many, seed, template)), FOREIGN)):
        if is_held_out(passage.text):
            yield from _of_document(f"generated-{seed}-{number}", passage)


def _of_document(name: str, passage: Passage) -> Iterator[dict[str, Any]]:
    for place, row in enumerate(passage.rows):
        if row.trains is Trained.SUMMARY:
            continue
        kind = _kind(row)
        asked = {"query": row.question} | ({"key": row.question} if kind == "key_value" else {})
        is_list = kind != "boolean" and row.answer != NOT_FOUND and _LISTS.search(row.question) is not None
        yield {
            "id": f"{name}-{place}", "kind": kind, "context": passage.text, **asked,
            "answers": items(row.answer) if is_list else [row.answer], **({"type": "list"} if is_list else {}),
            "category": "generated", "source": "generated, held out",
        }  # fmt: skip


def _kind(row: Row) -> str:
    """What is asked for where it is absent is told by the words of the question."""
    if row.trains is not Trained.NOT_FOUND:
        return row.trains.value
    if not row.question.endswith("?"):
        return "key_value"
    return "boolean" if JUDGES.match(row.question) else "extraction"


def _thinned(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """At most QUESTIONS of each sort, present or absent, of a passage; then of each kind as many absent ones as make
    NOT_FOUND_SHARE, or all where there are fewer. Which stay depends on their text alone."""
    drawn = sorted(rows, key=lambda row: _digest(f"{row['id']} {row['context']}"))
    kept = _at_most(drawn, lambda row: (row["context"], _is_absent(row)), lambda _: QUESTIONS)
    present = Counter(row["kind"] for row in kept if not _is_absent(row))
    chosen = _at_most(
        kept,
        lambda row: (row["kind"], _is_absent(row)),
        lambda sort: int(present[sort[0]] * NOT_FOUND_SHARE / (1 - NOT_FOUND_SHARE)) if sort[1] else len(kept),
    )
    return sorted(chosen, key=lambda row: (_digest(row["context"]), row["id"]))


def _at_most(
    rows: Sequence[dict[str, Any]], sort_of: Callable[[dict[str, Any]], Any], most: Callable[[Any], int]
) -> list[dict[str, Any]]:
    """The first rows of each sort, as many as it may have."""
    many: Counter[Any] = Counter()
    kept = []
    for row in rows:
        sort = sort_of(row)
        many[sort] += 1
        if many[sort] <= most(sort):
            kept.append(row)
    return kept


def _is_absent(row: dict[str, Any]) -> bool:
    return NOT_FOUND in row["answers"]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def main(
    out: Annotated[Path, typer.Option(help="file to write, JSON lines")],
    gold: Annotated[
        Path | None, typer.Option(help="folder of the gold sets; generated documents alone without it")
    ] = None,
    part: Annotated[Part, typer.Option(help="to fit on, or to judge by")] = Part.FIT,
    documents: Annotated[int, typer.Option(help="documents that are generated, a tenth of them held out")] = 1600,
    seed: int = Plan().seed,
) -> None:
    """Write held-out gold, and say what it has."""
    rows = held_out(gold, documents, seed, part)
    out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    kinds = Counter(row["kind"] for row in rows)
    absent = Counter(row["kind"] for row in rows if _is_absent(row))
    told = ", ".join(f"{kind} {number} ({absent[kind]} not found)" for kind, number in sorted(kinds.items()))
    typer.echo(f"{len(rows)} questions about {len({row['context'] for row in rows})} passages: {told}")


if __name__ == "__main__":
    typer.run(main)
