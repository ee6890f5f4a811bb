"""The machine, the versions and the day a figure belongs to."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from tests.house.tree import ROOT
from vikarsentral.clock import OSLO

GIB = 1024**3


def told(packages: tuple[str, ...], extra: str = "") -> str:
    """Say in one paragraph where and with what a block was measured.

    Args:
        packages: distributions whose versions matter to it.
        extra: what else decides the figures, such as limits and seeds.
    """
    day = datetime.now(OSLO).date()
    versions = ", ".join([f"Python {platform.python_version()}", *map(_version, packages)])
    load = f"load {os.getloadavg()[0]:.1f} when it ended"
    text = f"Measured {day} at {_commit()} on {_machine()}; {load}. {versions}."
    return f"{text} {extra}".strip()


def _version(package: str) -> str:
    return f"{package} {version(package)}"


def _machine() -> str:
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIB
    return f"{cores} cores ({_model()}), {memory:.0f} GiB, {platform.system()}"


def _model() -> str:
    facts = Path("/proc/cpuinfo")
    if facts.exists():
        for line in facts.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", maxsplit=1)[1].strip()
    return platform.machine()


def _commit() -> str:
    command = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return f"commit {done.stdout.strip()}" if done.returncode == 0 else "no commit"
