"""Bombs are refused by what they are, before any parser sees them; what is merely large or odd is not."""

import base64
import gzip
import tracemalloc
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from producer.parsing.containers import Caps, check_container
from schemas.errors import (
    ContainerBomb,
    ContainerTooDeep,
    ContainerTooLarge,
    ContainerTooManyEntries,
    DocumentError,
)

_MIB = 1024**2
_CAPS = Caps(entries=20, unpacked_bytes=64 * _MIB, ratio=100, depth=3)


def _zip(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def _mail(depth: int, parts: int = 0) -> bytes:
    """A mail in a mail in a mail, so many levels deep; the innermost has so many attachments."""
    message = EmailMessage()
    message["Subject"] = "Fwd: the rent"
    message.set_content("The rent is due.")
    for number in range(parts):
        message.add_attachment(b"%d" % number, "application", "octet-stream", filename=f"{number}.bin")
    if depth:
        inner = EmailMessage()
        inner.set_content("see below")
        outer = _mail(depth - 1, parts)
        boundary = f"b{depth}"
        return (
            (
                f"Subject: Fwd\r\nContent-Type: multipart/mixed;\r\n boundary={boundary}\r\n\r\n--{boundary}\r\n"
                "Content-Type: message/rfc822\r\n\r\n"
            ).encode()
            + outer
            + f"\r\n--{boundary}--\r\n".encode()
        )
    return message.as_bytes()


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".odt", ".epub", ".zip"])
def test_a_zip_that_unpacks_to_too_much_is_refused(tmp_path: Path, suffix: str) -> None:
    path = _zip(tmp_path / f"bomb{suffix}", {"word/document.xml": bytes(65 * _MIB)})
    with pytest.raises(ContainerTooLarge, match="NIGHTCLERK_CONTAINER_BYTES") as caught:
        check_container(path, _CAPS, mail=False)
    assert caught.value.details == {"unpacked_bytes": 65 * _MIB, "max_bytes": 64 * _MIB}


def test_a_zip_of_air_is_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "bomb.docx", {"word/document.xml": bytes(32 * _MIB)})
    with pytest.raises(ContainerBomb, match="times its size, the limit is 100"):
        check_container(path, _CAPS, mail=False)


def test_a_small_table_of_zeros_is_no_bomb(tmp_path: Path) -> None:
    check_container(_zip(tmp_path / "sheet.xlsx", {"xl/sheet.xml": bytes(15 * _MIB)}), _CAPS, mail=False)


def test_entries_that_share_their_bytes_are_counted_each(tmp_path: Path) -> None:
    path = _zip(tmp_path / "overlap.docx", {"a.xml": bytes(8 * _MIB)})
    with zipfile.ZipFile(path, "a") as archive:
        first = archive.infolist()[0]
        archive.filelist += [first] * 9
        archive._didModify = True  # the directory is written anew, with ten entries for one stretch of bytes
    with pytest.raises(ContainerTooLarge):
        check_container(path, _CAPS, mail=False)


def test_too_many_entries_are_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "many.docx", {f"{number}.xml": b"" for number in range(21)})
    with pytest.raises(ContainerTooManyEntries, match="21 parts, the limit is 20"):
        check_container(path, _CAPS, mail=False)


def test_gzip_is_counted_without_being_kept(tmp_path: Path) -> None:
    path = tmp_path / "bomb.txt.gz"
    with gzip.open(path, "wb") as file:
        for _ in range(200):
            file.write(bytes(_MIB))
    tracemalloc.start()
    with pytest.raises(ContainerTooLarge) as caught:
        check_container(path, _CAPS, mail=False)
    assert tracemalloc.get_traced_memory()[1] < 16 * _MIB
    tracemalloc.stop()
    assert caught.value.details["unpacked_bytes"] == 65 * _MIB


def test_a_broken_container_is_left_to_its_reader(tmp_path: Path) -> None:
    broken = _zip(tmp_path / "broken.docx", {"a.xml": b"text" * 1000})
    broken.write_bytes(broken.read_bytes()[:50])
    check_container(broken, _CAPS, mail=False)
    (tmp_path / "broken.gz").write_bytes(gzip.compress(b"text" * 1000)[:30])
    check_container(tmp_path / "broken.gz", _CAPS, mail=False)


def test_mails_in_mails_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    path.write_bytes(_mail(3))
    check_container(path, _CAPS, mail=True)
    path.write_bytes(_mail(4))
    with pytest.raises(ContainerTooDeep, match="more than 3 deep"):
        check_container(path, _CAPS, mail=True)
    path.write_bytes(_mail(1, parts=25))
    with pytest.raises(ContainerTooManyEntries):
        check_container(path, _CAPS, mail=True)


def test_parts_in_parts_beyond_what_the_parser_can_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "deep.eml"
    path.write_text(
        "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(5000)) + "\nThe end.\n"
    )
    with pytest.raises(ContainerTooDeep):
        check_container(path, Caps(), mail=True)


def test_many_mails_side_by_side_are_not_deep(tmp_path: Path) -> None:
    path = tmp_path / "digest.eml"
    digest = "".join(f"--d\nContent-Type: message/rfc822\n\nSubject: {n}\n\ntext\n" for n in range(15))
    path.write_text(f"Content-Type: multipart/digest; boundary=d\n\n{digest}--d--\n")
    check_container(path, _CAPS, mail=True)


def test_what_a_text_says_about_mails_is_text(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    quoted = base64.encodebytes(_mail(9)).decode()
    path.write_text(f"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n{quoted}")
    check_container(path, _CAPS, mail=True)


def test_what_lies_in_a_file_lies_deeper(tmp_path: Path) -> None:
    path = _zip(tmp_path / "inner.docx", {"a.xml": b"text"})
    caps = _CAPS.within().within().within()
    check_container(path, caps, mail=False)
    with pytest.raises(DocumentError, match="NIGHTCLERK_CONTAINER_DEPTH"):
        check_container(path, caps.within(), mail=False)
