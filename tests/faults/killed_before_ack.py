"""`python -m celery` for workers that are killed when their first task has ended: its answers are committed, and its
message is not acknowledged yet, for that is the parent's to do."""

import os
import runpy
import signal

from celery.signals import task_postrun


@task_postrun.connect
def _kill_the_parent(**_: object) -> None:
    os.kill(os.getppid(), signal.SIGKILL)
    signal.pause()  # this process goes with it


if __name__ == "__main__":
    runpy.run_module("celery", run_name="__main__", alter_sys=True)
