"""What the figures were measured on."""

import platform
from datetime import date
from pathlib import Path

import psutil
import torch

from worker.threads import container_cpus


def machine() -> str:
    """Date, processor, memory and versions, and how busy the machine was just before."""
    memory_gib = psutil.virtual_memory().total / 2**30
    processor = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.processor(),
    )
    return (
        f"{date.today().isoformat()}: {container_cpus()} CPUs of {processor} "
        f"({torch.backends.cpu.get_cpu_capability()}), {memory_gib:.0f} GiB, Python {platform.python_version()}, "
        f"torch {torch.__version__}. Load before: {psutil.getloadavg()[0]:.1f}."
    )
