"""The gold sets that may be trained on, from the folder that is named: passages with their questions."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ops.training.rows import NOT_FOUND, Passage, Row, Trained, in_share
from schemas.catalogue import PromptTemplate

#: What is trained on. rag_instruct and legalbench are for evaluation and are never opened here.
SETS = ("squad2", "boolq", "sroie", "tatqa", "policyqa", "legal_summaries")
#: How often an epoch reads the passages of a source, where that is not once: those of SQuAD and PolicyQA are few, and
#: hold what our generators do not write, texts that nobody made for a question; BoolQ asks one question of a passage;
#: receipts have many tokens a question, and every second one is read.
PASSES = {"squad2": 4.0, "boolq": 2.0, "policyqa": 2.0, "sroie": 0.5}
#: Longest answer of an extraction, words: values are short, and the engine stops writing them at 32 tokens.
VALUE_WORDS = 16
#: Longest summary, words.
SUMMARY_WORDS = 60
#: The receipts' keys, as a person asks for them.
_KEYS = {"company": "company name", "total": "total amount"}


def passes(passage: Passage, repeats: float = 1.0) -> int:
    """How often an epoch reads this passage, if it reads those of the sets `repeats` times as often as they say."""
    many = PASSES.get(passage.source, 1.0) * (repeats if passage.source in SETS else 1.0)
    return int(many) + in_share(passage.text, many % 1)


def read_sets(folder: Path, template: PromptTemplate) -> list[Passage]:
    """All passages of SETS in `folder`, in the order of the files.

    Raises:
        OSError: a set is not there.
    """
    return [passage for name in SETS for passage in _read(folder / f"{name}.jsonl", template)]


def _read(file: Path, template: PromptTemplate) -> Iterator[Passage]:
    by_context: dict[str, list[Row]] = {}
    with file.open(encoding="utf-8", newline="\n") as lines:  # in JSON other line separators are letters
        every = [json.loads(line) for line in lines if line.strip()]
    for found in every:
        rows = by_context.setdefault(found["context"], [])
        rows += [row for row in _rows(found, template) if row not in rows]
    for context, rows in by_context.items():
        if rows:
            yield Passage(file.stem, context, tuple(rows))


def _rows(found: dict[str, Any], template: PromptTemplate) -> Iterator[Row]:
    """None, one, or two where a key is trained bare and as it is usually said."""
    answers = [" ".join(answer.split()) for answer in found["answers"] if answer.strip()]
    query = " ".join(found["query"].split())
    if NOT_FOUND in answers:
        yield Row(Trained.NOT_FOUND, query, NOT_FOUND)
    elif not answers:
        return
    elif found["kind"] == "boolean":
        yield Row(Trained.BOOLEAN, query, answers[0])
    elif found["kind"] == "summarization":
        # Asked with the length that this answer has, so that a length asked for means something.
        if (words := len(answers[0].split())) in range(4, SUMMARY_WORDS):
            yield Row(Trained.SUMMARY, template.prose.format(words=-(-words // 5) * 5), answers[0])
    elif len((answer := _middle(answers)).split()) <= VALUE_WORDS:
        if found["kind"] == "key_value":
            for key in dict.fromkeys((found["key"], _KEYS.get(found["key"], found["key"]))):
                yield Row(Trained.KEY_VALUE, template.key_value.format(key=key), answer)
        else:
            yield Row(Trained.EXTRACTION, query, answer)


def _middle(answers: list[str]) -> str:
    """Of several right answers the one of middle length: neither a fragment nor a sentence around it."""
    return sorted(answers, key=len)[len(answers) // 2]
