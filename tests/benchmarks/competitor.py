"""One side in a process of its own: loads its model, then answers what comes over the pipe, and sleeps in between.

python -m tests.benchmarks.competitor prepare SIDE FOLDER    make the side's files
python -m tests.benchmarks.competitor serve SIDE FOLDER      one line of JSON in, one out
"""

import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import TextIO

from tests.benchmarks.questions import Work
from tests.benchmarks.sides import Side, all_sides


def main() -> None:
    verb, name, folder = sys.argv[1:]
    chosen = next(side for side in all_sides() if side.name == name)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what libraries print must not stand among the answers
    if verb == "prepare":
        chosen.prepare(Path(folder))
    else:
        _serve(chosen, Path(folder), answers)


def _serve(chosen: type[Side], folder: Path, answers: TextIO) -> None:
    start = time.perf_counter()
    side = chosen(folder)
    _say(answers, {"load_s": time.perf_counter() - start})
    for line in sys.stdin:
        work = Work(**json.loads(line))
        start = time.perf_counter()
        said = side.run(work)
        taken = time.perf_counter() - start
        wrong = [answer.tokens for answer in said if answer.tokens != work.new_tokens]
        if wrong or len(said) != len(work.prompts):
            raise RuntimeError(f"{side.name} wrote {wrong} tokens instead of {work.new_tokens}: not the same work")
        _say(answers, {"seconds": taken, "peak_gib": _peak_gib()})


def _peak_gib() -> float:
    """The most memory this process has had, mapped files where they were resident."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def _say(answers: TextIO, what: dict[str, float]) -> None:
    answers.write(json.dumps(what) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
