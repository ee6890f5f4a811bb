"""Order plan runs on problems that need no demo municipality."""

from datetime import UTC, datetime

from tests.random_problems import SIZES, problem, problem_bytes
from tests.random_problems.draw import Size
from vikarsentral import db, jobs
from vikarsentral.plan.store import version_of
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
