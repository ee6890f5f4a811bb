"""Plain ways to cover SMPTSP tasks, for comparison: CP-SAT as it comes, and a local search.

`python -m tests.bench.smptsp_peers {cpsat|local} FILE SECONDS` prints one JSON line. Neither
knows anything of the product's engine; both are held to its checker.
"""

from __future__ import annotations

import json
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ortools.sat.python import cp_model

from solver.benchmarks.smptsp_check import faults
from solver.benchmarks.smptsp_file import Instance, read_instance
from tests.bench.processes import PYTHON, measured

WORKERS, SEED, GRACE = 1, 1, 60
CPSAT, LOCAL = "plain CP-SAT", "plain local search"
KINDS = {CPSAT: "cpsat", LOCAL: "local"}


def ask(kind: str, file: Path, seconds: float) -> int | None:
    """Run a peer in a process of its own.

    Args:
        kind: one of `KINDS`.
        file: the instance.
        seconds: wall clock for the search.

    Returns:
        The workers its cover uses; None where it gave none, or one that is not valid.
    """
    command = [PYTHON, "-m", "tests.bench.smptsp_peers", KINDS[kind], str(file), str(seconds)]
    run = measured(command, seconds + GRACE)
    lines = [line for line in run.out.splitlines() if line.startswith("{")]
    told = json.loads(lines[-1]) if lines else {}
    return told.get("workers") if told.get("valid") else None


def beside(file: Path, seconds: float) -> list[int | None]:
    """Run all peers at once, a core each where there are as many.

    Args:
        file: the instance.
        seconds: wall clock for each search, more than 0.

    Returns:
        What `ask` says of each, in the order of `KINDS`.
    """
    with ThreadPoolExecutor(len(KINDS)) as pool:
        return list(pool.map(lambda kind: ask(kind, file, seconds), KINDS))


def cpsat(instance: Instance, seconds: float) -> list[int]:
    """Cover the tasks by CP-SAT: a choice per task, no worker at two places at once.

    Args:
        instance: the tasks and workers.
        seconds: wall clock.

    Returns:
        Per task its worker; empty where none was found.
    """
    model = cp_model.CpModel()
    used = [model.new_bool_var("") for _ in instance.workers]
    doers: list[dict[int, cp_model.IntVar]] = [{} for _ in instance.tasks]
    for worker, held in enumerate(instance.workers):
        times = []
        for task in held:
            taken = doers[task][worker] = model.new_bool_var("")
            model.add_implication(taken, used[worker])
            start, end = instance.tasks[task]
            times.append(model.new_optional_fixed_size_interval_var(start, end - start, taken, ""))
        model.add_no_overlap(times)
    for some in doers:
        model.add_exactly_one(some.values())
    model.minimize(sum(used))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = WORKERS
    solver.parameters.random_seed = SEED
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return []
    return [next(w for w, taken in some.items() if solver.value(taken)) for some in doers]


class Cover:
    """Hold who does which tasks, and whom each task clashes with."""

    def __init__(self, instance: Instance, draw: random.Random) -> None:
        """Give every task to somebody free who is at work already, else to anybody free."""
        self.tasks = instance.tasks
        self.may: list[list[int]] = [[] for _ in instance.tasks]
        for worker, held in enumerate(instance.workers):
            for task in held:
                self.may[task].append(worker)
        self.days: list[list[int]] = [[] for _ in instance.workers]
        self.draw = draw
        self.is_whole = True
        for task in sorted(
            range(len(self.tasks)), key=lambda one: (self.tasks[one][0], draw.random())
        ):
            place = self.place(task, self.may[task])
            self.is_whole = self.is_whole and place is not None
            if place is not None:
                self.days[place].append(task)

    def place(self, task: int, workers: list[int]) -> int | None:
        """Return who of some is free for a task, the busiest first; None for nobody."""
        free = [worker for worker in workers if not self.clashing(task, worker)]
        return max(free, key=lambda one: (len(self.days[one]), self.draw.random()), default=None)

    def clashing(self, task: int, worker: int) -> list[int]:
        """Return the worker's tasks at the time of another."""
        start, end = self.tasks[task]
        times = self.tasks
        return [one for one in self.days[worker] if times[one][0] < end and start < times[one][1]]

    def empty(self, worker: int) -> bool:
        """Hand all tasks of a worker on, one by one, with one exchange each where need be."""
        before = [list(day) for day in self.days]
        for task in before[worker]:
            self.days[worker].remove(task)
            others = [w for w in self.may[task] if w != worker and self.days[w]]
            place = self.place(task, others)
            if place is None and not self._exchange(task, worker, others):
                self.days = before
                return False
            if place is not None:
                self.days[place].append(task)
        return True

    def _exchange(self, task: int, worker: int, others: list[int]) -> bool:
        """Let somebody do the task who hands on the one task that clashes with it."""
        for other in self.draw.sample(others, len(others)):
            clash = self.clashing(task, other)
            if len(clash) != 1:
                continue
            free = [w for w in self.may[clash[0]] if w not in (worker, other) and self.days[w]]
            place = self.place(clash[0], free)
            if place is not None:
                self.days[other].remove(clash[0])
                self.days[place].append(clash[0])
                self.days[other].append(task)
                return True
        return False

    @property
    def told(self) -> list[int]:
        """Return per task its worker."""
        doer = {task: worker for worker, day in enumerate(self.days) for task in day}
        return [doer[task] for task in range(len(self.tasks))]

    @property
    def used(self) -> int:
        """Return how many are at work."""
        return sum(bool(day) for day in self.days)


def local(instance: Instance, seconds: float) -> list[int]:
    """Cover the tasks by first fit, then empty the least busy days; again from other draws.

    Args:
        instance: the tasks and workers.
        seconds: wall clock.

    Returns:
        Per task its worker; empty where none was found.
    """
    end, draw = time.monotonic() + seconds, random.Random(SEED)
    best: list[int] = []
    least = len(instance.workers) + 1
    while time.monotonic() < end:
        cover = Cover(instance, draw)
        busy = [worker for worker, day in enumerate(cover.days) if day] if cover.is_whole else []
        for worker in sorted(busy, key=lambda one: len(cover.days[one])):
            if time.monotonic() < end:
                cover.empty(worker)
        if cover.is_whole and cover.used < least:
            least, best = cover.used, cover.told
    return best


def main(kind: str, file: str, seconds: str) -> None:
    """Print what one peer found.

    Args:
        kind: `cpsat` or `local`.
        file: the instance.
        seconds: wall clock.
    """
    instance = read_instance(Path(file))
    found = {"cpsat": cpsat, "local": local}[kind](instance, float(seconds))
    workers = len(set(found)) if found else None
    valid = workers is not None and not faults(instance, found, workers)
    print(json.dumps({"workers": workers, "valid": valid}))  # noqa: T201 - its answer


if __name__ == "__main__":
    main(*sys.argv[1:])
