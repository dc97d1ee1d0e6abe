"""The model card, written from figures: what it was trained on, what it is worth, what it may not do."""

from collections import Counter
from collections.abc import Mapping, Sequence

from ops.training.balance import FIRST_TO_GO, counts
from ops.training.gold import PASSES
from ops.training.judging import Score
from ops.training.plan import Plan
from ops.training.rows import BY_A_MODEL, BY_RULES, Passage

#: Where each source is from, and its licence as we know it: to be looked up before an adapter is passed on.
_SOURCES = {
    "squad2": ("SQuAD 2.0 (Rajpurkar and others, 2018)", "CC BY-SA 4.0"),
    "boolq": ("BoolQ (Clark and others, 2019)", "CC BY-SA 3.0"),
    "sroie": ("SROIE receipts (ICDAR 2019)", "CC BY 4.0"),
    "tatqa": ("TAT-QA (Zhu and others, 2021)", "CC BY 4.0"),
    "policyqa": ("PolicyQA (Ahmad and others, 2020)", "MIT; policies of OPP-115: research use"),
    "legal_summaries": ("Legal summarization (Manor and Li, 2019)", "as published, none stated"),
    BY_RULES: ("questions written by ops/training/prose about the passages above", "that of each passage"),
    BY_A_MODEL: ("questions written by ops/training/question_generation about them", "that of each passage"),
    "generated": ("documents written by ops/training/generators", "Apache-2.0"),
}

_WRITTEN = (
    'Before the last one `make questions QUESTIONS="--start train-out/adapter --epochs 2"`; what it wrote is',
    "given to the training with `--questions train-out/questions/questions.jsonl`.",
)

_LIMITS = (
    "## Limits",
    "",
    "- English. Passages of a page; questions about one fact; no arithmetic over several figures.",
    "- A model of this size says wrong things in full confidence: values that do not stand in the passage, and",
    "  yes or no where evidence is indirect, belong before a person.",
    "- The generated documents are of a few dozen layouts; what they have in common is learned with them.",
    "- Some sets are share-alike or name no licence. The licences were written from memory:",
    "  look them up before the adapter is passed on.",
    "",
)


def model_card(
    base: str,
    plan: Plan,
    trained: Sequence[Passage],
    scores: Mapping[str, Score],
    before: Mapping[str, Score],
    run: Mapping[str, float | str],
) -> str:
    """Markdown. `before` are the scores of the base in the same format, `run` what the run's log says of it."""
    figures = [
        f"| {name} | {score.questions:,} | {_percent(before.get(name))} | {score.exact:.1%} | {score.f1:.1%} |"
        for name, score in scores.items()
    ]
    return "\n".join(
        [
            f"# BLING on {base}",
            "",
            f"A LoRA adapter (rank {plan.rank}, all linear layers) that makes {base} answer questions about",
            "a passage in BLING's format, `<human>: passage\\nquestion\\n<bot>:`: in few words, the passage's own",
            'where it can, and "Not Found" where the passage does not say. Made by `make train`; Night Clerk merges',
            "it into the weights when it makes the model ready. Licence: Apache-2.0, as the base and this code.",
            "",
            "## Data",
            "",
            *_lessons(trained),
            "",
            "## Figures",
            "",
            "On passages that were held out, greedy, fp32; questions that are right in every word, and token F1. The",
            "base is asked in the same format, which it was not trained for.",
            "",
            "| set and sort | questions | base, exact | exact | token F1 |",
            "|---|---|---|---|---|",
            *figures,
            "",
            "## Training",
            "",
            *(_further(plan, BY_A_MODEL in {passage.source for passage in trained}) if plan.start else ()),
            *(f"- {name}: {value}" for name, value in {**plan.model_dump(), **run}.items()),
            "",
            *_LIMITS,
        ]
    )


def _lessons(trained: Sequence[Passage]) -> tuple[str, ...]:
    """What was read, by set, and what the lessons know of that is measured."""
    sources, sorts = Counter(passage.source for passage in trained), counts(trained)
    data = [
        f"| {_SOURCES[name][0]} | {_SOURCES[name][1]} | {sources[name]:,} | "
        f"{sum(len(p.rows) for p in trained if p.source == name):,} | {_readings(name)} |"
        for name in _SOURCES
        if sources[name]
    ]
    shares = ", ".join(f"{name} {many / sorts.total():.0%}" for name, many in sorts.most_common())
    return (
        "| set | licence | passages | questions | read in an epoch |",
        "|---|---|---|---|---|",
        *data,
        "",
        f"Questions: {shares}. A tenth of the passages, by the hash of their text, was never trained.",
        "Questions about prose are made by turning its sentences around; the answer is No where a",
        "number, a name or a kind was replaced, or the sentence denies it.",
        "No row of RAG-instruct or LegalBench was trained. The generated clauses and rules are asked in the",
        "manner of LegalBench's tasks; the office papers were written after the demo's errors were looked at,",
        "the pages of contracts and the bills after those on real contracts, NDAs and invoices (the benchmark",
        "`documents`), the business prose after those on RAG-instruct: what is measured on these is of a kind that",
        "the lessons were made for.",
    )


def _further(plan: Plan, with_questions: bool) -> tuple[str, ...]:
    return (
        f"It goes on from the adapter {plan.start} (sha-256), of an older form of these lessons, whose card is in the",
        "history of this folder, with other generated documents. To make one in the same way: `make train`, and then",
        "once for each training, from the adapter of the one before, with seed 2, 3, ...:",
        '`make train TRAIN_OUT=next TRAIN="--start train-out/adapter '
        f'--seed {plan.seed} --documents {plan.documents} --learning-rate {plan.learning_rate:g}"`.',
        *(_WRITTEN if with_questions else ()),
        "",
    )


def _readings(source: str) -> str:
    return "with their passage" if source in FIRST_TO_GO else f"{PASSES.get(source, 1.0):g}"


def _percent(score: Score | None) -> str:
    return f"{score.exact:.1%}" if score else "–"
