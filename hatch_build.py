"""Compiles the kernel of the integer layers while the package is built.

The compiler is zig's, which comes as a package: a machine that installs Night Clerk needs none of its own. It is told
the oldest glibc that Python's wheels are built for, so that the file runs wherever they do.
"""

import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

KERNEL = Path("worker", "kernel")


class KernelBuildHook(BuildHookInterface):  # type: ignore[misc]  # hatchling has no types here
    """Where there is no kernel (other processors and systems), models run in fp32."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  (hatch calls it so)
        if self.target_name != "wheel" or (platform.system(), platform.machine()) != ("Linux", "x86_64"):
            return
        library = Path(self.root) / KERNEL / "linear.so"
        subprocess.run(
            [
                sys.executable, "-m", "ziglang", "cc", "-target", "x86_64-linux-gnu.2.17", "-std=c11", "-O3",
                "-Wall", "-Wextra", "-Werror", "-s", "-fPIC", "-shared", "-o", str(library),
                *map(str, sorted(library.parent.glob("*.c"))),
            ],
            check=True,
        )  # fmt: skip
        build_data["artifacts"].append(str(KERNEL / "linear.so"))
        build_data["pure_python"] = False
        build_data["tag"] = "py3-none-manylinux_2_17_x86_64"
