"""From a question of the questionnaire to what the engine is asked."""

from schemas.catalogue import PromptTemplate
from schemas.questionnaire import Kind, Question
from worker.engines.contract import NOT_FOUND, Ask

#: What a boolean is decided between. The last one means that the passage does not say.
BOOLEAN_CHOICES = ("Yes", "No", NOT_FOUND)

#: Longest extracted value, tokens: names, dates, amounts and addresses are shorter.
VALUE_TOKENS = 32

#: English runs at about 1.3 tokens a word with these vocabularies; the rest is for names and numbers.
TOKENS_PER_WORD = 1.6


def ask(question: Question, template: PromptTemplate, copy_values: bool = False) -> Ask:
    """The question in the model's wording, with the room its answer needs. With `copy_values` what is extracted must
    be copied from the passage."""
    wording = template.wording(question)
    match question.kind:
        case Kind.BOOLEAN:
            return Ask(wording, max_new_tokens=1, choices=BOOLEAN_CHOICES)
        case Kind.SUMMARIZATION:
            return Ask(wording, max_new_tokens=int(question.summary_words * TOKENS_PER_WORD) + 8)
        case Kind.EXTRACTION | Kind.KEY_VALUE:
            return Ask(wording, max_new_tokens=VALUE_TOKENS, copy=copy_values)
