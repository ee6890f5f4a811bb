"""Finished plans on the problems they were made on, kept in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from vikarsentral.errors import NotFound
from vikarsentral.explain.memory import named
from vikarsentral.plan.store import RunView, problem_of
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.facts import Problem, Stretch


@dataclass(frozen=True, slots=True)
class Ground:
    """A finished plan on the problem it was made on.

    Attributes:
        problem: the facts.
        given: person id by need id.
        agency: ids of needs proposed to an agency.
        held: the needs each person holds.
    """

    problem: Problem
    given: Mapping[str, str]
    agency: frozenset[str]
    held: Mapping[str, tuple[Stretch, ...]]


def ground(session: Session, run: RunView) -> Ground:
    """Return a finished plan on its ground.

    Args:
        session: an open session.
        run: the run.

    Raises:
        NotFound: the run has no plan.
    """
    if run.plan is None:
        raise NotFound("plan", run.id)
    return plan_on_ground(session, run.id, run.ground_version, run.plan)


def plan_on_ground(session: Session, run_id: int, version: str, plan: Mapping[str, Any]) -> Ground:
    """Return a plan on its ground, from memory where the same plan was asked about before.

    Args:
        session: an open session.
        run_id: the run.
        version: the run's ground version.
        plan: the plan document.

    Raises:
        NotFound: there is no such run.
    """
    given = {row["need"]: row["person"] for row in plan["assignments"]}
    agency = frozenset(plan["agency"])
    problem = ground_of(session, run_id, version)

    def made() -> Ground:
        held: dict[str, tuple[Stretch, ...]] = {}
        for need, person in given.items():
            held[person] = (*held.get(person, ()), problem.needs[need].stretch)
        return Ground(problem, given, agency, held)

    def is_right(found: Ground) -> bool:
        return found.given == given and found.problem is problem

    key = ("plan", version, hash(frozenset(given.items())), hash(agency))
    return named(key, made, is_right)


def ground_of(session: Session, run_id: int, version: str) -> Problem:
    """Return the problem a run was made on; named by the sum of its bytes, it is never old.

    Args:
        session: an open session.
        run_id: the run.
        version: the run's ground version.

    Raises:
        NotFound: there is no such run.
    """
    return named(("ground", version), lambda: read_problem(problem_of(session, run_id)))
