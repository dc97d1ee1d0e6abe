"""What the sentences of a text say."""

from collections.abc import Iterator, Sequence

from ops.training.prose.asides import apposed_to, coordinated, described, joined, relative
from ops.training.prose.clause import Clause, clause
from ops.training.prose.sentences import Word


def clauses(sentences: Sequence[tuple[Word, ...]]) -> Iterator[Clause]:
    """What the sentences of a text say. "It", "he" and "she" that begin a sentence after one that says what something
    is are what that one is about."""
    topic: Clause | None = None
    for sentence in sentences:
        words, aside = apposed_to(sentence)
        if aside:
            yield aside
        read = clause(words, topic.subject if topic else None)
        resolved = words and words[0].text in ("It", "He", "She")
        if read:
            yield read
            yield from coordinated(read, words)
            yield from described(read, words)
        yield from relative(words)
        yield from joined(words)
        if not resolved:
            topic = read if read and not read.verb and read.auxiliary in ("is", "was") and not read.before else None
