"""What the confidence of the default model is worth on held-out gold: before, and by its record.

Half of the passages that are never trained were there to fit the record on (`ops/training/held_out.py`); these are the
other half. The answers are kept in the cache, so that a second call asks nothing.
"""

from collections.abc import Sequence
from pathlib import Path

from ops.training.held_out import Part, held_out
from ops.training.plan import Plan
from schemas.catalogue import load_catalogue
from schemas.model_folder import is_prepared
from schemas.settings import settings
from tests.benchmarks.cells import share
from tests.benchmarks.plots import plot_reliability
from worker.calibrate_command import answered
from worker.calibration.calibrate import KINDS
from worker.calibration.cases import Case, with_record
from worker.calibration.record import Calibration
from worker.calibration.store import find_calibration
from worker.evaluation.answering import Answered
from worker.evaluation.confidence import Confidence, confidences
from worker.evaluation.ratio import estimates
from worker.evaluation.scores import scores
from worker.gold import GoldRow, bundles
from worker.stages import stages

GOLD = Path("../shared/data/gold")
DOCUMENTS = 1600
PICTURE = "reliability.png"
#: The scores that thresholds change.
_SCORES = ("exact", "accuracy", "abstention", "not_found_precision", "not_found_recall", "not_found_f1")


def measure() -> str:
    """Tables of the calibration error, of what is accepted, of what thresholds change, and of the bins; a picture."""
    card = load_catalogue(settings()).find(settings().model)
    rows = held_out(GOLD if GOLD.is_dir() else None, DOCUMENTS, Plan().seed, Part.JUDGE)
    sample = bundles(GoldRow.model_validate(row) for row in rows)
    with stages(card.name) as shown:
        blank, cases = answered(card, settings(), sample, "held-out gold, the part to judge", shown)
    record = find_calibration(card, blank.model, is_prepared(card, settings()), settings())
    if record is None:
        return f"{blank.model} has no record: `nightclerk models calibrate` makes one."
    before, after = [case.answered for case in cases], [with_record(case, record).answered for case in cases]
    drawn = plot_reliability(
        {"as it comes": confidences(before)[-1].bins, "calibrated": confidences(after)[-1].bins},
        Path(__file__).with_name(PICTURE),
    )
    lines = [
        f"{blank.model}, {len(cases)} questions about {len(sample)} passages; fitted on {record.gold} on",
        f"{record.fitted_on}. Confidence as it comes → calibrated; 95% intervals by drawing passages.",
        "",
        *_of_confidence(confidences(before), confidences(after)),
        "",
        *_of_scores(before, after),
        "",
        *_of_thresholds(record),
        "",
        *_of_bins(confidences(after)),
        *(["", f"![Share of right answers by confidence]({PICTURE})"] if drawn else []),
        "",
        _of_first_token(cases),
    ]
    return "\n".join(lines)


def _of_confidence(before: Sequence[Confidence], after: Sequence[Confidence]) -> list[str]:
    lines = [
        "| kind | questions | calibration error | right, of all values | of accepted ones | right ones accepted |",
        "|---|---|---|---|---|---|",
    ]
    for one, other in zip(before, after, strict=True):
        shown = [share(other.scores.get(name)) for name in ("precision", "accepted_precision", "accepted_of_right")]
        was = [share(one.scores.get(name)) for name in ("precision", "accepted_precision", "accepted_of_right")]
        error = f"{one.error:.3f} → {other.error:.3f}"
        cells = " | ".join(f"{a} → {b}" for a, b in zip(was, shown, strict=True))
        lines.append(f"| {one.kind} | {one.questions} | {error} | {cells} |")
    return lines


def _of_scores(before: Sequence[Answered], after: Sequence[Answered]) -> list[str]:
    lines = ["| kind | score | as it is said | by the record |", "|---|---|---|---|"]
    for kind in KINDS:
        was, now = (
            estimates((one.row.context, scores(one)) for one in answers if one.row.kind == kind)
            for answers in (before, after)
        )
        lines += [
            f"| {kind} | {name.replace('_', ' ')} | {share(was.get(name))} | {share(now.get(name))} |"
            for name in _SCORES
            if name in now
        ]
    return lines


def _of_thresholds(record: Calibration) -> list[str]:
    """As they are compared: probabilities, and logarithms of odds."""
    lines = ["| kind | accepted from | Not Found believed from | taken from odds of | yes from odds of | curve |"]
    lines.append("|---|---|---|---|---|---|")
    for kind in KINDS:
        if values := record.of_values(kind):
            taken, yes, curve = values.taken_from, "", values.value
        elif kind.value == "boolean" and record.boolean:
            taken, yes, curve = (
                record.boolean.not_found_from,
                f"{record.boolean.yes_from:+.2f}",
                record.boolean.judgement,
            )
        else:
            continue
        found = values or record.boolean
        assert found is not None
        shown = "never" if taken is None else f"{taken:+.2f}"
        lines.append(
            f"| {kind} | {found.accepted_from:.2f} | {found.believed_from:.2f} | {shown} | {yes} | "
            f"{'isotonic' if curve.steps else 'logistic'} |"
        )
    return lines


def _of_bins(kinds: Sequence[Confidence]) -> list[str]:
    lines = ["| kind | confidence | answers | mean confidence | right |", "|---|---|---|---|---|"]
    return lines + [
        f"| {one.kind} | {each.low:.1f}–{each.high:.1f} | {each.answers} | {each.confidence:.2f} | {each.right:.2f} |"
        for one in kinds
        for each in one.bins
    ]


def _of_first_token(cases: Sequence[Case]) -> str:
    """Whether the first token suffices: how many of the answers that begin as "Not Found" does go on in another way."""
    begin = [c for c in cases if not c.generation.choice_logprobs and c.generation.text.strip().startswith("Not")]
    other = sum(c.found for c in begin)
    return f'{len(begin)} free answers begin with "Not"; {other} of them go on otherwise than "Not Found".'
