"""Section `sizes`: drawn problems of each size in a warm process, median and worst.

`python -m tests.bench.sizes SIZE SECONDS COUNT` measures one size in one process and prints one
JSON line per problem: the seconds go from reading the file to the checked plan.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench import data, machine
from tests.bench.generate import written
from tests.bench.made import SEED, WORKERS, made
from tests.bench.processes import PYTHON, measured
from tests.bench.report import Block, Reach, percent, reached, seconds
from tests.bench.sectors import SIZES
from tests.house.readme import table

TITLE = "Drawn problems"
GRACE, KIB = 120, 1024
PROVEN_MEDIAN, PROVEN_WORST, CHECK_SECONDS, MOST_MB = 1.0, 2.0, 1.0, 2048
HEADS = [
    *("size", "limit, s", "problems", "proven", "s, median", "worst"),
    *("processor s, median", "worst"),
    *("gap above floor, median", "worst", "plain gap, median", "worst"),
    *("first lawful plan s, median", "worst", "certificate again s, worst", "peak MB"),
]


@dataclass(frozen=True, slots=True)
class Row:
    """One size at one limit, and the gap that is promised for it.

    Attributes:
        size: of the problems.
        limit: seconds.
        count: of problems.
        most: promised gap above the floor; None: the size is to be proven.
    """

    size: str
    limit: int
    count: int
    most: float | None = None


QUICK = (Row("small", 2, 2),)
SHORT = (Row("small", 10, 10), Row("medium", 10, 10, 0.01), Row("large", 60, 1, 0.01))
LONG = (
    Row("small", 10, 20),
    Row("medium", 10, 10, 0.01),
    Row("medium", 30, 10, 0.005),
    Row("medium", 60, 10, 0.0025),
    Row("large", 60, 10, 0.01),
    Row("large", 300, 3, 0.005),
    Row("xl", 120, 1, 0.02),
    Row("xl", 600, 1, 0.01),
)
FORMS = {"quick": QUICK, "short": SHORT, "long": LONG}


def section(form: str, size: str = "") -> Block:
    """Plan drawn problems of every size.

    Args:
        form: `quick`, `short` or `long` (hours).
        size: the only one, in a table of its own; empty for all.

    Raises:
        ValueError: the form has no problem of that size.
    """
    rows = tuple(row for row in FORMS[form] if size in ("", row.size))
    if not rows:
        raise ValueError(f"{form} has no {size} problems")
    found = [(row, _asked(row)) for row in rows]
    lines = [_line(row, told) for row, told in found if told]
    faults = [f"{row.size} {row.limit} s: no figures" for row, told in found if not told]
    reach = [one for row, told in found if told for one in _reach(row, told)]
    told = machine.told(("numpy", "numba", "scipy", "ortools"), _how(rows))
    title = f"{TITLE}, {size}" if size else TITLE
    return Block(title, [reached(reach), table(HEADS, lines), *faults, told])


def _asked(row: Row) -> list[dict[str, Any]]:
    command = [PYTHON, "-m", "tests.bench.sizes", row.size, str(row.limit), str(row.count)]
    run = measured(command, GRACE + row.count * (row.limit + GRACE))
    return [json.loads(line) for line in run.out.splitlines() if line.startswith("{")]


def measure(file: Path, limit: float) -> dict[str, Any]:
    """Plan one problem in this process.

    Args:
        file: the problem.
        limit: seconds, from here on.
    """
    one = made(file, limit)
    return {
        "file": file.name,
        "seconds": one.seconds,
        "processor": one.processor,
        "first": one.first,
        "objective": one.plan["objective"],
        "bound": one.plan["bound"],
        "gap": one.plan["gap"],
        "above": one.above,
        "proven": one.plan["status"] == "proven",
        "again": one.again,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB,
    }


def _line(row: Row, told: list[dict[str, Any]]) -> list[str]:
    def both(name: str) -> tuple[float, float]:
        values = [one[name] for one in told]
        return statistics.median(values), max(values)

    return [
        *(row.size, str(row.limit), str(len(told)), str(sum(one["proven"] for one in told))),
        *map(seconds, both("seconds")),
        *map(seconds, both("processor")),
        *map(percent, both("above")),
        *map(percent, both("gap")),
        *map(seconds, both("first")),
        *(seconds(both("again")[1]), f"{both('peak')[1]:.0f}"),
    ]


def _reach(row: Row, told: list[dict[str, Any]]) -> list[Reach]:
    """Return what is promised for a size at a limit."""
    name = f"{row.size}, {len(told)} problems"
    if row.most is None:
        times = [one["seconds"] for one in told]
        proven = sum(one["proven"] for one in told)
        middle, worst = statistics.median(times), max(times)
        figure = f"{proven} of {len(told)}, {seconds(middle)} s median, {seconds(worst)} s worst"
        met = proven == len(told) and middle <= PROVEN_MEDIAN and worst <= PROVEN_WORST
        return [Reach(f"{name}: proven optimal", "≤ 1 s median, ≤ 2 s worst", figure, met)]
    gaps = [one["above"] for one in told]
    figure = f"{percent(statistics.median(gaps))} median, {percent(max(gaps))} worst"
    promise = f"≤ {100 * row.most:g} %"
    reach = [
        Reach(
            f"{name}: gap above the floor in {row.limit} s", promise, figure, max(gaps) <= row.most
        )
    ]
    if row.size == "large":
        again = max(one["again"] for one in told)
        what = f"{name}: certificate worked out again"
        reach.append(Reach(what, "≤ 1 s", f"{seconds(again)} s", again <= CHECK_SECONDS))
    if row.size == "xl":
        peak = max(one["peak"] for one in told)
        reach.append(Reach(f"{name}: memory", "≤ 2 GiB", f"{peak:.0f} MB", peak <= MOST_MB))
    return reach


def _how(rows: tuple[Row, ...]) -> str:
    counts = ", ".join(f"{row.size} seeds 0 to {row.count - 1} at {row.limit} s" for row in rows)
    others = len(shared("small"))
    sizes = ", ".join(
        f"{name} {one.people} × {one.needs}" for name, one in SIZES.items() if name != "quick"
    )
    return (
        f"Drawn by `tests.bench.generate`: {counts}; to the small ones come {others} by other "
        f"hands. Sizes are people × needs: {sizes}. "
        f"{WORKERS} threads, seed {SEED}; one process per row, warmed by a problem that is not "
        "counted; seconds from the file to the checked plan. The gap above the floor is (value − "
        "bound) / (value − floor), where the floor is the open cost of needs that nobody may "
        "have; the certificate is worked out again from the file in whole numbers."
    )


def shared(size: str) -> list[Path]:
    """Return the files of a size that are measured beside the drawn ones: small ones, if at hand.

    Args:
        size: one of `SIZES`.
    """
    files = sorted((data.folder() / "problems").glob(f"{size}-*.json"))
    return files if size == "small" else []


def main(size: str, limit: str, count: str) -> None:
    """Measure one size and print one line per problem.

    Args:
        size: one of `SIZES`.
        limit: seconds per problem.
        count: of problems.
    """
    with tempfile.TemporaryDirectory() as folder:
        measure(written("small", 0, Path(folder)), 1.0)  # nothing compiles in the first figure
        drawn = (written(size, seed, Path(folder)) for seed in range(int(count)))
        for file in (*drawn, *shared(size)):
            told = measure(file, float(limit))
            sys.stdout.write(json.dumps(told) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
