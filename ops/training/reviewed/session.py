"""From reviewed answers to a verdict: base asked, adapter learned, candidate asked, judged, and adopted if better."""

from pathlib import Path

from ops.training.adapter import weakened
from ops.training.reviewed.adoption import adopt, adopted_card
from ops.training.reviewed.card import card_text
from ops.training.reviewed.course import Course, Order, begun
from ops.training.reviewed.learning import learn, tokens_of
from ops.training.reviewed.lessons import lessons
from ops.training.reviewed.questions import part, passage
from ops.training.reviewed.report import Report
from ops.training.reviewed.trial import Asked, ask_base, ask_candidate
from ops.training.reviewed.verdict import Verdict, compare, judge
from schemas.settings import Settings
from worker.gold import count, read_gold
from worker.stages import Stages

#: Strength of a second candidate where the whole adapter is better, but forgets. It is asked only there, so the chance
#: that one which is no better is adopted stays that of one test: each of the two would have to be passed by luck.
HALF = 0.5


def train(order: Order, settings: Settings, shown: Stages) -> Report:
    """Train, judge, and adopt what is better, whole or at half its strength. What is not leaves nothing behind.

    Raises:
        GoldUnreadable, GoldInvalid, GoldTooFew, GoldTooLong: the questions are not usable, or too few.
        NotTrainable: the base is of a kind that cannot be trained.
        AlreadyTraining: another process trains under this name.
        ModelFilesMissing, ModelFilesBroken: the base's files are not usable.
    """
    parts = part(order.gold, read_gold(order.gold))
    with begun(order, parts, settings, shown) as course:
        before = ask_base(course)
        adapter = _learn(course)
        report = _judged(course, before, adapter, 1.0)
        if report.verdict is Verdict.FORGETS:
            adapter = weakened(adapter, HALF, course.work / "half")
            report = _judged(course, before, adapter, HALF)
        if report.verdict is Verdict.BETTER:
            _adopt(course, adapter, report)
    return report


def _judged(course: Course, before: Asked, adapter: Path, strength: float) -> Report:
    after = ask_candidate(course, adapter, strength)
    held_out, general = compare(before.held_out, after.held_out), compare(before.general, after.general)
    return Report(
        name=course.order.name,
        base=course.order.base.name,
        verdict=judge(held_out, general),
        strength=strength,
        learned=count(course.parts.learned),
        passes=course.passes,
        left_out=count(course.parts.held_out) - held_out.questions,
        held_out=held_out,
        general=general,
    )


def _learn(course: Course) -> Path:
    course.shown.begin("making lessons")
    base, template = course.order.base, course.order.base.template
    reviewed = [passage(bundle, base) for bundle in course.parts.learned]
    read = lessons(reviewed, course.passes, template, course.plan, tokens_of(base, course.folder))
    return learn(base, course.folder, read, course.plan, course.work, course.shown)


def _adopt(course: Course, adapter: Path, report: Report) -> None:
    course.shown.begin("adopting")
    card = adopted_card(report.name, course.order.base, course.folder)
    words = card_text(report, course.order.gold.name, course.plan)
    texts = {"README.md": words, "figures.json": report.model_dump_json(indent=2) + "\n"}
    adopt(card, adapter, texts, course.settings, course.shown.begin)
