"""Memory that is gathered into huge pages is the same memory."""

import mmap
import re
import subprocess
import sys
from pathlib import Path

import pytest

from producer.parsing import huge_pages

_GATHER = """
import mmap, pathlib
from producer.parsing import huge_pages
memory = mmap.mmap(-1, 16 * 1024**2, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
pattern = bytes(range(256)) * (len(memory) // 256)
memory[:] = pattern
made = huge_pages.gather()
assert memory[:] == pattern
print(made, pathlib.Path("/proc/self/smaps_rollup").read_text())
"""


def _kernel_makes_them() -> bool:
    """Linux 6.1 and later, unless it was built or told otherwise."""
    setting = Path("/sys/kernel/mm/transparent_hugepage/enabled")
    return sys.platform == "linux" and setting.is_file() and hasattr(mmap, "MADV_HUGEPAGE")


@pytest.mark.skipif(not _kernel_makes_them(), reason="this kernel makes no huge pages")
def test_what_is_written_is_still_there_in_fewer_pages() -> None:
    ran = subprocess.run([sys.executable, "-c", _GATHER], capture_output=True, text=True, check=True)
    made, _, said = ran.stdout.partition(" ")
    huge = re.search(r"AnonHugePages:\s+(\d+) kB", said)

    if made == "0":
        pytest.skip("this kernel puts nothing into huge pages when it is asked to (before Linux 6.1)")
    assert huge
    assert int(huge[1]) >= 2048


def test_another_system_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")

    assert huge_pages.gather() == 0
