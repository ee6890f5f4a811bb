"""Section `growth`: how time and memory grow with the number of needs.

What is timed is the same work at every size: read the file, translate it, make the first plan,
and price every person-week once. A search takes the time it is given and says nothing here.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from solver.lagrange import Relaxation
from solver.lagrange_ascent import guess
from solver.search_local import Local
from solver.search_state import start
from tests.bench import data, machine
from tests.bench.processes import PYTHON, measured
from tests.bench.report import Block, Reach, reached
from tests.house.readme import table
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile import read_problem

TITLE = "Growth"
FILES = ("medium-1.json", "medium-2.json", "large-1.json", "large-2.json", "xl-1.json.gz")
QUICK = ("small-1.json", "small-2.json", "medium-1.json")
PARTS = ("read", "translate", "first plan", "price once")
MOST, GRACE, KIB = 1.4, 900, 1024


@dataclass(frozen=True, slots=True)
class Grown:
    """What one file took: CPU seconds by part, and the most memory in MiB."""

    name: str
    people: int
    needs: int
    seconds: dict[str, float]
    peak: float

    @property
    def whole(self) -> float:
        """Return the CPU seconds of all parts."""
        return sum(self.seconds.values())


def section(quick: bool) -> Block:
    """Do the same work on files of every size, each in a process of its own, and fit.

    Args:
        quick: small files, to see that the bench works.
    """
    files = [data.folder() / "problems" / name for name in (QUICK if quick else FILES)]
    if gone := data.missing(files):
        return Block(TITLE, [gone])
    grown = [_asked(file) for file in files]
    needs = [one.needs for one in grown]
    time_exponent = exponent(needs, [one.whole for one in grown])
    memory_exponent = exponent(needs, [one.peak for one in grown])
    figures = [
        Reach("exponent of time", f"≤ {MOST}", f"{time_exponent:.2f}", time_exponent <= MOST),
        Reach(
            "exponent of memory", f"≤ {MOST}", f"{memory_exponent:.2f}", memory_exponent <= MOST
        ),
    ]
    heads = ["problem", "people", "needs", *(f"{part}, s" for part in PARTS), "all, s", "peak MB"]
    rows = [
        [
            *(one.name, str(one.people), str(one.needs)),
            *(f"{one.seconds[part]:.2f}" for part in PARTS),
            *(f"{one.whole:.2f}", f"{one.peak:.0f}"),
        ]
        for one in grown
    ]
    how = (
        "CPU seconds of one process each, in loops compiled before; the slope of a straight line "
        "through the logarithms, against needs. People grow with needs."
    )
    parts = [reached(figures), table(heads, rows), machine.told(("numpy", "numba"), how)]
    return Block(TITLE, parts)


def exponent(sizes: list[int], values: list[float]) -> float:
    """Return the slope of the straight line through the logarithms.

    Args:
        sizes: two or more different ones, above 0.
        values: above 0, one per size.
    """
    slope, _ = np.polyfit(np.log(sizes), np.log(values), 1)
    return float(slope)


def _asked(file: Path) -> Grown:
    run = measured([PYTHON, "-m", "tests.bench.growth", str(file)], GRACE)
    return Grown(**json.loads(run.out))


def grow(file: Path) -> Grown:
    """Do the work on one file in this process.

    Args:
        file: of a problem.
    """
    seconds = dict.fromkeys(PARTS, 0.0)
    began = time.process_time()

    def done(part: str) -> None:
        nonlocal began
        seconds[part] = time.process_time() - began
        began = time.process_time()

    problem = read_problem(file)
    done("read")
    packed = translate(problem).problem
    done("translate")
    state = start(packed)
    Local(state, 1).fill()
    done("first plan")
    relaxation = Relaxation(packed)
    relaxation.bound(guess(relaxation, state.row_of))
    done("price once")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB
    people, needs = len(problem.people), len(problem.needs)
    return Grown(file.name.split(".")[0], people, needs, seconds, peak)


def main(file: str) -> None:
    """Print what one file took, as JSON.

    Args:
        file: of a problem.
    """
    told = grow(Path(file))
    fields = ("name", "people", "needs", "seconds", "peak")
    print(json.dumps({name: getattr(told, name) for name in fields}))  # noqa: T201 - its answer


if __name__ == "__main__":
    main(sys.argv[1])
