"""Which of the questions that the patterns write about a passage it is asked, and in which words."""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ops.training.prose.addressed import addressed
from ops.training.prose.answers import MARKS
from ops.training.prose.clauses import clauses
from ops.training.prose.questions import Asked, asked
from ops.training.prose.remarks import remarks
from ops.training.prose.sentences import sentences
from ops.training.prose.unsaid import foreign, names, topics, unsaid
from ops.training.prose.vocabulary import PAST_OF, SYNONYMS
from ops.training.prose.yes_or_no import judgements
from ops.training.rows import BY_RULES, NOT_FOUND, Passage, Row, Trained

#: The sets whose passages are prose.
SOURCES = ("squad2", "boolq", "policyqa")
#: Most questions that a passage answers, and most of one sentence.
QUESTIONS, OF_SENTENCE = 8, 6
#: A name in so many questions does not say that two passages are about the same.
COMMON = 16
#: For each question that it answers so many that it does not, at most.
NOT_FOUND_PER_ANSWER = 0.4
#: Words that say nothing as an answer.
_EMPTY = frozenset(["your", "our", "us", "you", "information", "data", "personal", "use", "to"])
#: Patterns that ask the same in other words: of these a sentence is asked one question to one answer.
_KINDS = {"year": "when", "in situ": "when"}
#: Chances that a word is said otherwise, and that a question is typed in small letters.
OTHERWISE, SMALL = 0.35, 0.06


def written(passages: Sequence[Passage]) -> list[Passage]:
    """For each passage of SOURCES that questions can be written about another one with them."""
    texts = dict.fromkeys(passage.text for passage in passages if passage.source in SOURCES)
    mine = {text: questions_about(text, random.Random(text)) for text in texts}
    by_name: dict[str, list[str]] = defaultdict(list)
    for rows in mine.values():
        for row in rows:
            for name in sorted(names(row.question)) if row.trains is Trained.EXTRACTION else ():
                by_name[name].append(row.question)
    judged = {text: judgements(text, random.Random(f"yes or no {text}")) for text in texts}
    return [
        Passage(
            BY_RULES, text, tuple(dict.fromkeys((*rows, *(_foreign(text, by_name) if rows else ()), *judged[text])))
        )
        for text, rows in mine.items()
        if rows or judged[text]
    ]


def _foreign(text: str, by_name: dict[str, list[str]]) -> list[Row]:
    """A question about another passage that shares a name with this one."""
    shared = [name for name in topics(text) if len(by_name.get(name, ())) < COMMON]
    near = [question for name in shared for question in by_name.get(name, ()) if foreign(question, text)]
    drawn = random.Random(text).sample(near, 1) if near else []
    return [Row(Trained.NOT_FOUND, question, NOT_FOUND) for question in drawn]


def questions_about(text: str, random: random.Random) -> list[Row]:
    """Questions that a text answers in its own words, and some that it does not, the same for the same `random`.

    A sentence that is not understood surely is not asked about; of many a text there is nothing to ask.
    """
    everything = [each for clause in clauses(sentences(text)) for each in asked(clause, text)]
    sure = [each for each in everything if _is_only_answer(each, everything, text)]
    chosen = _chosen(sure, random)
    rows = [Row(Trained.EXTRACTION, _worded(each, random), each.answer.verbatim(text)) for each in chosen]
    rows += [Row(Trained.EXTRACTION, question, answer.strip()) for _, question, answer in remarks(text)]
    absent = [
        Row(Trained.NOT_FOUND, _worded(replace(each, question=question), random), NOT_FOUND)
        for each in sure
        for question in unsaid(each, everything, text, random)
    ]
    random.shuffle(absent)
    most = -(-len(rows) * NOT_FOUND_PER_ANSWER // 1)
    rows += absent[: int(most)]
    return list({row.question.lower(): row for row in reversed(rows)}.values())[::-1]


def _is_only_answer(each: Asked, everything: Sequence[Asked], text: str) -> bool:
    """Whether no other clause gives another answer to the same question, and the question does not say it."""
    answer = each.answer.verbatim(text)
    if set(answer.lower().split()) <= _EMPTY or set(answer) & MARKS:
        return False
    if any(_same(other, each) and str(other.answer) != str(each.answer) for other in everything):
        return False
    return re.search(rf"\b{re.escape(answer)}(?!\w)", each.question, re.IGNORECASE) is None


def _same(other: Asked, each: Asked) -> bool:
    """Whether two ask the same, in the same words or of the same subject and verb in another sentence."""
    if other.question == each.question:
        return True
    of_one = str(other.about.subject).lower() == str(each.about.subject).lower() and other.about is not each.about
    return of_one and (other.pattern, other.about.verb) == (each.pattern, each.about.verb)


def _chosen(sure: Sequence[Asked], random: random.Random) -> list[Asked]:
    """At most OF_SENTENCE of each sentence and one of each pattern and answer, QUESTIONS in all."""
    drawn: list[Asked] = []
    of_sentence: Counter[int] = Counter()
    seen = set()
    for each in random.sample(sure, len(sure)):
        sentence = each.about.sentence[0].start
        mark = (str(each.answer), _KINDS.get(each.pattern, each.pattern), sentence)
        if of_sentence[sentence] < OF_SENTENCE and mark not in seen:
            of_sentence[sentence] += 1
            seen.add(mark)
            drawn.append(each)
    return drawn[:QUESTIONS]


def _worded(each: Asked, random: random.Random) -> str:
    """The question as it is asked: about a policy's "we" as others do, now and then in other words."""
    words = each.question[:-1].split()
    if each.about.is_policy:
        words = addressed(words, random)
    if random.random() < OTHERWISE:
        verb = each.about.verb.split()[-1:]
        said = {*verb, *(PAST_OF.get(word, word) for word in verb)}
        words = [random.choice(SYNONYMS.get(word, (word,))) if word in said else word for word in words]
    question = " ".join(words) + "?"
    return question.lower() if random.random() < SMALL else question
