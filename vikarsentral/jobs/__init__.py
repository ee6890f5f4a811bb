"""Jobs on our own database: put in by the transaction that needs them, by name, with ids only.

A job says "look at this row". The row decides what is left to do, so a job may come twice, late
or never: the worker's sweep starts again from the rows. No job holds a lock of the job engine,
since the lock of a killed worker's job would block the job that takes its place.
"""

from __future__ import annotations

import json
from typing import Final

from procrastinate import App, SyncPsycopgConnector
from sqlalchemy import text
from sqlalchemy.orm import Session

RUN_PLAN: Final = "run_plan"
SEND_MESSAGES: Final = "send_messages"
TAKE_FILE: Final = "take_file"
COPY_FACTS: Final = "copy_facts"

HEAVY: Final = "heavy"
QUICK: Final = "quick"
FILES: Final = "files"
QUEUES: Final = {RUN_PLAN: HEAVY, SEND_MESSAGES: QUICK, TAKE_FILE: FILES, COPY_FACTS: QUICK}

_putter = App(connector=SyncPsycopgConnector())


def enqueue(session: Session, task: str, **ids: int | str) -> int:
    """Put in a job; it exists when, and only when, the caller's transaction is committed.

    Args:
        session: the caller's session.
        task: the task's name; one that no worker knows fails there, not here.
        **ids: ids of the rows to look at, nothing else.

    Returns:
        The job's number.

    Source: design.md 2.5.
    """
    session.flush()
    connection = session.connection().connection.driver_connection
    queue = QUEUES.get(task, QUICK)
    return _putter.configure_task(task, queue=queue, connection=connection).defer(**ids)


def is_waiting(session: Session, task: str, **ids: int | str) -> bool:
    """Tell whether such a job is waiting or being done.

    Args:
        session: the caller's session.
        task: the task's name.
        **ids: all ids the job was put in with.
    """
    query = text(
        "select 1 from procrastinate_jobs where task_name = :task"
        " and args = cast(:args as jsonb) and status in ('todo', 'doing') limit 1"
    )
    return session.execute(query, {"task": task, "args": json.dumps(ids)}).first() is not None
