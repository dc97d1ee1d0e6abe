"""What the sentences of a text say."""

from collections.abc import Iterator, Sequence

from ops.training.prose.asides import apposed_to, coordinated, described, joined, relative
from ops.training.prose.clause import Clause, clause
from ops.training.prose.referents import OWNERS, PRONOUN_SUBJECTS, Referent, means, owned, referent
from ops.training.prose.sentences import Word


def clauses(sentences: Sequence[tuple[Word, ...]]) -> Iterator[Clause]:
    """What the sentences of a text say. A pronoun that begins a sentence is what the one before is about, where only
    that can be meant."""
    topic: Referent | None = None
    for sentence in sentences:
        words, aside = apposed_to(sentence)
        if aside:
            yield aside
        meant = means(topic, words)
        read = clause(owned(meant, words) if meant and words[0].text in OWNERS else words, meant)
        if read:
            yield read
            yield from coordinated(read, words)
            yield from described(read, words)
        yield from relative(words)
        yield from joined(words)
        if not (words and words[0].text in PRONOUN_SUBJECTS and meant):
            topic = referent(read, words)
