"""From a question of the questionnaire to what the engine is asked."""

from functools import lru_cache

from schemas.catalogue import PromptTemplate
from schemas.questionnaire import Kind, Question, ValueType
from worker.engines.contract import NOT_FOUND, Ask
from worker.typed.conventions import Conventions, conventions_of
from worker.typed.value import mentions

#: What a boolean is decided between. The last one means that the passage does not say.
BOOLEAN_CHOICES = ("Yes", "No", NOT_FOUND)

#: Longest extracted value, tokens: names, dates, amounts and addresses are shorter.
VALUE_TOKENS = 32

#: English runs at about 1.3 tokens a word with these vocabularies; the rest is for names and numbers.
TOKENS_PER_WORD = 1.6

#: Types whose values are known however a document writes them: the model chooses among those that stand in the passage.
#: A small one says a time, a telephone number or a date of its own making otherwise.
_CHOSEN = frozenset({ValueType.DATE})


def ask(
    question: Question,
    template: PromptTemplate,
    passage: str,
    copy_values: bool = False,
    not_found_from: float = 0.0,
) -> Ask:
    """The question in the model's wording, with the room its answer needs. With `copy_values` what is extracted must
    be copied from the passage; `not_found_from` is the probability from which "Not Found" is said to be so."""
    wording = template.wording(question)
    match question.kind:
        case Kind.BOOLEAN:
            return Ask(wording, max_new_tokens=1, choices=BOOLEAN_CHOICES)
        case Kind.SUMMARIZATION:
            return Ask(wording, max_new_tokens=int(question.summary_words * TOKENS_PER_WORD) + 8)
        case Kind.EXTRACTION | Kind.KEY_VALUE:
            spans = _spans(question, passage)
            return Ask(
                wording, VALUE_TOKENS, copy=copy_values or bool(spans), spans=spans, not_found_from=not_found_from
            )


def _spans(question: Question, passage: str) -> tuple[tuple[int, int], ...]:
    """Where values of the question's type stand. None where none is known: it may be written as nobody thought of, and
    what the model says freely then goes to a person."""
    if question.value_type not in _CHOSEN:
        return ()
    return _stand(passage, question.value_type, conventions_of(question, passage))


@lru_cache(maxsize=32)
def _stand(passage: str, value_type: ValueType, conventions: Conventions) -> tuple[tuple[int, int], ...]:
    """Each question is put together several times (its key, its length, itself), and many are of one type."""
    return tuple(sorted({(mention.start, mention.end) for mention in mentions(passage, value_type, conventions)}))
