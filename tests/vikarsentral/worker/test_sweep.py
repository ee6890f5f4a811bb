"""What a killed worker left is found from the job engine's rows and from ours."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from tests.vikarsentral.worker.runs import order
from vikarsentral import db, jobs
from vikarsentral.plan.claims import LEASE_SECONDS, who_am_i
from vikarsentral.tables import PlanRun, PlanState
from vikarsentral.worker import sweep

LONG_AGO = datetime.now(UTC) - timedelta(seconds=LEASE_SECONDS + 1)


def count_jobs():
    with db.begin() as session:
        query = "select count(*) from jobs.procrastinate_jobs where status = 'todo'"
        return session.execute(text(query)).scalar_one()


def set_to(run, **values):
    with db.begin() as session:
        row = session.get_one(PlanRun, run)
        for name, value in values.items():
            setattr(row, name, value)


@pytest.fixture
def run(database):
    return order(b"{}")


def test_a_waiting_run_keeps_its_one_job(run):
    assert sweep.sweep_rows() == 0
    assert count_jobs() == 1


def test_a_waiting_run_whose_job_is_lost_gets_a_new_one(run):
    with db.begin() as session:
        session.execute(text("delete from jobs.procrastinate_jobs"))
    assert sweep.sweep_rows() == 1
    assert sweep.sweep_rows() == 0
    with db.begin() as session:
        assert jobs.is_waiting(session, jobs.RUN_PLAN, plan_run_id=run)


WORKERS = {
    "this one": who_am_i(),
    "another": "another-host/1/2.0",
    "one that is gone": who_am_i().rsplit("/", 1)[0] + "/1.0",
}
BEATS = {"just now": datetime.now(UTC) + timedelta(days=1), "long ago": LONG_AGO, "never": None}


@pytest.mark.parametrize(
    ("worker", "beat", "taken_up"),
    [
        ("this one", "just now", False),
        ("this one", "long ago", True),
        ("this one", "never", True),
        ("another", "just now", False),
        ("another", "long ago", True),
        ("one that is gone", "just now", True),
    ],
)
def test_a_running_run_is_taken_up_when_nobody_is_at_it(run, worker, beat, taken_up):
    set_to(
        run,
        state=PlanState.RUNNING,
        worker=WORKERS[worker],
        heartbeat_at=BEATS[beat],
        attempts=1,
    )
    assert sweep.sweep_rows() == int(taken_up)
    assert count_jobs() == 1 + int(taken_up)


@pytest.mark.parametrize("state", [PlanState.FAILED, PlanState.CANCELLED])
def test_a_finished_run_is_left_alone(run, state):
    set_to(run, state=state)
    assert sweep.sweep_rows() == 0
