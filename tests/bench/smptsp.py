"""Section `smptsp`: the public personnel task scheduling instances, by the product's command."""

from __future__ import annotations

import json
from typing import Any

from tests.bench import data, machine
from tests.bench.data import Known
from tests.bench.processes import VIKARSENTRAL, Run, measured
from tests.bench.report import Block, Reach, percent, reached, seconds, whole
from tests.bench.smptsp_peers import CPSAT, LOCAL, ask
from tests.house.readme import table

TITLE = "SMPTSP, public instances"
CHOSEN_TASKS = 450  # of keb137, those up to here are among the chosen
TARGET_SECONDS, LONG_SECONDS = 60, 58  # promised; given, so that the answer is there in time
OTHER_SECONDS, QUICK_SECONDS = 10, 5
FL100 = ("0001", "0011", "0021", "0031", "0041", "0051", "0061")
LEAST_SECONDS = 0.5  # that peers get where we take less
WORKERS, SEED, GRACE = 2, 1, 240
HEADS = [
    *("family", "instance", "tasks", "value", "bound", "published", "best known"),
    *(CPSAT, LOCAL, "gap", "status", "seconds", "peak MB", "valid"),
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
    found = []
    rows = []
    for one in chosen:
        limit = _limit(one, quick, whole_set)
        line, run = _solve(one, limit)
        found.append((one, line, run))
        rows.append(_row(one, line, limit))
    faults = [f"{one.name}: {run.why()}" for one, line, run in found if not line]
    reach = _reach([(one, line) for one, line, _ in found])
    told = machine.told(("ortools", "numpy", "numba"), _how(whole_set))
    return Block(TITLE, [reached(reach), table(HEADS, rows), *faults, told])


def _is_chosen(one: Known) -> bool:
    is_keb137 = one.family == "keb137" and one.tasks <= CHOSEN_TASKS
    is_fl100 = one.family == "fl100" and one.name.split("_")[1] in FL100
    return is_keb137 or one.family == "smet10" or is_fl100


def _limit(one: Known, quick: bool, whole_set: bool) -> int:
    if quick:
        return QUICK_SECONDS
    return LONG_SECONDS if whole_set or one.family == "keb137" else OTHER_SECONDS


def _solve(one: Known, limit: int) -> tuple[dict[str, Any], Run]:
    """Run the command on one instance; its line is empty when it gave none."""
    command = [VIKARSENTRAL, "bench", "smptsp", str(one.file), "--seconds", str(limit)]
    command += ["--workers", str(WORKERS), "--seed", str(SEED)]
    run = measured(command, limit + GRACE)
    # Exit 1 says that the answer is not valid; the line tells the rest.
    lines = run.out.splitlines() if run.code in (0, 1) else []
    line: dict[str, Any] = json.loads(lines[-1]) if lines else {}
    return line, run


def _row(one: Known, line: dict[str, Any], limit: int) -> list[str]:
    peak = line.get("peak_mb")
    given = min(limit, max(LEAST_SECONDS, line.get("seconds", 0.0)))
    peers = [ask(kind, one.file, given) for kind in (CPSAT, LOCAL)]
    return [
        *(one.family, one.name, whole(one.tasks), whole(line.get("objective"))),
        *(whole(line.get("bound")), whole(one.published), whole(one.best)),
        *(whole(peer) for peer in peers),
        *(percent(line.get("gap")), line.get("status", "failed"), seconds(line.get("seconds"))),
        *("–" if peak is None else f"{peak:.0f}", "yes" if line.get("valid") else "no"),
    ]


def _reach(found: list[tuple[Known, dict[str, Any]]]) -> list[Reach]:
    """Return the promised figures of each family, and how many are proven."""
    figures = []
    for family in dict.fromkeys(one.family for one, _ in found):
        own = [(one, line) for one, line in found if one.family == family]
        is_target = family == "keb137"
        there = [
            line for one, line in own if _is_there(one.bound if is_target else one.best, line)
        ]
        proven = sum(line.get("status") == "proven" for _, line in own)
        slowest = max((line["seconds"] for line in there), default=0.0)
        where = "at the target value" if is_target else "at or below the best value known"
        figure = f"{len(there)} of {len(own)}, {proven} proven, slowest {seconds(slowest)} s"
        met = len(there) == len(own) and slowest <= TARGET_SECONDS
        what = f"`{family}`, {len(own)} instances, {where}"
        figures.append(Reach(what, f"≤ {TARGET_SECONDS} s each", figure, met))
    return figures


def _is_there(value: int, line: dict[str, Any]) -> bool:
    return line.get("valid") is True and line["objective"] <= value


def _how(whole_set: bool) -> str:
    rest = "" if whole_set else f" for `keb137` up to {CHOSEN_TASKS} tasks, {OTHER_SECONDS} s else"
    return (
        f"At most {LONG_SECONDS} s{rest}; {WORKERS} threads, seed {SEED}; each instance in a "
        "process of its own, validity from a checker that is not the solver. The public `keb137` "
        "files give a solution away by the order of workers; these copies are sorted and "
        f"renumbered. Beside it, with the seconds it took, at least {LEAST_SECONDS}: "
        f"CP-SAT ({WORKERS} threads; a choice per task, no worker at two places at once) and a "
        "local search in Python that empties the least busy days; – where they found no cover. "
        "Published: the best seen in papers, mostly with 1 800 s each and on the files as they "
        "were."
    )
