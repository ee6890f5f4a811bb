"""Browsers of the administrator and the leader, and what a page carries as seen."""

import html
import re

import pytest
from sqlalchemy.orm import Session

from tests.conftest import address_of, clone, fresh_settings
from tests.web import town
from tests.web.conftest import rows
from vikarsentral import access, db
from vikarsentral.db.connect import make_engine
from web.common import limiter


@pytest.fixture
def admin(as_user):
    return as_user("admin")


@pytest.fixture
def leader(as_user):
    return as_user("leder")


def seen(page, place=0):
    """Return what a page's form carries as seen."""
    found = re.findall(r'name="seen" type="hidden" value="([^"]*)"', page)
    return html.unescape(found[place])


IDS = {
    "unit": "select id from unit where code = %s",
    "app_user": "select id from app_user where login = %s",
}


def the(url, table, value):
    """Return the id of one row, by its code or login."""
    return rows(url, IDS[table], value)[0][0]


def events(url, kind):
    return [
        row[0] for row in rows(url, "select data from event where kind = %s order by id", kind)
    ]


@pytest.fixture
def empty_db(cluster, monkeypatch, tmp_path):
    """An installation with one administrator and nothing else, in force; its URL."""
    with clone(cluster) as name:
        engine = make_engine(address_of(cluster, name))
        with Session(engine) as session, session.begin():
            who = {"actor": access.system(), "now": town.NOW}
            access.add_user(session, login="ny", name="Ny", password=town.PASSWORD, **who)
            admin = access.RoleName.ADMIN
            access.grant_role(session, login="ny", role=admin, unit_code=None, **who)
        engine.dispose()
        now = tmp_path / "now"
        now.write_text(town.NOW.isoformat())
        monkeypatch.setenv("VIKARSENTRAL_DATABASE_URL", cluster.place.url_of(name))
        monkeypatch.setenv("VIKARSENTRAL_NOW", str(now))
        fresh_settings()
        yield cluster.place.url_of(name)
        db.close()
        monkeypatch.undo()
        fresh_settings()


@pytest.fixture
def newcomer(one_app, empty_db, monkeypatch):
    """The new administrator's browser on the empty installation."""
    monkeypatch.setattr(limiter, "enabled", False)
    browser = one_app.test_client()
    answer = browser.post("/logg-inn", data={"login": "ny", "password": town.PASSWORD})
    assert answer.status_code == 303
    return browser
