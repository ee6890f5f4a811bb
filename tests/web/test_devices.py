"""One's own devices on a page: named by kind, ended at once."""

import re
from datetime import timedelta

import psycopg

from tests.web import town
from tests.web.conftest import rows

PHONE = "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Safari/537.36"


def phone(app, login):
    """Return a remembered phone's browser."""
    browser = app.test_client()
    told = {"login": login, "password": town.PASSWORD, "remember": "y"}
    browser.post("/logg-inn", data=told, headers={"User-Agent": PHONE})
    return browser


def test_a_lost_phone_is_signed_out_from_the_office(app, as_user, town_db):
    lost, office = phone(app, "leder"), as_user("leder")
    page = office.get("/mine-enheter").text
    assert "Chrome, Android" in page
    assert "Huskes i 30 dager" in page
    assert page.count("Logg ut enheten") == 1
    address = re.search(r'action="(/mine-enheter/[0-9a-f]+/avslutt)"', page)[1]
    assert office.post(address).status_code == 303
    assert office.post(address).status_code == 404
    assert "/logg-inn" in lost.get("/borte").headers["Location"]
    assert office.get("/borte").status_code == 200
    told = rows(town_db, "select actor from event where kind = 'session.ended'")
    assert told == [("leder",)]


def test_all_others_go_at_once(app, as_user):
    phones = [phone(app, "vikar") for _ in range(2)]
    here = as_user("vikar")
    assert here.post("/mine-enheter/avslutt-andre").status_code == 303
    assert "2 enheter er logget ut" in here.get("/mine-enheter").text
    assert [one.get("/mine-vakter").status_code for one in phones] == [302, 302]
    here.post("/mine-enheter/avslutt-andre")
    assert "Du er bare logget inn her." in here.get("/mine-enheter").text


def test_nobody_elses_device_can_be_ended(app, as_user, town_db):
    phone(app, "leder")
    vikar = as_user("vikar")
    held = rows(town_db, "select left(handle_hash, 16) from web_session where is_device")[0][0]
    assert vikar.post(f"/mine-enheter/{held}/avslutt").status_code == 404
    assert rows(town_db, "select count(*) from web_session where is_device") == [(1,)]


def test_a_deputys_remembered_phone_opens_the_unit_on_their_days_alone(app, town_db, tmp_path):
    with psycopg.connect(town_db) as connection:
        connection.execute(
            "update role_grant set valid_from = %s, valid_to = %s where role = 'manager'"
            " and user_id = (select id from app_user where login = 'leder')",
            [town.TODAY, town.TODAY],
        )
    deputy = phone(app, "leder")
    assert deputy.get("/borte").status_code == 200
    last = town.at(town.TODAY, "23:59")
    for instant, status in ((last, 200), (last + timedelta(minutes=1), 403)):
        (tmp_path / "now").write_text(instant.isoformat())
        assert deputy.get("/borte").status_code == status
