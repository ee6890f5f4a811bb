"""Section `solver`: plans of the public problems, their proof, their check, and a greedy peer."""

from __future__ import annotations

import json
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from solver.answer import gap_above
from solver.bound import floor
from tests.bench import data, machine
from tests.bench.processes import PYTHON, VIKARSENTRAL, Run, measured
from tests.bench.report import Block, Reach, percent, reached, seconds, whole
from tests.house.readme import table
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile import read_problem

TITLE = "Plans"
LIMITS = {
    **{f"small-{number}": 10 for number in (1, 2, 3)},
    **{f"medium-{number}": 30 for number in (1, 2, 5)},
    "large-1": 60,
}
QUICK = {"small-1": 3, "medium-1": 5}
WORKERS, SEED, CHECKS = 2, 1, 3
GRACE = 300
SMALL_SECONDS, MEDIUM_SECONDS, CHECK_SECONDS, MOST_MB = 5.0, 30.0, 1.0, 1024.0
FIRST = "small-1"
HEADS = [
    *(
        "problem",
        "value (øre)",
        "bound (øre)",
        "gap",
        "gap above floor",
        "status",
        "search s",
        "wall s",
        "CPU s",
    ),
    *("peak MB", "lawful", "check wall s", "check CPU s", "greedy (øre)", "greedy s"),
    *("greedy / ours",),
]


@dataclass(frozen=True, slots=True)
class Checked:
    """A plan, how the command that made it went, and what `check` said of it.

    Attributes:
        plan: the document; empty when there is none.
        run: of the command that made it.
        checks: of the command `check`, several times.
        why: what went wrong, or an empty text.
    """

    plan: dict[str, Any]
    run: Run
    checks: list[Run]
    why: str

    @property
    def check_wall(self) -> float:
        """Return the median wall seconds of `check`."""
        return statistics.median(one.wall for one in self.checks)

    @property
    def check_cpu(self) -> float:
        """Return the median CPU seconds of `check`."""
        return statistics.median(one.cpu for one in self.checks)


def section(quick: bool) -> Block:
    """Solve, check and compare.

    Args:
        quick: a few short runs, to see that the bench works.
    """
    limits = QUICK if quick else LIMITS
    files = {name: data.folder() / "problems" / f"{name}.json" for name in limits}
    if gone := data.missing(list(files.values())):
        return Block(TITLE, [gone])
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.json"
        # Once without a figure: the very first solve after set-up compiles the number loops.
        _solved(files[FIRST], plan, limits[FIRST], checks=1)
        _greedy(files[FIRST], plan)
        ours = {name: _solved(files[name], plan, limit) for name, limit in limits.items()}
        peers = {name: _greedy(files[name], plan) for name in limits}
    rows = [_row(name, files[name], ours[name], peers[name]) for name in limits]
    faults = [
        f"{name}, {which}: {one.why}"
        for which, runs in (("plan", ours), ("greedy", peers))
        for name, one in runs.items()
        if one.why
    ]
    told = machine.told(("numpy", "numba", "scipy"), _how(limits))
    return Block(TITLE, [reached(_reach(ours)), table(HEADS, rows), *faults, told])


def _solved(file: Path, plan: Path, limit: int, checks: int = CHECKS) -> Checked:
    """Run `solve` and `check` as a user would."""
    command = [VIKARSENTRAL, "solve", str(file), "-o", str(plan), "--seconds", str(limit)]
    command += ["--workers", str(WORKERS), "--seed", str(SEED)]
    return _checked(file, plan, command, limit + GRACE, checks)


def _greedy(file: Path, plan: Path) -> Checked:
    """Run the peer in a process of its own, and `check` on its plan."""
    command = [PYTHON, "-m", "tests.bench.greedy", str(file), str(plan)]
    return _checked(file, plan, command, GRACE, 1)


def _checked(file: Path, plan: Path, command: list[str], within: float, checks: int) -> Checked:
    plan.unlink(missing_ok=True)
    run = measured(command, within)
    if run.code != 0 or not plan.exists():
        return Checked({}, run, [], run.why())
    judge = [VIKARSENTRAL, "check", str(file), str(plan)]
    verdicts = [measured(judge, GRACE) for _ in range(checks)]
    why = next((one.why() for one in verdicts if one.code != 0), "")
    return Checked(json.loads(plan.read_text(encoding="utf-8")), run, verdicts, why)


def floor_of(file: Path) -> int:
    """Return what no plan of a problem can avoid, øre.

    Args:
        file: the problem.
    """
    return floor(translate(read_problem(file)).problem)


def _row(name: str, file: Path, ours: Checked, peer: Checked) -> list[str]:
    if not ours.plan:
        return [name, *["–"] * (len(HEADS) - 1)]
    plan, value = ours.plan, ours.plan["objective"]
    greedy = peer.plan.get("objective")
    return [
        *(name, whole(value), whole(plan["bound"]), percent(plan["gap"])),
        *(percent(gap_above(value, plan["bound"], floor_of(file))), plan["status"]),
        *(seconds(plan["seconds"]), seconds(ours.run.wall), seconds(ours.run.cpu)),
        *(f"{ours.run.peak_mb:.0f}", "no" if ours.why else "yes"),
        *(seconds(ours.check_wall), seconds(ours.check_cpu)),
        *(whole(greedy), seconds(peer.run.wall)),
        f"{greedy / value:.3f}" if greedy is not None and value else "–",
    ]


def _reach(ours: dict[str, Checked]) -> list[Reach]:
    """Return the promised figures of issue 2 that concern plans."""
    small = [one for name, one in ours.items() if name.startswith("small")]
    medium = [one for name, one in ours.items() if name.startswith("medium")]
    proven = [one for one in small if one.plan.get("status") == "proven"]
    slowest = max(one.run.wall for one in small)
    looked = max((one.plan["seconds"] for one in small if one.plan), default=0.0)
    planned = [one for one in medium if one.plan and not one.why]
    search = max((one.plan["seconds"] for one in planned), default=0.0)
    peak = max(one.run.peak_mb for one in (*small, *medium))
    checks = max((one.check_wall for one in planned), default=0.0)
    gaps = ", ".join(percent(one.plan["gap"]) for one in planned)
    return [
        Reach(
            "small problems to the proven optimum, slowest command",
            f"≤ {SMALL_SECONDS:.0f} s",
            f"{len(proven)} of {len(small)} proven, {seconds(slowest)} s "
            f"(search {seconds(looked)} s)",
            len(proven) == len(small) and slowest <= SMALL_SECONDS,
        ),
        Reach(
            "medium problems: lawful plan, real bound, gap; longest search",
            f"≤ {MEDIUM_SECONDS:.0f} s",
            f"{len(planned)} of {len(medium)} lawful, gaps {gaps}; {seconds(search)} s "
            f"(command {seconds(max(one.run.wall for one in medium))} s)",
            # A search may end a moment after its limit; half a second is what it needs.
            len(planned) == len(medium) and search <= MEDIUM_SECONDS + 0.5,
        ),
        Reach(
            "memory of small and medium",
            "≤ 1 GiB",
            f"{peak:.0f} MiB",
            peak <= MOST_MB,
        ),
        Reach(
            "`check` of a medium plan, slowest of the medians",
            f"≤ {CHECK_SECONDS:.0f} s",
            f"{seconds(checks)} s",
            len(planned) == len(medium) and checks <= CHECK_SECONDS,
        ),
    ]


def _how(limits: dict[str, int]) -> str:
    told = ", ".join(f"{name} {limit}" for name, limit in limits.items())
    return (
        f"Limits in seconds: {told}; {WORKERS} threads, seed {SEED}. Search is the time the plan "
        "tells; wall, CPU and peak are of the whole command, start of Python included; `check` is "
        f"the median of {CHECKS} runs of the command. The greedy goes through the needs by "
        "priority and start and takes the cheapest lawful person, else an agency, else leaves "
        "open; its plans are checked too. One solve before the first figure compiles the number "
        "loops, as the first one after set-up does. The gap above the floor leaves out what no "
        "plan can change: the open cost of needs that nobody may lawfully take, even alone."
    )
