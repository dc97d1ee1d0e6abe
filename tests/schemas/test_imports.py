"""Who may import whom: the rules of the folders, held for every module and checked in real processes."""

import ast
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

import producer

ROOT = Path(__file__).resolve().parents[2]

#: What the modules of a folder never import, wherever in the module the import stands.
FORBIDDEN = {
    "schemas": {"producer", "worker", "torch", "transformers", "unstructured", "tokenizers", "typer", "rich"},
    "producer": {"torch", "transformers", "unstructured"},
    "worker": {"unstructured", "producer", "typer"},
}

#: Environment variables are read by the settings alone; these hand the whole environment on to a child process.
_HAND_ON_THE_ENVIRONMENT = {"producer/cli/parts.py", "producer/night.py", "producer/processes.py"}


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """The top-level names of all that a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_no_module_imports_what_its_folder_may_not(folder: str) -> None:
    assert modules(folder)

    broken = {
        str(path.relative_to(ROOT)): found
        for path in modules(folder)
        if (found := set(imported(path)) & FORBIDDEN[folder])
    }

    assert not broken


def test_only_the_settings_read_the_environment() -> None:
    reading = {
        path.relative_to(ROOT).as_posix()
        for folder in FORBIDDEN
        for path in modules(folder)
        if "os.environ" in path.read_text(encoding="utf-8") or "getenv" in path.read_text(encoding="utf-8")
    }

    assert {path for path in reading if not path.startswith("producer/parsing/")} <= _HAND_ON_THE_ENVIRONMENT


def loaded_after(*names: str) -> set[str]:
    """The top-level modules that a new process has after importing these."""
    program = f"import importlib, sys\nfor name in {names!r}:\n    importlib.import_module(name)\nprint(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    return {name.partition(".")[0] for name in said.stdout.split()}


def test_a_producers_process_has_no_torch() -> None:
    # The modules of producer.parsing that read documents are imported in its child processes alone.
    found = pkgutil.walk_packages(producer.__path__, "producer.")
    names = [m.name for m in found if not m.name.startswith("producer.parsing.") or m.name == "producer.parsing.child"]
    assert "producer.splitter" in names

    loaded = loaded_after(*names)

    assert "producer" in loaded
    assert not loaded & {"torch", "transformers", "unstructured", "pypdfium2"}


def test_a_worker_that_has_not_forked_yet_has_neither_torch_nor_parsers() -> None:
    loaded = loaded_after("worker.app", "worker.engines", "worker.prepare")

    assert "worker" in loaded
    assert not loaded & {"torch", "transformers", "unstructured", "producer"}


@pytest.mark.skipif(find_spec("llama_cpp") is None, reason="the extra gguf is not installed: no llama.cpp")
def test_a_worker_for_gguf_models_has_no_torch() -> None:
    loaded = loaded_after("worker.app", "worker.download", "worker.engines.llamacpp")

    assert "llama_cpp" in loaded
    assert not loaded & {"torch", "transformers"}


def test_the_schemas_stand_alone() -> None:
    names = [f"schemas.{path.stem}" for path in (ROOT / "schemas").glob("*.py") if path.stem != "__init__"]

    loaded = loaded_after(*names, "schemas.ledger.bundles", "schemas.ledger.control", "schemas.ledger.results")

    assert not loaded & (FORBIDDEN["schemas"] - {"rich"})
