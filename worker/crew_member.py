"""`python -m worker.crew_member MODEL GOLD THREADS`: a worker that is tried out by worker/crews.py.

It loads its engine, answers one bundle uncounted and says so, waits for a line with a number, answers that many bundles
and says how long that took. Then it waits to be ended, so that its memory can be read while all workers are there.
"""

import itertools
import json
import os
import sys
import time
from pathlib import Path

from schemas.catalogue import load_catalogue
from schemas.errors import NightClerkError
from schemas.lifetime import die_with_parent
from schemas.settings import settings
from worker.engines import load_engine
from worker.gold import read_gold
from worker.measure import answer_bundle, fitting


def main(model: str, gold: Path, threads: int) -> int:
    """Speak in lines of JSON on stdout; an error's words go to stderr."""
    chosen = settings().model_copy(update={"threads": threads})
    try:
        card = load_catalogue(chosen).find(model)
        engine = load_engine(card, chosen)
        sample = fitting(engine, card, read_gold(gold))
        answer_bundle(engine, card, sample[0])  # the first of a process: pages are read and kernels chosen
        started = time.perf_counter()
        answer_bundle(engine, card, sample[0])
        _say(engine=engine.name, seconds=time.perf_counter() - started)
        number = int(sys.stdin.readline())
        questions = 0
        started = time.perf_counter()
        for bundle in itertools.islice(itertools.cycle(sample), number):
            questions += len(answer_bundle(engine, card, bundle))
        _say(questions=questions, seconds=time.perf_counter() - started)
    except NightClerkError as exc:
        sys.stderr.write(f"{exc}\n")
        return exc.exit_code
    sys.stdin.read()
    return 0


def _say(**what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    die_with_parent(os.getppid())
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))
