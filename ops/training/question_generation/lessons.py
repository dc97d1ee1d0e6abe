"""What a writer of questions learns: what of a sentence is asked for, how it is asked, and what is asked that is not
there. SQuAD turned around, in a model's own format: its answers are asked for, its questions are the answers.
"""

import re
from collections.abc import Iterator, Sequence

from ops.training.prose.sentences import sentences
from ops.training.rows import Passage, Row, Trained

#: Whose questions are learned: people wrote them about texts that nobody made for a question.
SOURCE = "squad2"
#: Between the values of a sentence.
BETWEEN = " | "
#: Shortest sentence that is asked about, words.
SENTENCE_WORDS = 6


def values_of(sentence: str) -> str:
    """What the writer is asked for the values of a sentence that can be asked for."""
    return f"Ask about: {sentence}"


def question_for(value: str) -> str:
    """What the writer is asked for a question to which a value is the answer."""
    return f"Ask for: {value}"


def question_beside(sentence: str) -> str:
    """What the writer is asked for a question that seems to be about a sentence, and is not answered by the text."""
    return f"Ask what is not said: {sentence}"


def sentences_of(text: str) -> list[str]:
    """The sentences as they stand there, those that are long enough to be asked about."""
    verbatim = (text[words[0].start : words[-1].end] for words in sentences(text) if words)
    return [sentence for sentence in verbatim if len(sentence.split()) >= SENTENCE_WORDS]


def lessons(passages: Sequence[Passage]) -> list[Passage]:
    """The passages of SOURCE with what the writer is asked about them; those without any are left out."""
    learned = [
        Passage(passage.source, passage.text, tuple(dict.fromkeys(_turned(passage))))
        for passage in passages
        if passage.source == SOURCE
    ]
    return [passage for passage in learned if passage.rows]


def _turned(passage: Passage) -> Iterator[Row]:
    whole = sentences_of(passage.text)
    asked: dict[str, list[str]] = {}
    for row in passage.rows:
        if row.trains is Trained.EXTRACTION:
            yield Row(Trained.EXTRACTION, question_for(row.answer), row.question)
            if around := [sentence for sentence in whole if row.answer in sentence]:
                asked.setdefault(_nearest(row.question, around), []).append(row.answer)
        elif row.trains is Trained.NOT_FOUND and whole:
            yield Row(Trained.NOT_FOUND, question_beside(_nearest(row.question, whole)), row.question)
    for sentence, values in asked.items():
        in_order = sorted(dict.fromkeys(values), key=sentence.find)
        yield Row(Trained.EXTRACTION, values_of(sentence), BETWEEN.join(in_order))


def _nearest(question: str, among: Sequence[str]) -> str:
    """The sentence with most of a question's words."""
    words = _words(question)
    return max(among, key=lambda sentence: len(words & _words(sentence)))


def _words(text: str) -> set[str]:
    """By their beginnings, so that "founded" and "founder" are one."""
    return {word[:5] for word in re.findall(r"\w{3,}", text.lower())}
