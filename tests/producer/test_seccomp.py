"""The numbers of the system calls that readers are refused, compared with the kernel's own."""

import re
from pathlib import Path

import pytest
import ziglang

from producer.parsing import seccomp

_HEADERS = Path(ziglang.__file__).parent / "lib" / "libc" / "include"


@pytest.mark.parametrize(("machine", "folder"), [("x86_64", "x86-linux-any"), ("aarch64", "aarch64-linux-any")])
def test_the_numbers_are_the_kernels(machine: str, folder: str) -> None:
    header = (_HEADERS / folder / "asm" / "unistd_64.h").read_text()
    numbers = {name: int(number) for name, number in re.findall(r"#define __NR_(\w+)\s+(\d+)", header)}
    ours = {
        **seccomp._EVERYWHERE,
        **seccomp._REFUSED[machine],
        **seccomp._FORKS[machine],
        "clone": seccomp._CLONE[machine],
        "clone3": seccomp._CLONE3,
        "prlimit64": seccomp._PRLIMIT[machine],
    }
    assert ours.items() <= numbers.items()
