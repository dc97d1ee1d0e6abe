"""The model card of an adopted adapter, written from its figures."""

from ops.training.plan import Plan
from ops.training.reviewed.report import Report


def card_text(report: Report, gold: str, plan: Plan) -> str:
    """Markdown: what it is, what it learned, what it is worth."""
    figures = [
        f"| {part} | {one.questions} | {one.documents} | {one.base:.1%} | {one.candidate:.1%} | "
        f"{100 * one.difference:+.1f} ({100 * one.low:+.1f} to {100 * one.high:+.1f}) |"
        for part, one in report.parts.items()
    ]
    return "\n".join(
        [
            f"# {report.name}",
            "",
            f"A LoRA adapter (rank {plan.rank}, all linear layers) on {report.base}, made by",
            f"`nightclerk train {gold}` from {report.learned} reviewed answers, each read {report.passes} times, and",
            "from documents that Night Clerk writes itself. It was adopted because it answers questions that were held",
            f"out better than its base, at {report.strength:.0%} of the strength that was trained.",
            "",
            "| | questions | documents | base | with the adapter | difference, points (95% interval) |",
            "|---|---|---|---|---|---|",
            *figures,
            "",
            'An answer is right if its value is, or if it is "Not Found" where the text does not say. Documents are',
            "held out by the hash of their name or text; intervals are from drawing documents. Of many trainings on",
            "the same questions the best is better by chance too: its interval says less than that of a first one.",
            "",
            "Weights may tell what stood in the reviewed documents: keep them where those may be kept.",
            "",
            "## Training",
            "",
            *(f"- {setting}: {value}" for setting, value in plan.model_dump().items()),
            "",
        ]
    )
