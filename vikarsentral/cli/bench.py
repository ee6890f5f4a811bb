"""`bench`: run benchmark instances, one child process and one JSON line each.

The child's own process keeps `peak_mb` honest; `valid` comes from a checker that shares no
code with the engine that made the answer.
"""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from typing import Any

import click

from vikarsentral.cli.seconds import Seconds
from vikarsentral.errors import BadInput, Fault

GRACE_SECONDS = 180  # over the limit, before a child that hangs is ended
Task = Callable[[str, float, int, int], dict[str, Any]]
KEYS = ("instance", "objective", "bound", "gap", "status", "seconds", "peak_mb", "valid")


@click.group()
def bench() -> None:
    """Run benchmark instances; one JSON line per instance.

    Example: vikarsentral bench problem problem.json --seconds 30
    """


def _options(command: Callable[..., int]) -> Callable[..., int]:
    """Add what both commands take."""
    for option in (
        click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE..."),
        click.option("--seconds", default=60.0, type=Seconds()),
        click.option("--workers", default=2, type=click.IntRange(1, 256)),
        click.option("--seed", default=1, type=click.IntRange(0, 2**31 - 1)),
    ):
        command = option(command)
    return command


@bench.command()
@_options
def smptsp(files: tuple[str, ...], seconds: float, workers: int, seed: int) -> int:
    """Cover fixed-time tasks with the fewest workers (public SMPTSP files, `.gz` too).

    Example: vikarsentral bench smptsp data_1_23_40_66.dat.gz --seconds 10
    """
    _refuse_faults([fault for file in files for fault in _smptsp_faults(file)])
    return _run_all(_smptsp, files, (seconds, workers, seed))


@bench.command()
@_options
def problem(files: tuple[str, ...], seconds: float, workers: int, seed: int) -> int:
    """Plan problem files of the product's own format.

    Example: vikarsentral bench problem problem.json.gz --workers 2
    """
    _refuse_faults([fault for file in files for fault in _problem_faults(file)])
    return _run_all(_problem, files, (seconds, workers, seed))


def _refuse_faults(faults: list[Fault]) -> None:
    """Refuse all files at once when one has a fault, before anything runs."""
    if faults:
        raise BadInput(faults)


def _smptsp_faults(file: str) -> list[Fault]:
    """List what is wrong with a file."""
    from solver.benchmarks.smptsp_file import BadInstance, read_instance

    try:
        read_instance(Path(file))
    except BadInstance as bad:
        return [
            Fault(f"{file}:{line}" if line else file, what, allowed)
            for line, what, allowed in bad.faults
        ]
    return []


def _problem_faults(file: str) -> list[Fault]:
    """List what is wrong with a file."""
    from vikarsentral.problemfile import read_problem

    try:
        read_problem(Path(file))
    except BadInput as bad:
        return [Fault(f"{file} {fault.where}", fault.what, fault.allowed) for fault in bad.faults]
    return []


def _run_all(task: Task, files: tuple[str, ...], limits: tuple[float, int, int]) -> int:
    """Run each file in its own process and print its line; 1 when one is not valid."""
    good = True
    for file in files:
        line = _in_child(task, file, limits)
        click.echo(json.dumps({key: line.get(key) for key in KEYS}, ensure_ascii=False))
        good = good and line["valid"] is True
    return 0 if good else 1


def _in_child(task: Task, file: str, limits: tuple[float, int, int]) -> dict[str, Any]:
    """Run one file in a fresh process; a line with status `failed` when the process dies."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(theirs, task, file, *limits), daemon=True)
    started = monotonic()
    child.start()
    theirs.close()
    line: dict[str, Any] = {"status": "failed", "valid": False}
    try:
        if ours.poll(limits[0] + GRACE_SECONDS):
            line = ours.recv()
    except EOFError:
        click.echo(f"{file}: the process ended without an answer", err=True)
    finally:
        child.kill()
        child.join()
    return {"instance": _name(file), "seconds": round(monotonic() - started, 3)} | line


def _name(file: str) -> str:
    """Return the file's name without its endings."""
    return Path(file).name.split(".")[0]


def _child(
    pipe: Connection, task: Task, file: str, seconds: float, workers: int, seed: int
) -> None:
    """Run one file and send its line, with the most memory this process has held."""
    pipe.send(task(file, seconds, workers, seed) | {"peak_mb": peak_mb()})
    pipe.close()


def peak_mb() -> float:
    """Return the most memory this process has held, in MiB.

    Linux tells it for this process alone; elsewhere the figure may include the parent's.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return round(int(line.split()[1]) / 1024, 1)
    import resource

    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def _smptsp(file: str, seconds: float, workers: int, seed: int) -> dict[str, Any]:
    """Solve one SMPTSP file and judge the answer."""
    from solver.benchmarks.smptsp import prepare, solve
    from solver.benchmarks.smptsp_check import faults
    from solver.benchmarks.smptsp_file import read_instance

    prepare()
    instance = read_instance(Path(file))
    started = monotonic()
    cover = solve(instance, seconds, workers, seed)
    spent = monotonic() - started
    if cover.workers is None:
        impossible = cover.bound > len(instance.workers)
        status = "impossible" if impossible else "none_in_time"
        return {"bound": cover.bound, "status": status, "valid": False, "seconds": round(spent, 3)}
    wrong = faults(instance, cover.assignment, cover.workers)
    return _figures(cover.workers, cover.bound, spent) | {"valid": not wrong}


def _problem(file: str, seconds: float, workers: int, seed: int) -> dict[str, Any]:
    """Solve one problem file and judge the plan by the rules."""
    from vikarsentral.plan.solving import solve_problem
    from vikarsentral.problemfile import read_problem
    from vikarsentral.rules.check import check

    facts = read_problem(Path(file))
    started = monotonic()
    plan: Mapping[str, Any] = solve_problem(facts, seconds=seconds, workers=workers, seed=seed)
    spent = monotonic() - started
    verdict = check(facts, plan)
    equal = verdict.objective == plan["objective"]
    valid = verdict.lawful and equal and plan["bound"] <= verdict.objective
    return _figures(plan["objective"], plan["bound"], spent) | {"valid": valid}


def _figures(objective: int, bound: int, spent: float) -> dict[str, Any]:
    """Return the figures that follow from value, bound and time.

    Source: contract 3 (the gap and what `proven` means).
    """
    gap = 0.0 if objective == bound else (objective - bound) / max(1, abs(objective))
    return {
        "objective": objective,
        "bound": bound,
        "gap": round(gap, 6),
        "status": "proven" if objective == bound else "best_in_time",
        "seconds": round(spent, 3),
    }
