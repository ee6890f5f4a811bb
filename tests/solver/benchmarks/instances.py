"""Small SMPTSP instances, drawn or written by hand, and the exact answer by trying all."""

import random
from itertools import combinations

import numpy as np

from solver.benchmarks.smptsp_file import Instance


def drawn(seed, tasks=7, workers=5):
    """Draw an instance where each task has somebody who may do it."""
    draw = random.Random(seed)
    times = []
    for _ in range(tasks):
        start = draw.randrange(0, 20)
        times.append((start, start + draw.randrange(1, 9)))
    held = [{t for t in range(tasks) if draw.random() < 0.5} for _ in range(workers)]
    for task in range(tasks):
        held[draw.randrange(workers)].add(task)
    return Instance(f"drawn-{seed}", tuple(times), tuple(tuple(sorted(h)) for h in held))


def fewest(instance):
    """Return the fewest workers that cover all tasks, None when none can; tries everything."""
    for used in range(len(instance.workers) + 1):
        for chosen in combinations(range(len(instance.workers)), used):
            if covers(instance, chosen, 0, {}):
                return used
    return None


def covers(instance, chosen, task, busy):
    """Tell whether the chosen workers can cover the tasks from *task* on."""
    if task == len(instance.tasks):
        return True
    start, end = instance.tasks[task]
    for worker in chosen:
        if task not in instance.workers[worker]:
            continue
        if any(start < e and s < end for s, e in busy.get(worker, [])):
            continue
        if covers(
            instance, chosen, task + 1, {**busy, worker: [*busy.get(worker, []), (start, end)]}
        ):
            return True
    return False


def text_of(instance):
    """Write an instance in the public format."""
    lines = ["# made for a test", "Type = 1", f"Jobs = {len(instance.tasks)}"]
    lines += [f"{start:4} {end:4}" for start, end in instance.tasks]
    lines += [f"Qualifications = {len(instance.workers)}"]
    lines += [f"{len(held)}: {' '.join(map(str, held))}" for held in instance.workers]
    return "\n".join(lines) + "\n"


def expected_clash(layout, state):
    """Count every clash anew, on the way asking that the assignment holds."""
    clash = np.zeros_like(state.clash)
    for task, worker in enumerate(state.worker_of):
        if worker >= 0:
            assert state.is_open[worker]
            assert layout.allowed[task, worker]
            overlaps = layout.overlaps[layout.overlap_at[task] : layout.overlap_at[task + 1]]
            clash[overlaps, worker] += state.weight[task]
            assert not (state.worker_of[overlaps] == worker).any()
    return clash
