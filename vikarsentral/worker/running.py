"""The worker: takes jobs until it is told to stop, and outlives a database that goes away."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import signal
import sys
from collections.abc import Awaitable, Callable
from datetime import date

import procrastinate
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.worker import Worker
from psycopg import OperationalError
from psycopg_pool import PoolTimeout
from sqlalchemy.exc import DBAPIError

from vikarsentral import db, jobs, settings
from vikarsentral.errors import ComponentMissing, VikarsentralError
from vikarsentral.plan import claims, running
from vikarsentral.worker import (
    calllists,
    callouts,
    copying,
    endings,
    files,
    hours,
    nightly,
    offers,
    outbox,
    reasons,
    sweep,
    turns,
)

HEART_SECONDS = 5.0
SWEEP_SECONDS = 5.0
OFFER_SECONDS = 1.0
CALLOUT_SECONDS = 1.0
OUTBOX_SECONDS = 1.0
HOURS_SECONDS = 60.0
NIGHTLY_SECONDS = 600.0
TURNS_SECONDS = 60.0
ENDINGS_SECONDS = 3600.0
LISTS_SECONDS = 600.0
PAUSE_SECONDS = 1.0
GRACE_SECONDS = 10.0
ASK_AGAIN_SECONDS = 0.2
FORGET_SECONDS = 3600.0
KEEP_JOBS_HOURS = 24 * 14
AWAY = (ComponentMissing, ConnectorException, DBAPIError, OperationalError, PoolTimeout)

logger = logging.getLogger(__name__)


def run_worker() -> None:
    """Take jobs until SIGTERM or SIGINT; a plan run under way is then put back.

    Raises:
        ComponentMissing: the database does not answer at the start, or its tables are old.
    """
    db.check()
    asyncio.run(_main())


async def _main() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    logger.info("worker %s is ready", claims.who_am_i())
    async with asyncio.TaskGroup() as group:
        group.create_task(_again(stop, functools.partial(_take_jobs, stop), PAUSE_SECONDS))
        group.create_task(_again(stop, _in_thread(sweep.sweep_rows), SWEEP_SECONDS))
        group.create_task(_again(stop, _in_thread(files.sweep_files), SWEEP_SECONDS))
        group.create_task(_again(stop, _in_thread(offers.settle_waiting), OFFER_SECONDS))
        group.create_task(_again(stop, _in_thread(callouts.go_on_waiting), CALLOUT_SECONDS))
        group.create_task(_again(stop, _in_thread(callouts.look_for_exchanges), SWEEP_SECONDS))
        for channel in outbox.CHANNELS:
            sending = functools.partial(outbox.send_waiting, channel)
            group.create_task(_again(stop, _in_thread(sending), OUTBOX_SECONDS))
        group.create_task(_again(stop, _in_thread(calllists.write_lists), LISTS_SECONDS))
        group.create_task(_again(stop, _in_thread(turns.check_plans), TURNS_SECONDS))
        group.create_task(_again(stop, _in_thread(reasons.keep_reasons), TURNS_SECONDS))
        group.create_task(_again(stop, _in_thread(endings.remind), ENDINGS_SECONDS))
        group.create_task(_again(stop, _in_thread(hours.settle_ended), HOURS_SECONDS))
        group.create_task(_again(stop, _in_thread(nightly.tidy), NIGHTLY_SECONDS))
    logger.info("worker %s has stopped", claims.who_am_i())


def _in_thread(work: Callable[[], object]) -> Callable[[], Awaitable[object]]:
    return functools.partial(asyncio.to_thread, work)


async def _again(
    stop: asyncio.Event, work: Callable[[], Awaitable[object]], pause_seconds: float
) -> None:
    """Do a piece of work over and over; a database that is away is waited for."""
    while not stop.is_set():
        try:
            await work()
        except* AWAY as gone:
            logger.warning("the database is away: %s", type(gone.exceptions[0]).__name__)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause_seconds)


async def _take_jobs(stop: asyncio.Event) -> None:
    """Take jobs of all queues until told to stop, or until the database is lost."""
    url = (await asyncio.to_thread(db.address)).set(drivername="postgresql")
    connector = PsycopgConnector(
        conninfo=url.render_as_string(hide_password=False),
        kwargs={"options": "-c timezone=UTC -c search_path=public,jobs"},
        min_size=2,
        max_size=8,
        timeout=10,
    )
    app = App(connector=connector)
    _register(app, stop)
    async with app.open_async(), asyncio.TaskGroup() as group:
        takers = [
            _taker(app, jobs.HEAVY, concurrency=1),
            _taker(app, jobs.QUICK, concurrency=4),
            _taker(app, jobs.FILES, concurrency=1),
        ]
        # Ended by a flag and not by cancelling: a cancellation can be lost under way.
        over = asyncio.Event()
        group.create_task(_again(over, functools.partial(sweep.sweep_jobs, app), SWEEP_SECONDS))
        group.create_task(_again(over, functools.partial(_forget_old, app), FORGET_SECONDS))
        try:
            await _until_one_ends(takers, stop)
        finally:
            over.set()


async def _until_one_ends(takers: list[Worker], stop: asyncio.Event) -> None:
    """Take jobs until told to stop or until one taker fails; then let every taker end its work.

    A taker is asked to stop over and over: a cancellation, or a request made while it still
    registers itself, can be lost, and it would take jobs for ever.
    """
    running = [asyncio.create_task(_run(taker)) for taker in takers]
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait([*running, stopped], return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopped.cancel()
        while left := [task for task in running if not task.done()]:
            for taker in takers:
                taker.stop()  # type: ignore[no-untyped-call]  # the engine's, without types
            await asyncio.wait(left, timeout=ASK_AGAIN_SECONDS)
    for task in running:
        task.result()


async def _forget_old(app: App) -> None:
    await app.job_manager.delete_old_jobs(nb_hours=KEEP_JOBS_HOURS)


async def _run(taker: Worker) -> None:
    await taker.run()  # type: ignore[no-untyped-call]  # the engine's, without types


def _taker(app: App, queue: str, *, concurrency: int) -> Worker:
    return Worker(
        app,
        queues=[queue],
        name=queue,
        concurrency=concurrency,
        install_signal_handlers=False,
        update_heartbeat_interval=HEART_SECONDS,
        stalled_worker_timeout=sweep.HEART_STOPPED_SECONDS,
        shutdown_graceful_timeout=GRACE_SECONDS,
    )


def _register(app: App, stop: asyncio.Event) -> None:
    """Tell the engine which function does which job."""

    @app.task(
        name=jobs.RUN_PLAN,
        queue=jobs.HEAVY,
        retry=procrastinate.RetryStrategy(max_attempts=3, wait=2),
    )
    def run_plan(plan_run_id: int) -> None:
        running.run(plan_run_id, worker=claims.who_am_i(), should_stop=stop.is_set)

    @app.task(name=jobs.TAKE_FILE, queue=jobs.FILES)
    def take_file(import_id: int) -> None:
        files.take_in(import_id, should_stop=stop.is_set)

    @app.task(name=jobs.COPY_FACTS, queue=jobs.QUICK)
    def copy_facts(first_on: str) -> None:
        copying.put_copy(date.fromisoformat(first_on))

    @app.task(name=jobs.SEND_MESSAGES, queue=jobs.QUICK)
    def send_messages() -> None:
        outbox.send_waiting()


def main() -> None:
    """Run the worker as a program of its own, as `serve` does."""
    set_up_log()
    try:
        run_worker()
    except VikarsentralError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_code)


def set_up_log() -> None:
    """Write our own words to standard error; the job engine's only from warnings up."""
    logging.basicConfig(
        level=settings.current().log_level,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
