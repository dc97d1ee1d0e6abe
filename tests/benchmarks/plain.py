"""The same questions the plain way, as llmware's own benchmark script asks them, and through Night Clerk: one model.

The plain way is the prompt `<human>: {context}\\n{question}\\n<bot>:`, transformers' generate() in fp32, at most 100
new tokens, and the text as it comes: nothing constrained, grounded or typed. llmware's script samples with temperature
0.3; here sampling is off, as on its later cards. A yes or no is the first such word of the prose; an answer is "Not
Found" where it is blank or begins so. Both ways answer each passage in turn, so that a noisy machine is noisy for both.
What was trained is left out: of SQuAD2 and BoolQ only passages that are held out are asked.
"""

import re
import time
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest
from pathlib import Path

from ops.training.rows import is_held_out
from schemas.catalogue import ModelCard
from schemas.elements import Passage
from schemas.settings import settings
from tests.benchmarks import kept
from tests.benchmarks.documents import cell
from tests.benchmarks.routing import GOLD
from worker.calibration.record import Calibration
from worker.calibration.store import find_calibration
from worker.engines import load_engine
from worker.engines.contract import Engine
from worker.evaluation.answering import Answered, answer_bundle
from worker.evaluation.rag_instruct import published_scheme
from worker.evaluation.ratio import Estimate, estimates
from worker.evaluation.scores import scores
from worker.gold import GoldBundle, GoldRow, bundles, count, read_gold
from worker.grounding import ground
from worker.measure import fitting
from worker.reading import Reading
from worker.stages import Stages, stages

NEW_TOKENS = 100
#: Questions of each set where no limit is given. rag_instruct has 91.
SETS = {"rag_instruct": 91, "squad2": 200, "boolq": 100}
#: Never trained at all.
_FOR_EVALUATION_ALONE = ("rag_instruct",)

_SHOWN = {
    "rag_instruct": ("core", "not_found", "boolean", "math"),
    "squad2": ("exact", "f1", "contains", "not_found_precision", "not_found_recall", "not_found_f1"),
    "boolq": ("accuracy", "abstention"),
}
_WORDS = {
    "core": "core, points of 100",
    "not_found": "not found",
    "boolean": "boolean",
    "math": "math",
    "exact": "right",
    "f1": "F1",
    "contains": "contains",
    "not_found_precision": "not found: precision",
    "not_found_recall": "not found: recall",
    "not_found_f1": "not found: F1",
    "accuracy": "accuracy",
    "abstention": "abstained",
    "grounded": "values that stand in the text",
}


class PlainPath:
    """One call of generate() for each question."""

    def __init__(self, folder: Path) -> None:
        from worker.engines.loading import load_model, load_tokenizer

        self._tokenizer = load_tokenizer(folder.name, folder)
        self._model = load_model(folder.name, folder)

    def answer(self, row: GoldRow) -> Answered:
        """What the model writes, read as prose."""
        import torch

        prompt = f"<human>: {row.context}\n{row.query or row.key}\n<bot>:"
        started = time.perf_counter()
        ids = self._tokenizer(prompt, return_tensors="pt").input_ids  # (1, prompt)
        with torch.inference_mode():
            out = self._model.generate(
                ids, attention_mask=torch.ones_like(ids), do_sample=False, max_new_tokens=NEW_TOKENS,
                eos_token_id=self._tokenizer.eos_token_id, pad_token_id=self._tokenizer.eos_token_id,
            )  # fmt: skip
        said = self._tokenizer.decode(out[0, ids.shape[1] :], skip_special_tokens=True)
        seconds = time.perf_counter() - started
        reading = read_prose(said, row)
        # Only the benchmark looks it up in the text, to count what stands there.
        evidence = ground(reading, row.question, Passage(ordinal=0, text=row.context, tokens=0, spans=()))
        written = out.shape[1] - ids.shape[1]
        return Answered(row, said, reading, evidence, ids.shape[1], written, seconds)


def read_prose(said: str, row: GoldRow) -> Reading:
    """The answer as llmware's script leaves it, and the first yes or no of it where one is asked for."""
    text = said.split("<|endoftext|>")[0].rpartition("<bot>:")[2].strip()
    if not text or text.lower().startswith("not found"):
        return Reading(found=False, value=None, confidence=0.0)
    first = re.search(r"\b(?:yes|no)\b", text, re.IGNORECASE) if row.kind == "boolean" else None
    return Reading(found=True, value=first[0] if first else text, confidence=0.0)


def measure(limit: int | None = None) -> str:
    """A table: both ways side by side, on the first `limit` questions of each set."""
    card = kept.model()
    if not GOLD.is_dir():
        return "The gold answers are absent here."
    if card.engine != "transformers":
        return f"The plain way needs a model that transformers runs; {card.name} runs on {card.engine}."
    samples = {name: _sample(name, limit or most) for name, most in SETS.items()}
    engine = load_engine(card, settings())
    samples = {name: fitting(engine, card, sample) for name, sample in samples.items()}
    calibration = find_calibration(card, engine.name, kept.prepared(card), settings())
    plain, ours = _answered(card, engine, samples, calibration)
    asked = {name: len(answers) for name, answers in plain.items() if answers}
    lines = [
        f"{engine.name} through Night Clerk, {card.name} in fp32 the plain way; questions: "
        + ", ".join(f"{name} {number}" for name, number in asked.items())
        + f" of {', '.join(str(count(samples[name])) for name in asked)}.",
        "",
        "| set | score, % | the plain way | Night Clerk |",
        "|---|---|---|---|",
    ]
    for name in asked:
        lines += _rows(name, plain[name], ours[name])
    return "\n".join(lines)


def _sample(name: str, most: int) -> list[GoldBundle]:
    every = read_gold(GOLD / f"{name}.jsonl", summaries=True)
    asked = [bundle for bundle in every if name in _FOR_EVALUATION_ALONE or is_held_out(bundle.context)]
    return bundles([row for bundle in asked for row in bundle.rows][:most])


def _answered(
    card: ModelCard, engine: Engine, samples: dict[str, list[GoldBundle]], calibration: Calibration | None
) -> tuple[dict[str, list[Answered]], dict[str, list[Answered]]]:
    """The answers of both ways by set. An interrupt ends the asking, and what was answered by then is shown."""
    plain: dict[str, list[Answered]] = {name: [] for name in samples}
    ours: dict[str, list[Answered]] = {name: [] for name in samples}
    with stages(card.name) as shown:
        path = PlainPath(kept.prepared(card))
        first = next(iter(samples.values()))[0]
        path.answer(first.rows[0])  # uncounted: kernels are chosen then
        answer_bundle(engine, card, first)
        shown.begin("both ways, question by question", total=sum(map(count, samples.values())))
        try:
            for name, bundle in _in_turn(samples):
                said = _plain_answers(path, bundle, shown)
                ours[name] += answer_bundle(engine, card, bundle, calibration)
                plain[name] += said
        except KeyboardInterrupt:
            shown.begin("interrupted; the table has what was answered")
    return plain, ours


def _plain_answers(path: PlainPath, bundle: GoldBundle, shown: Stages) -> list[Answered]:
    answers = []
    for row in bundle.rows:
        answers.append(path.answer(row))
        shown.advance()
    return answers


def _in_turn(samples: dict[str, list[GoldBundle]]) -> Iterator[tuple[str, GoldBundle]]:
    """A passage of each set after the other, so that an interrupt leaves some of all."""
    named = ([(name, bundle) for bundle in sample] for name, sample in samples.items())
    yield from filter(None, chain.from_iterable(zip_longest(*named)))


def _rows(name: str, plain: Sequence[Answered], ours: Sequence[Answered]) -> Iterator[str]:
    one, other = _scores(name, plain), _scores(name, ours)
    for score in (*_SHOWN[name], *(("grounded",) if name != "boolq" else ())):
        if score in one or score in other:
            yield f"| {name} | {_WORDS[score]} | {cell(one.get(score))} | {cell(other.get(score))} |"
    for measured, words in (("seconds", "seconds a question"), ("answer_tokens", "tokens said")):
        cells = (f"{found[measured].value:.2f}" for found in (one, other))
        yield f"| {name} | {words} | {' | '.join(cells)} |"


def _scores(name: str, answers: Sequence[Answered]) -> dict[str, Estimate]:
    """By score; of rag_instruct llmware's own. Boolean rows of one sort have no precision of "Not Found"."""
    found: dict[str, Estimate] = estimates((one.row.context, scores(one)) for one in answers)
    return {**found, **published_scheme(answers)} if name == "rag_instruct" else found
