"""Where records lie: those that ship with the package, and over them those that a user fitted."""

import json
import logging
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from schemas.catalogue import ModelCard
from schemas.errors import ModelFilesBroken, OutputNotWritable
from schemas.model_folder import MARKER, weights_fingerprint
from schemas.settings import Settings
from worker.calibration.features import FEATURES_VERSION
from worker.calibration.record import Calibration
from worker.precision import agreeing, named

log = logging.getLogger(__name__)

#: Records that ship with the package, by the engine's name.
SHIPPED = Path(__file__).parents[1] / "calibrations"


def find_calibration(card: ModelCard, model: str, folder: Path | None, settings: Settings) -> Calibration | None:
    """The record of a model; `model` is the engine's name, `folder` where its weights lie. None where nobody fitted one
    for these weights and this prompt, in this precision or in one that gives the same answers.

    Raises:
        ModelFilesBroken: a record cannot be read.
    """
    places = (calibrations_folder(settings), SHIPPED)
    for file in (place / file_name(name) for name in _alike(card, model, folder, settings) for place in places):
        if not file.is_file():
            continue
        try:
            calibration = Calibration.model_validate_json(file.read_text(encoding="utf-8"))
        except (OSError, ValidationError, ValueError) as exc:
            reason = f"{exc}; delete it and calibrate again"
            raise ModelFilesBroken(name=card.name, path=file, reason=reason) from exc
        if belongs(calibration, card, folder):
            return calibration
        log.info("%s is of other weights, another prompt or an older release, and is not used: calibrate again", file)
    return None


def _alike(card: ModelCard, model: str, folder: Path | None, settings: Settings) -> list[str]:
    """The engine's name, and its names in other precisions where this one and those agree with fp32."""
    if card.engine != "transformers" or folder is None:
        return [model]
    names = [named(card, precision) for precision in agreeing(card, folder, settings)]
    return [model, *(name for name in names if name != model)] if model in names else [model]


def belongs(calibration: Calibration, card: ModelCard, folder: Path | None) -> bool:
    """Whether a record holds for these weights with the prompt of this card."""
    if (calibration.features, calibration.prompt) != (FEATURES_VERSION, prompt_of(card)):
        return False
    if card.engine == "scripted" or folder is None:
        return not calibration.weights  # it has none
    source = source_of(folder)
    return calibration.weights == weights_fingerprint(folder) or (source is not None and calibration.source == source)


def write_calibration(calibration: Calibration, settings: Settings) -> Path:
    """Keep a record in the cache; the file.

    Raises:
        OutputNotWritable: the cache cannot be written.
    """
    file = calibrations_folder(settings) / file_name(calibration.model)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial = file.with_name(f".{file.name}.partial")
        partial.write_text(calibration.model_dump_json(indent=2) + "\n", encoding="utf-8")
        partial.replace(file)
    except OSError as exc:
        raise OutputNotWritable(path=file, reason=exc.strerror or exc) from exc
    return file


def source_of(folder: Path) -> str | None:
    """Where the weights of a prepared folder come from, in its marker's words; None of a user's own folder."""
    marker = folder / MARKER
    if not marker.is_file():
        return None
    content: dict[str, Any] = json.loads(marker.read_text(encoding="utf-8"))
    return str(content["source"]) if content.get("source") else None


def prompt_of(card: ModelCard) -> str:
    """Name and version of a card's template, as answers have it."""
    return f"{card.template.name}@{card.template.version}"


def calibrations_folder(settings: Settings) -> Path:
    """Where a user's records lie, and the answers that they were fitted on."""
    return settings.cache / "calibrations"


def file_name(model: str) -> str:
    """The file of an engine's record."""
    return f"{model.replace('/', '--').strip('-')}.json"
