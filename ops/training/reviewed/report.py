"""What came of a training, for people and programs."""

from collections.abc import Iterator

from pydantic import BaseModel
from rich.table import Table

from ops.training.reviewed.verdict import GENERAL_LOSS, Comparison, Verdict


class Report(BaseModel):
    """What came of it. `learned` questions were read `passes` times; `left_out` ones of those that are held out are
    longer than the model reads. `strength` is that of the adapter which the verdict is about, 0 to 1."""

    name: str
    base: str
    verdict: Verdict
    strength: float = 1.0
    learned: int
    passes: int
    left_out: int
    held_out: Comparison
    general: Comparison

    @property
    def parts(self) -> dict[str, Comparison]:
        """The comparisons by their names."""
        return {"held out": self.held_out, "general sample": self.general}


def table(report: Report) -> Table:
    """Shares of right answers of base and candidate, and their difference in points with its 95% interval."""
    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    shown.add_column("right answers, %")
    for heading in ("questions", "documents", report.base, "trained", "difference", "95% interval", "won", "lost"):
        shown.add_column(heading, justify="right")
    for name, one in report.parts.items():
        interval = f"{100 * one.low:+.1f} to {100 * one.high:+.1f}"
        shares = (f"{100 * share:.1f}" for share in (one.base, one.candidate))
        counts = (str(one.questions), str(one.documents))
        shown.add_row(name, *counts, *shares, f"{100 * one.difference:+.1f}", interval, str(one.won), str(one.lost))
    return shown


def sentences(report: Report) -> Iterator[str]:
    """What the figures mean, and what to do."""
    if report.left_out:
        yield f"{report.left_out} held-out questions were left out: they do not fit the model's context."
    if report.strength < 1:
        yield (
            f"At {report.strength:.0%} of its strength: whole it was better than {report.base} on the questions held "
            f"out, but lost more than {100 * GENERAL_LOSS:.0f} points on general ones."
        )
    match report.verdict:
        case Verdict.BETTER:
            yield f"Adopted as {report.name}: on questions it has not seen it is better than {report.base}."
            yield (
                f"Use it with --model {report.name}. It is computed in fp32; `nightclerk models prepare {report.name}` "
                "finds out whether a faster precision says the same."
            )
        case Verdict.NOT_BETTER:
            yield f"Not adopted, and nothing was changed: it is not better than {report.base} with 95% confidence."
            if report.held_out.difference > 0:
                yield "It was better on the questions held out, but they are too few to tell that from chance."
        case Verdict.FORGETS:
            lost = -100 * report.general.difference
            yield (
                f"Not adopted, and nothing was changed: it is better than {report.base} on the questions held out, but "
                f"lost {lost:.1f} points on general ones, more than {100 * GENERAL_LOSS:.0f}."
            )
