"""The pages of the parties with something on every one of them: axe, console and width."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.browser.conftest import PHONE, serving
from tests.conftest import address_of, clone
from tests.web import town
from tests.web.tillitsvalgt.conftest import TUESDAY, fill
from vikarsentral import agreements, emergency
from vikarsentral.access import actor_by_login
from vikarsentral.agreements import AgreementKind, AgreementLevel, Draft, Side
from vikarsentral.db.connect import make_engine
from vikarsentral.demo.agreed import WEIGHTS
from vikarsentral.emergency import Emergency
from vikarsentral.tables import EmergencyCode, Need, Person, Shift, ShiftKind, Unit

PAGES = {
    "tillitsvalgt": [
        *("/avtaler", "/avtaler/1", "/avtaler/2", "/avtaler/ny", "/avtaler/ny?type=innleie"),
        *("/avtaler/ny?erstatter=1", "/vekter", "/vekter/ny", "/fortrinnsrett", "/ekstratimer"),
        *("/unntak", "/logg"),
    ],
    "planlegger": ["/avtaler/1?slutter=2027-01-10", "/fortrinnsrett"],
    "leder": ["/unntak", "/ekstratimer", "{need}"],
    "hanne": ["/mine-avtaler", "/mine-ekstratimer"],
}


def agree(session, by, *, kind=AgreementKind.WORKING_TIME, sides=tuple(Side), **changes):
    values = {
        "level": AgreementLevel.LOCAL_TV,
        "title": "Hviletid ved sykehjemmene",
        "limits": {"daily_rest": 480, "weekly_rest": 1680, "red_days": "average"},
        "valid_from": date(2027, 1, 25),
        "valid_to": date(2027, 2, 20),
        "document_ref": "Protokoll 2027/1",
        **changes,
    }
    made = agreements.draft(session, Draft(kind, **values), actor=by["planlegger"], now=town.NOW)
    signers = {Side.EMPLOYER: by["planlegger"], Side.COUNTERPART: by["tillitsvalgt"]}
    for side in sides:
        agreements.sign(session, agreement_id=made, side=side, actor=signers[side], now=town.NOW)


def furnish(session):
    """Put an agreement that ends soon, drafts, weights and an exception into the town."""
    logins = ("planlegger", "tillitsvalgt", "leder")
    by = {login: actor_by_login(session, login) for login in logins}
    unit = session.query(Unit).filter(Unit.code == "solvang").one()
    ivar = session.query(Person).filter(Person.name == "Ivar Iversen").one()
    hanne = session.query(Person).filter(Person.name == "Hanne Hauge").one()
    need = session.query(Need).filter(Need.starts_at == town.at(TUESDAY, "07:30")).one()
    wanted = Emergency(need.id, ivar.id, EmergencyCode.ACCIDENT, has_said_yes=True)
    emergency.decide(session, wanted, actor=by["leder"], now=town.NOW)
    agree(session, by)
    hire = {"kind": AgreementKind.HIRE, "title": "Innleie om sommeren", "limits": {}}
    agree(session, by, **hire, units=frozenset({unit.id}), sides=(Side.EMPLOYER,))
    alone = {"level": AgreementLevel.INDIVIDUAL, "limits": {"day_minutes": 600}}
    agree(session, by, **alone, people=frozenset({hanne.id}), sides=())
    for ahead, clock in ((60, "13:30"), (61, "07:30")):
        day = town.TODAY + timedelta(days=ahead)
        row = town._shift(ivar, unit, day, ShiftKind.ROTA)
        row.starts_at = town.at(day, clock)
        row.ends_at = row.starts_at + timedelta(hours=8)
        session.add(row)
    session.flush()
    assert session.query(Shift).count()
    draft = {"actor": by["planlegger"], "now": town.NOW, "valid_from": town.TODAY}
    version = agreements.draft_weights(session, WEIGHTS, **draft)
    for side, login in ((Side.EMPLOYER, "planlegger"), (Side.COUNTERPART, "tillitsvalgt")):
        agreements.sign_weights(session, version=version, side=side, actor=by[login], now=town.NOW)
    agreements.draft_weights(session, {**WEIGHTS, "change_ore": 9_000}, **draft)


@pytest.fixture(scope="module")
def site(cluster, tmp_path_factory):
    """The address of a gunicorn on a town in which the parties have been at work."""
    with clone(cluster) as name:
        engine = make_engine(address_of(cluster, name))
        with Session(engine) as session, session.begin():
            town.build(session)
            fill(session)
            furnish(session)
        engine.dispose()
        with serving(cluster.place.url_of(name), tmp_path_factory.mktemp("site")) as address:
            yield address


def addresses(visitor, login):
    for path in PAGES[login]:
        if path == "{need}":
            visitor.open("/unntak")
            yield "/behov/4/unntak"
        else:
            yield path


@pytest.mark.parametrize("login", PAGES)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(visit, login):
    visitor = visit(login)
    paths = addresses(visitor, login)
    found = [one for path in paths for one in visitor.faults_in_every_look(path)]
    assert found == []
    assert visitor.said == []


def test_wrong_limit_is_told_beside_its_row(visit):
    visitor = visit("planlegger", viewport=PHONE)
    visitor.open("/avtaler/ny")
    visitor.page.fill("#title", "Hviletid")
    visitor.page.fill("#document_ref", "Protokoll")
    visitor.page.fill("#valid_from", "2027-03-01")
    visitor.page.fill("#valid_to", "2027-12-31")
    visitor.page.fill("#daily_rest", "7")
    visitor.page.get_by_role("button", name="Lagre utkastet").click()
    fault = visitor.page.locator("#daily_rest-fault")
    fault.wait_for()
    assert "Loven tillater fra 8" in fault.text_content()
    assert visitor.page.locator("#daily_rest").get_attribute("aria-invalid") == "true"
    assert visitor.page.locator("#title").input_value() == "Hviletid"
    assert visitor.faults() == []
