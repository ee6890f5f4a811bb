"""Files in, in a browser: chosen, looked at, stored; free of faults at every step."""

import os
import subprocess
import sys

import pytest
from sqlalchemy.orm import Session

from tests.browser.conftest import PHONE, ROOT, SMALLEST, WIDE, serving
from tests.conftest import address_of, clone
from tests.vikarsentral.importing.files import csv_file
from tests.web import town
from vikarsentral.db.connect import make_engine

HEADINGS = ("Enhet", "Dato", "Fra", "Til", "Krav", "Prioritet")
GOOD = ("solvang", "12.01.2027", "07:30", "15:00", "sykepleier", "1")
BAD = ("Solvangg", "12/01/2027", "07:30", "15:00", "kirurg", "9")


@pytest.fixture(scope="module")
def url(cluster):
    """The database of a town of this module's own."""
    with clone(cluster) as name:
        engine = make_engine(address_of(cluster, name))
        with Session(engine) as session, session.begin():
            town.build(session)
        engine.dispose()
        yield cluster.place.url_of(name)


@pytest.fixture(scope="module")
def site(url, tmp_path_factory):
    """The address of a gunicorn on that town."""
    with serving(url, tmp_path_factory.mktemp("site")) as address:
        yield address


def work(url, page):
    """Do what the worker's job does for the upload that is shown; the page then shows more."""
    page.locator("#fremdrift").wait_for()
    number = page.url.rsplit("/", 1)[1]
    now = town.NOW.isoformat()
    environment = os.environ | {"VIKARSENTRAL_DATABASE_URL": url, "VIKARSENTRAL_NOW": now}
    command = [sys.executable, "-m", "vikarsentral.importing.work", number]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE) as child:
        assert child.wait(120) == 0
    page.locator("#fremdrift").wait_for(state="detached")


def look(visitor):
    """Return what axe finds and which widths are too narrow, on the page that is shown."""
    found = []
    for scheme in ("light", "dark"):
        visitor.page.emulate_media(color_scheme=scheme)
        for size in (PHONE, WIDE):
            visitor.page.set_viewport_size(size)
            found += visitor.faults(only_colours=scheme == "dark")
    visitor.page.set_viewport_size(SMALLEST)
    if visitor.is_sideways():
        found.append(f"{visitor.page.url} is wider than {SMALLEST['width']} px")
    visitor.page.emulate_media(color_scheme="light")
    visitor.page.set_viewport_size(PHONE)
    return found


def choose(page, kind, *rows):
    """Choose a file as people do, and send it."""
    page.get_by_label(kind, exact=True).check()
    content = csv_file(HEADINGS, *rows)
    file = {"name": "behov uke 2.csv", "mimeType": "text/csv", "buffer": content}
    page.set_input_files("#file", files=[file])
    page.get_by_role("button", name="Se hva filen endrer").click()
    page.get_by_text("Venter på tur").wait_for()


def test_a_file_goes_in_with_its_faults_told(visit, url):
    visitor = visit("admin", viewport=PHONE)
    page, found = visitor.page, []
    visitor.open("/admin/filer")
    found += look(visitor)
    choose(page, "Behov", GOOD, BAD)
    found += look(visitor)
    work(url, page)
    page.get_by_text("mente du «solvang»").wait_for()
    found += look(visitor)
    page.get_by_label("Lagre de gode radene").check()
    page.get_by_role("button", name="Lagre", exact=True).click()
    work(url, page)
    page.get_by_text("Filen er lagret.").wait_for()
    found += look(visitor)
    visitor.open("/admin/filer/kolonner/people")
    found += look(visitor)
    visitor.open("/admin/filer")
    found += look(visitor)
    assert found == []
    assert visitor.said == []
