"""From reviewed answers to a verdict: base asked, adapter learned, candidate asked, judged, and adopted if better."""

from pathlib import Path

from ops.training.reviewed.adoption import adopt, adopted_card
from ops.training.reviewed.card import card_text
from ops.training.reviewed.course import Course, Order, begun
from ops.training.reviewed.learning import learn, tokens_of
from ops.training.reviewed.lessons import lessons
from ops.training.reviewed.questions import part, passage
from ops.training.reviewed.report import Report
from ops.training.reviewed.trial import ask_base, ask_candidate
from ops.training.reviewed.verdict import Verdict, compare, judge
from schemas.settings import Settings
from worker.gold import count, read_gold
from worker.stages import Stages


def train(order: Order, settings: Settings, shown: Stages) -> Report:
    """Train, judge, and adopt what is better. What is not leaves nothing behind.

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
        after = ask_candidate(course, adapter)
        held_out, general = compare(before.held_out, after.held_out), compare(before.general, after.general)
        report = Report(
            name=order.name,
            base=order.base.name,
            verdict=judge(held_out, general),
            learned=count(parts.learned),
            passes=course.passes,
            left_out=count(parts.held_out) - held_out.questions,
            held_out=held_out,
            general=general,
        )
        if report.verdict is Verdict.BETTER:
            _adopt(course, adapter, report)
    return report


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
