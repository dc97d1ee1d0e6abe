"""Questions about prose for `python -m ops.training --questions FILE`, written by a model:

    python -m ops.training.question_generation --gold FOLDER --out FOLDER

A writer is trained on SQuAD's questions (minutes); it asks about passages of the other sets that are trained on, and
what a model that answers understands as the writer meant it is kept, in `questions.jsonl`. The same command again goes
on where it stopped. No passage that is held out is opened.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from ops.training.adapter import begin_with, fingerprint, save_adapter
from ops.training.gold import read_sets
from ops.training.judging import merged_engine
from ops.training.learner import load_learner
from ops.training.packing import Packed, pack
from ops.training.plan import Plan
from ops.training.question_generation.lessons import lessons
from ops.training.question_generation.questions import from_line, to_line
from ops.training.question_generation.writer import Asked, questions_about
from ops.training.rows import parted
from ops.training.run import Run
from ops.training.windows import windows
from schemas.catalogue import load_catalogue
from schemas.settings import Settings
from worker.engines import load_engine
from worker.engines.loading import load_tokenizer
from worker.engines.prompt import PromptTokens
from worker.prepare import prepare

#: The sets whose passages are asked about: prose that has few questions of its own.
ABOUT = ("boolq", "legal_summaries", "policyqa", "tatqa")
#: Steps from one checkpoint to the next.
SAVE_EVERY = 10


def main(
    gold: Annotated[Path, typer.Option(help="folder of the gold sets")],
    out: Annotated[Path, typer.Option(help="folder of this run")],
    base: Annotated[str, typer.Option(help="model of the catalogue that learns to write")] = "smollm2-135m-instruct",
    start: Annotated[Path | None, typer.Option(help="folder of an adapter that the writer begins with")] = None,
    answerer: Annotated[
        str | None, typer.Option(help="model that has to understand; the default one without it")
    ] = None,
    epochs: Annotated[int, typer.Option(help="how often the writer reads its lessons")] = 3,
    passages: Annotated[int | None, typer.Option(help="passages that are asked about, all of them without it")] = None,
    seed: int = Plan().seed,
) -> None:
    """Train a writer of questions, let it write, and keep what another model understands."""
    settings = Settings()
    catalogue = load_catalogue(settings)
    card, reader = catalogue.find(base), catalogue.find(answerer or settings.model)
    template = reader.template
    folder = prepare(card, settings)
    tokenizer = load_tokenizer(card.name, folder)
    plan = Plan(seed=seed, epochs=epochs, start=fingerprint(start) if start else "")
    trained, _ = parted(read_sets(gold, template))
    cut = [
        window
        for passage in trained
        for window in windows(passage, lambda text: len(tokenizer(text)["input_ids"]), plan.passage_tokens)
    ]
    prompts = PromptTokens(tokenizer, template)
    packs = [pack(passage, prompts, tokenizer.eos_token_id) for passage in lessons(cut)]
    _train(card.name, folder, start, packs, plan, out)
    texts = list(dict.fromkeys(passage.text for passage in cut if passage.source in ABOUT))
    random.Random(seed).shuffle(texts)
    prepare(reader, settings)
    writer = merged_engine(folder, out / "adapter", template, out / "writer", settings)
    answering = load_engine(reader, settings)
    _write(
        texts[:passages],
        lambda text: questions_about(text, writer, answering, reader.not_found_from),
        out / "questions.jsonl",
    )


def _train(name: str, folder: Path, start: Path | None, packs: Sequence[Packed], plan: Plan, out: Path) -> None:
    model = load_learner(name, folder, plan)
    if start:
        begin_with(model, start)
    run = Run(model, packs, plan, out)
    run.resume()
    for _ in track(range(run.done, run.total), description="the writer learns"):
        run.step()
        if run.done % SAVE_EVERY == 0 or run.done == run.total:
            run.save()
    save_adapter(model, out / "adapter", name)


def _write(texts: Sequence[str], ask: Callable[[str], list[Asked]], file: Path) -> None:
    """A line for each passage; those that the file has already are left out."""
    done = _done(file) if file.is_file() else set()
    many: Counter[bool] = Counter()
    with file.open("a", encoding="utf-8") as lines:
        for text in track([text for text in texts if text not in done], description="the writer asks"):
            asked = ask(text)
            many.update(each.agrees for each in asked)
            lines.write(to_line(text, asked) + "\n")
            lines.flush()
    typer.echo(f"{many.total():,} questions, {many[True]:,} of which are understood: {file}")


def _done(file: Path) -> set[str]:
    """The passages that a file has; a last line that was cut off is taken out of it."""
    whole = [line for line in file.read_text(encoding="utf-8").splitlines(keepends=True) if line.endswith("\n")]
    file.write_text("".join(whole), encoding="utf-8")
    return {from_line(line)[0] for line in whole}


if __name__ == "__main__":
    typer.run(main)
