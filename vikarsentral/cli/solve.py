"""`solve`: the best lawful plan found in the time, with what is proven about it."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import Any

import click
from rich.console import Console
from rich.status import Status

from solver.answer import Limits
from vikarsentral.cli.seconds import Seconds
from vikarsentral.errors import BadInput, ComponentMissing, Fault
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.facts import Problem
from vikarsentral.rules.wording import kroner

_CERTIFICATES = "vikarsentral.plan.certificate"
_SECONDS, _NO_LIMIT = 60.0, 86400.0
_FOR_PROOF = 0.2  # of the time, when a certificate is asked for
_LEAST = 0.1
_PHASES = {
    "first plan": "første plan",
    "local search": "lokalt søk",
    "part by part": "del for del",
    "model": "modell",
    "decomposition": "priser",
    "exact": "heltallsbevis",
    "day by day": "dag for dag",
    "chains": "kjeder av bytter",
    "whole lines": "hele vaktlinjer",
    "earlier plan": "forrige plan",
    "every plan tried": "alle planer prøvd",
}


@click.command()
@click.argument("problem", type=click.Path())
@click.option("-o", "--output", type=click.Path(), help="Filen planen skrives til.")
@click.option(
    "--seconds",
    default=None,
    type=Seconds(),
    help="Tid i alt, fra filen åpnes; 60 når --rounds ikke er gitt.",
)
@click.option(
    "--rounds",
    default=None,
    type=click.IntRange(0, 10**6),
    help="Like mye arbeid hver gang i stedet for like lang tid: samme fil og seed gir samme plan.",
)
@click.option("--workers", default=None, type=click.IntRange(1, 256), help="Tråder.")
@click.option("--seed", default=1, type=click.IntRange(0, 2**31 - 1), show_default=True)
@click.option("--certificate", type=click.Path(), help="Filen beviset skrives til.")
@click.option("--json", "as_json", is_flag=True, help="Skriv planen på stdout uansett.")
def solve(
    problem: str,
    output: str | None,
    seconds: float | None,
    rounds: int | None,
    workers: int | None,
    seed: int,
    certificate: str | None,
    *,
    as_json: bool,
) -> int:
    """Find the best plan in the time; there is always a plan.

    Ctrl-C ends the search with the best plan so far.

    Example: vikarsentral solve problem.json -o plan.json --seconds 30
    """
    began = time.monotonic()
    facts = read_problem(problem)
    _refuse_folders(output, certificate)
    if certificate is not None and find_spec(_CERTIFICATES) is None:
        raise ComponentMissing(
            "sertifikat",
            f"modulen {_CERTIFICATES} mangler",
            "installer pakken på nytt: make setup",
        )
    whole = seconds or (_SECONDS if rounds is None else _NO_LIMIT)
    for_plan = whole if certificate is None else (1 - _FOR_PROOF) * whole
    limits = Limits(for_plan, workers or os.cpu_count() or 1, seed, rounds)
    proofs: list[tuple[Any, Any]] = []
    with _interruptible() as stopped:
        plan = _solved(facts, limits, began, stopped.is_set, proofs)
        comes_again = plan.pop("repeatable")  # told to people, no part of the file
        if certificate is not None:
            if output is not None:
                _write(Path(output), plan)  # an end at once, from here on, costs no plan
            left = min(whole, _SECONDS) - (time.monotonic() - began)
            made = _certified(facts, plan["objective"], proofs, left, stopped.is_set)
            _write(Path(certificate), made)
            plan = _with_bound(plan, made["bound"], comes_again=comes_again)
    if output is not None:
        _write(Path(output), plan)
    if output is None or as_json:
        click.echo(json.dumps(plan, ensure_ascii=False))
    _tell(plan, comes_again=comes_again)
    return 0


def _refuse_folders(*paths: str | None) -> None:
    """Refuse, before any work, files that cannot be written."""
    faults = [
        Fault(path, "kan ikke skrives", "en fil i en mappe som finnes og kan skrives i")
        for path in paths
        if path is not None
        and (Path(path).is_dir() or not os.access(Path(path).absolute().parent, os.W_OK))
    ]
    if faults:
        raise BadInput(faults)


def _solved(
    facts: Problem,
    limits: Limits,
    began: float,
    stop: Callable[[], bool],
    proofs: list[tuple[Any, Any]],
) -> dict[str, Any]:
    """Solve with progress on stderr, until done or stopped; keep what prices prove."""
    from vikarsentral.plan.solving import solve_problem

    console = Console(stderr=True)
    with Status("Leser inn problemet …", console=console) as status:

        def progress(at: Mapping[str, Any]) -> None:
            line = _progress_line(at)
            status.update(line)
            if not console.is_terminal:
                console.print(line, highlight=False, soft_wrap=True)

        return solve_problem(
            facts,
            seconds=limits.seconds,
            workers=limits.workers,
            seed=limits.seed,
            rounds=limits.rounds,
            began=began,
            progress=progress,
            stop=stop,
            keep=lambda translation, proof: proofs.append((translation, proof)),
        )


def _certified(
    facts: Problem,
    objective: int,
    proofs: list[tuple[Any, Any]],
    seconds: float,
    stop: Callable[[], bool],
) -> dict[str, Any]:
    """Return the better of what the search proved and what is looked for until the end."""
    maker = import_module(_CERTIFICATES)
    found: list[dict[str, Any]] = [maker.certificate_of(facts, *one) for one in proofs]
    if not (found and stop()):
        for_plan = max(_LEAST, seconds / maker.SHARE)
        found.append(maker.make_certificate(facts, for_plan, objective, stop=stop))
    return max(found, key=lambda one: int(one["bound"]))


def _with_bound(plan: dict[str, Any], bound: int, *, comes_again: bool) -> dict[str, Any]:
    """Return the plan with what a clock let prove, unless the plan is to come again as it is."""
    if comes_again:
        return plan
    found: dict[str, Any] = import_module("vikarsentral.plan.document").with_bound(plan, bound)
    return found


@contextmanager
def _interruptible() -> Iterator[threading.Event]:
    """Let the first Ctrl-C ask for an end and the second one end at once."""
    stopped = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stopped
        return
    before = signal.getsignal(signal.SIGINT)

    def ask(number: int, frame: FrameType | None) -> None:
        del number, frame
        stopped.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, ask)
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)


def _progress_line(at: Mapping[str, Any]) -> str:
    """Write value, bound and gap on one line."""
    phase = _PHASES.get(str(at["phase"]), str(at["phase"]))
    return (
        f"{at['seconds']:7.1f} s  målverdi {at['objective']}  nedre grense {at['bound']}  "
        f"avstand {_percent(at['gap'])}  {phase}"
    )


def _percent(gap: float) -> str:
    return f"{100 * gap:.2f} %".replace(".", ",")


def _write(path: Path, document: Mapping[str, Any]) -> None:
    """Write a JSON file, or tell why it cannot be written.

    Raises:
        BadInput: the disk is full, or the file may not be written.
    """
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    try:
        _put(path, text)
    except OSError as error:
        what = f"kan ikke skrives ({error.strerror})"
        raise BadInput([Fault(str(path), what, "en fil det er plass til")]) from error


def _put(path: Path, text: str) -> None:
    """Write a file whole or not at all; what is no ordinary file is written to as it is."""
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8")
        return
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _tell(plan: Mapping[str, Any], *, comes_again: bool) -> None:
    """Print the plan in one sentence or two, for people."""
    counts = f"{len(plan['assignments'])} tildelt, {len(plan['agency'])} til bemanningsforetak, "
    counts += f"{len(plan['open'])} åpne"
    money = kroner(plan["objective"], "nb")
    click.echo(f"Planen koster {money} etter de avtalte vektene: {counts}.", err=True)
    if plan["status"] == "proven":
        text = "Ingen lovlig plan er bedre etter de avtalte vektene. Kontrollert to ganger."
    else:
        text = f"Den beste lovlige planen er høyst {_percent(plan['gap'])} bedre."
    click.echo(text, err=True)
    if plan["status"] != "proven" and not comes_again:
        click.echo("Tiden stoppet letingen; en ny kjøring kan gi en annen plan.", err=True)
    if plan["refused_pins"]:
        click.echo(f"Avviste låste tildelinger: {len(plan['refused_pins'])}.", err=True)
