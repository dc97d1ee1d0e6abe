"""An adapter becomes a model that `nightclerk models` lists: under a name of its own, whole or not at all."""

import re
import shutil
from pathlib import Path

from filelock import FileLock

from schemas.catalogue import CARD, ModelCard, adopted_cards, adopted_folder, load_catalogue
from schemas.errors import ModelNameTaken, ModelNameUnusable
from schemas.model_folder import cache_folder, weights_digest
from schemas.settings import Settings
from worker.adapter import CONFIG, WEIGHTS
from worker.prepare import Progress, prepare

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,79}")


def default_name(base: ModelCard, gold: Path) -> str:
    """From the last part of the base's name and that of the file."""
    words = f"{Path(base.name).name}-{gold.stem}".lower()
    return re.sub(r"[^a-z0-9.]+", "-", words).strip("-.")[:80]


def check_name(name: str, base: ModelCard, settings: Settings, replace: bool) -> None:
    """
    Raises:
        ModelNameUnusable: it cannot be the name of a folder and a queue.
        ModelNameTaken: there is such a model, and it may not be replaced.
    """
    if not _NAME.fullmatch(name):
        raise ModelNameUnusable(name=name)
    if name == base.name:
        raise ModelNameTaken(name=name, reason="it is the base itself")
    if name in adopted_cards(settings):
        if not replace:
            raise ModelNameTaken(name=name, reason="it was adopted earlier, and --replace would replace it")
    elif name in load_catalogue(settings).cards:
        raise ModelNameTaken(name=name, reason="it is in the catalogue")


def adopted_card(name: str, base: ModelCard, base_folder: Path) -> ModelCard:
    """The row of a model that is `base` with an adapter. What was measured of the base's precisions is not taken over:
    these are other weights."""
    return base.model_copy(
        update={
            "name": name, "base": base.name, "base_weights": weights_digest(base_folder), "agreement": {},
            "adapter": None, "repository": None, "package": None, "package_module": None, "gguf_file": None,
            "tokenizer": None,
        }
    )  # fmt: skip


def adopt(card: ModelCard, adapter: Path, texts: dict[str, str], settings: Settings, progress: Progress) -> Path:
    """Put an adapter with its card, and further files by their names, into the cache, and make the model ready; the
    adapter's folder. A model of this name that was adopted earlier is gone then, its weights as well.

    Raises:
        ModelFilesMissing: the cache cannot be written.
    """
    folder = adopted_folder(card.name, settings)
    partial = folder.with_name(f".{card.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    for name in (CONFIG, WEIGHTS):
        shutil.copy(adapter / name, partial)
    for name, text in texts.items():
        (partial / name).write_text(text, encoding="utf-8")
    (partial / CARD).write_text(card.model_dump_json(indent=2) + "\n", encoding="utf-8")
    weights = cache_folder(card, settings)
    weights.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(weights.parent / f".{weights.name}.lock"):  # nobody makes the old one ready meanwhile
        for old in (folder, weights):
            if old.exists():
                shutil.rmtree(old)
        partial.replace(folder)
    prepare(load_catalogue(settings).find(card.name), settings, progress)
    return folder
