"""Make a BLING: `python -m ops.training --gold FOLDER --out FOLDER`. The same command again goes on where it stopped.

In the output folder: `adapter/` with the adapter and its model card, `log.jsonl` with the losses, `checkpoint.pt`,
`figures.json`.
"""

import json
import platform
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ops.training.adapter import begin_with, fingerprint, save_adapter
from ops.training.balance import counts
from ops.training.card import model_card
from ops.training.data import data
from ops.training.judging import Score, judge
from ops.training.learner import load_learner
from ops.training.packing import pack
from ops.training.plan import Plan
from ops.training.readings import read_in_an_epoch
from ops.training.rows import Passage
from ops.training.run import Run
from schemas.catalogue import load_catalogue
from schemas.settings import Settings
from worker.engines.loading import load_tokenizer
from worker.engines.prompt import PromptTokens
from worker.prepare import prepare

#: Seconds from one checkpoint to the next, and steps from one look at what is held out to the next.
SAVE_EVERY_S, LOOK_EVERY = 60, 100
#: Passages that are held out on which the loss is watched, and on which answers are judged.
WATCHED, JUDGED = 60, 150


def main(
    out: Annotated[Path, typer.Option(help="folder of this run")],
    gold: Annotated[
        Path | None, typer.Option(help="folder of the gold sets; generated documents alone without it")
    ] = None,
    base: Annotated[str, typer.Option(help="model of the catalogue, or folder, that learns")] = "smollm2-135m-instruct",
    start: Annotated[
        Path | None, typer.Option(help="folder of an adapter that is trained further; a new one without it")
    ] = None,
    questions: Annotated[
        Path | None, typer.Option(help="questions.jsonl of `python -m ops.training.question_generation`")
    ] = None,
    epochs: int = Plan().epochs,
    documents: Annotated[int, typer.Option(help="documents that are generated")] = Plan().documents,
    repeats: Annotated[
        float, typer.Option(help="how often an epoch reads the gold sets, times what each says")
    ] = Plan().repeats,
    share: Annotated[float, typer.Option(help="share of the passages that is trained, 0 to 1")] = Plan().share,
    rank: int = Plan().rank,
    learning_rate: float = Plan().learning_rate,
    template: Annotated[str, typer.Option(help="template of the catalogue in which it learns")] = "bling",
    step_tokens: Annotated[int, typer.Option(help="tokens of a step")] = Plan().step_tokens,
    seed: int = Plan().seed,
    stop_after: Annotated[int | None, typer.Option(help="steps in this call, to try it; nothing is judged")] = None,
) -> None:
    """Train a LoRA adapter that answers in BLING's format, judge it on what was held out, and write its card."""
    plan = Plan(
        seed=seed, epochs=epochs, learning_rate=learning_rate, documents=documents, repeats=repeats, share=share,
        step_tokens=step_tokens, rank=rank, start=fingerprint(start) if start else "",
    )  # fmt: skip
    settings = Settings()
    catalogue = load_catalogue(settings)
    if template not in catalogue.templates:
        raise typer.BadParameter(f"no template {template!r}; there are {', '.join(catalogue.templates)}")
    card, wording = catalogue.find(base), catalogue.templates[template]
    folder = prepare(card, settings)
    tokenizer = load_tokenizer(card.name, folder)
    prompts = PromptTokens(tokenizer, wording)

    def tokens(text: str) -> int:
        return len(tokenizer(text)["input_ids"])

    trained, held_out = data(gold, wording, plan, tokens, questions)
    typer.echo(f"{len(trained):,} passages to train, {_told(trained)}; held out {len(held_out):,}, {_told(held_out)}")

    model = load_learner(card.name, folder, plan)
    if start:
        begin_with(model, start)
    packs = [pack(passage, prompts, tokenizer.eos_token_id) for passage in read_in_an_epoch(trained, plan, tokens)]
    watched = [pack(passage, prompts, tokenizer.eos_token_id) for passage in _spread(held_out, WATCHED)]
    run = Run(model, packs, plan, out)
    if run.resume():
        typer.echo(f"going on after step {run.done} of {run.total}")
    last = run.total if stop_after is None else min(run.total, run.done + stop_after)
    _train(run, watched, last)
    save_adapter(model, out / "adapter", card.name)
    if run.done == run.total and stop_after is None:
        judged = _spread(held_out, JUDGED)
        with tempfile.TemporaryDirectory(dir=out) as scratch:
            before = judge(judged, folder, None, wording, Path(scratch))
            scores = judge(judged, folder, out / "adapter", wording, Path(scratch))
        said: dict[str, Any] = {
            "template": template,
            "steps": run.done,
            **_of_log(out / "log.jsonl"),
            "machine": platform.machine(),
        }
        _write(out, model_card(card.name, plan, trained, scores, before, said), scores, before)


def _train(run: Run, watched: Sequence[Any], last: int) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns) as progress:
        bar = progress.add_task("training", total=last, completed=run.done)
        saved = time.monotonic()
        while run.done < last:
            said = run.step()
            progress.update(bar, completed=run.done, description=f"loss {said['loss']:.3f}")
            if run.done % LOOK_EVERY == 0 or run.done == run.total:
                progress.console.print(f"step {run.done}: held-out loss {run.held_out(watched)['held_out_loss']:.3f}")
            if run.done == last or time.monotonic() - saved > SAVE_EVERY_S:
                run.save()
                saved = time.monotonic()


def _spread(passages: Sequence[Passage], many: int) -> Sequence[Passage]:
    """So many of them, from the whole list, that is, of all sources."""
    return passages[:: -(-len(passages) // many)] if passages else passages


def _told(passages: Sequence[Passage]) -> str:
    many = counts(passages)
    return ", ".join(f"{sort} {number:,}" for sort, number in many.most_common()) or "no questions"


def _of_log(log: Path) -> dict[str, float]:
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    seconds = sum(line.get("seconds", 0) for line in lines)
    looks = [line["held_out_loss"] for line in lines if "held_out_loss" in line]
    return {"hours": round(seconds / 3600, 2), "last held-out loss": looks[-1]}


def _write(out: Path, text: str, scores: dict[str, Score], before: dict[str, Score]) -> None:
    (out / "adapter" / "README.md").write_text(text, encoding="utf-8")
    figures = {
        name: {"after": score.model_dump(), "before": before[name].model_dump()} for name, score in scores.items()
    }
    (out / "figures.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    typer.echo((out / "adapter" / "README.md").as_posix())


if __name__ == "__main__":
    typer.run(main)
