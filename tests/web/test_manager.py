"""A unit leader's morning: three taps, nothing typed, no cause."""

import re

import pytest

from tests.web.conftest import rows


def first_person(page):
    """Return the address behind the first of the unit's own people on duty."""
    return re.search(r'href="(/borte/\d+)">\s*<span[^>]*>DD<', page).group(1)


def test_report_when_three_taps_then_need_shows_who_can_come(as_user, town_db):
    leader = as_user("leder")
    duty = leader.get("/borte")
    assert duty.status_code == 200
    away = leader.get(first_person(duty.text))
    assert "Finn vikar" in away.text
    assert 'type="text"' not in away.text
    assert "<textarea" not in away.text
    done = leader.post(first_person(duty.text), follow_redirects=True)
    assert done.status_code == 200
    assert "Disse kan" in done.text
    assert rows(town_db, "select count(*) from absence") == [(2,)]


def test_withdraw_when_person_comes_after_all_then_shift_stands_again(as_user, town_db):
    leader = as_user("leder")
    address = first_person(leader.get("/borte").text)
    page = leader.post(address, follow_redirects=True)
    undo = re.search(r'action="(/fravaer/\d+/trekk)"', page.text).group(1)
    assert leader.post(undo, follow_redirects=True).status_code == 200
    live = "select count(*) from absence where withdrawn_at is null"
    assert rows(town_db, live) == [(1,)]


def test_report_twice_when_the_answer_was_lost_then_the_same_need(as_user, town_db):
    leader = as_user("leder")
    address = first_person(leader.get("/borte").text)
    first = leader.post(address)
    again = leader.post(address)
    assert (first.status_code, again.status_code) == (303, 303)
    assert first.location == again.location
    assert rows(town_db, "select count(*) from absence") == [(2,)]
    assert as_user("nabo").post(address).status_code == 404


def test_other_unit_when_leader_asks_then_not_found(as_user):
    address = first_person(as_user("leder").get("/borte").text)
    neighbour = as_user("nabo")
    assert neighbour.get(address).status_code == 404
    assert neighbour.post(address).status_code == 404


def test_week_shows_absent_cover_and_open(as_user):
    page = as_user("leder").get("/uken").text
    assert "Borte – Bo Østby kommer" in page
    assert "Borte – ingen ennå" in page
    assert "<table" in page
    assert 'scope="row"' in page


@pytest.mark.parametrize("told", ["", "tull", "9999-99-99", "0001-01-01", "2027-02-30"])
def test_week_when_day_is_nonsense_then_this_week(as_user, told):
    page = as_user("leder").get("/uken", query_string={"fra": told})
    assert page.status_code == 200
    assert "Uke 1," in page.text


def test_extra_when_chosen_then_need_without_absence(as_user, town_db):
    leader = as_user("leder")
    page = leader.get("/ekstra").text
    assert 'type="text"' not in page
    usual = re.search(r'name="usual" id="[^"]+" value="(\d+)"', page).group(1)
    sent = {"usual": usual, "day": "2027-01-07", "priority": "3"}
    done = leader.post("/ekstra", data=sent, follow_redirects=True)
    assert done.status_code == 200
    assert "Ingen. Dette er en ekstra person." in done.text
    found = rows(town_db, "select priority, is_agency_allowed from need where absence_id is null")
    assert found == [(3, False)]


@pytest.mark.parametrize(
    "change",
    [
        {"usual": "0"},
        {"usual": "x"},
        {"day": "igår"},
        {"day": "2027-01-04"},
        {"priority": "9"},
        {"priority": ""},
    ],
)
def test_extra_when_input_is_bad_then_422_and_nothing_kept(as_user, town_db, change):
    leader = as_user("leder")
    usual = re.search(r'name="usual" id="[^"]+" value="(\d+)"', leader.get("/ekstra").text)
    sent = {"usual": usual.group(1), "day": "2027-01-07", "priority": "2"} | change
    assert leader.post("/ekstra", data=sent).status_code == 422
    assert rows(town_db, "select count(*) from need where absence_id is null") == [(0,)]
