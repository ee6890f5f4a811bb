"""One need: who could come and why, booked by hand under the rules."""

import re

import pytest

from tests.web.conftest import rows
from tests.web.test_manager import first_person


def test_book_when_lawful_then_the_page_says_who_comes(as_user, town_db):
    leader = as_user("leder")
    address = first_person(leader.get("/borte").text)
    page = leader.post(address, follow_redirects=True)
    need = re.search(r'action="(/behov/\d+)/sett-opp"', page.text).group(1)
    person = re.search(r'name="person" value="(\d+)"', page.text).group(1)
    booked = leader.post(f"{need}/sett-opp", data={"person": person}, follow_redirects=True)
    assert " kommer." in booked.text
    count = "select count(*) from shift where kind = 'cover' and status = 'confirmed'"
    assert rows(town_db, count) == [(2,)]


def test_need_of_other_unit_when_leader_asks_then_forbidden(as_user, town_db):
    need = rows(town_db, "select min(id) from need")[0][0]
    neighbour = as_user("nabo")
    assert neighbour.get(f"/behov/{need}").status_code == 403
    for act in ("sett-opp", "frigi", "trekk"):
        assert neighbour.post(f"/behov/{need}/{act}", data={"person": "1"}).status_code == 403


def open_need(url):
    """Return the need that stands open."""
    return rows(url, "select id from need where status = 'open'")[0][0]


def test_book_when_rules_forbid_then_422_with_reasons_and_nothing_kept(as_user, town_db):
    need = open_need(town_db)
    query = (
        "select person_id from shift s join need n using (unit_id) "
        "where n.id = %s and s.starts_at = n.starts_at and s.status = 'planned'"
    )
    busy = rows(town_db, query, need)
    answer = as_user("leder").post(f"/behov/{need}/sett-opp", data={"person": str(busy[0][0])})
    assert answer.status_code == 422
    assert "Personen er allerede på jobb" in answer.text
    assert "Ingenting er endret." in answer.text
    assert "på jobb fra" in answer.text
    assert f'href="/behov/{need}"' in answer.text
    assert open_need(town_db) == need


@pytest.mark.parametrize("told", ["", "x", "-1", "9" * 30, "1; drop table shift"])
def test_book_when_person_is_nonsense_then_400(as_user, town_db, told):
    answer = as_user("leder").post(f"/behov/{open_need(town_db)}/sett-opp", data={"person": told})
    assert answer.status_code == 400


def test_book_when_person_is_unknown_then_404(as_user, town_db):
    sent = {"person": "999999"}
    answer = as_user("leder").post(f"/behov/{open_need(town_db)}/sett-opp", data=sent)
    assert answer.status_code == 404


def test_book_twice_when_double_sent_then_409_and_one_shift(as_user, town_db):
    leader, need = as_user("leder"), open_need(town_db)
    page = leader.get(f"/behov/{need}").text
    sent = {"person": re.search(r'name="person" value="(\d+)"', page).group(1)}
    codes = [leader.post(f"/behov/{need}/sett-opp", data=sent).status_code for _ in range(2)]
    assert codes == [303, 409]
    query = "select count(*) from shift where need_id = %s and status = 'confirmed'"
    assert rows(town_db, query, need) == [(1,)]


def test_free_when_covered_then_open_again_and_told(as_user, town_db):
    covered = rows(town_db, "select id from need where status = 'covered'")[0][0]
    leader = as_user("leder")
    page = leader.post(f"/behov/{covered}/frigi", follow_redirects=True)
    assert "Vikaren er tatt av vakten" in page.text
    assert "Disse kan" in page.text
    assert rows(town_db, "select status from need where id = %s", covered) == [("open",)]
    assert rows(town_db, "select kind from message") == [("shift_cancelled",)]


def test_free_when_sent_again_then_the_next_one_keeps_the_shift(as_user, town_db):
    query = "select s.id, s.need_id from shift s join need n on n.id = s.need_id"
    query += " where n.status = 'covered' and s.status in ('planned', 'confirmed') order by 1"
    first, need = rows(town_db, query)[0]
    leader = as_user("leder")
    assert f'name="shift" value="{first}"' in leader.get(f"/behov/{need}").text
    path, sent = f"/behov/{need}/frigi", {"shift": first}
    assert [leader.post(path, data=sent).status_code for _ in range(2)] == [303, 303]
    page = leader.get(f"/behov/{need}").text
    chosen = {"person": re.search(r'name="person" value="(\d+)"', page).group(1)}
    assert leader.post(f"/behov/{need}/sett-opp", data=chosen).status_code == 303
    assert leader.post(path, data=sent).status_code == 303
    assert leader.post(f"/behov/{need}/kommer-ikke", data=sent).status_code == 303
    assert rows(town_db, "select status from need where id = %s", need) == [("covered",)]


def test_withdraw_when_no_longer_needed_then_said_and_409_the_second_time(as_user, town_db):
    leader, need = as_user("leder"), open_need(town_db)
    page = leader.post(f"/behov/{need}/trekk", follow_redirects=True)
    assert "Vakten trenger ikke vikar lenger." in page.text
    assert leader.post(f"/behov/{need}/trekk").status_code == 409
