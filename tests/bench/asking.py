"""Section `asking`: from "who could come" to the first question, in the large municipality."""

from __future__ import annotations

import re
import urllib.parse
from functools import partial
from pathlib import Path
from statistics import mean, median

import click
import psutil

from tests.bench import machine
from tests.bench.browse import SIGN_IN, TOKEN, Browser, NoAnswer, wait_for
from tests.bench.crowd import processor_seconds
from tests.bench.database import in_force
from tests.bench.processes import PYTHON, data_folder, free_port, running
from tests.bench.report import Block, Reach, reached
from tests.house.readme import table
from vikarsentral import clock, db
from vikarsentral import demo as fjordvik
from vikarsentral.cli.demo import WHO, _ordered, _publish
from vikarsentral.plan.running import run

TITLE = "Asking"
WITHIN = 240
MOST_OPTIONS_MS, MOST_FIRST_MS = 300.0, 1000.0
ROUNDS = 8
PLAN_SECONDS = 8
"""What is measured needs a published plan, not a good one."""
AWAY = re.compile(r'href="(/borte/\d+)"')
TIMES = "%(D)s %(s)s %(m)s %(U)s"
LEADER = "leder"


class Leader(Browser):
    """A leader who taps buttons."""

    def tap(self, page: str, to: str) -> str:
        """Press a button of a page; return the path of the page that comes.

        Args:
            page: where the button is.
            to: where it leads.

        Raises:
            NoAnswer: it was refused, or nobody answered.
        """
        found = TOKEN.search(self.get(page))
        if found is None:
            raise NoAnswer(f"{page} has no button")
        data = urllib.parse.urlencode({"csrf_token": found[1]}).encode()
        try:
            with self._opener.open(self.address + to, data, timeout=60) as answer:
                return urllib.parse.urlsplit(answer.geturl()).path
        except OSError as error:
            raise NoAnswer(f"{to}: {error}") from error


def section(quick: bool) -> Block:
    """Make a municipality, serve it, and do the leader's three taps again and again.

    Args:
        quick: the small municipality, to see that the bench works.
    """
    size = "small" if quick else "large"
    with data_folder() as home, in_force(home, "asking", {}) as url:
        password = made(size)
        _tell("serving")
        try:
            options, again, first, spent = served(home, url, password)
        except NoAnswer as error:
            return Block(TITLE, [f"Not measured: {error}"])
    return block(size, options, again, first, spent)


def _tell(what: str) -> None:
    click.echo(f"  {what} …", err=True)


def made(size: str) -> str:
    """Put the demo into this process's database, planned and published.

    Args:
        size: of the demo.

    Returns:
        The leader's password.
    """
    _tell(f"the {size} municipality")
    db.transaction(partial(fjordvik.seed, size=size, now=clock.now()))
    _tell(f"a plan of {PLAN_SECONDS} seconds")
    run_id = db.transaction(partial(_ordered, seconds=PLAN_SECONDS))
    run(run_id, worker=WHO, should_stop=lambda: False)
    _tell("publishing it")
    _publish(run_id)
    logins = db.transaction(partial(fjordvik.make_logins, now=clock.now()))
    return next(one.password for one in logins if one.login == LEADER)


def served(
    home: Path, url: str, password: str
) -> tuple[list[float], list[float], list[float], list[tuple[float, float]]]:
    """Report people away and have others asked; read the server's own times from its log.

    Args:
        home: the data folder.
        url: of the database.
        password: of the unit's leader.

    Returns:
        Milliseconds: options just after the report, options on an unchanged roster, and the
        question put in the outbox; and the server's processor milliseconds of report and
        options, and of asking.
    """
    from vikarsentral.worker.serving import _web

    port, log = free_port(), home / "access.log"
    command = [PYTHON, "-m", *_web("127.0.0.1", port, 1)]
    command += ["--access-logfile", str(log), "--access-logformat", TIMES]
    changes = {"VIKARSENTRAL_DATA": str(home), "VIKARSENTRAL_DATABASE_URL": url}
    spent = []
    with running(command, changes, home / "web.log") as server:
        address = f"http://127.0.0.1:{port}"
        wait_for(lambda: Browser(address).get(SIGN_IN), WITHIN, lambda: server.poll() is None)
        leader = Leader(address)
        leader.sign_in(LEADER, password)
        for number, path in enumerate(sorted(set(AWAY.findall(leader.get("/borte"))))):
            _tell(f"report {number} of {ROUNDS}")
            before = processor_seconds(psutil.Process(server.pid))
            need = leader.tap(path, path)
            reported = processor_seconds(psutil.Process(server.pid))
            if "/behov/" in need:
                leader.get(need)
                middle = processor_seconds(psutil.Process(server.pid))
                leader.tap(need, need + "/spor")
                after = processor_seconds(psutil.Process(server.pid))
                spent.append((1000 * (reported - before), 1000 * (after - middle)))
            if len(spent) > ROUNDS:
                break
    return (*_read(log), spent[1:])


def _read(log: Path) -> tuple[list[float], list[float], list[float]]:
    """Sort the server's times by what was asked for; the first round warms up."""
    options: dict[str, list[float]] = {}
    first: list[float] = []
    for line in log.read_text(encoding="utf-8").splitlines():
        spent, _, method, path = line.split(" ", maxsplit=3)
        if method == "GET" and re.fullmatch(r"/behov/\d+", path):
            options.setdefault(path, []).append(int(spent) / 1000)
        if method == "POST" and path.endswith("/spor"):
            first.append(int(spent) / 1000)
    found = list(options.values())[1:]
    if not found or len(first) < 2:
        raise NoAnswer("nobody at the unit could be reported away")
    return [one[0] for one in found], [one[1] for one in found], first[1:]


def block(
    size: str,
    options: list[float],
    again: list[float],
    first: list[float],
    spent: list[tuple[float, float]],
) -> Block:
    """Tell what came of it.

    Args:
        size: the municipality's.
        options: milliseconds just after the report.
        again: milliseconds on an unchanged roster.
        first: milliseconds until the question was in the outbox.
        spent: processor milliseconds of report and options, and of asking.
    """
    figures = [
        Reach(
            "options shown, server time, median",
            f"≤ {MOST_OPTIONS_MS:.0f} ms",
            f"{median(options):.0f} ms",
            median(options) <= MOST_OPTIONS_MS,
        ),
        Reach(
            "first question in the outbox, server time, median",
            f"≤ {MOST_FIRST_MS:.0f} ms",
            f"{median(first):.0f} ms",
            median(first) <= MOST_FIRST_MS,
        ),
    ]
    work, asking = zip(*spent, strict=True)
    rows = [
        [what, f"{median(times):.0f}", f"{mean(times):.0f}", f"{max(times):.0f}"]
        for what, times in (
            ("options just after the report", options),
            ("the same page on an unchanged roster", again),
            ("asking: search, judging, outbox, commit", first),
            ("the web server's processor time of report and options", work),
            ("the web server's processor time of asking, the page before it too", asking),
        )
    ]
    extra = (
        f"The {size} municipality, planned for {PLAN_SECONDS} s and published; {len(options)} "
        "reports by one leader after one to warm up; gunicorn's own time per request, product "
        "settings."
    )
    told = machine.told(("flask", "sqlalchemy", "psycopg", "gunicorn"), extra)
    heads = ["what", "median ms", "mean ms", "worst ms"]
    return Block(TITLE, [reached(figures), table(heads, rows), told])
