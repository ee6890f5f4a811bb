"""Order plan runs on problems that need no demo municipality."""

import json
from datetime import UTC, datetime

from sqlalchemy import select

from solver.answer import Limits
from tests.random_problems import SIZES, problem, problem_bytes
from tests.random_problems.draw import Size
from vikarsentral import db, jobs
from vikarsentral.plan import claims, running
from vikarsentral.plan.parts import split
from vikarsentral.plan.store import version_of
from vikarsentral.problemfile import read_problem
from vikarsentral.tables import PlanRun

NOW = datetime(2027, 1, 1, 8, tzinfo=UTC)
WIDE = Size((30, 30), (150, 150), (4, 4))
LONG = 600


def endless():
    """Draw a problem nobody is through with while a test looks on: order it with `LONG`."""
    SIZES["wide"] = WIDE
    try:
        return problem_bytes(problem(1, "wide"))
    finally:
        del SIZES["wide"]


def order(problem, *, seconds=5):
    """Store a plan run with its job; return its number."""
    with db.begin() as session:
        row = PlanRun(
            period_starts_at=datetime(2027, 1, 3, 23, tzinfo=UTC),
            period_ends_at=datetime(2027, 1, 31, 23, tzinfo=UTC),
            problem=problem,
            ground_version=version_of(problem),
            seconds=seconds,
            workers=1,
            seed=1,
            requested_by="test",
            requested_at=NOW,
            progress={},
        )
        session.add(row)
        session.flush()
        jobs.enqueue(session, jobs.RUN_PLAN, plan_run_id=row.id)
        return row.id


def in_parts(problem):
    """Return what the first job of a run with two parts tells."""
    limits = Limits(LONG, 1, 1, 1)
    made = split(json.loads(problem), read_problem(problem), 2, limits)
    parts = [{"problem": one.problem.decode(), "plan": one.plan} for one in made.parts]
    return {"plan": made.plan, "certificate": made.certificate, "parts": parts}


def cut(problem, made, *, rounds=1):
    """Order a run with two parts, and store what its first job made; return all their numbers."""
    number = order(problem, seconds=LONG)
    change(number, parts=2, rounds=rounds)
    with db.begin() as session:
        claim = claims.claim(session, now=NOW, plan_run_id=number, worker=claims.who_am_i())
    with db.begin() as session:
        running._store(session, claim=claim, outcome=running.Outcome(None, split=made))
    return number, parts_of(number)


def parts_of(number):
    """Return the numbers of a run's parts, in their order."""
    with db.begin() as session:
        query = select(PlanRun.id).where(PlanRun.parent_id == number).order_by(PlanRun.part)
        return list(session.scalars(query))


def change(number, **values):
    """Set columns of the row, whoever is at it."""
    with db.begin() as session:
        row = session.get_one(PlanRun, number)
        for name, value in values.items():
            setattr(row, name, value)


def state_of(number):
    """Return the row as it is now."""
    with db.begin() as session:
        return session.get_one(PlanRun, number)
