"""Check a stored plan again: the rules on the plan, the sum, and the bound from its prices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.errors import NotFound
from vikarsentral.plan.certificate import verify
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.check import check
from vikarsentral.tables import PlanRun


@dataclass(frozen=True, slots=True)
class CheckedAgain:
    """What came of it.

    Attributes:
        is_lawful: whether the plan breaks no rule.
        breaches: how many things break one.
        objective: worked out again, øre.
        told_objective: what the plan says.
        bound: proven again by the certificate's prices, øre; None without a certificate.
        told_bound: what the plan says; it may rest on the solver's own proof and be higher.
        is_certificate_right: whether the certificate is of this problem and claims just that.
    """

    is_lawful: bool
    breaches: int
    objective: int
    told_objective: int
    bound: int | None
    told_bound: int
    is_certificate_right: bool

    @property
    def is_whole(self) -> bool:
        """Tell whether everything the plan says stood up."""
        is_equal = self.is_lawful and self.objective == self.told_objective
        return is_equal and (self.bound is None or self.is_certificate_right)


def check_again(session: Session, run_id: int) -> CheckedAgain:
    """Judge a run's plan and certificate from the stored problem file, with no solver.

    Args:
        session: an open session.
        run_id: the run.

    Raises:
        NotFound: there is no such run, or it has no plan.

    Source: contract 1 (`check --certificate`).
    """
    row = session.get(PlanRun, run_id)
    if row is None or row.plan is None:
        raise NotFound("plan", run_id)
    problem = read_problem(row.problem)
    verdict = check(problem, row.plan)
    proof = None if row.certificate is None else verify(problem, row.certificate)
    return CheckedAgain(
        is_lawful=verdict.lawful,
        breaches=len(verdict.breaches),
        objective=verdict.objective,
        told_objective=row.plan["objective"],
        bound=None if proof is None else proof.bound,
        told_bound=row.plan["bound"],
        is_certificate_right=proof is not None and proof.ok,
    )


def certificate_of(session: Session, run_id: int) -> dict[str, Any]:
    """Return a run's certificate.

    Args:
        session: an open session.
        run_id: the run.

    Raises:
        NotFound: there is no such run, or it has no certificate.
    """
    query = select(PlanRun.certificate).where(PlanRun.id == run_id, PlanRun.parent_id.is_(None))
    found: dict[str, Any] | None = session.scalar(query)
    if found is None:
        raise NotFound("plan", run_id)
    return found
