"""Looking through a folder: each content once, nothing lost without a word."""

import os
import socket
from pathlib import Path

import pytest
import sqlalchemy as sa

from batches import TWO_QUESTIONS, everything
from producer.discover import Discovery, discover, look_at
from producer.submit import submit
from schemas.errors import FileTooLarge, FileUnreadable, FileZeroBytes, FolderEmpty, FolderMissing
from schemas.settings import Settings
from schemas.states import BatchState, State
from schemas.tables import documents

MAX_BYTES = 1000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one document."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear Sir")
    return folder


def paths(found: Discovery) -> list[str]:
    return [file.path for file in found.files]


def test_files_that_are_named_are_taken_and_no_others(folder: Path) -> None:
    for name in ("sub/copy.txt", "other.txt", ".hidden.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("Dear Sir" if "copy" in name else name)

    found = look_at(folder, ["sub/copy.txt", "letter.txt", ".hidden.txt"], MAX_BYTES)

    assert [(file.path, file.other_paths) for file in found.files] == [("letter.txt", ("sub/copy.txt",))]
    assert found.left_out == [(".hidden.txt", "a hidden file")]


def test_all_folders_are_looked_through_in_the_order_of_their_paths(folder: Path) -> None:
    for name in ("b/deep/down/two.txt", "b/one.txt", "a/zero.txt", "a letter.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)

    found = discover(folder, MAX_BYTES)

    assert paths(found) == ["a letter.txt", "letter.txt", "a/zero.txt", "b/one.txt", "b/deep/down/two.txt"]
    assert found.left_out == []
    assert found.files[0].size_bytes == len("a letter.txt")


def test_the_same_bytes_are_one_document(folder: Path) -> None:
    (folder / "copy.txt").write_text("Dear Sir")
    (folder / "sub").mkdir()
    (folder / "sub" / "again.txt").write_text("Dear Sir")

    [file] = discover(folder, MAX_BYTES).files

    assert file.path == "copy.txt"
    assert file.other_paths == ("letter.txt", "sub/again.txt")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (".DS_Store", "a hidden file"),
        ("~$letter.docx", "a temporary file of an Office program"),
        (".git/config", "a hidden folder"),
    ],
)
def test_hidden_and_temporary_files_are_left_out_with_their_reason(folder: Path, name: str, reason: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("x")

    found = discover(folder, MAX_BYTES)

    assert paths(found) == ["letter.txt"]
    assert [why for _, why in found.left_out] == [reason]


def test_links_out_of_the_folder_are_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "more.txt").write_text("more")
    (folder / "file-link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "folder-link").symlink_to(tmp_path / "secrets")

    found = discover(folder, MAX_BYTES)

    assert paths(found) == ["letter.txt"]
    assert sorted(found.left_out) == [("file-link.txt", "a link out of the folder"), ("folder-link/", "a link")]


def test_a_link_within_the_folder_is_the_same_document(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder / "letter.txt")

    [file] = discover(folder, MAX_BYTES).files

    assert (file.path, file.other_paths) == ("letter.txt", ("link.txt",))


def test_links_that_lead_nowhere_are_left_out(folder: Path) -> None:
    (folder / "broken.txt").symlink_to("gone.txt")
    (folder / "circle.txt").symlink_to("circle.txt")
    (folder / "up").symlink_to(folder)

    found = discover(folder, MAX_BYTES)

    assert paths(found) == ["letter.txt"]
    assert sorted(found.left_out) == [
        ("broken.txt", "a link that leads nowhere"),
        ("circle.txt", "a link that leads nowhere"),
        ("up/", "a link"),
    ]


def test_pipes_and_sockets_are_left_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(folder / "pipe")
    monkeypatch.chdir(folder)  # a socket's path has to be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        found = discover(folder, MAX_BYTES)

    assert sorted(found.left_out) == [("pipe", "not a regular file"), ("socket", "not a regular file")]


def test_a_file_that_cannot_be_a_document_is_registered_with_its_problem(folder: Path) -> None:
    (folder / "empty.pdf").touch()
    (folder / "huge.pdf").write_bytes(b"x" * (MAX_BYTES + 1))
    (folder / "just right.pdf").write_bytes(b"x" * MAX_BYTES)

    problems = {file.path: type(file.problem) for file in discover(folder, MAX_BYTES).files if file.problem}

    assert problems == {"empty.pdf": FileZeroBytes, "huge.pdf": FileTooLarge}


def test_a_name_that_is_not_utf8_is_registered_with_its_problem(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text("coffee")

    file, letter = discover(folder, MAX_BYTES).files

    assert file.path == r"caf\xe9.txt"
    assert isinstance(file.problem, FileUnreadable)
    assert "renamed" in str(file.problem)
    assert letter.problem is None
    assert discover(folder, MAX_BYTES).files[0].sha256 == file.sha256


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told(folder: Path) -> None:
    (folder / "closed.txt").write_text("x")
    (folder / "closed.txt").chmod(0)
    (folder / "vault").mkdir(mode=0)

    found = discover(folder, MAX_BYTES)
    (folder / "vault").chmod(0o700)

    assert [type(file.problem) for file in found.files] == [FileUnreadable, type(None)]
    assert found.left_out == [("vault/", "cannot be opened: Permission denied")]


@pytest.mark.parametrize("only", [None, ".hidden"])
def test_a_folder_without_documents_is_said_to_be_empty(tmp_path: Path, only: str | None) -> None:
    if only:
        (tmp_path / only).write_text("x")

    with pytest.raises(FolderEmpty, match="1 hidden" if only else "0 hidden"):
        discover(tmp_path, MAX_BYTES)


@pytest.mark.parametrize("name", ["nowhere", "letter.txt"])
def test_what_is_no_folder_is_said_to_be_missing(folder: Path, name: str) -> None:
    with pytest.raises(FolderMissing, match=name):
        discover(folder / name, MAX_BYTES)


def test_a_folder_is_submitted_and_submitted_again(database: sa.Engine, folder: Path) -> None:
    (folder / "empty.pdf").touch()
    order = {"model": "scripted", "name": "night", "settings": Settings()}

    first = submit(database, folder, TWO_QUESTIONS, **order)  # type: ignore[arg-type]
    (folder / "late.txt").write_text("late")
    again = submit(database, folder, TWO_QUESTIONS, **order)  # type: ignore[arg-type]

    assert (first.new, again.new) == (2, 1)
    assert again.batch == first.batch
    assert first.batch.state is BatchState.OPEN
    states = {row["path"]: row["state"] for row in everything(database, documents)}
    assert states == {"letter.txt": State.WAITING, "late.txt": State.WAITING, "empty.pdf": State.QUARANTINED}
