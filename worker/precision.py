"""In which numbers a model is computed on this machine, and why.

What a precision costs in answers is measured, never assumed: `nightclerk models prepare NAME` compares each with fp32
and keeps a record beside the weights; for some models the catalogue has the project's own figures. A precision without
a figure is never chosen by itself.
"""

import json
from pathlib import Path
from typing import Any, get_args

from filelock import FileLock
from pydantic import BaseModel, TypeAdapter, ValidationError

from schemas.catalogue import ModelCard
from schemas.errors import KernelMissing, ModelFilesBroken, ModelFilesMissing, PrecisionMissing
from schemas.model_folder import weights_fingerprint
from schemas.settings import Precision, Settings

#: Share of answers that must be the same as in fp32 before a precision is chosen by itself.
GOOD_AGREEMENT = 0.95
#: From the fastest to the slowest, where a machine has them and nobody has measured.
_BY_SPEED: tuple[Precision, ...] = ("bf16", "w8a8", "int8", "int16", "fp32")
#: Those whose weights are a file of their own, made once.
INTEGERS: frozenset[Precision] = frozenset({"int16", "int8", "w8a8"})
PRECISIONS: tuple[Precision, ...] = get_args(Precision)


class Measured(BaseModel):
    """What was measured of one precision on this machine."""

    #: Share of the answers that are the same as in fp32 after reading, 0 to 1.
    agreement: float
    questions: int
    seconds_a_question: float
    measured_on: str


Record = dict[Precision, Measured]
_RECORD = TypeAdapter(Record)


def choose_precision(card: ModelCard, folder: Path, settings: Settings) -> Precision:
    """The precision that is set, or the fastest that this machine has and that is known to be good.

    Raises:
        PrecisionMissing: the one that is set cannot be had on this machine.
    """
    if settings.precision != "auto":
        if reason := why_not(settings.precision):
            raise PrecisionMissing(name=card.name, precision=settings.precision, reason=reason)
        return settings.precision
    record = read_record(card, folder, settings)
    good = [name for name in agreeing(card, folder, settings) if not why_not(name)]
    if all(name in record for name in good):
        return min(good, key=lambda name: record[name].seconds_a_question)
    return good[0]


def agreeing(card: ModelCard, folder: Path, settings: Settings) -> list[Precision]:
    """The precisions that are known to give nearly all answers of fp32, the fastest first; fp32 is the last of them.

    Raises:
        ModelFilesBroken: the record cannot be read.
    """
    record = read_record(card, folder, settings)
    agreement = {**card.agreement, **{name: measured.agreement for name, measured in record.items()}, "fp32": 1.0}
    return [name for name in _BY_SPEED if agreement.get(name, 0) >= GOOD_AGREEMENT]


def engine_name(card: ModelCard, folder: Path | None, settings: Settings) -> str:
    """What an engine of this card calls itself, without loading it: the card's name, and the precision where there is
    more than one and it is not fp32.

    Raises:
        PrecisionMissing: the precision that is set cannot be had on this machine.
    """
    if card.engine != "transformers" or folder is None:
        return card.name
    return named(card, choose_precision(card, folder, settings))


def named(card: ModelCard, precision: Precision) -> str:
    """The name in this precision."""
    return card.name if precision == "fp32" else f"{card.name}@{precision}"


def why_not(precision: Precision) -> str | None:
    """Why this machine does not have a precision; None where it has it."""
    import torch

    from worker.engines.integer import kernel

    if precision == "bf16" and not torch.cpu._is_avx512_bf16_supported():
        return "its processor has neither AVX512-BF16 nor AMX, and would be ten times as slow as in fp32"
    if precision in INTEGERS:
        try:
            kernel()
        except KernelMissing as exc:
            return str(exc.details["reason"])
    return None


def integer_file(card: ModelCard, folder: Path, settings: Settings, precision: Precision) -> Path:
    """The weights of `folder` as integers, made at the first call: minutes for a billion weights, once for a machine.

    A second process that wants the same file waits for the first; one that is killed leaves none.

    Raises:
        ModelFilesMissing: the file cannot be written.
        ModelFilesBroken: the weights cannot be read.
    """
    from worker.engines.integer_model import made_of, save_integer_model
    from worker.engines.loading import load_model

    file = _place(card, settings) / f"{precision}.safetensors"
    source = weights_fingerprint(folder)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(file.with_name(f".{precision}.lock")):
            if made_of(file) != source:
                partial = file.with_name(f".{file.name}.partial")
                save_integer_model(load_model(card.name, folder), precision, partial, source)
                partial.chmod(0o644)  # safetensors lets only the owner read; a cache may be shared
                partial.replace(file)
    except OSError as exc:
        raise ModelFilesMissing(name=card.name, reason=f"{file} cannot be written: {exc.strerror or exc}") from exc
    return file


def read_record(card: ModelCard, folder: Path, settings: Settings) -> Record:
    """What was measured of these very weights on this machine; empty where nothing was.

    Raises:
        ModelFilesBroken: the record cannot be read.
    """
    file = _place(card, settings) / "record.json"
    if not file.is_file():
        return {}
    try:
        content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        if content["weights"] != weights_fingerprint(folder):
            return {}
        return _RECORD.validate_python(content["measured"])
    except (OSError, ValueError, KeyError, TypeError, ValidationError) as exc:
        raise ModelFilesBroken(name=card.name, path=file, reason=f"{exc}; delete it and measure again") from exc


def write_record(card: ModelCard, folder: Path, settings: Settings, record: Record) -> Path:
    """Keep what was measured; the file."""
    file = _place(card, settings) / "record.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    content = {"weights": weights_fingerprint(folder), "measured": _RECORD.dump_python(record)}
    partial = file.with_name(f".{file.name}.partial")
    partial.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    partial.replace(file)
    return file


def _place(card: ModelCard, settings: Settings) -> Path:
    """Not the model's folder: that may be the user's own."""
    return settings.cache / "precisions" / card.folder_name.strip("-")
