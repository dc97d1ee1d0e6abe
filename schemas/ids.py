"""Ids that follow from what they name, so that work begun twice inserts nothing twice."""

import hashlib


def derive(*parts: str | int) -> str:
    """32 hex digits of the sha-256 over the parts; a part cannot run into the next."""
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:32]


def batch_id(folder: str, questionnaire_digest: str, model: str, name: str) -> str:
    return derive("batch", folder, questionnaire_digest, model, name)


def document_id(batch: str, sha256: str) -> str:
    return derive("document", batch, sha256)


def passage_id(document: str, ordinal: int) -> str:
    return derive("passage", document, ordinal)


def job_id(passage: str, field: str) -> str:
    return derive("job", passage, field)
