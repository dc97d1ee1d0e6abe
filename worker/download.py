"""A model's files from the Hugging Face hub, and only those that are needed to run it."""

from collections.abc import Callable, Iterable
from fnmatch import fnmatch
from pathlib import Path

from huggingface_hub import hf_hub_download, snapshot_download
from huggingface_hub.errors import HFValidationError, HTTPError  # type: ignore[attr-defined]  # httpx's
from huggingface_hub.utils import disable_progress_bars  # type: ignore[attr-defined]

from schemas.catalogue import ModelCard
from schemas.errors import ModelFilesBroken, ModelFilesMissing
from schemas.model_folder import choose_gguf, has_tokenizer

_TOKENIZER = (
    "tokenizer.json", "tokenizer.model", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json",
    "vocab.json", "merges.txt",
)  # fmt: skip
_CONFIG = ("config.json", "generation_config.json")


def download(card: ModelCard, folder: Path, progress: Callable[[str], None]) -> str:
    """Fetch model and tokenizer into `folder`; returns where from. Files that are there whole are not fetched again.

    Raises:
        ModelFilesMissing: the hub cannot be reached, does not know the model, or lacks files.
    """
    disable_progress_bars()
    repository = str(card.repository)
    if card.engine == "llamacpp":  # the tokenizer is in the file
        _fetch(card.name, repository, folder, lambda there: _gguf_files(card, there), progress)
        return repository
    _fetch(card.name, repository, folder, _model_files, progress)
    from worker.engines.loading import load_tokenizer  # torch takes seconds: not before the hub has answered

    if not _tokenizer_loads(card.name, folder):
        if card.tokenizer is None:
            raise ModelFilesMissing(name=card.name, reason=f"{repository} has no tokenizer that loads")
        for name in _TOKENIZER:
            (folder / name).unlink(missing_ok=True)
        _fetch(card.name, card.tokenizer, folder, _tokenizer_files, progress)
    # The producer counts tokens with tokenizer.json; repositories with an older kind of tokenizer have none.
    if not (folder / "tokenizer.json").is_file():
        load_tokenizer(card.name, folder).save_pretrained(folder)
    return repository


def _fetch(
    name: str,
    repository: str,
    folder: Path,
    choose: Callable[[Iterable[str]], list[str]],
    progress: Callable[[str], None],
) -> None:
    try:
        progress(f"looking up {repository}")
        sizes = {f.filename: f.file_size or 0 for f in snapshot_download(repository, local_dir=folder, dry_run=True)}
        files = choose(sizes)
        for number, file in enumerate(files, start=1):
            progress(f"fetching {file} ({number} of {len(files)}, {sizes[file] / 1e6:,.0f} MB)")
            hf_hub_download(repository, file, local_dir=folder)
    except (OSError, HTTPError, HFValidationError) as exc:
        reason = (str(exc).strip().splitlines() or [""])[0]
        raise ModelFilesMissing(name=name, reason=f"{repository} could not be fetched ({reason})") from exc


def _model_files(there: Iterable[str]) -> list[str]:
    """Configuration, tokenizer and one set of weights: safetensors, or else the pickled ones."""
    names = [n for n in there if "/" not in n]
    weights = [n for n in names if fnmatch(n, "model*.safetensors")] or [
        n for n in names if fnmatch(n, "pytorch_model*.bin")
    ]
    index = {"model.safetensors.index.json", "pytorch_model.bin.index.json"} & set(names)
    return [n for n in names if n in _CONFIG] + _tokenizer_files(names) + sorted(index) + sorted(weights)


def _gguf_files(card: ModelCard, there: Iterable[str]) -> list[str]:
    """The weights, and for the producer, which counts tokens without llama.cpp, the tokenizer where there is one."""
    names = sorted(there)
    weights = choose_gguf(card, names)
    if weights is None:
        known = ", ".join(n for n in names if n.endswith(".gguf")) or "none"
        reason = f"{card.repository} has {known}: name one as gguf_file in a catalogue of your own"
        raise ModelFilesMissing(name=card.name, reason=reason)
    return [n for n in names if n == "tokenizer.json"] + [weights]


def _tokenizer_files(there: Iterable[str]) -> list[str]:
    return [n for n in there if n in _TOKENIZER]


def _tokenizer_loads(name: str, folder: Path) -> bool:
    if not has_tokenizer(folder):
        return False
    from worker.engines.loading import load_tokenizer

    try:
        load_tokenizer(name, folder)
    except ModelFilesBroken:
        return False
    return True
