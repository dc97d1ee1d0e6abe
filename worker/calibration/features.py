"""What tells, beside its words, whether an answer is right: the logarithms of probabilities, and where it stands."""

import math

from schemas.states import Grounding
from worker.asking import BOOLEAN_CHOICES
from worker.engines.contract import Generation

#: Raised when a feature comes to mean something else; records that were fitted before are then not used.
FEATURES_VERSION = 2

Features = dict[str, float]

#: Logarithms are cut off there: beyond, a smaller probability tells nothing more.
_LOWEST = -10.0
_YES, _NO, _NOT_FOUND = range(len(BOOLEAN_CHOICES))


def of_value(generation: Generation, grounding: Grounding) -> Features:
    """Of a value that was said. `doubt`: see below; `end`: how probable it is that the value ends there, 0 where it was
    cut; `length` in the logarithm of tokens; the last four are 0 or 1."""
    return {
        **_of_tokens(generation),
        "end": max(_LOWEST, generation.end_logprob or 0.0),
        "length": math.log1p(len(generation.logprobs)),
        "cut": float(not generation.complete),
        "other_form": float(grounding is Grounding.NORMALISED),
        "similar": float(grounding is Grounding.FUZZY),
        "nowhere": float(grounding is Grounding.NONE),
    }


def of_silence(generation: Generation) -> Features:
    """Of "Not Found" to a question for a value."""
    return _of_tokens(generation)


def of_judgement(generation: Generation, yes_from: float) -> Features:
    """Of a yes or no, decided at `yes_from`."""
    margin = yes_margin(generation) - yes_from
    return {"margin": abs(margin), "yes": float(margin >= 0), "doubt": choice_doubt(generation)}


def of_no_judgement(generation: Generation) -> Features:
    """Of "Not Found" to a question for yes or no."""
    return {"doubt": choice_doubt(generation), "margin": abs(yes_margin(generation))}


def doubt(generation: Generation) -> float:
    """The logarithm of the odds that the answer begins as "Not Found" does, -10 to 10; 0 of an engine that does not
    tell."""
    logprob = generation.not_found_logprob
    if logprob is None:
        return 0.0
    against = math.log(-math.expm1(min(logprob, -math.exp(_LOWEST))))
    return max(_LOWEST, min(-_LOWEST, logprob - against))


def yes_margin(generation: Generation) -> float:
    """How many times as probable yes is as no, as a logarithm."""
    return _choice(generation, _YES) - _choice(generation, _NO)


def choice_doubt(generation: Generation) -> float:
    """How many times as probable "Not Found" is as the likelier of yes and no, as a logarithm."""
    return _choice(generation, _NOT_FOUND) - max(_choice(generation, _YES), _choice(generation, _NO))


def _of_tokens(generation: Generation) -> Features:
    logprobs = generation.logprobs or (_LOWEST,)
    mean = sum(logprobs) / len(logprobs)
    return {"mean": max(_LOWEST, mean), "smallest": max(_LOWEST, min(logprobs)), "doubt": doubt(generation)}


def _choice(generation: Generation, place: int) -> float:
    return max(_LOWEST, generation.choice_logprobs[place])
