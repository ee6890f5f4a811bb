"""Section `peers`: the same problem files, the same seconds and threads, the same checker."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.bench import data, machine
from tests.bench.generate import written
from tests.bench.plans import GRACE, SEED, WORKERS
from tests.bench.processes import PYTHON, VIKARSENTRAL, measured
from tests.bench.report import Block, Reach, percent, reached, seconds, whole
from tests.bench.whole_model import SOLVERS
from tests.house.readme import table
from vikarsentral.problemfile import read_problem

TITLE = "Plans beside peers"
LIMITS = {**{f"medium-{number}": 20 for number in (1, 2, 5)}, "large-1": 60}
QUICK = {"small-1": 5}
DRAWN, DRAWN_SECONDS = 10, {"medium": 30, "large": 60}  # in the long form, of each size
OURS, GREEDY, TIMEFOLD = "Vikarsentral", "greedy", "Timefold"
HEADS = [
    *("problem", "by", "value (øre)", "gap to our bound", "agency minutes", "open minutes"),
    *("agency minutes we save", "open minutes we save", "wall s", "CPU s"),
]


@dataclass(frozen=True, slots=True)
class Made:
    """What one method made of one problem.

    Attributes:
        by: the method.
        value: of the objective, øre; None when there is no lawful plan.
        bound: proven, øre.
        agency: paid minutes given to agencies.
        open: paid minutes nobody takes.
        wall: seconds.
        cpu: seconds.
        why: there is no plan, where there is none.
    """

    by: str
    value: int | None
    bound: int
    agency: int
    open: int
    wall: float
    cpu: float
    why: str = "no plan"


def section(quick: bool, long: bool = False) -> Block:
    """Plan every problem by every method and compare.

    Args:
        quick: one small problem, to see that the bench works.
        long: ten drawn problems of each size as well, which takes hours.
    """
    limits = dict(QUICK if quick else LIMITS)
    files = {name: data.folder() / "problems" / f"{name}.json" for name in limits}
    if gone := data.missing(list(files.values())):
        return Block(TITLE, [gone])
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        if long:
            for size, seconds_each in DRAWN_SECONDS.items():
                for seed in range(DRAWN):
                    file = written(size, seed, Path(folder))
                    files[f"drawn {file.stem}"], limits[f"drawn {file.stem}"] = file, seconds_each
        made = {name: _all(file, limits[name]) for name, file in files.items()}
    rows = [_row(name, one, some[0]) for name, some in made.items() for one in some]
    told = machine.told(("ortools", "scipy"), _how(limits, time.monotonic() - began))
    return Block(TITLE, [reached([_reach(made)]), table(HEADS, rows), told])


def _all(file: Path, limit: int) -> list[Made]:
    """Return what each method made of a problem, ours first."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.json"
        ours = [VIKARSENTRAL, "solve", str(file), "-o", str(plan), "--seconds", str(limit)]
        ours += ["--workers", str(WORKERS), "--seed", str(SEED)]
        commands = {OURS: ours, GREEDY: [PYTHON, "-m", "tests.bench.greedy", str(file), str(plan)]}
        for name in SOLVERS:
            model = [PYTHON, "-m", "tests.bench.whole_model", name, str(file), str(plan)]
            commands[name] = [*model, str(limit), str(WORKERS)]
        peer = [PYTHON, "-m", "tests.bench.timefold_peer", str(file), str(plan), str(limit)]
        commands[TIMEFOLD] = [] if why_no_timefold() else peer
        return [_made(by, command, file, plan, limit) for by, command in commands.items()]


def _made(by: str, command: list[str], file: Path, plan: Path, limit: int) -> Made:
    if not command:
        return Made(by, None, 0, 0, 0, 0.0, 0.0, why_no_timefold())
    plan.unlink(missing_ok=True)
    run = measured(command, limit + GRACE)
    lawful = (
        plan.exists() and measured([VIKARSENTRAL, "check", str(file), str(plan)], GRACE).code == 0
    )
    if not lawful:
        return Made(by, None, 0, 0, 0, run.wall, run.cpu)
    told: dict[str, Any] = json.loads(plan.read_text(encoding="utf-8"))
    needs = read_problem(file).needs
    agency, left = (sum(needs[one].paid for one in told[key]) for key in ("agency", "open"))
    return Made(by, told["objective"], told["bound"], agency, left, run.wall, run.cpu)


def why_no_timefold() -> str:
    """Say why Timefold cannot be asked; an empty text when it can."""
    if find_spec("timefold") is None:
        return "not installed (`.[bench]`)"
    return "" if shutil.which("java") else "Java is not installed"


def _row(name: str, one: Made, ours: Made) -> list[str]:
    if one.value is None:
        return [name, one.by, one.why, *["–"] * 5, seconds(one.wall), seconds(one.cpu)]
    known = ours.value is not None and one is not ours
    return [
        *(name, one.by, whole(one.value), percent((one.value - ours.bound) / one.value)),
        *(whole(one.agency), whole(one.open)),
        *((whole(one.agency - ours.agency), whole(one.open - ours.open)) if known else ("", "")),
        *(seconds(one.wall), seconds(one.cpu)),
    ]


def _reach(made: dict[str, list[Made]]) -> Reach:
    """Return the promise: a better value than each peer on every problem."""
    best = 0
    for ours, *peers in made.values():
        values = [one.value for one in peers if one.value is not None]
        best += ours.value is not None and all(ours.value < value for value in values)
    what = "better value than each peer, problems"
    return Reach(what, "all", f"{best} of {len(made)}", best == len(made))


def _how(limits: dict[str, int], spent: float) -> str:
    told = ", ".join(f"{name} {limit}" for name, limit in limits.items())
    return (
        f"Limits in seconds: {told}; {WORKERS} threads. CP-SAT, HiGHS and SCIP get one model "
        "of the whole problem, the product's own rows, and are asked again with cuts when their "
        "solution breaks what rows cannot tell; reading and building count. Timefold has a model "
        "of its own, in constraint streams; what that cannot tell is taken out of its plan before "
        "the check. HiGHS, SCIP and Timefold use one thread. All plans pass the same `check`. "
        "The gap is (value − our bound) / value. "
        f"The section took {spent / 60:.0f} minutes."
    )
