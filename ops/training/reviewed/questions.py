"""Reviewed answers: those that are learned, and those that are held out to see what the learning was worth."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ops.training.rows import NOT_FOUND, Passage, Row, Trained
from schemas.catalogue import ModelCard
from schemas.errors import GoldTooFew
from worker.gold import GoldBundle, GoldRow, count
from worker.measure import ask_row

#: Share of the documents that is never learned.
HELD_OUT_SHARE = 0.25
#: With fewer questions or documents held out an interval says nothing.
FEWEST_QUESTIONS, FEWEST_DOCUMENTS = 20, 6

_TRAINS = {"extraction": Trained.EXTRACTION, "key_value": Trained.KEY_VALUE, "boolean": Trained.BOOLEAN}


@dataclass(frozen=True)
class Parts:
    """Bundles that are learned and bundles that are held out; no document is in both."""

    learned: list[GoldBundle]
    held_out: list[GoldBundle]


def part(path: Path, bundles: Sequence[GoldBundle]) -> Parts:
    """Part the questions of a file by the documents they are about.

    Whether a document is held out depends on its name or text alone: rows that are added later move none, so that
    nothing is learned in one training and held out in the next, which goes on from what was learned.

    Raises:
        GoldTooFew: too little is held out, or nothing is left to learn.
    """
    held_out = [bundle for bundle in bundles if is_held_out(document(bundle.rows[0]))]
    learned = [bundle for bundle in bundles if bundle not in held_out]
    check_enough(path, bundles, held_out)
    if not learned:
        raise _too_few(path, bundles, held_out)
    return Parts(learned, held_out)


def check_enough(path: Path, bundles: Sequence[GoldBundle], held_out: Sequence[GoldBundle]) -> None:
    """
    Raises:
        GoldTooFew: what is held out is too little.
    """
    if count(held_out) < FEWEST_QUESTIONS or _documents(held_out) < FEWEST_DOCUMENTS:
        raise _too_few(path, bundles, held_out)


def is_held_out(document: str) -> bool:
    """Whether a document is among the quarter that is never learned."""
    return int.from_bytes(hashlib.sha256(document.encode()).digest()[16:24]) < HELD_OUT_SHARE * 2**64


def document(row: GoldRow) -> str:
    """What a question is about as a whole: passages of one document tell about each other."""
    return row.document or row.context


def passage(bundle: GoldBundle, card: ModelCard) -> Passage:
    """What is trained of a text: each question in the words in which this model is asked, and its first answer."""
    rows = (Row(_trains(row), ask_row(row, card).question, _answer(row)) for row in bundle.rows)
    return Passage("reviewed", bundle.context, tuple(dict.fromkeys(rows)))


def _trains(row: GoldRow) -> Trained:
    return _TRAINS[row.kind] if row.is_answerable else Trained.NOT_FOUND


def _answer(row: GoldRow) -> str:
    if not row.is_answerable:
        return NOT_FOUND
    first = " ".join(row.values[0].split())
    if row.kind == "boolean":  # decided by its first word, which is all that the engine lets a model say
        return first.replace(",", " ").replace(".", " ").split()[0].capitalize()
    return first


def _documents(bundles: Sequence[GoldBundle]) -> int:
    return len({document(bundle.rows[0]) for bundle in bundles})


def _too_few(path: Path, bundles: Sequence[GoldBundle], held_out: Sequence[GoldBundle]) -> GoldTooFew:
    return GoldTooFew(
        path=path,
        questions=count(bundles),
        documents=_documents(bundles),
        held_out=count(held_out),
        held_out_documents=_documents(held_out),
        fewest=FEWEST_QUESTIONS,
        fewest_documents=FEWEST_DOCUMENTS,
        enough=round(FEWEST_QUESTIONS / HELD_OUT_SHARE * 1.5),
        enough_documents=round(FEWEST_DOCUMENTS / HELD_OUT_SHARE * 1.5),
    )
