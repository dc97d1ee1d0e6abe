"""What can be asked about a clause, by pattern."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from faker.providers.person.en import Provider as English
from faker.providers.person.en_US import Provider as American

from ops.training.prose.clauses import POLICY, Clause, Phrase
from ops.training.prose.sentences import DATE, Span
from ops.training.prose.vocabulary import (
    ACTIVE,
    AUXILIARIES,
    BE,
    DETERMINERS,
    PAST_OF,
    PERSONS,
    PREPOSITIONS,
    PRONOUNS,
    THINGS,
    third,
    words_of,
)

#: Longest answer, words, and longest question.
ANSWER_WORDS = 12
QUESTION_WORDS = 24
_PLACES = frozenset({"in", "at", "near"})
_VAGUE = words_of(
    """
    part number variety way result case time times place end addition years year order fact example use form
    kind type lot one series range set group total example first second third member effect advantage general
    particular following years days most more less least least much well home once person people role view idea
    day
    """
)
_ACTS = words_of(
    """
    written directed produced founded created published composed designed played joined led elected developed
    portrayed discovered invented built made released recorded performed appointed nominated chosen held run
    owned introduced sung signed proposed established formed started killed defeated won hosted distributed
    voiced commissioned renewed suppressed operated named granted owned approved ordered adopted ratified
    cancelled supported signed developed purchased acquired bought called conquered ruled governed elected
    played taught
    """
)
_GENDERED = re.compile(r"\b(?:he|she|his|her|him|who)\b", re.IGNORECASE)
#: "your address" may be an answer of a policy.
_OWNERS = frozenset({"your", "our", "you", "us"})
_LASTS = re.compile(r"(?:\d+|[a-z]+)(?: [a-z]+)? (?:years|months|weeks|days|hours|minutes|seconds|seasons|episodes)")
_FURTHER = frozenset({"for", "with", "from", "into", "against", "on", "to", "as"})
_LETTERS = re.compile(
    r"(?P<name>(?:[A-Z][\w-]+ )(?:(?:of|and|for|the|on|in|[A-Z][\w-]+) ){1,6})\((?P<letters>[A-Z]{2,6})\)"
)
_BORN = re.compile(rf"(?P<name>[A-Z]\w+(?: [A-Z][\w.]+){{1,3}}) \((?:born|b\.) (?P<day>{DATE.pattern})\)")
_UNIT = re.compile(r"[a-z]{3,}s$|people|men|women|children")


@dataclass(frozen=True)
class Asked:
    """A question with its answer, the pattern that wrote it, and the clause that it is about."""

    pattern: str
    question: str
    answer: Span
    about: Clause


@cache
def _first_names() -> frozenset[str]:
    return frozenset({*English.first_names, *American.first_names})


def asked(clause: Clause, text: str) -> Iterator[Asked]:
    """Everything that the patterns ask about a clause."""
    for pattern, question, answer in _all(clause, text):
        if len(question.split()) <= QUESTION_WORDS and not _has_pronoun(question, clause):
            yield Asked(pattern, _sentence(question), answer, clause)


def _sentence(question: str) -> str:
    words = " ".join(question.split())
    return f"{words[0].upper()}{words[1:]}?"


def _all(clause: Clause, text: str) -> Iterator[tuple[str, str, Span]]:
    subject = _inside(clause.subject, text)
    if subject is not None:
        yield from _when(clause, subject)
        yield from _of_phrases(clause, subject, text)
        yield from _why(clause, subject)
        if clause.object:
            yield from _of_object(clause, subject, clause.object, text)
    yield from _of_subject(clause, text)


def _when(clause: Clause, subject: str) -> Iterator[tuple[str, str, Span]]:
    """In 1889, or on a day; not of what lasts."""
    dated = [
        (at, phrase)
        for at, phrase in enumerate(clause.phrases)
        if phrase.is_date and phrase.preposition in ("in", "on")
    ]
    if len(dated) + bool(clause.before and clause.before.is_date) != 1 or not clause.verb:
        return
    if clause.auxiliary in ("has", "have", "had") or not _complete(clause):
        return
    if sum(word.is_date for word in clause.sentence) != 1:
        return  # one of them may be about something else
    at, phrase = dated[0] if dated else (len(clause.phrases), clause.before)
    if phrase is None or phrase.preposition not in ("in", "on"):
        return
    core = f"{clause.auxiliary} {subject} {clause.verb}"
    full = " ".join([core, *(str(each) for each in clause.phrases[:at] if each.whole)])
    answer = phrase.span
    short = " ".join([core, str(clause.object)]) if clause.object else core
    yield "when", f"when {full}", answer
    if re.fullmatch(r"\d{4}", str(answer)):
        yield "year", f"in what year {full}", answer
        yield "in situ", _statement(clause, subject, clause.phrases[:at]) + " in what year", answer
    if short != full and not _needs_phrase(clause):
        yield "when", f"when {short}", answer


def _of_phrases(clause: Clause, subject: str, text: str) -> Iterator[tuple[str, str, Span]]:
    """What stands after a preposition: by whom, where, in what."""
    core = f"{clause.auxiliary} {subject} {clause.verb}".strip()
    time = f" {clause.before}" if clause.before and clause.before.is_date else ""
    for at, phrase in enumerate(clause.phrases):
        if not phrase.preposition or phrase.is_date or not is_answer(phrase, text):
            continue
        span, kept = phrase.span, [str(each) for each in clause.phrases[:at]]
        later = [
            str(each) for each in clause.phrases[at + 1 : at + 2] if each.is_date and each.preposition in ("in", "on")
        ]
        rest = " ".join([*kept, *later]) + time
        passive = clause.auxiliary in BE and clause.verb
        if phrase.preposition == "by" and passive and not span.words[0].text.endswith("ing"):
            person = is_person(span, text) or _acts(clause.verb)
            if at == 0 and (person or str(span).lower().startswith("the ")):
                yield (
                    "by whom",
                    f"{'who' if person else 'what'} {_active(clause)} {subject} {' '.join(later)}{time}",
                    span,
                )
            yield "by", f"{'by whom' if person else 'by what'} {core} {rest}", span
            yield "by", f"{'who' if person else 'what'} {core} {rest} by", span
        elif phrase.preposition in _PLACES and _is_place(span) and clause.verb and clause.auxiliary != "do":
            yield "where", f"where {core} {rest}", span
        elif phrase.preposition == "for" and _LASTS.fullmatch(str(span)):
            if "season" not in str(span) and "episode" not in str(span):
                yield "how long", f"how long {core} {rest}", span
        elif (
            at == 1
            and clause.verb
            and not passive
            and clause.object
            and clause.object.whole
            and phrase.preposition in _FURTHER
        ):
            word = "who" if is_person(span, text) else "what"
            yield "what of", f"{word} {core} {clause.object} {phrase.preposition} {' '.join(later)}{time}", span
        elif ((at == 0 and clause.verb) or (at == 1 and _describes(clause))) and phrase.preposition not in (
            "by",
            "like",
            "since",
            "until",
            "despite",
            "per",
            "without",
        ):
            word = "who" if is_person(span, text) else "what"
            yield "what of", f"{word} {core} {' '.join(kept)} {phrase.preposition} {' '.join(later)}{time}", span


def _why(clause: Clause, subject: str) -> Iterator[tuple[str, str, Span]]:
    if clause.reason and _complete(clause):
        kept = [str(phrase) for phrase in clause.phrases]
        yield "why", " ".join(["why", clause.auxiliary, subject, clause.verb, *kept]), clause.reason


def _of_object(clause: Clause, subject: str, what: Phrase, text: str) -> Iterator[tuple[str, str, Span]]:
    """What somebody did, what something is, how many it has."""
    rest = [str(phrase) for phrase in clause.phrases[1:2] if phrase.is_date]
    before = [str(clause.before)] if clause.before and clause.before.is_date else []
    tail = " ".join([*rest, *before])
    if not clause.verb and clause.auxiliary in BE:
        if (
            what.span.words[0].lower in ("a", "an", "one", "the")
            and what.whole
            and is_answer(what, text)
            and len(what.span.words) > 2
            and _is_named(clause.subject)
        ):
            yield (
                "what is",
                f"{'who' if is_person(clause.subject, text) else 'what'} {clause.auxiliary} {subject}",
                what.span,
            )
        return
    first = what.span.words[0]
    have = not clause.verb
    auxiliary = {"has": "does", "have": "do", "had": "did"}[clause.auxiliary] if have else clause.auxiliary
    verb = "have" if have else clause.verb
    if first.is_number and len(what.span.words) in (2, 3, 4) and not first.is_date and what.whole:
        unit = " ".join(word.text for word in what.span.words[1:])
        if _UNIT.search(unit) and "$" not in first.text and "%" not in first.text:
            yield "how many", f"how many {unit} {auxiliary} {subject} {verb} {tail}", Span((first,))
    elif clause.auxiliary in BE:
        return
    elif is_answer(what, text) and verb != "help" and (not have or what.span.words[0].lower in DETERMINERS):
        word = "who" if (is_person(what.span, text) or verb in ("star", "marry")) and verb != "become" else "what"
        yield "what", f"{word} {auxiliary} {subject} {verb} {tail}", what.span


def _of_subject(clause: Clause, text: str) -> Iterator[tuple[str, str, Span]]:
    """Who or what did it."""
    if clause.is_policy or not _complete(clause) or not clause.phrases or len(clause.subject.words) > ANSWER_WORDS:
        return
    word = _asks(clause.subject, text)
    if word is None:
        return
    kept = [str(phrase) for phrase in clause.phrases]
    before = [str(clause.before)] if clause.before and clause.before.is_date else []
    finite = _finite(clause)
    if finite and (clause.verb or (clause.object and clause.object.span.words[0].lower == "the")):
        pattern = "who is" if not clause.verb else "who"
        yield pattern, " ".join([word, *finite.split(), *kept, *before]), clause.subject


def _is_named(subject: Span) -> bool:
    """Whether it can be asked what it is: not of "the film"."""
    return len(subject.words) > 2 or subject.words[0].lower not in DETERMINERS or subject.words[-1].is_name


def _asks(subject: Span, text: str) -> str | None:
    """Who for persons, what for things; None where a name may be either, or many are meant."""
    words = subject.words
    if is_person(subject, text):
        return "who"
    if words[0].lower in DETERMINERS and (len(words) > 2 or words[-1].is_name):
        return "what"
    if any(word.lower in THINGS or word.text.isupper() for word in words):
        return "what"
    several = not words[-1].is_name and words[-1].text.endswith("s")
    return "what" if several or not _GENDERED.search(text) else None


def is_person(span: Span, text: str) -> bool:
    """Whether it surely is a person or persons: by a title, by a first name, or by a surname that has one elsewhere."""
    words = [word.text for word in span.words]
    heads = words[: next((n for n, word in enumerate(words) if word.lower() in {"of", "for", "in"}), len(words))]
    if not heads or any(word.lower() in THINGS for word in words):
        return False
    if (
        heads[-1].lower() in PERSONS
        or any(word in PERSONS for word in heads)
        or (words[0].lower() in PERSONS and words[0][0].isupper() and len(words) > 1)
    ):
        return True
    if not all(word[0].isupper() for word in words) or words[0].lower() in DETERMINERS:
        return False
    if words[0] in _first_names() and len(words) in (2, 3):
        return True
    return len(words) == 1 and any(
        name in _first_names() for name in re.findall(rf"(\w+) (?:[A-Z]\. )?{re.escape(words[0])}\b", text)
    )


def _acts(participle: str) -> bool:
    """Whether it is done by persons, or by those who are asked for as persons are."""
    return participle.split()[-1] in _ACTS


def _is_place(span: Span) -> bool:
    words = span.words
    return (
        words[0].is_name
        and len(words) <= 6
        and all(w.is_name or w.lower in ("of", "the", "and") for w in words)
        and not (any(w.is_number for w in words))
        and not {w.lower for w in words}
        & {"act", "article", "war", "party", "olympics", "english", "french", "latin", "german"}
    )


def is_answer(phrase: Phrase, text: str) -> bool:
    """Whether it says something by itself, and nothing of it is missing."""
    words = phrase.span.words
    if (
        not phrase.whole
        or len(words) > ANSWER_WORDS
        or {w.lower for w in words} & (PRONOUNS - _OWNERS | AUXILIARIES - {"may", "will"})
    ):
        return False
    first, last = words[0], words[-1]
    if (
        last.lower in PREPOSITIONS | DETERMINERS | {"and", "of"}
        or last.lower in _VAGUE
        or first.lower in ("and", "of", "to")
    ):
        return False
    if any(not word.text[0].isalnum() and word.text[0] not in "$£€" for word in words) or first.text.endswith(
        ("ly", "ing")
    ):
        return False
    heads = [w.lower for w in words if w.lower not in DETERMINERS]
    if heads[0] in _VAGUE or (
        len(heads) == 1
        and not first.is_name
        and not first.is_number
        and not heads[0].endswith("s")
        and first.lower not in DETERMINERS
    ):
        return False
    return set(phrase.span.verbatim(text)).isdisjoint('()[]"`“”\n;')


def _describes(clause: Clause) -> bool:
    """Whether the clause says how something is: "is available in", "is famous for"."""
    what = clause.object
    return (
        not clause.verb
        and clause.auxiliary in BE
        and what is not None
        and len(what.span.words) == 1
        and (what.span.words[0].text.islower() and not what.span.words[0].text.endswith("s"))
    )


def remarks(text: str) -> Iterator[tuple[str, str, str]]:
    """Pattern, question and answer of what stands in brackets: what letters mean, when somebody was born."""
    for match in _LETTERS.finditer(text):
        words = [word for word in match["name"].split() if word[0].isupper()]
        initials = "".join(word[0] for word in words)
        for start in range(len(words) - 1):
            if initials[start:] == match["letters"] and text.count(f"({match['letters']})") == 1:
                name = match["name"][match["name"].index(words[start]) :]
                yield "letters", f"What does {match['letters']} stand for?", name
    for match in _BORN.finditer(text):
        yield "born", f"When was {match['name']} born?", match["day"]


def _complete(clause: Clause) -> bool:
    """Whether all phrases are whole, so that the question does not break off."""
    return all(phrase.whole for phrase in clause.phrases)


def _needs_phrase(clause: Clause) -> bool:
    """Whether the verb alone does not make a question: "when was it based"."""
    return clause.verb in (
        "based",
        "used",
        "made",
        "given",
        "set",
        "take",
        "made",
        "known",
        "called",
        "considered",
        "held",
        "put",
    )


def _finite(clause: Clause) -> str | None:
    """The verb as a statement has it; None where it would not fit to who and what."""
    if clause.auxiliary in ("have", "do"):
        return None
    if clause.auxiliary == "did":
        return PAST_OF.get(clause.verb)
    if clause.auxiliary == "does":
        return third(clause.verb)
    return f"{clause.auxiliary} {clause.verb}".strip()


def _statement(clause: Clause, subject: str, phrases: tuple[Phrase, ...]) -> str:
    if clause.auxiliary == "did":
        verb = PAST_OF[clause.verb]
    elif clause.auxiliary == "does":
        verb = third(clause.verb)
    else:
        verb = f"{clause.auxiliary} {clause.verb}"
    return " ".join([subject, verb, *(str(phrase) for phrase in phrases)])


def _active(clause: Clause) -> str:
    """The past of a participle."""
    verb = clause.verb
    past = ACTIVE.get(verb, verb)
    return past if clause.auxiliary in ("was", "were") else f"{clause.auxiliary} {verb} by"


def _inside(subject: Span, text: str) -> str | None:
    """A subject within a question: small where only the sentence made it great; None where that is not known."""
    words = subject.words
    first, rest = words[0], " ".join(word.text for word in words[1:])
    if first.text in POLICY:
        return first.lower
    if first.lower in DETERMINERS:
        return f"{first.lower} {rest}"
    if re.search(rf"(?<![.!?] )(?<!^)\b{re.escape(first.lower)}\b", text) and not (len(words) > 1 and words[1].is_name):
        return f"{first.lower} {rest}".strip()
    if len(words) > 1 and not words[1].is_name and not words[-1].is_name and words[-1].text.endswith("s"):
        return f"{first.lower} {rest}"
    named = re.search(rf"[\w,] {re.escape(first.text)}\b", text)
    return (
        str(subject)
        if named or (len(words) > 1 and words[1].is_name) or first.text.isupper() or first.text in _first_names()
        else None
    )


def _has_pronoun(question: str, clause: Clause) -> bool:
    words = question.lower().split()[2 if question.startswith("how many") else 1 :]
    allowed = {"we", "our", "us", "you", "your", "there"} if clause.is_policy else set()
    return any(word in PRONOUNS and word not in allowed and word != "what" and word != "most" for word in words)
