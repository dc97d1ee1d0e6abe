"""`python -m tests.faults.mortal FOLDER COUNT STEP PROGRAM ...` runs a program that kills itself at a step.

A step is where a death may leave something half done: a file of FOLDER is opened, an SQL statement is about to be
executed, a transaction is about to be committed, a connection is given back after that. Each step adds a byte to the
file COUNT. At step number STEP, from 1, the process is gone as by kill -9; 0 lets it live. PROGRAM is a module's name
or the path of a script.
"""

import os
import runpy
import signal
import sys

import sqlalchemy as sa


def main() -> None:
    folder, count, at, program = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
    counted = os.open(count, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    taken = 0

    def step(*_: object) -> None:
        nonlocal taken
        taken += 1
        os.write(counted, b".")
        if taken == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and str(arguments[0]).startswith(folder):
            step()

    sys.addaudithook(hear)
    for event in ("before_cursor_execute", "commit"):
        sa.event.listen(sa.Engine, event, step)
    sa.event.listen(sa.Pool, "checkin", step)
    sys.argv = sys.argv[4:]
    if "/" in program:
        runpy.run_path(program, run_name="__main__")
    else:
        runpy.run_module(program, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
