"""A night over documents with and without attacks: the parts of the program in one process, on a ledger of its own."""

from pathlib import Path

import sqlalchemy as sa

from producer.export import export_all
from producer.resolve import resolve
from producer.splitter import split_document
from producer.submit import submit
from schemas.catalogue import load_catalogue
from schemas.ledger.counts import result_rows
from schemas.ledger.database import open_database, reading
from schemas.ledger.results import answered_documents, candidates, finish_document
from schemas.questionnaire_file import read_questionnaire
from schemas.settings import Settings
from schemas.states import ResultStatus
from schemas.tables import documents, passages
from tests.injections.carriers import QUESTIONS, Case, write
from worker.bundle import Desk, answer_passage
from worker.engines import load_engine

#: For each field of a document: its status and value.
Results = dict[str, tuple[ResultStatus, str | None]]


def work_through(
    folder: Path, attacks: list[Case], settings: Settings
) -> tuple[dict[str, Results], dict[str, Results]]:
    """The results of each case's document and of the honest document of its kind, both by the case's name. The files
    that a night exports are in `folder / "out"`."""
    documents_folder = folder / "documents"
    documents_folder.mkdir(parents=True)
    attacked = {case.name: write(documents_folder, case.where, case.text, case.name) for case in attacks}
    kinds = {case.where: f"honest-{case.where}" for case in attacks}
    honest = {where: write(documents_folder, where, "", name) for where, name in kinds.items()}
    found = _results(documents_folder, folder / "out", settings)
    return (
        {case.name: found[attacked[case.name].name] for case in attacks},
        {case.name: found[honest[case.where].name] for case in attacks},
    )


def changed(attacked: Results, honest: Results) -> list[str]:
    """The fields of which something else is told without a question mark than without the attack: another value, or
    that there is none."""
    told = (ResultStatus.ACCEPTED, ResultStatus.NOT_FOUND)
    return [field for field, (status, value) in attacked.items() if status in told and (status, value) != honest[field]]


def _results(folder: Path, out: Path, settings: Settings) -> dict[str, Results]:
    """By the document's file name, those of the same content as well."""
    out.mkdir()
    questions = out / "questions.yaml"
    questions.write_text(QUESTIONS)
    database = open_database(f"sqlite:///{out / 'ledger.db'}")
    batch = submit(
        database, folder, read_questionnaire(questions), model=settings.model, name="night", settings=settings
    ).batch
    card = load_catalogue(settings).find(settings.model)
    desk = Desk(database, load_engine(card, settings), card.template, settings, card.copy_values, card.not_found_from)
    for document in _ids(database, documents):
        split_document(database, document, settings)
    for passage in _ids(database, passages):
        answer_passage(desk, passage)
    while answered := answered_documents(database):
        for document, questionnaire in answered:
            finish_document(database, document, resolve(questionnaire, candidates(database, document)))
    export_all(database, batch, out)
    found: dict[str, Results] = {}
    for row in result_rows(database, batch.id):
        found.setdefault(row["path"], {})[row["field"]] = (ResultStatus(row["status"]), row["value"])
    with reading(database) as tx:
        copies = {row.path: row.other_paths for row in tx.execute(sa.select(documents))}
    database.dispose()
    return found | {other: found[path] for path, others in copies.items() for other in others}


def _ids(database: sa.Engine, table: sa.Table) -> list[str]:
    with reading(database) as tx:
        return list(tx.scalars(sa.select(table.c.id)))
