"""A real server on a real database, and a real Chromium that looks at it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from sqlalchemy.orm import Session

from tests.bench.processes import free_port
from tests.conftest import address_of, clone
from tests.web import town
from vikarsentral.db.connect import make_engine

ROOT = Path(__file__).parent.parent.parent
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=nb-NO",
]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# All rules are tried; what is right is not written out, which takes most of the time.
FIND_FAULTS = """async rules => {
  const found = await axe.run({runOnly: rules, resultTypes: ["violations"]});
  return found.violations;
}"""
COLOURS = ["color-contrast", "link-in-text-block"]
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
SMALLEST = {"width": 320, "height": 640}
PATIENCE = 180_000  # milliseconds; a crowded machine may stand still for a while


def chromium():
    """Return Debian's Chromium, or say how to get it."""
    path = os.environ.get("VIKARSENTRAL_TEST_CHROMIUM") or shutil.which("chromium")
    assert path, "chromium is missing; as root: apt-get install chromium"
    return path


@pytest.fixture(scope="session")
def browser():
    """One Chromium for the whole test process."""
    with sync_playwright() as started:
        held = started.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield held
        held.close()


@pytest.fixture(scope="module")
def site(cluster, tmp_path_factory):
    """The address of a gunicorn on a town of this module's own."""
    with clone(cluster) as name:
        engine = make_engine(address_of(cluster, name))
        with Session(engine) as session, session.begin():
            town.build(session)
        engine.dispose()
        folder = tmp_path_factory.mktemp("site")
        with serving(cluster.place.url_of(name), folder) as address:
            yield address


class serving:  # noqa: N801 - used as a with-statement
    """Run gunicorn on a database until the block ends; only its own process is ended."""

    def __init__(self, url, folder):
        self.url, self.folder, self.port = url, Path(folder), free_port()

    def __enter__(self):
        address = f"http://127.0.0.1:{self.port}"
        environment = os.environ | {
            "VIKARSENTRAL_DATABASE_URL": self.url,
            "VIKARSENTRAL_NOW": str(self.folder / "now"),
            "VIKARSENTRAL_BASE_URL": address,
        }
        (self.folder / "now").write_text(town.NOW.isoformat())
        self.log = (self.folder / "gunicorn.log").open("w")
        command = [
            sys.executable, "-m", "gunicorn", "--no-control-socket", "--worker-class", "gthread",
            "--threads", "4", "--bind", f"127.0.0.1:{self.port}", "web:create_app()",
        ]  # fmt: skip
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=self.log, stderr=self.log
        )
        self._wait()
        return address

    def _wait(self):
        for _ in range(1200):
            assert self.process.poll() is None, (self.folder / "gunicorn.log").read_text()
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError((self.folder / "gunicorn.log").read_text())

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=120)
        self.log.close()


class Visitor:
    """One browser window of one user, which keeps what its console said.

    It asks for reduced motion: what is still opening is half hidden, and is not judged so.
    """

    def __init__(self, browser, site, **how):
        self.site, self.said = site, []
        how = {"locale": "nb-NO", "timezone_id": "Europe/Oslo", "reduced_motion": "reduce", **how}
        self.context = browser.new_context(**how)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def open(self, path):
        return self.page.goto(self.site + path)

    def sign_in(self, login):
        self.open("/logg-inn")
        self.page.fill("#login", login)
        self.page.fill("#password", town.PASSWORD)
        self.page.get_by_role("button", name="Logg inn").click()
        self.page.wait_for_url(lambda url: "/logg-inn" not in url)
        return self

    def faults(self, *, only_colours=False):
        """Return what axe finds on the page, one line for each element.

        The dark page differs from the light one in nothing but colours.
        """
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text("utf-8"))
        rules = {"type": "rule", "values": COLOURS} if only_colours else TAGS
        found = self.page.evaluate(FIND_FAULTS, rules)
        return [
            f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
            for one in found
            for node in one["nodes"]
        ]

    def faults_in_every_look(self, path):
        """Open a page; return its faults in light and dark, on a phone and wide, and its width.

        Nothing may be wider than a window of 320 pixels.
        """
        answer = self.open(path)
        found = [] if answer.status == 200 else [f"{path} answers {answer.status}"]
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)
            for size in (PHONE, WIDE):
                self.page.set_viewport_size(size)
                faults = self.faults(only_colours=scheme == "dark")
                found += [f"{path} {scheme} {size['width']} {one}" for one in faults]
        self.page.set_viewport_size(SMALLEST)
        return [*found, f"{path} is wider than 320"] if self.is_sideways() else found

    def is_sideways(self):
        """Tell whether the page is wider than the window."""
        width = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        return self.page.evaluate(width)


@pytest.fixture
def visit(browser, site):
    """A function that opens a window, signed in if a login is given."""
    opened = []

    def begin(login=None, **how):
        visitor = Visitor(browser, site, **how)
        opened.append(visitor)
        return visitor.sign_in(login) if login else visitor

    yield begin
    for visitor in opened:
        visitor.context.close()
