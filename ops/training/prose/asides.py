"""What a sentence says beside its first clause, of the same subject or of another name."""

from collections.abc import Iterator

from ops.training.prose.clause import Clause, clause, said
from ops.training.prose.grammar import is_participle, subject_of
from ops.training.prose.phrases import Phrase, phrases_of, tail_of
from ops.training.prose.sentences import Span, Word
from ops.training.prose.vocabulary import AUXILIARIES, BE, DETERMINERS, PAST, PREPOSITIONS, PRONOUNS, STOPS, THIRD

#: What stands after a participle that says when, where or by whom; what two sentences are joined by.
_WITH_PARTICIPLE = frozenset({"in", "on", "by", "at"})
_JOINS = frozenset({"and", "but", "while", "whereas", "though", "although"})


def relative(words: tuple[Word, ...]) -> Iterator[Clause]:
    """What ", which" and ", who" say of the name or thing before them."""
    for at, word in enumerate(words[:-2]):
        if word.lower not in ("which", "who") or words[max(at - 1, 0)].text != "," or at < 3:
            continue
        start = at - 1
        while start > 0 and words[start - 1].lower not in PREPOSITIONS | STOPS and words[start - 1].text.isalnum():
            start -= 1
            if words[start].lower in DETERMINERS or words[start - 1].lower in AUXILIARIES | PAST.keys() | THIRD.keys():
                break
        name = words[start : at - 1]
        if not name or not (name[0].lower == "the" or all(each.is_name or each.lower == "of" for each in name)):
            continue
        subject = subject_of(name)
        rest = words[at + 1 :]
        verb = rest[0].text
        if name[-1].text[-1] == "s" and verb in ("is", "was", "has") and not name[-1].text.endswith("ss"):
            continue  # of one of them, or of something before
        if subject and (verb in AUXILIARIES or verb in PAST or verb in THIRD):
            found = said(subject, rest, 0, None, words)
            if found is not None:
                yield found


def apposed_to(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], Clause | None]:
    """The words without what is put after a name between commas, and what that says: "Lagos, the capital of Y, was"."""
    commas = [at for at, word in enumerate(words[:20]) if word.text == ","][:2]
    if len(commas) < 2 or not 1 <= commas[0] <= 9 or commas[1] + 2 >= len(words):
        return words, None
    name, put, rest = words[: commas[0]], words[commas[0] + 1 : commas[1]], words[commas[1] + 1 :]
    lowers = {word.lower for word in put}
    names = name[0].lower not in PREPOSITIONS | PRONOUNS and (
        all(word.is_name or word.lower in ("of", "and") for word in name)
        or (name[0].lower in DETERMINERS and not {word.lower for word in name} & (PREPOSITIONS | STOPS | AUXILIARIES))
    )
    follows = rest[0].text in AUXILIARIES or rest[0].text in PAST or rest[0].text in THIRD
    if not (names and follows and put):
        return words, None
    kept = (*name, *rest)
    if lowers & (AUXILIARIES | PRONOUNS) or lowers & (STOPS - {"or", "as"}):
        return kept, None
    subject, known = subject_of(name), [word.lower for word in put[:3]] == ["also", "known", "as"]
    if subject is None:
        return words, None
    if is_participle(put[0].text) and put[1:2] and put[1].lower in _WITH_PARTICIPLE:
        end = words[-1] if words[-1].text == "." else Word(".", words[-1].start)
        return kept, said(subject, (Word("was", put[0].start), *put, end), 0, None, words)
    if name[0].lower in ("a", "an") or not (known or put[0].lower in DETERMINERS):
        return kept, None
    tense = "was" if rest[0].text in PAST or rest[0].text in ("was", "were", "had") else "is"
    if known:
        return kept, Clause(subject, "is", "also known", (Phrase("as", Span(put[3:])),), None, None, words)
    tail = tail_of((*put, words[-1]))
    return kept, Clause(subject, tense, "", tuple(phrases_of(*tail)), None, None, words) if tail else None


def described(first: Clause, words: tuple[Word, ...]) -> Iterator[Clause]:
    """What is said in passing of what something is: "X is a film directed by Y"."""
    if first.verb or first.auxiliary not in BE or len(first.phrases) != 1:
        return
    after = first.phrases[0].span.words[-1].end
    following = [at for at, word in enumerate(words) if word.start > after][:6]
    for at in following:
        if (
            is_participle(words[at].text)
            and words[at + 1 : at + 2]
            and words[at + 1].lower in ("by", "in", "on", "at", "for")
        ):
            then = {"is": "was", "are": "were"}.get(first.auxiliary, first.auxiliary)
            auxiliary = then if words[at + 1].lower == "by" else first.auxiliary
            found = said(first.subject, (Word(auxiliary, words[at].start), *words[at:]), 0, None, words)
            if found:
                yield found
            return
        if not (is_participle(words[at].text) or words[at].lower in ("and", ",")):
            return


def coordinated(first: Clause, words: tuple[Word, ...]) -> Iterator[Clause]:
    """What the same subject does after "and": "X was built in 1889 and opened in 1890"."""
    after = first.phrases[-1].span.words[-1].end if first.phrases else 0
    for at, word in enumerate(words):
        if word.start < after or word.lower not in ("and", "but") or at + 2 >= len(words):
            continue
        following = words[at + 1]
        if following.text in PAST and first.auxiliary in BE and words[at + 2].lower in PREPOSITIONS:
            rest = (Word(first.auxiliary, following.start), *words[at + 1 :])
        elif following.text in PAST or following.text in THIRD or following.text in AUXILIARIES - {"been", "be"}:
            rest = words[at + 1 :]
        else:
            return
        if following.text in BE and first.auxiliary not in BE:
            return  # of the object: "renewed the series and is set to"
        if {each.lower for each in words[:at] if each.start > after} & (STOPS - {"but", "as"}):
            return
        if (found := said(first.subject, rest, 0, None, words)) is not None:
            yield found
        return


def joined(words: tuple[Word, ...]) -> Iterator[Clause]:
    """What another subject does after a comma and "and", "but" or "while", once the sentence has a verb."""
    for at, word in enumerate(words):
        if at < 4 or word.lower not in _JOINS or words[at - 1].text != ",":
            continue
        if any(each.text in AUXILIARIES or each.text in PAST or each.text in THIRD for each in words[:at]):
            rest = words[at + 1 :]
            if rest and (rest[0].lower in DETERMINERS or rest[0].is_name):
                found = clause(rest)
                if found:
                    yield found
