"""An employee's own pages: shifts, calendar, consents."""

import re

import pytest

from tests.web.conftest import rows


def test_shifts_show_next_big_and_cancelled_struck(as_user):
    page = as_user("vikar").get("/mine-vakter").text
    assert "Neste vakt" in page
    assert "I dag, tirsdag 5. januar<br>07:30–15:00" in page
    assert "Solvang sykehjem, Nord" in page
    assert "Avlyst" in page


def test_calendar_link_is_shown_once_works_and_can_be_ended(as_user, client, town_db):
    vikar = as_user("vikar")
    made = vikar.post("/min-kalender/lenke").text
    address = re.search(r'value="http://[^/]+(/kalender/[^"]+\.ics)"', made).group(1)
    assert client.get(address).status_code == 200
    after = vikar.get("/min-kalender").text
    assert address not in after
    assert "Sist lest av en kalender" in after
    assert "tir. 5. jan. 06:10" in after
    again = vikar.post("/min-kalender/lenke").text
    assert address not in again
    assert client.get(address).status_code == 404
    newer = re.search(r'value="http://[^/]+(/kalender/[^"]+\.ics)"', again).group(1)
    vikar.post("/min-kalender/slett")
    assert client.get(newer).status_code == 404


def profile_form(page):
    return {"version": re.search(r'name="version"[^>]*value="(\d+)"', page).group(1)}


def test_consents_when_saved_then_kept_and_recorded(as_user, town_db):
    vikar = as_user("vikar")
    sent = profile_form(vikar.get("/min-profil").text) | {"overtime": "y", "merarbeid": "240"}
    page = vikar.post("/min-profil", data=sent, follow_redirects=True)
    assert "Lagret." in page.text
    query = (
        "select accepts_night, accepts_overtime, accepts_merarbeid_minutes_week from person "
        "where employee_no = '101'"
    )
    assert rows(town_db, query) == [(False, True, 240)]
    assert rows(town_db, "select count(*) from event where kind = 'consents.changed'") == [(1,)]


def test_consents_when_page_is_old_then_409_and_nothing_kept(as_user, town_db):
    vikar = as_user("vikar")
    sent = profile_form(vikar.get("/min-profil").text) | {"merarbeid": "240"}
    assert vikar.post("/min-profil", data=sent).status_code == 303
    answer = vikar.post("/min-profil", data=sent | {"merarbeid": "480"})
    assert answer.status_code == 409
    assert "Profilen er endret" in answer.text
    query = "select accepts_merarbeid_minutes_week from person where employee_no = '101'"
    assert rows(town_db, query) == [(240,)]


@pytest.mark.parametrize("told", ["", "x", "-240", "99999", "241"])
def test_consents_when_hours_are_bad_then_422(as_user, told):
    vikar = as_user("vikar")
    sent = profile_form(vikar.get("/min-profil").text) | {"merarbeid": told}
    assert vikar.post("/min-profil", data=sent).status_code == 422


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_consents_when_version_is_nonsense_then_409(as_user, version):
    vikar = as_user("vikar")
    sent = {"version": version, "merarbeid": "0"}
    assert vikar.post("/min-profil", data=sent).status_code == 409
