"""llmware's published scheme for its RAG-Instruct benchmark, so that a row can be set beside its tables.

The cards of its models (https://huggingface.co/llmware/bling-1b-0.1 and others) say: 1 point for a correct answer, 0.5
for a partly correct one, a blank or "Not Found", 0 for an incorrect one, -1 for a hallucination; the sum is given for
the 100 core questions. Not found, boolean and math are percentages of 20 questions each; complex questions and
summaries get marks from 1 to 5. Where this module differs:

- llmware's points were given by people. Here an answer is correct that is the gold one or contains it, or differs from
  it by words of the question alone ("438,000" for "438,000 jobs" where it was asked how many jobs), which is harder on
  other words, and easier on those who say more than the answer. Partly correct is half of its words (token F1).
- A hallucination is nowhere defined, and the cards report none, even of models that are wrong in a quarter of the
  core. Here it is an answer with a number that the passage does not have, or with most of its words from elsewhere.
  That is looked up in the text, whatever the program made of the answer, so that others can be set beside it.
- In percentages llmware seems to give half points as well (81.25% of 20 math questions); here it is right or not.
- Early cards are means of two runs with sampling (temperature 0.3), later ones of one run without. Here nothing is
  sampled.
- The marks from 1 to 5 cannot be computed and are left out.
"""

from collections.abc import Sequence

from worker.evaluation.answering import Answered
from worker.evaluation.ratio import Estimate, Ratio, estimates
from worker.evaluation.same_value import normalised
from worker.evaluation.scores import best_f1, contains, is_exact
from worker.typed.numbers import stray_numbers

#: `source` of the benchmark's rows.
SOURCE = "rag_instruct_benchmark_tester"
_SHARES = {"not_found_classification": "not_found", "boolean": "boolean", "math_basic": "math"}
_PART = 0.5


def published_scheme(answered: Sequence[Answered]) -> dict[str, Estimate]:
    """The scores of the benchmark's rows by name, as fractions of 1; empty where there is none of them."""
    return estimates((one.row.context, _scores(one)) for one in answered if one.row.source == SOURCE)


def core_points(answered: Answered) -> float:
    """From -1 to 1."""
    said = answered.value
    if said is None:
        return 0.5
    if _is_correct(answered):
        return 1.0
    if is_invented(said, answered.row.context):
        return -1.0
    return 0.5 if best_f1(answered) >= _PART else 0.0


def is_invented(said: str, context: str) -> bool:
    """Whether an answer is from outside the passage: a number that it does not have, or most of the words."""
    words, there = normalised(said).split(), set(normalised(context).split())
    return bool(stray_numbers(said, context)) or sum(word in there for word in words) < _PART * len(words)


def _scores(answered: Answered) -> dict[str, Ratio]:
    category = answered.row.category or ""
    if category == "core":
        return {"core": (core_points(answered), 1.0)}
    if category in _SHARES:
        return {_SHARES[category]: (float(_is_correct(answered)), 1.0)}
    return {}


def _is_correct(answered: Answered) -> bool:
    return is_exact(answered) or contains(answered) or _differs_by_the_question(answered)


def _differs_by_the_question(answered: Answered) -> bool:
    """Whether the answer is the gold one but for words that the question has; not if it is nothing but such words."""
    asked = set(normalised(answered.row.query or answered.row.key or "").split())
    said, *golds = (
        [word for word in normalised(text).split() if word not in asked]
        for text in (answered.value or "", *answered.row.values)
    )
    return bool(said) and said in golds
