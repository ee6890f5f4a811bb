"""Judge an SMPTSP answer from the instance alone; shares no code with the engine.

Source: Krishnamoorthy, Ernst & Baatar 2012 (the problem's three conditions).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from solver.benchmarks.smptsp_file import Instance


def faults(instance: Instance, assignment: Sequence[int], claimed: int) -> list[str]:
    """List what is wrong with an answer.

    Args:
        instance: the tasks and workers.
        assignment: per task the worker's number.
        claimed: the number of workers the answer says it uses.

    Returns:
        One sentence per fault; empty when the answer is valid.
    """
    if len(assignment) != len(instance.tasks):
        return [f"{len(assignment)} tasks assigned of {len(instance.tasks)}"]
    found = []
    days: dict[int, list[tuple[int, int, int]]] = {}
    for task, worker in enumerate(assignment):
        if not 0 <= worker < len(instance.workers) or task not in instance.workers[worker]:
            found.append(f"worker {worker} may not do task {task}")
        days.setdefault(worker, []).append((*instance.tasks[task], task))
    for worker, day in days.items():
        day.sort()
        for (_, end, first), (start, _, second) in pairwise(day):
            if start < end:
                found.append(f"worker {worker} does tasks {first} and {second} at once")
    if len(days) != claimed:
        found.append(f"{len(days)} workers are used, {claimed} are claimed")
    return found
