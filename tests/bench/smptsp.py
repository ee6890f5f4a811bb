"""Section `smptsp`: the public personnel task scheduling instances, by the product's command."""

from __future__ import annotations

import json
from typing import Any

from tests.bench import data, machine
from tests.bench.data import Known
from tests.bench.processes import VIKARSENTRAL, Run, measured
from tests.bench.report import Block, Reach, percent, reached, seconds, whole
from tests.house.readme import table

TITLE = "SMPTSP, public instances"
TARGET_TASKS = 450  # keb137 up to here is promised at the target value
TARGET_SECONDS, OTHER_SECONDS, QUICK_SECONDS = 60, 20, 5
FL100 = ("0001", "0011", "0021", "0031", "0041", "0051", "0061")
WORKERS, SEED, GRACE = 2, 1, 240
HEADS = [
    *("family", "instance", "tasks", "value", "bound", "best known", "gap", "status"),
    *("seconds", "peak MB", "valid"),
]


def section(quick: bool, whole_set: bool) -> Block:
    """Solve a chosen set, or all.

    Args:
        quick: two short runs, to see that the bench works.
        whole_set: every instance, not only the chosen ones.
    """
    known = data.known()
    chosen = known if whole_set else [one for one in known if _is_chosen(one)]
    if quick:
        chosen = chosen[:1] + chosen[-1:]
    if not chosen:
        return Block(TITLE, [data.missing([data.folder() / "smptsp" / "best_known.csv"])])
    if gone := data.missing([one.file for one in chosen]):
        return Block(TITLE, [gone])
    found = [(one, *_solve(one, quick)) for one in chosen]
    rows = [_row(one, line) for one, line, _ in found]
    faults = [f"{one.name}: {run.why()}" for one, line, run in found if not line]
    reach = _reach([(one, line) for one, line, _ in found])
    told = machine.told(("ortools", "numpy", "numba"), _how())
    tables = [reached(reach)] if reach else []
    return Block(TITLE, [*tables, table(HEADS, rows), *faults, told])


def _is_target(one: Known) -> bool:
    return one.family == "keb137" and one.tasks <= TARGET_TASKS


def _is_chosen(one: Known) -> bool:
    is_fl100 = one.family == "fl100" and one.name.split("_")[1] in FL100
    return _is_target(one) or one.family == "smet10" or is_fl100


def _limit(one: Known) -> int:
    return TARGET_SECONDS if _is_target(one) else OTHER_SECONDS


def _solve(one: Known, quick: bool) -> tuple[dict[str, Any], Run]:
    """Run the command on one instance; its line is empty when it gave none."""
    limit = QUICK_SECONDS if quick else _limit(one)
    command = [VIKARSENTRAL, "bench", "smptsp", str(one.file), "--seconds", str(limit)]
    command += ["--workers", str(WORKERS), "--seed", str(SEED)]
    run = measured(command, limit + GRACE)
    # Exit 1 says that the answer is not valid; the line tells the rest.
    lines = run.out.splitlines() if run.code in (0, 1) else []
    line: dict[str, Any] = json.loads(lines[-1]) if lines else {}
    return line, run


def _row(one: Known, line: dict[str, Any]) -> list[str]:
    peak = line.get("peak_mb")
    return [
        *(one.family, one.name, whole(one.tasks), whole(line.get("objective"))),
        *(whole(line.get("bound")), whole(one.best), percent(line.get("gap"))),
        *(line.get("status", "failed"), seconds(line.get("seconds"))),
        *("–" if peak is None else f"{peak:.0f}", "yes" if line.get("valid") else "no"),
    ]


def _reach(found: list[tuple[Known, dict[str, Any]]]) -> list[Reach]:
    """Return the promised figure of issue 2, and how the rest stands against the best known."""
    target = [(one, line) for one, line in found if _is_target(one)]
    figures = []
    if target:
        there = [line for one, line in target if _is_there(one, line)]
        slowest = max((line["seconds"] for line in there), default=0.0)
        figures.append(
            Reach(
                f"`keb137` up to {TARGET_TASKS} tasks at the target value",
                f"≤ {TARGET_SECONDS} s each",
                f"{len(there)} of {len(target)}, slowest {seconds(slowest)} s",
                len(there) == len(target) and slowest <= TARGET_SECONDS,
            )
        )
    return figures


def _is_there(one: Known, line: dict[str, Any]) -> bool:
    return line.get("valid") is True and line.get("objective") == one.bound


def _how() -> str:
    return (
        f"At most {TARGET_SECONDS} s for `keb137` up to {TARGET_TASKS} tasks, {OTHER_SECONDS} s "
        f"for the rest; {WORKERS} threads, seed {SEED}; each instance in a process of its own, "
        "validity from a checker that is not the solver. The public `keb137` files give a "
        "solution away by the order of workers; these copies are sorted and renumbered."
    )
