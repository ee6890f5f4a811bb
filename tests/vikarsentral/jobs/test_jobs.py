"""A job lives and dies with the transaction that put it in."""

from sqlalchemy import text

from vikarsentral import jobs


def count(session):
    return session.execute(text("select count(*) from jobs.procrastinate_jobs")).scalar_one()


def test_a_job_is_there_when_its_transaction_is(session):
    number = jobs.enqueue(session, jobs.RUN_PLAN, plan_run_id=7)
    row = session.execute(
        text("select task_name, queue_name, args, lock from procrastinate_jobs where id = :id"),
        {"id": number},
    ).one()
    assert tuple(row) == ("run_plan", "heavy", {"plan_run_id": 7}, None)
    assert jobs.is_waiting(session, jobs.RUN_PLAN, plan_run_id=7)
    assert not jobs.is_waiting(session, jobs.RUN_PLAN, plan_run_id=8)


def test_a_job_is_gone_when_its_transaction_is_rolled_back(session):
    savepoint = session.begin_nested()
    jobs.enqueue(session, jobs.SEND_MESSAGES)
    assert count(session) == 1
    savepoint.rollback()
    assert count(session) == 0
