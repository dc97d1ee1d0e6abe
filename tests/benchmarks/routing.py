"""How often the passages that rank best for a question hold the gold value: no model is asked.

Two kinds of documents, which are not part of the project. Contracts and NDAs, cut by the project's own parsers: a
passage counts where the gold value stands in it, for laws and terms only near a word that says that this is meant,
since "New York" stands in addresses as well. And passages of question sets, twenty put together to one document each,
in the order of their file, in which neighbours are of the same article: the one passage counts that the question was
written for. Values that stand in no passage at all are left out: they are lost to every routing.
"""

import json
import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from producer.parsing import pdf
from producer.passages import passages
from producer.ranking import Ranking, Weights
from producer.tokens import token_counter
from schemas.errors import DocumentError
from schemas.questionnaire import Question
from schemas.settings import settings
from tests.benchmarks.passage_quality import DOCUMENTS, FOLDERS, MODEL, pattern_of, values

GOLD = DOCUMENTS.parent / "gold"
SETS = ("squad2", "rag_instruct", "policyqa", "boolq")
PASSAGES_OF_A_SET = 20
KS = (1, 2, 3, 5)
RESAMPLES = 1000
_DOCUMENTS_TO_DRAW_FROM = 10

#: The question to each gold field, and its type.
_ASKED = {
    "Document Name": ("What is the title of the agreement?", "name"),
    "Parties": ("Who are the parties to the agreement?", "list"),
    "Agreement Date": ("What is the date of the agreement?", "date"),
    "Effective Date": ("What is the effective date?", "date"),
    "Expiration Date": ("When does the agreement expire?", "date"),
    "Governing Law": ("Which law governs the agreement?", "name"),
    "Renewal Term": ("What is the renewal term?", "duration"),
    "effective_date": ("What is the effective date?", "date"),
    "jurisdiction": ("Which law governs the agreement?", "name"),
    "party": ("Who are the parties to the agreement?", "list"),
    "term": ("What is the term of the agreement?", "duration"),
}
#: What has to stand within so many characters of the value.
_NEARBY = 200
_NEAR = {
    "Governing Law": re.compile("law|govern", re.IGNORECASE),
    "jurisdiction": re.compile("law|govern", re.IGNORECASE),
    "Renewal Term": re.compile("renew|exten|success|additional", re.IGNORECASE),
    "term": re.compile("term|expir|year|period", re.IGNORECASE),
}


@dataclass(frozen=True)
class Value:
    """One gold value: its question, and the places of the passages that hold it."""

    field: str
    question: Question
    held_by: frozenset[int]


@dataclass(frozen=True)
class Cut:
    """One document: the texts of its passages, and the gold values that stand in some of them."""

    texts: list[str]
    values: list[Value]


#: The place of the first passage that holds a value, in the order of asking, for each value: by document.
Ranks = list[list[int]]

_VARIANTS: dict[str, Weights | None] = {
    "the first k (before)": None,
    "BM25 alone": Weights(0, 0, 0),
    "BM25 and business keys": Weights(value_type=0, opening=0),
    "BM25 and value type": Weights(business_words=0, opening=0),
    "BM25 and opening": Weights(business_words=0, value_type=0),
    "**all**": Weights(),
}


def measure() -> str:
    """Tables: recall by k for each kind of document and each cue; by field; what is saved; and what ranking costs."""
    if not DOCUMENTS.is_dir() or not GOLD.is_dir():
        return "The documents are absent here."
    real = {folder: contracts(DOCUMENTS / folder) for folder in FOLDERS}
    head = " | ".join(f"k = {k}" for k in KS)
    lines = [f"| documents | values | ranked by | {head} |", "|---|---|---|" + "---|" * len(KS)]
    for name, cuts in {**real, **{name: question_set(GOLD / f"{name}.jsonl") for name in SETS}}.items():
        for variant, weights in _VARIANTS.items():
            found = ranks(cuts, weights)
            cells = " | ".join(_share_with_interval(found, k) for k in KS)
            lines.append(f"| {name} | {sum(map(len, found))} | {variant} | {cells} |")
    lines += [
        "",
        "All cues, by field:",
        "",
        f"| documents | field | values | {head} |",
        "|---|---|---|" + "---|" * len(KS),
    ]
    for name, cuts in real.items():
        for field in dict.fromkeys(value.field for cut in cuts for value in cut.values):
            found = ranks([Cut(c.texts, [v for v in c.values if v.field == field]) for c in cuts], Weights())
            lines.append(
                f"| {name} | {field} | {sum(map(len, found))} | " + " | ".join(_share(found, k) for k in KS) + " |"
            )
    lines += ["", "Of all questions times passages, those asked; of all passages, those read for any question:", ""]
    lines += [f"| documents | passages | {head} |", "|---|---|" + "---|" * len(KS)]
    for name, cuts in real.items():
        cells = " | ".join("{:.0%} / {:.0%}".format(*asked_and_read(cuts, k)) for k in KS)
        lines.append(f"| {name} | {sum(len(cut.texts) for cut in cuts)} | {cells} |")
    return "\n".join([*lines, "", _cost([text for cuts in real.values() for cut in cuts for text in cut.texts])])


def contracts(folder: Path) -> list[Cut]:
    """The documents of a folder with a gold.json, parsed and cut as a splitter does."""
    cuts = []
    for row in json.loads((folder / "gold.json").read_text(encoding="utf-8")):
        try:
            elements = pdf.read(folder / row["file"]).elements
        except DocumentError:  # a scan has no passages
            continue
        texts = [p.text for p in passages(elements, token_counter(MODEL, settings()), settings().passage_tokens)]
        held = [
            Value(
                name,
                _question(*_ASKED[name]),
                frozenset(n for n, text in enumerate(texts) if _holds(text, name, value)),
            )
            for name, value in values(row["key_values"])
        ]
        cuts.append(Cut(texts, [value for value in held if value.held_by]))
    return cuts


def question_set(file: Path) -> list[Cut]:
    """Passages of a question set, put together to documents; questions without an answer are left out."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    rows = [
        row for row in rows if row["kind"] in ("extraction", "boolean") and row["answers"][0].rstrip(".") != "Not Found"
    ]
    texts = list(dict.fromkeys(row["context"] for row in rows))
    cuts = []
    for start in range(0, len(texts), PASSAGES_OF_A_SET):
        place = {text: n for n, text in enumerate(texts[start : start + PASSAGES_OF_A_SET])}
        asked = [(row["query"], place[row["context"]]) for row in rows if row["context"] in place]
        cuts.append(Cut(list(place), [Value("answer", _question(query), frozenset({n})) for query, n in asked]))
    return cuts


def ranks(cuts: Sequence[Cut], weights: Weights | None) -> Ranks:
    """From 0; without weights in reading order."""
    return [list(_ranks_of_one(cut, weights)) for cut in cuts]


def _ranks_of_one(cut: Cut, weights: Weights | None) -> Iterator[int]:
    with Ranking(cut.texts, weights) as ranking:
        for value in cut.values:
            order = ranking.best(value.question, len(cut.texts)) if weights else range(len(cut.texts))
            yield next(rank for rank, place in enumerate(order) if place in value.held_by)


def recall(found: Ranks, k: int) -> float:
    """The share of values that one of the k best passages holds."""
    return sum(rank < k for of_one in found for rank in of_one) / max(1, sum(map(len, found)))


def asked_and_read(cuts: Sequence[Cut], k: int) -> tuple[float, float]:
    """Shares of questions times passages, and of passages that are asked anything."""
    asked = possible = read = there = 0
    for cut in cuts:
        questions = {value.field: value.question for value in cut.values}
        with Ranking(cut.texts) as ranking:
            chosen = [ranking.best(question, k) for question in questions.values()]
        asked += sum(map(len, chosen))
        possible += len(questions) * len(cut.texts)
        read += len({place for places in chosen for place in places})
        there += len(cut.texts)
    return asked / possible, read / there


def _question(text: str, type: str | None = None) -> Question:
    return Question.model_validate({"name": "asked", "kind": "extraction", "question": text, "type": type})


def _holds(text: str, field: str, value: str) -> bool:
    near = _NEAR.get(field)
    return any(
        near is None or near.search(text, max(0, found.start() - _NEARBY), found.end() + _NEARBY)
        for found in pattern_of(value).finditer(text)
    )


def _share(found: Ranks, k: int) -> str:
    return f"{recall(found, k):.1%}"


def _share_with_interval(found: Ranks, k: int) -> str:
    """With a 95% interval by bootstrap over documents, whose values stand or fall together; of few documents, over
    values."""
    drawn = found if len(found) >= _DOCUMENTS_TO_DRAW_FROM else [[rank] for of_one in found for rank in of_one]
    chance = random.Random(6)
    again = sorted(recall(chance.choices(drawn, k=len(drawn)), k) for _ in range(RESAMPLES))
    low, high = again[RESAMPLES * 25 // 1000], again[RESAMPLES * 975 // 1000]
    return f"{recall(found, k):.1%} ({low:.0%} to {high:.0%})"


def _cost(texts: Sequence[str], count: int = 200, rounds: int = 15) -> str:
    """The median time for a document of `count` passages and 20 questions."""
    asked = [_question(*_ASKED[name]) for name in list(_ASKED)[:5]] * 4
    indexing, ranking_them = [], []
    for _ in range(rounds):
        begun = time.perf_counter()
        with Ranking(texts[:count]) as ranking:
            indexed = time.perf_counter()
            for question in asked:
                ranking.best(question, 3)
            ranking_them.append(time.perf_counter() - indexed)
        indexing.append(indexed - begun)
    size = sum(map(len, texts[:count])) / 1000
    index_ms, rank_ms = (sorted(each)[rounds // 2] * 1000 for each in (indexing, ranking_them))
    return (
        f"A document of {count} passages ({size:.0f} thousand characters) and {len(asked)} questions, median of "
        f"{rounds}: {index_ms:.0f} ms for the index, {rank_ms:.0f} ms for ranking."
    )
