"""Two files that nobody can read: every real folder has some, and the night must not end because of them."""

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

import facts
import invoices
import pdf_layout
from pdf_layout import Look, text
from reportlab.lib.pdfencrypt import StandardEncryption


def encrypted_pdf(path: Path) -> None:
    """A PDF that asks for a password."""
    look = Look("Helvetica")
    story = [
        text(look, "Review of pay, directors only", "title"),
        text(look, f"{facts.DIRECTOR.name} proposes a rise of 4% for everyone, and a pension for Old Marjorie."),
    ]
    lock = StandardEncryption("lantern-keeper", strength=128)
    pdf_layout.save(path, "Review of pay", facts.ROASTERS.name, story, encrypt=lock)


def damaged_pdf(path: Path) -> None:
    """What a bad disk leaves of a PDF: noise where the header was, then bytes from the middle, and no end. Without a
    header and a table of contents, and cut within its one page, no reader can repair it."""
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.pdf"
        invoices.haulage(whole)
        content = whole.read_bytes()
    noise = b"".join(hashlib.sha256(bytes([i])).digest() for i in range(32))
    start = content.index(b"stream") + 500
    path.write_bytes(noise + content[start : start + 2000])
