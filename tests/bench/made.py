"""Plan one problem in this process and hold it to its word: the one door of the bench's plans."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from solver.answer import gap_above
from solver.bound import floor
from vikarsentral.plan.before import Before
from vikarsentral.plan.certificate import certificate_of, verify
from vikarsentral.plan.solving import solve_problem
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.check import check

WORKERS, SEED = 2, 1


@dataclass(frozen=True, slots=True)
class Made:
    """One plan, its certificate, and how it stands.

    Attributes:
        plan: the document.
        certificate: of its prices; None where there are none.
        seconds: from reading the file to the checked plan.
        processor: seconds of all threads in that time.
        first: seconds until a lawful plan was told.
        again: seconds to work the certificate out again from the file; 0 without one.
        above: gap above the floor, a share.
        needs: of the problem.
        limit: seconds given.
    """

    plan: Mapping[str, Any]
    certificate: Mapping[str, Any] | None
    seconds: float
    processor: float
    first: float
    again: float
    above: float
    needs: int
    limit: float


def made(file: Path | bytes, limit: float, before: Before | None = None) -> Made:
    """Plan a problem; a fault in plan or certificate ends the bench.

    Args:
        file: the problem, or what is in its file.
        limit: seconds, from here on.
        before: an earlier plan to begin with.
    """
    began, busy = time.monotonic(), time.process_time()
    first: list[float] = []
    proofs: list[Any] = []

    def progress(facts: Mapping[str, Any]) -> None:
        del facts
        if not first:
            first.append(time.monotonic() - began)

    problem = read_problem(file)
    plan = solve_problem(
        problem,
        seconds=limit,
        workers=WORKERS,
        seed=SEED,
        began=began,
        before=before,
        progress=progress,
        keep=lambda *told: proofs.append(told),
    )
    spent, processor = time.monotonic() - began, time.process_time() - busy
    assert check(problem, plan).lawful
    certificate = certificate_of(problem, *proofs[0]) if proofs else None
    start = time.monotonic()
    assert certificate is None or verify(problem, certificate).ok
    again = time.monotonic() - start if certificate is not None else 0.0
    above = gap_above(plan["objective"], plan["bound"], floor(translate(problem).problem))
    told = first[0] if first else spent
    return Made(
        *(plan, certificate, spent, processor, told, again, above, len(problem.needs), limit)
    )
