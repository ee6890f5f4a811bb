"""How other pages answer while a large file is taken in: one row of the section `files`."""

from __future__ import annotations

import json
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.bench.browse import SIGN_IN, TOKEN, Browser, NoAnswer, wait_for
from tests.bench.processes import (
    PYTHON,
    VIKARSENTRAL,
    data_folder,
    free_port,
    measured,
    running,
)
from vikarsentral.db.server import Server

PAGES = {"/borte": "leder", "/mine-vakter": "vikar"}
WARM_UP, IDLE = 30, 300
QUICK_IDLE = 30
WITHIN, FILE_WITHIN = 300, 900
LOOK_SECONDS = 1.0
MOST_RATIO = 2.0
EDGE = "vikarsentral-bench-edge"


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """Server times of the pages at rest and during the import, milliseconds.

    Attributes:
        rest: p99 before the file came.
        during: p99 from the upload until it was stored.
        asked: requests during the import.
        seconds: from upload to stored.
    """

    rest: float
    during: float
    asked: int
    seconds: float

    @property
    def ratio(self) -> float:
        """Return how many times slower the pages were."""
        return self.during / self.rest


def meanwhile(
    rows: Callable[[str], list[tuple[str, ...]]], write: Write, *, quick: bool
) -> Meanwhile:
    """Serve a municipality with a worker, and take a file of people in by the page.

    Args:
        rows: makes the rows of the file, with the headings first, from a unit's code.
        write: writes them to a file.
        quick: a small municipality and few requests.

    Raises:
        NoAnswer: a page did not come, or the file was not stored.
    """
    size, idle = ("small", QUICK_IDLE) if quick else ("medium", IDLE)
    with data_folder() as home:
        changes = {"VIKARSENTRAL_DATA": str(home)}
        seeded = measured(
            [VIKARSENTRAL, "demo", "--size", size, "--no-serve", "--json"], WITHIN, changes
        )
        if seeded.code != 0:
            raise NoAnswer(f"the demo was not made, {seeded.why()}")
        passwords = {one["login"]: one["password"] for one in json.loads(seeded.out)["logins"]}
        file = home / "ansatte.csv"
        write(file, rows(_unit(home)))
        with _served(home, changes) as (address, log):
            visitors = [_visitor(address, login, passwords, path) for path, login in PAGES.items()]
            _ask(visitors, WARM_UP)
            before = _lines(log)
            _ask(visitors, idle)
            between = _lines(log)
            ended = threading.Event()
            asking = threading.Thread(target=_ask_until, args=(visitors, ended))
            asking.start()
            try:
                spent = _taken_in(address, passwords, file)
            finally:
                ended.set()
                asking.join()
            rest, during = _times(log, before, between), _times(log, between, _lines(log))
    return Meanwhile(_p99(rest), _p99(during), len(during), spent)


Write = Callable[[Path, list[tuple[str, ...]]], None]
Visitor = tuple[Browser, str]


def _unit(home: Path) -> str:
    """Return the code of a unit of the demo."""
    server = Server(home)
    server.ensure()
    try:
        with psycopg.connect(server.place.url_of("vikarsentral")) as connection:
            found = connection.execute("select code from unit order by id limit 1").fetchone()
    finally:
        server.release()
    if found is None:
        raise NoAnswer("the demo has no unit")
    return str(found[0])


@contextmanager
def _served(home: Path, changes: dict[str, str]) -> Iterator[tuple[str, Path]]:
    """Run web and worker as `serve` does; give the address and the web server's log."""
    from vikarsentral.worker.serving import _web

    port, log = free_port(), home / "access.log"
    web = [PYTHON, "-m", *_web("127.0.0.1", port, 1)]
    web += ["--access-logfile", str(log), "--access-logformat", "%(D)s %(s)s %(U)s"]
    address = f"http://127.0.0.1:{port}"
    with (
        running(web, changes, home / "web.log") as server,
        running([VIKARSENTRAL, "worker"], changes, home / "worker.log"),
    ):
        wait_for(lambda: Browser(address).get(SIGN_IN), WITHIN, lambda: server.poll() is None)
        yield address, log


def _visitor(address: str, login: str, passwords: dict[str, str], path: str) -> Visitor:
    browser = Browser(address)
    browser.sign_in(login, passwords[login])
    return browser, path


def _ask(visitors: list[Visitor], times: int) -> None:
    for _ in range(times):
        for browser, path in visitors:
            browser.get(path)


def _ask_until(visitors: list[Visitor], ended: threading.Event) -> None:
    while not ended.is_set():
        _ask(visitors, 1)


def _taken_in(address: str, passwords: dict[str, str], file: Path) -> float:
    """Upload a file as the administrator, say yes, and wait until it is stored; seconds."""
    admin = Browser(address)
    admin.sign_in("admin", passwords["admin"])
    began = time.monotonic()
    page = admin.get("/admin/filer")
    path = admin.send("/admin/filer", _form(page, file), f"multipart/form-data; boundary={EDGE}")
    found = _wait(admin, path, "Venter på ja")
    token = TOKEN.search(found)
    answer = f"csrf_token={token[1] if token else ''}&ending=keep"
    admin.send(f"{path}/lagre", answer.encode(), "application/x-www-form-urlencoded")
    _wait(admin, path, "Filen er lagret.")
    return time.monotonic() - began


def _form(page: str, file: Path) -> bytes:
    token = TOKEN.search(page)
    fields = {"csrf_token": token[1] if token else "", "type": "people", "key": "bench-0001"}
    parts = [
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    about = f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n'
    parts.append(f"{about}Content-Type: text/csv\r\n\r\n".encode() + file.read_bytes())
    return b"".join([*parts, f"\r\n--{EDGE}--\r\n".encode()])


def _wait(admin: Browser, path: str, words: str) -> str:
    until = time.monotonic() + FILE_WITHIN
    while words not in (page := admin.get(path)):
        if time.monotonic() > until or "Kan ikke brukes" in page:
            raise NoAnswer(f"{path} never said {words}")
        time.sleep(LOOK_SECONDS)
    return page


def _lines(log: Path) -> int:
    return len(log.read_text(encoding="utf-8").splitlines())


def _times(log: Path, first: int, last: int) -> list[float]:
    """Return the times of the pages' good answers between two lines of the log."""
    found = []
    for line in log.read_text(encoding="utf-8").splitlines()[first:last]:
        spent, status, path = line.split(" ", maxsplit=2)
        if status == "200" and path in PAGES:
            found.append(int(spent) / 1000)
    return found


def _p99(times: list[float]) -> float:
    if len(times) < 2:
        raise NoAnswer("too few answers to tell a percentile of")
    return statistics.quantiles(times, n=100, method="inclusive")[98]
