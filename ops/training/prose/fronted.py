"""Sentences whose first verb is an auxiliary, read whole: where it is put before the subject, they are questions, so
that no verb has to be known."""

from collections.abc import Sequence
from dataclasses import replace

from ops.training.prose.clause import Clause
from ops.training.prose.grammar import POLICY, is_adverb, is_participle, subject_of, verb_at
from ops.training.prose.opposites import CONDITIONS, DENIALS, DOUBTS
from ops.training.prose.phrases import Phrase, phrases_of
from ops.training.prose.sentences import Span, Word
from ops.training.prose.vocabulary import AUXILIARIES, BE, HAVE, MODALS, PAST, PREPOSITIONS, PRONOUNS, STOPS, THIRD

#: Most words behind the verb.
REST_WORDS = 16
#: After a comma they begin what is said beside.
_BESIDE = frozenset({
    "which", "who", "where", "but", "while", "although", "though", "whereas", "because", "making", "so", "since", "as",
    "with", "including", "located", "usually", "often", "particularly", "especially", "known", "whose",
})  # fmt: skip
#: What stands before the subject, said at the end of the question.
_LEADS = frozenset({"in", "at", "on", "during", "under"})
_DO = frozenset({"do", "does", "did"})
#: After these "not" denies only a part of what is said.
_PARTLY = frozenset({
    "only", "all", "every", "everyone", "always", "necessarily", "just", "entirely", "fully", "both", "simply",
    "merely", "too", "so", "yet", "completely", "each", "much", "many", "really", "exactly", "quite", "because",
    "until", "solely", "very", "usually", "generally", "normally", "typically", "often", "directly", "itself", "while",
})  # fmt: skip


def fronted(words: tuple[Word, ...]) -> tuple[Clause, bool] | None:
    """What a sentence says with an auxiliary, and whether it is so or denied; None where that is not seen surely."""
    if not 5 <= len(words) <= 50 or words[-1].text != "." or {w.lower for w in words} & (CONDITIONS | {"?", "…"}):
        return None
    lead, rest = _lead(words)
    if rest and rest is not words:
        rest = (Word(rest[0].text[0].upper() + rest[0].text[1:], rest[0].start), *rest[1:])
    at = verb_at(rest)
    if at is None or (rest[at].text not in AUXILIARIES - {"been", "be"} and rest[at].text != "cannot"):
        at = next((n for n, word in enumerate(rest[:13]) if word.text == "cannot"), None) if at is None else None
        if at is None:
            return None
    subject = subject_of(rest[:at])
    tail = _tail(rest[at + 1 :])
    if subject is None or not tail:
        return None
    auxiliary = "can" if rest[at].text == "cannot" else rest[at].text
    so, said = _denial(tail)
    so = so and rest[at].text != "cannot"
    if so and auxiliary in _DO:
        return None
    if not so and {word.lower for word in words} & _PARTLY:
        return None
    read = _clause(subject, auxiliary, said, words)
    if read is None or {word.lower for word in said} & (DENIALS | DOUBTS):
        return None
    if lead and any(phrase.preposition == lead.preposition for phrase in read.phrases):
        return None
    return (replace(read, phrases=(*read.phrases, lead)) if lead else read), so


def _lead(words: tuple[Word, ...]) -> tuple[Phrase | None, tuple[Word, ...]]:
    """What stands before the subject and a comma; where it is not understood, the sentence is not read."""
    comma = next((at for at, word in enumerate(words[:9]) if word.text == ","), None)
    if words[0].lower not in PREPOSITIONS:
        known = comma == 1 and words[0].lower in ("however", "also", "today", "therefore", "thus", "moreover")
        return None, words[2:] if known else words
    if comma == 2 and words[1].lower in ("contrast", "addition", "fact", "particular", "turn", "short", "general"):
        return None, words[3:]
    if (
        comma is None
        or words[0].lower not in _LEADS
        or {w.lower for w in words[1:comma]} & (PRONOUNS | STOPS | {"and"})
    ):
        return None, ()
    if len(words[1:comma]) > 5 or any(word.text.endswith("ing") for word in words[1:comma]) or comma < 2:
        return None, ()
    return Phrase(words[0].lower, Span(words[1:comma])), words[comma + 1 :]


def _tail(words: Sequence[Word]) -> tuple[Word, ...]:
    """Up to the end of the sentence or to what is said beside; empty where another clause may begin before."""
    for at, word in enumerate(words[: REST_WORDS + 2]):
        following = words[at + 1] if at + 1 < len(words) else word
        if word.text == ".":
            return tuple(words[:at]) if at == len(words) - 1 else ()
        if at and _is_over(word, following):
            return tuple(words[:at])
        if word.text == ",":
            continue
        if at and (word.lower in STOPS - {"or", "as", "than"} or word.text in AUXILIARIES - {"be", "been"}):
            return ()
        if not word.text[0].isalnum() and word.text[0] not in "$£€":
            return ()
    return ()


def _is_over(word: Word, following: Word) -> bool:
    """Whether what is said ends before a word: at a comma before something beside, at "because", at another verb."""
    if word.text in ("--", "–", "—"):
        return word.end < following.start  # not "2007--08"
    if word.text == ",":
        return following.lower in _BESIDE or following.text.endswith("ing")
    if word.lower in ("because", "although", "whereas", "while", "but"):
        return True
    another = following.text in AUXILIARIES or following.text in PAST or following.text in THIRD
    return word.lower == "and" and (another or following.lower in ("it", "they", "he", "she", "therefore", "thus"))


def _denial(tail: tuple[Word, ...]) -> tuple[bool, tuple[Word, ...]]:
    """Whether it is said or denied, and the words without the denial."""
    first = tail[0].lower
    if first not in ("not", "never", "no"):
        return True, tail
    return False, tail[2:] if tail[1:2] and tail[1].lower in ("longer", "even") else tail[1:]


def _clause(subject: Span, auxiliary: str, said: tuple[Word, ...], words: tuple[Word, ...]) -> Clause | None:
    while said and is_adverb(said[0]) and len(said) > 1:
        said = said[1:]
    if [word.text for word in said[:3]] == ["to", "be", "confused"]:
        said = (Word("be", said[1].start), *said[2:])
        return Clause(subject, auxiliary, "be confused", tuple(phrases_of(said[2:], True)), None, None, words)
    if not said or said[0].text == "to" or (auxiliary in BE and str(subject) in POLICY and str(subject) == "You"):
        return None
    verb = ""
    if auxiliary in _DO or auxiliary in MODALS or (is_participle(said[0].text) and len(said) > 1):
        verb, said = said[0].text, said[1:]
        if verb == "be" and said and is_participle(said[0].text):
            verb, said = f"be {said[0].text}", said[1:]
        if verb == "been" and said:
            verb, said = f"been {said[0].text}", said[1:]
    elif auxiliary in HAVE and said[0].text in ("to", "been", "had"):
        return None
    phrases = tuple(phrases_of(said, True))
    return (
        Clause(subject, auxiliary, verb, phrases, None, None, words) if phrases and _is_whole(phrases, said) else None
    )


def _is_whole(phrases: Sequence[Phrase], said: Sequence[Word]) -> bool:
    """Whether no word was lost when it was parted into phrases, but for adverbs."""
    kept = sum(len(phrase.span.words) + bool(phrase.preposition) for phrase in phrases)
    return kept >= len(said) - sum(is_adverb(word) for word in said) and all(phrase.whole for phrase in phrases)
