"""The key of an answer: equal keys are answered alike, so that the model is asked once."""

import hashlib
import json
from dataclasses import asdict

from schemas.catalogue import PromptTemplate
from schemas.elements import PARSER_VERSION
from schemas.ids import derive
from schemas.questionnaire import Question
from worker.engines.contract import Ask

#: Raised when an engine, reading or grounding makes something else of the same passage, question and weights: no answer
#: from before is then reused.
ANSWERING_VERSION = 7


def answer_key(
    text: str,
    question: Question,
    asked: Ask,
    *,
    engine: str,
    weights: str,
    template: PromptTemplate,
    calibration: str = "",
) -> str:
    """All that the answer depends on, and nothing else: neither the field's name nor the document.

    `engine` is the engine's name, which has the precision in it; `weights` their fingerprint. Of the template its name,
    its version and what is not in the asked words already, should somebody have changed it and not its version.
    `calibration` is the fingerprint of the model's record; empty where it has none.
    """
    parts = {
        "text": hashlib.sha256(text.encode()).hexdigest(),
        "kind": question.kind,
        "type": question.value_type,
        "locale": question.locale,
        "ask": asdict(asked),
        "engine": engine,
        "weights": weights,
        "template": template.model_dump(include={"name", "version", "prompt", "stop", "not_found"}),
        "calibration": calibration,
        "parser": PARSER_VERSION,
        "answering": ANSWERING_VERSION,
    }
    return derive("answer", json.dumps(parts, sort_keys=True))
