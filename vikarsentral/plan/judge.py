"""Who may have this need? Asked of the live roster, by the same rules as any plan."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from vikarsentral.commitments import local, need_ref, person_ref
from vikarsentral.plan.problem import build_for_need, facts
from vikarsentral.plan.store import problem_of, run_view
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.excess import Excess
from vikarsentral.rules.facts import Need
from vikarsentral.rules.options import (
    HoleReason,
    hole_reason,
)
from vikarsentral.rules.person import person_breaches
from vikarsentral.rules.receipt import refusal

Receipts = list[dict[str, Any]]


def breaches(session: Session, need_id: int, person_row_id: int, *, now: datetime) -> Receipts:
    """Return what would break if a person had a need, on top of all they have.

    Args:
        session: an open session.
        need_id: the need.
        person_row_id: the person.
        now: UTC; the receipts tell that the data are from then.

    Returns:
        One receipt that names every rule broken; empty when it is lawful. A person without a
        post in those weeks breaks `place`.

    Raises:
        NotFound: there is no such need.
    """
    broken = excesses(session, need_id, person_row_id)
    if not broken:
        return []
    ref = person_ref(person_row_id)
    return [refusal(need_ref(need_id), ref, broken, data_at=local(now)).document()]


def excesses(session: Session, need_id: int, person_row_id: int) -> tuple[Excess, ...]:
    """Measure what would break if a person had a need, on top of all they have.

    Args:
        session: an open session.
        need_id: the need.
        person_row_id: the person.

    Returns:
        One excess per rule and thing judged; empty when it is lawful.

    Raises:
        NotFound: there is no such need.
    """
    problem = facts(build_for_need(session, need_id, person_ids=(person_row_id,)))
    need, person = problem.needs[need_ref(need_id)], problem.people.get(person_ref(person_row_id))
    if person is None:
        return (_no_post(need, problem.units[need.unit].sector),)
    return person_breaches(problem, person, [need.stretch])


def _no_post(need: Need, sector: str) -> Excess:
    """Return the excess of someone who has no employment in those weeks."""
    numbers = {
        "unit": need.unit,
        "sector": sector,
        "sector_missing": True,
        "unit_missing": False,
        "sectors": [],
        "units": None,
    }
    return Excess("place", ("need", need.id), 0, 1, 1, (need.id,), numbers)


def holes(session: Session, run_id: int) -> list[HoleReason]:
    """Explain every hole of a finished plan, on the ground it was made on.

    Args:
        session: an open session.
        run_id: the run.

    Returns:
        One reason per open need, in the plan's order; empty before the plan is done.

    Raises:
        NotFound: there is no such run.
    """
    plan = run_view(session, run_id).plan
    if plan is None or not plan["open"]:
        return []
    problem = read_problem(problem_of(session, run_id))
    given = [(each["need"], each["person"]) for each in plan["assignments"]]
    return [hole_reason(problem, given, problem.needs[ref]) for ref in plan["open"]]
