"""How a policy's "we" and "you" are asked about: as those who wrote it, or as others."""

import random
from collections.abc import Iterator, Sequence

_ADDRESSED = (
    {"we": "you", "our": "your", "us": "you", "you": "I", "your": "my"},
    {"we": "they", "our": "their", "us": "them", "you": "I", "your": "my"},
)


def addressed(words: Sequence[str], random: random.Random) -> list[str]:
    """The words of a question as somebody asks who did not write the policy."""
    return list(_said(words, random.choice(_ADDRESSED)))


def _said(words: Sequence[str], others: dict[str, str]) -> Iterator[str]:
    for at, word in enumerate(words):
        if word == "you" and (
            at == 0 or words[at - 1].lower() not in ("do", "may", "can", "will", "must", "should", "when")
        ):
            yield "me"
        else:
            yield others.get(word.lower(), word)
