"""What benchmarks keep in the cache folder from one run to the next, to go on where they were interrupted."""

import hashlib
from pathlib import Path

from schemas.catalogue import ModelCard, load_catalogue
from schemas.settings import settings

_ROOT = Path(__file__).resolve().parents[2]


def folder(name: str) -> Path:
    """The folder of one benchmark; it is made by whoever writes there."""
    return settings().cache / "benchmarks" / name


def model() -> ModelCard:
    """The model that is set: NIGHTCLERK_MODEL, or the default."""
    return load_catalogue(settings()).find(settings().model)


def night_name() -> str:
    """The name of a night that is of this code and these records of calibration: results of others are not taken for
    its own. What the model said is reused all the same, by the key of the answer."""
    digest = hashlib.sha256()
    for package in ("producer", "schemas", "worker"):
        for file in sorted(file for kind in ("*.py", "*.json") for file in (_ROOT / package).rglob(kind)):
            digest.update(file.read_bytes())
    return f"gold {digest.hexdigest()[:12]}"


def prepared(card: ModelCard) -> Path:
    """The folder of a model whose files are ready."""
    from worker.prepare import prepare

    return prepare(card, settings())
