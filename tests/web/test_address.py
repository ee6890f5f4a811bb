"""Own phone and e-mail: kept, told to the address before, and asked for anew on an old phone."""

from datetime import timedelta

import pytest

from tests.web import town
from tests.web.conftest import rows

GOOD = {"version": "1", "phone": "+47 411 11 111", "email": "bo@example.org"}
OWN = "select phone, email from person where name = 'Bo Østby'"


def test_a_change_is_kept_and_told_to_the_number_before(as_user, town_db):
    vikar = as_user("vikar")
    assert "+4740000000" in vikar.get("/min-profil/kontakt").text
    for _ in range(2):
        assert vikar.post("/min-profil/kontakt", data=GOOD).status_code == 303
    assert rows(town_db, OWN) == [("+4741111111", "bo@example.org")]
    told = rows(town_db, "select recipient, body from message where kind = 'contact_changed'")
    assert [to for to, _ in told] == ["+4740000000"]
    assert rows(town_db, "select data from event where kind = 'address.changed'") == [({},)]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"phone": "", "email": " "}, "Skriv telefon eller e-post"),
        ({"phone": "400"}, "Bruk et telefonnummer"),
        ({"phone": "ring meg"}, "Bruk et telefonnummer"),
        ({"phone": "٤٠٠٠٠٠٠٠"}, "Bruk et telefonnummer"),
        ({"phone": "12345"}, "Bruk et telefonnummer"),
        ({"phone": "4000000012"}, "Bruk et telefonnummer"),
        ({"phone": "1" * 16}, "Bruk et telefonnummer"),
        ({"phone": "1" * 41}, "Skriv kortere her."),
        ({"email": "bo"}, "Bruk en e-postadresse"),
        ({"email": "bo@x\r\nBcc: ond@example.org"}, "Bruk en e-postadresse"),
        ({"email": "a@b,c@d"}, "Bruk en e-postadresse"),
        ({"email": "\x00@b"}, "ugyldig tegn"),
    ],
)
def test_what_cannot_be_used_is_told_beside_its_field(as_user, town_db, changes, told):
    answer = as_user("vikar").post("/min-profil/kontakt", data=GOOD | changes)
    assert answer.status_code == 422
    assert told in answer.text
    assert "aria-invalid" in answer.text
    assert rows(town_db, OWN) == [("+4740000000", None)]


@pytest.mark.parametrize("version", ["0", "", "x", "9" * 30])
def test_an_old_page_is_refused(as_user, town_db, version):
    answer = as_user("vikar").post("/min-profil/kontakt", data=GOOD | {"version": version})
    assert answer.status_code == 409
    assert rows(town_db, OWN) == [("+4740000000", None)]


def test_half_an_hour_later_the_password_is_asked_for(as_user, town_db, tmp_path):
    vikar = as_user("vikar")
    (tmp_path / "now").write_text((town.NOW + timedelta(minutes=31)).isoformat())
    assert "/bekreft" in vikar.get("/min-profil/kontakt").headers["Location"]
    answer = vikar.post("/min-profil/kontakt", data=GOOD)
    assert answer.status_code == 401
    assert "+47 411 11 111" in answer.text
    assert rows(town_db, OWN) == [("+4740000000", None)]
