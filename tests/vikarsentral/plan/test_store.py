from datetime import date

import pytest
from sqlalchemy import text

from tests.vikarsentral.village import MONDAY, NOW, at
from vikarsentral.errors import BadInput, Conflict, NotAllowed, NotFound
from vikarsentral.plan.store import (
    RunOrder,
    cancel_run,
    problem_of,
    request_run,
    run_view,
    runs,
    version_of,
)
from vikarsentral.problemfile import read_problem
from vikarsentral.tables import PlanRun, PlanState


def ordered(village, **changes):
    order = RunOrder(**changes)
    return request_run(village.session, order, actor=village.coordinator, now=NOW)


def jobs_waiting(session, run_id):
    return session.execute(
        text(
            "select count(*) from jobs.procrastinate_jobs"
            " where task_name = 'run_plan' and args = jsonb_build_object('plan_run_id', :id)"
        ),
        {"id": run_id},
    ).scalar_one()


def test_run_is_stored_with_its_problem_and_its_job(village):
    village.on_duty()
    village.need("2027-01-11T07:30")
    run_id = ordered(village)
    seen = run_view(village.session, run_id)
    assert (seen.state, seen.period_starts_at) == (PlanState.QUEUED, at("2027-01-11T00:00"))
    problem = problem_of(village.session, run_id)
    assert len(read_problem(problem).needs) == 1
    assert seen.ground_version == version_of(problem)
    assert jobs_waiting(village.session, run_id) == 1


def test_all_faults_are_told_at_once(village):
    with pytest.raises(BadInput) as refused:
        ordered(village, first_on=date(2027, 1, 12), weeks=0, seconds=0, workers=0, seed=-1)
    assert [fault.where for fault in refused.value.faults] == [
        "first_on",
        "weeks",
        "seconds",
        "workers",
        "seed",
    ]


def test_period_that_is_over_is_refused(village):
    with pytest.raises(BadInput, match="is over"):
        ordered(village, first_on=date(2026, 11, 30), weeks=4)


def test_leader_does_not_order_plans(village):
    with pytest.raises(NotAllowed):
        request_run(village.session, RunOrder(), actor=village.leader, now=NOW)


def test_waiting_run_is_cancelled_at_once_and_only_once(village):
    run_id = ordered(village, first_on=MONDAY, weeks=1)
    cancel_run(village.session, run_id=run_id, actor=village.coordinator, now=NOW)
    assert run_view(village.session, run_id).state is PlanState.CANCELLED
    with pytest.raises(Conflict, match="plan_finished"):
        cancel_run(village.session, run_id=run_id, actor=village.coordinator, now=NOW)


def test_running_run_is_asked_to_stop(village):
    run_id = ordered(village)
    row = village.session.get(PlanRun, run_id)
    row.state = PlanState.RUNNING
    cancel_run(village.session, run_id=run_id, actor=village.coordinator, now=NOW)
    assert (row.state, row.is_cancel_asked) == (PlanState.RUNNING, True)


def finished(village, state, **changes):
    """A run of the same weeks that has a plan."""
    row = village.session.get(PlanRun, ordered(village, **changes))
    row.plan, row.state = {"assignments": []}, state
    row.published_at = NOW if state is PlanState.PUBLISHED else None
    village.session.flush()
    return row.id


def before(village, **changes):
    return run_view(village.session, ordered(village, **changes)).before_id


def test_a_run_begins_from_the_published_plan_of_its_weeks_else_the_last_made(village):
    assert before(village) is None
    finished(village, PlanState.DONE, first_on=date(2027, 2, 22), weeks=1)
    assert before(village) is None
    drafted = finished(village, PlanState.CANCELLED)
    assert before(village) == drafted
    published = finished(village, PlanState.PUBLISHED, first_on=date(2027, 1, 18))
    finished(village, PlanState.DONE)
    assert before(village) == published


def test_unknown_run_is_told(village):
    for ask in (run_view, problem_of):
        with pytest.raises(NotFound):
            ask(village.session, 999_999)
    with pytest.raises(NotFound):
        cancel_run(village.session, run_id=999_999, actor=village.coordinator, now=NOW)


def test_newest_runs_come_first(village):
    first, second = ordered(village), ordered(village)
    assert [run.id for run in runs(village.session)] == [second, first]
    assert [run.id for run in runs(village.session, limit=1)] == [second]
