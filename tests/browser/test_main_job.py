"""The main job in a real browser: absence, plan, publication, calendar, spend."""

import os
import re
import sys
from datetime import datetime
from urllib.request import urlopen

import icalendar
import pytest
from sqlalchemy.orm import Session

from tests.browser.conftest import PATIENCE, PHONE, Visitor, serving
from tests.conftest import address_of, clone
from tests.flow.kill import started
from tests.web import town
from vikarsentral.clock import OSLO
from vikarsentral.db.connect import make_engine
from vikarsentral.tables import DutyTime, Person

WORKER = [sys.executable, "-m", "vikarsentral.worker"]
SUNDAY = datetime(2027, 1, 10, 12, 0, tzinfo=OSLO)
MONDAY = datetime(2027, 1, 11, 7, 30, tzinfo=OSLO)


@pytest.fixture(scope="module")
def place(cluster, tmp_path_factory):
    """A server and a worker on a town where one pool employee is on duty; it is Sunday."""
    with clone(cluster) as name:
        engine = make_engine(address_of(cluster, name))
        with Session(engine) as session, session.begin():
            town.build(session)
            vikar = session.query(Person).filter(Person.name == town.POOL_NAMES[1]).one()
            session.query(DutyTime).filter(DutyTime.person_id != vikar.id).delete()
        engine.dispose()
        folder = tmp_path_factory.mktemp("site")
        url = cluster.place.url_of(name)
        with serving(url, folder) as site:
            (folder / "now").write_text(SUNDAY.isoformat())
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


def test_absence_becomes_a_planned_shift_in_the_calendar_and_in_the_spend(
    browser,
    place,
):
    away = _report_absence(Visitor(browser, place, viewport=PHONE).sign_in("leder"))
    _plan_and_publish(Visitor(browser, place).sign_in("koordinator"), away)
    address = _subscribe(Visitor(browser, place, viewport=PHONE).sign_in("vikar"))
    _calendar_holds_the_shift(address)
    _spend_opens_to_the_shift(Visitor(browser, place).sign_in("planlegger"))


def _report_absence(leader):
    """Tap the first person on duty tomorrow, and look for cover; return who is away."""
    page = leader.page
    tomorrow = page.locator("section", has_text="I morgen")
    name = tomorrow.locator(".vs-tap__title").first.inner_text()
    tomorrow.locator("a.vs-tap").first.click()
    page.get_by_role("button", name="Finn vikar").click()
    page.wait_for_url(re.compile(r"/behov/\d+$"))
    assert page.get_by_text("Disse kan").is_visible()
    assert leader.said == []
    return name


def _plan_and_publish(coordinator, away):
    page = coordinator.page
    coordinator.open("/planer")
    page.get_by_role("button", name="Lag plan").click()
    page.wait_for_url(re.compile(r"/planer/\d+$"))
    publish = page.get_by_role("button", name="Publiser planen")
    publish.wait_for(timeout=PATIENCE)
    assert page.get_by_text("Ingen lovlig plan er bedre").is_visible()
    page.get_by_role("link", name="Se planen uke for uke").click()
    row = page.get_by_role("row", name=re.compile(town.POOL_NAMES[1]))
    assert "07:30–15:00" in row.inner_text()
    assert away not in row.inner_text()
    row.get_by_role("link").first.click()
    assert page.get_by_text(f"{town.POOL_NAMES[1]} har vakten i planen.").is_visible()
    page.get_by_role("link", name=re.compile("uke for uke")).click()
    page.get_by_role("link", name=re.compile(r"^Plan \d+$")).click()
    page.get_by_role("button", name="Publiser planen").click()
    page.get_by_text("Planen er publisert.").wait_for()
    assert coordinator.said == []


def _subscribe(vikar):
    """Make a calendar link and return its address; the shift is on the page as well."""
    page = vikar.page
    vikar.open("/mine-vakter")
    assert page.get_by_text("07:30–15:00").first.is_visible()
    vikar.open("/min-kalender")
    page.get_by_role("button", name="Lag lenke").click()
    return page.locator("#address").input_value()


def _calendar_holds_the_shift(address):
    with urlopen(address, timeout=240) as answer:  # noqa: S310 - our own server
        calendar = icalendar.Calendar.from_ical(answer.read())
    starts = {event.decoded("dtstart"): str(event["summary"]) for event in calendar.events}
    assert starts[MONDAY] == "Vakt: Solvang sykehjem"


def _spend_opens_to_the_shift(planner):
    page = planner.page
    planner.open("/vikarbruk")
    source = page.get_by_role("table").first.get_by_role("row", name=re.compile("Vikarsentralen"))
    figure = source.get_by_role("link").inner_text()
    source.get_by_role("link").click()
    page.wait_for_url(re.compile("/vikarbruk/vakter"))
    assert page.locator("dd").first.inner_text() == figure
    row = page.get_by_role("row", name=re.compile(r"man\. 11\. jan\. 07:30–15:00"))
    assert "Solvang sykehjem" in row.inner_text()
    assert figure in row.inner_text()
    assert planner.said == []
