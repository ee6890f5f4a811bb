"""One who has said yes cannot come: from one's own page in two taps, or from the leader's."""

import re

import pytest

from tests.web.conftest import rows
from vikarsentral import db
from vikarsentral.tables import Need, Shift

COVER = (
    "select s.id, s.need_id from shift s join app_user u on u.person_id = s.person_id"
    " where u.login = 'vikar' and s.kind = 'cover' and s.status in ('planned', 'confirmed')"
)


def test_two_taps_no_cause_and_the_search_goes_on(as_user, town_db):
    own = as_user("vikar")
    shift_id, need_id = rows(town_db, COVER)[0]
    path = f"/mine-vakter/{shift_id}/kan-ikke"
    assert path in own.get("/mine-vakter").text
    page = own.get(path).text
    assert "Du trenger ikke si hvorfor" in page
    assert "textarea" not in page
    for _ in range(2):
        assert own.post(path).status_code == 303
    assert "Vi har notert at du ikke kommer" in own.get(path).text
    assert rows(town_db, "select count(*) from callout where need_id = %s", need_id) == [(1,)]
    assert rows(town_db, "select status from shift where id = %s", shift_id) == [("absent",)]
    assert as_user("leder").get(f"/behov/{need_id}").status_code == 200


def test_the_leader_tells_it_for_them(as_user, town_db):
    leader = as_user("leder")
    shift_id, need_id = rows(town_db, COVER)[0]
    page = leader.get(f"/behov/{need_id}").text
    assert "kan ikke komme" in page
    assert "er varselet" in page
    assert as_user("nabo").post(f"/behov/{need_id}/kommer-ikke").status_code == 403
    told = {"shift": shift_id}
    assert f'name="shift" value="{shift_id}"' in page
    for _ in range(2):
        assert leader.post(f"/behov/{need_id}/kommer-ikke", data=told).status_code == 303
    assert rows(town_db, "select status from shift where id = %s", shift_id) == [("absent",)]
    again = leader.post(f"/behov/{need_id}/kommer-ikke")
    assert again.status_code in (303, 400)


@pytest.mark.parametrize("path", ["/mine-vakter/999999/kan-ikke", "/mine-vakter/0/kan-ikke"])
def test_a_foreign_shift_is_as_one_that_is_not_there(as_user, path):
    own = as_user("vikar")
    assert own.get(path).status_code == 404
    assert own.post(path).status_code == 404


def test_the_note_is_shown_to_the_one_who_comes_and_nobody_else(as_user, town_db):
    shift_id, need_id = rows(town_db, COVER)[0]

    def note(session):
        session.get(Need, need_id).handover_note = "Koden er på tavla."

    db.transaction(note)
    assert "Koden er på tavla." in as_user("vikar").get("/mine-vakter").text
    assert "Koden er på tavla." not in as_user("planlegger").get(f"/behov/{need_id}").text

    def away(session):
        session.get(Shift, shift_id).status = "cancelled"

    db.transaction(away)
    assert "Koden er på tavla." not in as_user("vikar").get("/mine-vakter").text
    assert re.search("Avlyst", as_user("vikar").get("/mine-vakter").text)
