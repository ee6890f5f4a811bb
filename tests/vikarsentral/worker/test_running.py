"""The worker ends when told to, however early it is told."""

import asyncio
import os
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from tests.flow.kill import started, until
from vikarsentral import db
from vikarsentral.worker import running

WORKER = [sys.executable, "-m", "vikarsentral.worker"]


def registered():
    with db.begin() as session:
        return session.execute(
            text("select count(*) from jobs.procrastinate_workers")
        ).scalar_one()


@pytest.mark.parametrize("delay", [0, 0.03, 0.1])
def test_takers_that_are_stopped_while_they_start_end_and_leave_no_row(database, delay):
    async def stopped_after():
        stop = asyncio.Event()
        asyncio.get_running_loop().call_later(delay, stop.set)
        await asyncio.wait_for(running._take_jobs(stop), 120)

    with ThreadPoolExecutor(1) as pool:  # a thread of its own: the browser's loop may run in ours
        pool.submit(lambda: asyncio.run(stopped_after())).result()
    assert registered() == 0


def test_a_program_that_is_stopped_as_it_registers_ends_well(database):
    with started(os.environ, WORKER) as worker:
        until(registered)
        worker.terminate()
        assert worker.wait(120) == 0
    assert registered() == 0
