"""Make a model ready to load: find it, fetch it or convert it, once, whole or not at all.

As a program, `python -m worker.prepare NAME`, it shows a bar and prints the folder's path as its last line.
"""

import importlib.metadata
import importlib.util
import shutil
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from schemas.catalogue import ModelCard, load_catalogue
from schemas.errors import AdapterOfOtherWeights, ModelFilesMissing, PartMissing, WeightsPackageMissing
from schemas.model_folder import (
    cache_folder,
    is_prepared,
    local_folder,
    weights_digest,
    weights_files,
    write_marker,
)
from schemas.settings import Settings

#: Called with a few words at the beginning of each stage.
Progress = Callable[[str], None]


def _silent(_stage: str) -> None:
    """The progress that nobody watches."""


def prepare(card: ModelCard, settings: Settings, progress: Progress = _silent) -> Path:
    """The folder of a model, ready to load. Its first call takes half a minute or a download, later ones nothing.

    A second process that wants the same model waits for the first. What is killed in the middle leaves nothing that
    looks whole: the work is done in a folder beside, which gets the final name at the end.

    Raises:
        PartMissing: the model's engine comes with an extra that is not installed.
        WeightsPackageMissing: the weights come with a package that is not installed.
        ModelFilesMissing: the files are not on this machine and cannot be had, or cannot be written.
        ModelFilesBroken: the files cannot be read.
        ModelUnknown, AdapterOfOtherWeights: the model that its adapter was trained on is not there, or another now.
    """
    if card.engine == "llamacpp" and importlib.util.find_spec("llama_cpp") is None:
        raise PartMissing(part=f"llama.cpp, which {card.name} needs,", extra="gguf")
    ready = is_prepared(card, settings)
    if ready is not None:
        return ready
    if folder := local_folder(card):
        wanted = "single GGUF file, nor a single one in Q4_K_M" if card.engine == "llamacpp" else "config.json"
        raise ModelFilesMissing(name=card.name, reason=f"{folder} holds no {wanted}")
    folder = cache_folder(card, settings)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.parent / f".{folder.name}.lock"):
            return is_prepared(card, settings) or _prepare(card, settings, folder, progress)
    except OSError as exc:
        raise ModelFilesMissing(name=card.name, reason=f"{folder} cannot be written: {exc.strerror or exc}") from exc


def _prepare(card: ModelCard, settings: Settings, folder: Path, progress: Progress) -> Path:
    # One name, kept over calls: a download that was cut is continued. The lock is held, so nobody else works in it.
    partial = folder.parent / f".{folder.name}.partial"
    partial.mkdir(exist_ok=True)
    source = _fill(card, settings, partial, progress)
    if card.adapter is not None:
        source += f" with adapter {_adapt(card.name, card.adapter, partial, progress)}"
    progress("checking sums")
    for file in weights_files(partial):
        file.chmod(0o644)  # safetensors lets only the owner read; a cache may be shared
    write_marker(partial, {"name": card.name, "source": source, **_versions(card)})
    if folder.exists():
        shutil.rmtree(folder)  # without its marker: somebody has been at it
    partial.replace(folder)
    return folder


def _fill(card: ModelCard, settings: Settings, partial: Path, progress: Progress) -> str:
    """Put the model's files into `partial`; the words that say where they come from."""
    if card.engine == "scripted":
        return "none"
    if card.base is not None:
        return _copy_base(card, settings, partial, progress)
    if card.package is not None:
        _unpack(card, partial, progress)
        return f"{card.package} {importlib.metadata.version(card.package)}"
    if settings.offline:
        raise ModelFilesMissing(name=card.name, reason="NIGHTCLERK_OFFLINE is set, so they were not asked for")
    from worker.download import download

    return download(card, partial, progress)


def _copy_base(card: ModelCard, settings: Settings, partial: Path, progress: Progress) -> str:
    """The prepared files of the model that this one's adapter was trained on; its name and digest.

    Raises:
        ModelUnknown: it is in the catalogue no more.
        AdapterOfOtherWeights: its weights are others now.
    """
    base = load_catalogue(settings).find(str(card.base))
    folder = prepare(base, settings, progress)
    progress("looking at its base")
    if card.base_weights is None or weights_digest(folder) != card.base_weights:
        raise AdapterOfOtherWeights(name=card.name, base=base.name, path=folder)
    from worker.conversion import copy_model

    copy_model(base.name, folder, partial, progress)
    return f"{base.name} {card.base_weights[:12]}"


def _unpack(card: ModelCard, partial: Path, progress: Progress) -> None:
    """llama.cpp reads a package's file as it is; transformers reads it for minutes, so it is converted once."""
    if card.engine == "llamacpp":
        progress("copying")
        shutil.copy(_packaged_file(card), partial)
        return
    from worker.conversion import convert_gguf

    convert_gguf(card.name, _packaged_file(card), partial, progress)


def _adapt(name: str, adapter: str, partial: Path, progress: Progress) -> str:
    """Merge a card's adapter into the weights in `partial`; the adapter's name and digest."""
    from worker.adapter import adapter_folder, merge_adapter

    progress("merging adapter")
    folder = adapter_folder(adapter)
    return f"{folder.name} {merge_adapter(name, folder, partial)[:12]}"


def _packaged_file(card: ModelCard) -> Path:
    """The GGUF file of a card's package. The package is not imported: its __init__ wants llama.cpp."""
    found = importlib.util.find_spec(card.package_module or str(card.package))
    if found is None or not found.submodule_search_locations:
        raise WeightsPackageMissing(name=card.name, package=card.package)
    file = Path(found.submodule_search_locations[0]) / str(card.gguf_file)
    if not file.is_file():
        raise ModelFilesMissing(name=card.name, reason=f"the package {card.package} holds no {card.gguf_file}")
    return file


def _versions(card: ModelCard) -> dict[str, str]:
    parts = ("llama_cpp_python",) if card.engine == "llamacpp" else ("transformers", "torch")
    return {part: importlib.metadata.version(part) for part in parts}


if __name__ == "__main__":
    import sys

    from worker.prepare_command import main

    sys.exit(main(sys.argv[1:]))
