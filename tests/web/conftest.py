"""The made-up town, seeded once per test process and cloned for each test; clients by role."""

from datetime import timedelta

import psycopg
import pytest
from sqlalchemy.orm import Session

from tests.conftest import address_of, clone, fresh_settings
from tests.web import town
from vikarsentral import access, db, offer
from vikarsentral.db.connect import make_engine
from vikarsentral.offer import links
from vikarsentral.tables import Need, Person
from web import create_app
from web.common import limiter


@pytest.fixture(scope="session")
def seeded(cluster):
    """The name of a database that holds the town."""
    with clone(cluster) as name:
        engine = make_engine(address_of(cluster, name))
        with Session(engine) as session, session.begin():
            town.build(session)
        engine.dispose()
        yield name


@pytest.fixture
def town_db(cluster, seeded, monkeypatch, tmp_path):
    """A town of this test's own, in force for this process and its children; its URL."""
    with clone(cluster, template=seeded) as name:
        url = cluster.place.url_of(name)
        monkeypatch.setenv("VIKARSENTRAL_DATABASE_URL", url)
        stands_still = tmp_path / "now"
        stands_still.write_text(town.NOW.isoformat())
        monkeypatch.setenv("VIKARSENTRAL_NOW", str(stands_still))
        fresh_settings()
        yield url
        db.close()
        monkeypatch.undo()
        fresh_settings()


@pytest.fixture(scope="session")
def one_app(cluster):
    """The application, made once; which database it meets is settled anew for each test.

    Another test file may have made one without limits: the limiter is one for all of them.
    """
    limiter.enabled = True
    return create_app({"TESTING": True, "WTF_CSRF_ENABLED": False})


@pytest.fixture
def app(one_app, town_db, monkeypatch):
    """The application on this test's own town; these tests sign in more than people do."""
    del town_db
    monkeypatch.setattr(limiter, "enabled", False)
    return one_app


@pytest.fixture
def client(app):
    """A browser nobody has signed in with."""
    return app.test_client()


@pytest.fixture
def as_user(app):
    """A function from a login name to a browser that user has signed in with."""

    def sign_in(login):
        browser = app.test_client()
        answer = browser.post("/logg-inn", data={"login": login, "password": town.PASSWORD})
        assert answer.status_code == 303, answer.text
        return browser

    return sign_in


def rows(url, query, *values):
    """Read rows past the application; each %s in the query stands for a value."""
    with psycopg.connect(url) as connection:
        return connection.execute(query, values).fetchall()


def ask(session):
    """Ask the pool's vikar about a need that stands open; return offer id and person id."""
    need = session.query(Need).filter(Need.status == "open").first()
    if need is None:
        need = Need(
            unit_id=session.query(Need).first().unit_id,
            starts_at=town.at(town.TODAY + timedelta(days=3), "07:30"),
            ends_at=town.at(town.TODAY + timedelta(days=3), "15:00"),
            requires=["sykepleier"],
            created_by="leder",
            created_at=town.NOW,
        )
        session.add(need)
        session.flush()
    vikar = session.query(Person).filter(Person.name == "Bo Østby").one()
    vikar.accepts_merarbeid_minutes_week = 2000
    vikar.accepts_overtime = True
    sent = offer.send(
        session,
        offer.OfferOrder(need.id, (vikar.id,), town.NOW + timedelta(minutes=20)),
        actor=access.system("test"),
        now=town.NOW,
    )
    return sent, vikar.id


@pytest.fixture
def asked(app):
    """One open question to the pool's vikar: offer id, person id and the path of the page."""
    del app
    offer_id, person_id = db.transaction(ask)
    return offer_id, person_id, links.link_path(offer_id, person_id)
