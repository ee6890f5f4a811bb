"""Own wishes about being asked are kept; an old or wrong page is refused plainly."""

import pytest

from tests.web.conftest import rows

GOOD = {
    "version": "0",
    "channel": "sms",
    "quiet_from": "22:30",
    "quiet_to": "07:15",
    "cap": "3",
    "direct": "y",
}


def test_wishes_are_kept(as_user, town_db):
    vikar = as_user("vikar")
    assert "21:00" in vikar.get("/min-profil/sporsmal").text
    assert vikar.post("/min-profil/sporsmal", data=GOOD).status_code == 303
    kept = rows(
        town_db,
        "select channel, quiet_from_minute, quiet_to_minute, is_early_ok, most_a_week,"
        " is_direct_booking_ok from contact",
    )
    assert kept == [("sms", 1350, 435, False, 3, True)]
    page = vikar.get("/min-profil/sporsmal").text
    assert 'value="22:30"' in page
    assert "Høyst 3 ganger i uken" in page


def test_an_old_page_is_refused(as_user, town_db):
    vikar = as_user("vikar")
    vikar.post("/min-profil/sporsmal", data=GOOD)
    assert vikar.post("/min-profil/sporsmal", data=GOOD | {"cap": "1"}).status_code == 409
    assert rows(town_db, "select most_a_week from contact") == [(3,)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"quiet_from": ""},
        {"quiet_from": "25:00"},
        {"cap": "7"},
        {"cap": "mange"},
        {"channel": "due"},
        {"quiet_to": "seks"},
    ],
)
def test_wrong_fields_are_told_beside_themselves(as_user, town_db, wrong):
    answer = as_user("vikar").post("/min-profil/sporsmal", data=GOOD | wrong)
    assert answer.status_code == 422
    assert "aria-invalid" in answer.text
    assert rows(town_db, "select * from contact") == []


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_a_version_that_is_none_is_an_old_page(as_user, town_db, version):
    answer = as_user("vikar").post("/min-profil/sporsmal", data=GOOD | {"version": version})
    assert answer.status_code == 409
    assert rows(town_db, "select * from contact") == []
