"""Imported by the fork server, once: whatever the parsers need to load, so that a document's process has it already.

Nothing else imports this. It is the fork server's own process, so it may set that process's environment: the
libraries below read it when they are imported, and their threads would not survive a fork.
"""

import gc
import os

os.environ.update(
    {"UNSTRUCTURED_DISABLE_NOTICE": "1", "DO_NOT_TRACK": "1", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
)

import unstructured.nlp.tokenize

import producer.parsing.reading  # noqa: F401  (it imports all readers and sets the name of the spaCy model)

unstructured.nlp.tokenize.pos_tag("The parser is loaded with its first sentence.")

# What is here stays for good: the collector of a child has no need to walk over it, which would copy its pages.
gc.freeze()
