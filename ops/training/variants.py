"""A passage that is read more than once is another text each time, so that a model learns to find, not to recall."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ops.training.gold import PASSES
from ops.training.prose.sentences import sentences
from ops.training.rows import Passage, Trained

#: Chance that a sentence is left out of which no question needs a word.
LEFT_OUT = 0.5
#: Their answers are about all of a passage: they are not asked of a part.
_OF_ALL = frozenset({Trained.BOOLEAN, Trained.SUMMARY})


def readings(passages: Sequence[Passage], tokens: Callable[[str], int], most: int) -> Iterator[Passage]:
    """Each passage as often as an epoch reads it (PASSES): as it is, then with another one of its source before or
    behind it, then shortened, and so on; all have at most `most` tokens. What becomes of it follows from the texts.
    """
    by_source: dict[str, list[Passage]] = {}
    for passage in passages:
        by_source.setdefault(passage.source, []).append(passage)
    for passage in passages:
        drawn = random.Random(passage.text)
        for turn in range(PASSES.get(passage.source, 1)):
            match turn % 3:
                case 0:
                    yield passage
                case 1:
                    yield _beside(passage, drawn.choice(by_source[passage.source]), drawn, tokens, most)
                case _:
                    yield _shortened(passage, drawn)


def _beside(passage: Passage, other: Passage, drawn: random.Random, tokens: Callable[[str], int], most: int) -> Passage:
    """Both texts, and the questions of the first; as it is where they are too long together, or where the other one
    could answer them: it has an answer of theirs, or a summary is wanted."""
    texts = [passage.text, other.text]
    drawn.shuffle(texts)
    both = "\n".join(texts)
    answers = {row.answer for row in passage.rows if row.trains is Trained.EXTRACTION}
    unclear = other.text == passage.text or any(answer in other.text for answer in answers)
    of_all = any(row.trains is Trained.SUMMARY for row in passage.rows)
    return passage if unclear or of_all or tokens(both) > most else replace(passage, text=both)


def _shortened(passage: Passage, drawn: random.Random) -> Passage:
    """Without some of the sentences that have no answer and are not before one that has: they say who "he" is there."""
    rows = tuple(row for row in passage.rows if row.trains not in _OF_ALL)
    if not rows:
        return passage
    starts = [words[0].start for words in sentences(passage.text) if words]
    cut = [passage.text[start:end] for start, end in zip([0, *starts[1:]], [*starts[1:], None], strict=True)]
    answers = {row.answer for row in rows if row.trains is not Trained.NOT_FOUND}
    needed = [any(answer in sentence for answer in answers) for sentence in cut]
    kept = [
        sentence
        for sentence, here, next_one in zip(cut, needed, [*needed[1:], False], strict=True)
        if here or next_one or drawn.random() >= LEFT_OUT
    ]
    text = "".join(kept)
    return replace(passage, text=text, rows=rows) if all(answer in text for answer in answers) else passage
