"""The first day on a phone: from an empty installation to a covered shift, in counted taps.

A tap is a press, a choice, or going into a field to type. The files are given.
"""

import os
import re
import sys

import pytest
from sqlalchemy.orm import Session

from tests.browser.conftest import PATIENCE, PHONE, SMALLEST, Visitor, serving
from tests.conftest import address_of, clone
from tests.flow.kill import started
from tests.web import town
from vikarsentral import access
from vikarsentral.db.connect import make_engine

WORKER = [sys.executable, "-m", "vikarsentral.worker"]
MOST_TAPS = 60
PEOPLE = """\
Ansattnummer;Navn;Stilling;Ansettelse;Enhet;Stillingsprosent;Timer i full uke;Fra dato;Sektorer
00101;Anne Ås;sykepleier;heltid;solvang;100;35,5;01.01.2026;health
00102;Brit Bø;sykepleier;deltid;solvang;63,39;35,5;01.01.2026;health
00103;Cato Caspersen;sykepleier;timelønn;solvang;0;35,5;01.01.2026;health
"""
ROTA = """\
Ansattnummer;Enhet;Dato;Fra;Til
00101;solvang;06.01.2027;07:30;15:00
00101;solvang;07.01.2027;07:30;15:00
00102;solvang;08.01.2027;14:30;22:00
"""


@pytest.fixture(scope="module")
def place(cluster, tmp_path_factory):
    """A server and a worker on an installation with one administrator and nothing else."""
    with clone(cluster) as name:
        engine = make_engine(address_of(cluster, name))
        with Session(engine) as session, session.begin():
            who = {"actor": access.system(), "now": town.NOW}
            access.add_user(session, login="ny", name="Ny", password=town.PASSWORD, **who)
            role = access.RoleName.ADMIN
            access.grant_role(session, login="ny", role=role, unit_code=None, **who)
        engine.dispose()
        folder = tmp_path_factory.mktemp("site")
        url = cluster.place.url_of(name)
        with serving(url, folder) as site:
            environment = os.environ | {
                "VIKARSENTRAL_DATABASE_URL": url,
                "VIKARSENTRAL_NOW": str(folder / "now"),
                "VIKARSENTRAL_MESSAGE_SINK": str(folder / "sent"),
            }
            with (
                (folder / "worker.log").open("w") as log,
                started(environment, WORKER, stdout=log, stderr=log),
            ):
                yield site


class Taps:
    """Tap and type, and count; the page after a tap is waited for."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def on(self, text):
        self.count += 1
        self.page.locator("main").locator("a, button, label").filter(has_text=text).first.click()

    def menu(self, text):
        """Open the menu of a phone, and tap an entry: two taps."""
        self.count += 2
        self.page.get_by_text("Meny", exact=True).click()
        self.page.locator(".vs-menu").get_by_role("link", name=text, exact=True).click()

    def type(self, label, text):
        self.count += 1
        self.page.get_by_label(label, exact=True).fill(text)

    def file(self, folder, name, text):
        self.count += 1
        path = folder / name
        path.write_bytes(text.encode("utf-8-sig"))
        self.page.set_input_files("#file", path)


def test_from_an_empty_installation_to_a_covered_shift(browser, place, tmp_path):
    visitor = Visitor(browser, place, viewport=PHONE)
    page, taps = visitor.page, Taps(visitor.page)
    page.set_default_timeout(PATIENCE)
    visitor.open("/logg-inn")
    taps.type("Brukernavn", "ny")
    taps.type("Passord", town.PASSWORD)
    taps.on("Logg inn")
    page.get_by_text("0 av 8 steg er tatt.").wait_for()
    assert visitor.faults() == []
    _lay_the_ground(taps, page)
    _take_in(taps, page, tmp_path, "Ansatte", "Hent fra fil", ("ansatte.csv", PEOPLE))
    taps.menu("Administrasjon")
    page.get_by_text("5 av 8 steg er tatt.").wait_for()
    _take_in(taps, page, tmp_path, "Turnus", "Hent turnus fra fil", ("turnus.csv", ROTA))
    _cover(taps, page)
    assert taps.count <= MOST_TAPS, taps.count
    visitor.open("/admin")
    assert page.get_by_text("Kom i gang").count() == 0
    assert visitor.said == []


def _lay_the_ground(taps, page):
    taps.on("Kommunen")
    taps.type("Kommunens navn", "Lillevik kommune")
    taps.on("Lagre")
    page.get_by_text("1 av 8 steg er tatt.").wait_for()
    taps.on("Sektorer")
    taps.on("Helse og omsorg")
    taps.on("Legg til")
    page.get_by_text("2 av 8 steg er tatt.").wait_for()
    taps.on("Den første enheten")
    taps.type("Navn", "Solvang")
    taps.type("Nytt område", "Nord")
    taps.on("Legg til enheten")
    page.get_by_text("4 av 8 steg er tatt.").wait_for()


def _take_in(taps, page, folder, step, button, file):
    taps.on(step)
    taps.on(button)
    page.wait_for_url(re.compile("/admin/filer"))
    taps.on(step)
    taps.file(folder, *file)
    taps.on("Se hva filen endrer")
    page.get_by_role("button", name="Lagre").wait_for(timeout=PATIENCE)
    taps.on("Lagre")
    page.get_by_text("Filen er lagret.").wait_for(timeout=PATIENCE)


def _cover(taps, page):
    taps.menu("Hvem er borte?")
    taps.on("Anne Ås")
    taps.on("Finn vikar")
    page.wait_for_url(re.compile(r"/behov/\d+$"))
    page.get_by_role("heading", name="Disse kan").wait_for()
    taps.on("Sett opp")
    page.get_by_text("Cato Caspersen kommer.", exact=False).first.wait_for()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_every_page_of_administration_fits_a_phone_and_axe_finds_nothing(browser, place, scripts):
    visitor = Visitor(browser, place, viewport=SMALLEST, java_script_enabled=scripts)
    visitor.sign_in("ny")
    wrong = []
    for path in (
        *("/admin", "/admin/kommune", "/admin/sektorer", "/admin/omrader"),
        *("/admin/kompetanser", "/admin/enheter", "/admin/enheter/ny", "/admin/ansatte"),
        *("/admin/ansatte/ny", "/admin/vaktplan", "/admin/brukere", "/admin/brukere/ny"),
    ):
        assert visitor.open(path).status == 200
        if scripts:
            wrong += [f"{path} {one}" for one in visitor.faults()]
            wrong += [f"{path} is sideways"] if visitor.is_sideways() else []
    assert wrong == []
