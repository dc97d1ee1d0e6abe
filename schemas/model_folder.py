"""Where a prepared model lies and how to know that it is whole. Imports nothing heavy: the producer needs it too."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from schemas.catalogue import ModelCard
from schemas.settings import Settings

#: Written last into a prepared folder: with it the folder is whole.
MARKER = "nightclerk.json"
#: One of these sets is a tokenizer. transformers makes an empty one of a folder without any.
_TOKENIZERS = (("tokenizer.json",), ("tokenizer.model",), ("vocab.json", "merges.txt"))
_WEIGHTS = ("*.safetensors", "pytorch_model*.bin", "*.gguf")


def local_folder(card: ModelCard) -> Path | None:
    """The user's own folder, where the card's repository is a path and not a Hugging Face id."""
    if card.repository is None or card.repository[0] not in "/.~":
        return None
    return Path(card.repository).expanduser()


def cache_folder(card: ModelCard, settings: Settings) -> Path:
    """Where the model lies once it is prepared, or will lie."""
    return local_folder(card) or settings.cache / "models" / card.folder_name


def is_prepared(card: ModelCard, settings: Settings) -> Path | None:
    """The folder that is ready to load, None while there is none. Takes microseconds."""
    folder = cache_folder(card, settings)
    if local_folder(card) and card.engine == "llamacpp":
        return folder if gguf_file(card, folder) else None
    sign = "config.json" if local_folder(card) else MARKER
    return folder if (folder / sign).is_file() else None


def gguf_file(card: ModelCard, folder: Path) -> Path | None:
    """The GGUF file of a llama.cpp model in its folder; None where there is none, or no telling which."""
    name = choose_gguf(card, (path.name for path in folder.glob("*.gguf")))
    return folder / name if name else None


def choose_gguf(card: ModelCard, names: Iterable[str]) -> str | None:
    """Of a repository's or a folder's files the one to load: the one that the card names, the only GGUF file, or the
    only one in Q4_K_M (4 bits, llama.cpp's usual middle between size and accuracy). None where there is none such."""
    found = [name for name in names if name.endswith(".gguf")]
    if card.gguf_file is not None:
        return card.gguf_file if card.gguf_file in found else None
    middle = [name for name in found if "q4_k_m" in name.lower()]
    return next((kind[0] for kind in (found, middle) if len(kind) == 1), None)


def has_tokenizer(folder: Path) -> bool:
    """Whether the folder holds the files of a tokenizer."""
    return any(all((folder / name).is_file() for name in names) for names in _TOKENIZERS)


def weights_files(folder: Path) -> list[Path]:
    """The files that hold the weights, in the order of their names."""
    return sorted(path for pattern in _WEIGHTS for path in folder.glob(pattern))


def weights_sha256(folder: Path) -> dict[str, str]:
    """Hex sha-256 of each weights file: from the marker where there is one, otherwise read (about 1 s for a GB)."""
    marker = folder / MARKER
    if marker.is_file():
        written: dict[str, Any] = json.loads(marker.read_text(encoding="utf-8"))
        return {str(name): str(digest) for name, digest in written["weights"].items()}
    return {path.name: _sha256(path) for path in weights_files(folder)}


def weights_digest(folder: Path) -> str:
    """One hex digest that tells a folder's weights from others, here and on other machines.

    Of weights that were made where they lie (converted, or merged with an adapter) it is the digest of what they were
    made of: other processors round in other ways. Of those that were fetched or are the user's own it is that of the
    weights.
    """
    marker = folder / MARKER
    made_of = str(json.loads(marker.read_text(encoding="utf-8"))["source"]) if marker.is_file() else ""
    told: object = made_of if " " in made_of else sorted(weights_sha256(folder).items())
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def weights_fingerprint(folder: Path) -> str:
    """Changes when the weights change: of a prepared folder their digests, otherwise names, sizes and times."""
    if (folder / MARKER).is_file():
        seen: object = weights_sha256(folder)
    else:
        seen = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in weights_files(folder)]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


def write_marker(folder: Path, content: dict[str, Any]) -> None:
    """Mark a folder as whole; adds the weights' digests to `content`."""
    weights = weights_sha256(folder)
    text = json.dumps({**content, "weights": weights}, indent=2) + "\n"
    (folder / MARKER).write_text(text, encoding="utf-8")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
