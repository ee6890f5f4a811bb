"""The password anew: where it is asked, what is kept meanwhile, and where one comes after."""

import re
from datetime import timedelta
from html import unescape

import pytest

from tests.web import town
from tests.web.conftest import rows

LATER = timedelta(minutes=31)
YESTERDAYS = timedelta(days=2)


@pytest.fixture
def clock(app, tmp_path):
    """A function that moves the clock on from the town's own instant."""
    del app

    def move(by):
        (tmp_path / "now").write_text((town.NOW + by).isoformat())

    return move


def remembered(app, login):
    """Return a browser that was signed in on a phone to be remembered."""
    browser = app.test_client()
    told = {"login": login, "password": town.PASSWORD, "remember": "y"}
    answer = browser.post("/logg-inn", data=told)
    assert "Max-Age=2592000" in answer.headers["Set-Cookie"]
    return browser


def test_a_session_from_yesterday_finds_cover_without_the_password(app, clock, town_db):
    leader = remembered(app, "leder")
    clock(YESTERDAYS)
    page = leader.get("/borte").text
    shift = re.search(r'href="(/borte/\d+)"', page)[1]
    answer = leader.post(shift)
    assert answer.status_code == 303
    assert "/behov/" in answer.headers["Location"]
    assert leader.get(answer.headers["Location"]).status_code == 200
    assert leader.post(answer.headers["Location"] + "/spor").status_code == 303
    assert rows(town_db, "select count(*) from callout") == [(1,)]


def test_an_ordinary_session_is_over_the_next_day(as_user, clock):
    leader = as_user("leder")
    clock(timedelta(hours=12))
    assert "/logg-inn" in leader.get("/borte").headers["Location"]


def test_a_remembered_phone_is_forgotten_after_thirty_days(app, clock):
    leader = remembered(app, "leder")
    clock(timedelta(days=30))
    assert "/logg-inn" in leader.get("/borte").headers["Location"]


def test_reading_goes_by_the_password_to_the_same_address(app, as_user, clock):
    admin = as_user("admin")
    assert admin.get("/admin/ansatte").status_code == 200
    clock(LATER)
    asked = admin.get("/admin/ansatte?side=1")
    assert asked.headers["Location"] == "/bekreft?next=/admin/ansatte?side%3D1"
    page = admin.get(asked.headers["Location"])
    assert "Skriv passordet på nytt" in page.text
    wrong = admin.post(asked.headers["Location"], data={"vs_password": "nei"})
    assert (wrong.status_code, "Passordet er feil." in wrong.text) == (422, True)
    right = admin.post(asked.headers["Location"], data={"vs_password": town.PASSWORD})
    assert (right.status_code, right.headers["Location"]) == (303, "/admin/ansatte?side=1")
    assert admin.get("/admin/ansatte").status_code == 200


def fields(page):
    """Return what a form would post, but for the password."""
    form = page.split('action="/bekreft', 1)[1].split("</form>")[0]
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form)
    return [(name, unescape(value)) for name, value in found if name != "csrf_token"]


def test_what_was_posted_is_not_lost(app, as_user, clock, town_db):
    admin = as_user("admin")
    clock(LATER)
    sent = [("employee_no", "999"), ("name", 'Åse "Æ" <Ø>'), ("kind", "a"), ("kind", "b")]
    asked = admin.post("/admin/ansatte/ny", data=_multi(sent))
    assert asked.status_code == 401
    kept = fields(asked.text)
    assert [pair for pair in kept if pair[0] != "vs_go_on"] == sent
    address = re.search(r'action="(/bekreft[^"]*)"', asked.text)[1]
    again = admin.post(unescape(address), data=_multi([*kept, ("vs_password", "feil")]))
    assert again.status_code == 422
    assert fields(again.text) == kept
    done = admin.post(unescape(address), data=_multi([*kept, ("vs_password", town.PASSWORD)]))
    assert (done.status_code, done.headers["Location"]) == (307, "/admin/ansatte/ny")


def _multi(pairs):
    """Return pairs as the test client posts them."""
    told = {}
    for name, value in pairs:
        told.setdefault(name, []).append(value)
    return told


def test_the_agency_asks_for_the_password_also_on_a_phone(app, clock, town_db):
    leader = remembered(app, "leder")
    clock(YESTERDAYS)
    need_id = rows(town_db, "select id from need where status = 'open'")[0][0]
    asked = leader.post(f"/behov/{need_id}/bemanningsforetak")
    assert asked.status_code == 401
    assert rows(town_db, "select count(*) from agency_order") == [(0,)]


def test_work_at_the_office_goes_on_without_being_asked(as_user, clock):
    admin = as_user("admin")
    for minutes in range(25, 25 * 6, 25):
        clock(timedelta(minutes=minutes))
        assert admin.get("/admin/ansatte").status_code == 200
    clock(timedelta(minutes=25 * 5 + 31))
    assert admin.get("/admin/ansatte").status_code == 303


def test_only_our_own_addresses_are_gone_on_to(as_user):
    vikar = as_user("vikar")
    for told in ("https://ond.example/", "//ond.example/", "\\\\ond", ""):
        answer = vikar.post(
            "/bekreft", query_string={"next": told}, data={"vs_password": town.PASSWORD}
        )
        assert (answer.status_code, answer.headers["Location"]) == (303, "/")


def test_guessing_is_counted_as_at_sign_in(as_user, clock):
    vikar = as_user("vikar")
    for _ in range(5):
        vikar.post("/bekreft", data={"vs_password": "feil"})
    answer = vikar.post("/bekreft", data={"vs_password": town.PASSWORD})
    assert answer.status_code == 422
    assert "For mange forsøk" in answer.text
