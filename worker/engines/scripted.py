"""The only stand-in for a model: answers by rules from the passage, always the same, at no cost.

For tests and drills. Drills exist in this engine and in no other; written into a passage they make it fail:

    [[drill: die]]       the process kills itself (SIGKILL), as the kernel does when memory runs out
    [[drill: fail]]      EngineFailed
    [[drill: hang]]      never returns: sleeps, and can be interrupted
    [[drill: loop]]      never returns: computes, and can be interrupted
    [[drill: deadlock]]  never returns: waits in C, where no signal handler of Python's runs any more
    [[drill: devour]]    takes memory until it gets no more (MemoryError)

`[[drill: die on WORD]]` does so for questions that contain WORD only, the others likewise.
"""

import ctypes
import math
import os
import re
import signal
import time
from collections.abc import Sequence

from schemas.catalogue import ModelCard
from schemas.errors import EngineFailed
from schemas.settings import Settings
from worker.engines.contract import NOT_FOUND, Ask, Generation, Stop, check_length, go_on_unless, never

_DRILL = re.compile(r"\[\[drill: (die|fail|hang|loop|deadlock|devour)(?: on (\w+))?\]\]")
_TOKEN = re.compile(r"\s*(?:\w+|[^\w\s])")
_KEY_VALUE = re.compile(r"^[^:]{1,60}:\s+(\S.*)$")
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")
#: Words that say nothing about the subject of a question.
_IDLE = frozenset(
    re.findall(
        r"\w+",
        """a an and any are as at be been by can did do does for from has have how in is it its list many much no not of
        on or out than that the their there this to was were what when where which who whose why will with answer yes
        summary summarize headline key points words less text above exact nothing else please""",
    )
)
#: More than a mutex takes up on any platform.
_MUTEX_BYTES = 128
#: What the drill `devour` asks for at a time. Large enough that the C library hands it out as untouched zeros.
_MOUTHFUL_BYTES = 256 * 1024**2
#: From this share of the question's words on, a sentence is taken to be about the question.
_ABOUT = 0.5


class ScriptedEngine:
    """Answers with the value, or the sentence, of the line that shares most words with the question."""

    def __init__(self, card: ModelCard, settings: Settings) -> None:
        self.name = card.name
        self.context_tokens = card.context_tokens
        self._template = card.template
        self._delay_s = settings.scripted_delay_s

    def count_tokens(self, passage: str, ask: Ask) -> int:
        """Words and punctuation marks of the whole prompt for one ask."""
        return len(_TOKEN.findall(self._template.render(passage, ask.question)))

    def answer(self, passage: str, asks: Sequence[Ask], stop: Stop = never) -> list[Generation]:
        """One generation for each ask, in their order.

        Raises:
            QuestionTooLong: a prompt with its answer does not fit the context; nothing was answered.
            AnsweringStopped: `stop` said so.
            EngineFailed: the passage drills it.
        """
        prompt_tokens = [self._checked_tokens(passage, ask) for ask in asks]
        generations = []
        for ask, tokens in zip(asks, prompt_tokens, strict=True):
            go_on_unless(stop)
            generations.append(self._answer(passage, ask, tokens))
        return generations

    def _checked_tokens(self, passage: str, ask: Ask) -> int:
        tokens = self.count_tokens(passage, ask)
        check_length(self, tokens, ask)
        return tokens

    def _answer(self, passage: str, ask: Ask, prompt_tokens: int) -> Generation:
        _drill(passage, ask.question)
        time.sleep(self._delay_s)
        sentence, value, overlap = _nearest(passage, ask.question)
        if ask.spans:
            value = _one_of(ask.spans, passage, sentence)
            overlap = overlap if value else 0.0
        # Neither 0 nor 1: a model is never that sure.
        sure = 0.05 + 0.9 * (overlap if overlap else 0.5)
        if ask.choices:
            return _chosen(_choice(sentence, overlap, ask.choices), sure, ask.choices, prompt_tokens)
        doubt = math.log(1 - sure if overlap else sure)
        if not overlap and sure < ask.not_found_from:  # it has to say something
            sentence = value = next(iter(_DRILL.sub("", passage).split()), "")
            overlap = 1.0 if value else 0.0
        tokens = _TOKEN.findall(value if overlap else NOT_FOUND)
        kept = tokens[: ask.max_new_tokens]
        text = "".join(kept)
        line = passage.find(sentence) if ask.copy and overlap else -1  # one around a drill stands nowhere
        at = line + sentence.rfind(value)  # a value ends its sentence, or is a span in it
        span = (at, at + len(text)) if line >= 0 else None
        complete = len(kept) == len(tokens)
        ends = math.log(sure) if complete else None
        return Generation(text, (math.log(sure),) * len(kept), prompt_tokens, complete, span, doubt, ends)


def _drill(passage: str, question: str) -> None:
    """Fail as the passage demands."""
    for match in _DRILL.finditer(passage):
        what, word = match.groups()
        if word is None or word.lower() in re.findall(r"\w+", question.lower()):
            _suffer(what, match[0])


def _suffer(what: str, said: str) -> None:
    match what:
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "fail":
            raise EngineFailed(reason=f"the passage says {said}")
        case "hang":
            while True:
                time.sleep(3600)
        case "loop":
            while True:
                pass
        case "deadlock":
            _deadlock()
        case "devour":
            _devour()


def _deadlock() -> None:
    """Lock a mutex that this thread holds: the C library waits for ever."""
    library = ctypes.CDLL(None)
    mutex = ctypes.create_string_buffer(_MUTEX_BYTES)
    library.pthread_mutex_init(mutex, None)
    for _ in range(2):
        library.pthread_mutex_lock(mutex)


def _devour() -> None:
    """Ask for memory without end. It is not touched, so where nothing limits the process the machine does not feel it.

    Raises:
        MemoryError: there is no more.
    """
    taken = []
    while True:
        taken.append(bytearray(_MOUTHFUL_BYTES))


def _nearest(passage: str, question: str) -> tuple[str, str, float]:
    """The sentence that shares most words with the question, the value it gives, and the share of words, 0 to 1."""
    wanted = _content(question)
    best = ("", "", 0.0)
    rank = (0.0, 0.0)
    for line in _DRILL.sub("", passage).splitlines():
        key_value = _KEY_VALUE.match(line.strip())
        # A line with a key is one answer; a line of prose has a sentence for each.
        for sentence in [line.strip()] if key_value else _SENTENCE_END.split(line.strip()):
            words = _content(sentence)
            common = len(wanted & words)
            # Among equals the one that says least else, then the first.
            closer = (common / max(1, len(wanted)), common / max(1, len(words)))
            if closer > rank:
                best, rank = (sentence, key_value[1].strip() if key_value else sentence, closer[0]), closer
    return best


def _one_of(spans: Sequence[tuple[int, int]], passage: str, sentence: str) -> str:
    """What stands at the last of the spans in a sentence; nothing where none does."""
    inside = [passage[slice(*span)] for span in spans]
    return next((text for text in reversed(inside) if text in sentence), "")


def _choice(sentence: str, overlap: float, choices: Sequence[str]) -> str:
    """Yes where a sentence is about the question, No where that sentence says "not", the choice for neither
    otherwise."""
    by_word = {choice.lower(): choice for choice in choices}
    if overlap < _ABOUT:
        return next((c for word, c in by_word.items() if word.startswith("not ")), choices[-1])
    negated = re.search(r"\b(?:not|no|never)\b|n't\b", sentence.lower()) is not None
    return by_word.get("no" if negated else "yes", choices[-1] if negated else choices[0])


def _chosen(choice: str, sure: float, choices: Sequence[str], prompt_tokens: int) -> Generation:
    """The choice, with what is left of the probability shared out among the others; it is the most probable one."""
    sure = max(sure, 1.1 / (len(choices) + 0.1))
    other = (1 - sure) / max(1, len(choices) - 1)
    among = tuple(math.log(sure if each == choice else other) for each in choices)
    return Generation(choice, (math.log(sure),), prompt_tokens, choice_logprobs=among)


def _content(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if word not in _IDLE}
