"""Questions to documents whose answers are known: lines of JSON that name a `document` instead of a context.

The document's path is relative to the gold file. A line may say `passages`, how many of the document are asked, as a
questionnaire does. The questions to one document become one questionnaire, so that it is read once.
"""

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from schemas.errors import GoldInvalid
from schemas.questionnaire import Question, Questionnaire
from worker.gold import GoldQuestion, gold_lines, row_of_line

#: How many passages are asked: those that rank best, or all.
Passages = Annotated[int, Field(ge=1)] | Literal["all"]

_NAME_CHARACTERS = 48
#: As many as a questionnaire may have.
_QUESTIONS = 200


class DocumentRow(GoldQuestion):
    """A question to a file."""

    document: str = Field(min_length=1)
    passages: Passages | None = None

    @property
    def question(self) -> Question:
        """As a questionnaire asks it."""
        return super().question.model_copy(update={"passages": self.passages})


@dataclass(frozen=True)
class GoldBatch:
    """Documents that are asked the same. `rows` by document, in the order of `questionnaire`, with the field's name;
    the documents are paths relative to the folder of all."""

    questionnaire: Questionnaire
    rows: dict[str, tuple[tuple[str, DocumentRow], ...]]


@dataclass(frozen=True)
class DocumentGold:
    """A gold file of documents, which are all below `folder`."""

    folder: Path
    batches: tuple[GoldBatch, ...]

    @property
    def documents(self) -> int:
        return sum(len(batch.rows) for batch in self.batches)

    @property
    def questions(self) -> int:
        return sum(len(rows) for batch in self.batches for rows in batch.rows.values())


def names_documents(path: Path) -> bool:
    """Whether the questions are to documents.

    Raises:
        GoldUnreadable, GoldInvalid: the file cannot be read, or has both kinds of questions.
    """
    first: bool | None = None
    for number, line in gold_lines(path):
        try:
            found = json.loads(line)
        except ValueError:
            continue  # whoever reads the rows says so, with the line
        named = isinstance(found, dict) and "document" in found and "context" not in found
        if first is None:
            first = named
        elif named is not first:
            kinds = ("a document", "a text") if named else ("a text", "a document")
            problem = f"it asks {kinds[0]}, the lines before it {kinds[1]}: put them into two files"
            raise GoldInvalid(path=path, line=number, problem=problem)
    return bool(first)


def read_document_gold(path: Path, limit: int | None = None, passages: Passages | None = None) -> DocumentGold:
    """The questions to the first `limit` documents. `passages` is for all rows, whatever they say themselves.

    Raises:
        GoldUnreadable: the file cannot be opened.
        GoldInvalid: a line is no question to a document, or the document is not there.
    """
    by_document: dict[Path, list[DocumentRow]] = {}
    for number, line in gold_lines(path):
        row = row_of_line(DocumentRow, path, number, line)
        if passages is not None:
            row = row.model_copy(update={"passages": passages})
        rows = by_document.setdefault((path.parent / row.document).resolve(), [])
        rows.append(row)
        if problem := _problem(path, row, len(rows)):
            raise GoldInvalid(path=path, line=number, problem=problem)
    files = list(by_document)[:limit]
    folder = Path(*_common([file.parent.parts for file in files]))
    named = {file.relative_to(folder).as_posix(): by_document[file] for file in files}
    return DocumentGold(folder, tuple(_batches(path.stem, named)))


def _problem(path: Path, row: DocumentRow, questions: int) -> str | None:
    """What a night could not do with a row; None if there is nothing. So many `questions` has its document by now."""
    if row.kind == "summarization":
        return "kind: a summary of a document is neither right nor wrong by its words; give a text as its context"
    if not (path.parent / row.document).is_file():
        return f"document: there is no file {path.parent / row.document}"
    if questions > _QUESTIONS:
        return f"document: a document is asked at most {_QUESTIONS} questions; put the others into another file"
    return None


def _batches(name: str, by_document: dict[str, list[DocumentRow]]) -> list[GoldBatch]:
    """A batch for each list of questions. The same question has the same name in all of them."""
    names: dict[Question, str] = {}
    alike: dict[tuple[Question, ...], dict[str, tuple[tuple[str, DocumentRow], ...]]] = {}
    for document, rows in by_document.items():
        for row in rows:
            names.setdefault(row.question, _name(row, set(names.values())))
        fields = dict.fromkeys(row.question.model_copy(update={"name": names[row.question]}) for row in rows)
        alike.setdefault(tuple(fields), {})[document] = tuple((names[row.question], row) for row in rows)
    return [GoldBatch(Questionnaire(name=f"gold of {name}", fields=fields), rows) for fields, rows in alike.items()]


def _name(row: DocumentRow, taken: Collection[str]) -> str:
    """A field's name, from what it is called in the gold file."""
    words = row.group or row.key or row.query or ""
    plain = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")[:_NAME_CHARACTERS]
    plain = plain if re.match(r"[a-z]", plain) else f"field_{plain}".rstrip("_")
    number, name = 1, plain
    while name in taken:
        number += 1
        name = f"{plain}_{number}"
    return name


def _common(paths: Sequence[tuple[str, ...]]) -> list[str]:
    """The parts that all paths begin with."""
    common = []
    for parts in zip(*paths, strict=False):
        if len(set(parts)) > 1:
            break
        common.append(parts[0])
    return common
