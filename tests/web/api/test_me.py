"""Own shifts, and the calendar by its secret address."""

import icalendar
import pytest

from tests.vikarsentral.offer.town import NOW
from vikarsentral import db, ical


def test_own_shifts_and_nobody_elses(api):
    own = api.get("/me/shifts", "employee").json["shifts"]
    assert [each["id"] for each in own] == [api.ids["rota"]]
    assert {each["person"] for each in own} == {api.ids["kari"]}
    assert (own[0]["unit_name"], own[0]["kind"]) == ("Solvang", "rota")
    assert own[0]["start"] == "2027-01-04T07:30:00+01:00"
    assert api.get("/me/shifts", "c0").json == {"shifts": []}


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("from=2027-01-04&to=2027-01-04", 1),
        ("from=2027-01-05", 0),
        ("to=2027-01-03", 0),
        ("from=2026-12-01&to=2027-12-31", 1),
    ],
)
def test_the_dates_are_both_included(calm, query, seen):
    assert len(calm.get(f"/me/shifts?{query}", "employee").json["shifts"]) == seen


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=2027-02-30", "from"),
        ("from=27-01-01", "from"),
        ("from=2027-01-05&to=2027-01-04", "to"),
        ("from=2027-01-01&to=2029-01-01", "to"),
        ("from=2027-01-01&from=2027-01-02", "from"),
        ("from=0001-01-01", "from"),
        ("person=p1", "person"),
    ],
)
def test_wrong_dates_are_refused(calm, query, field):
    answer = calm.get(f"/me/shifts?{query}", "employee")
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json["errors"]] == [field]


def test_the_calendar_needs_no_token_but_its_secret(api):
    person = int(api.ids["kari"][1:])
    secret = db.transaction(lambda session: ical.create_feed(session, person, NOW))
    answer = api.get(f"/feeds/{secret}.ics", None)
    assert (answer.status_code, answer.content_type) == (200, "text/calendar; charset=utf-8")
    (event,) = icalendar.Calendar.from_ical(answer.data).events
    assert str(event["SUMMARY"]) == "Vakt: Solvang"
    unchanged = api.get(
        f"/feeds/{secret}.ics", None, headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert (unchanged.status_code, unchanged.data) == (304, b"")


@pytest.mark.parametrize("secret", ["x", "x" * 43, "x" * 3000])
def test_a_wrong_secret_is_not_found_and_not_repeated(calm, secret):
    answer = calm.get(f"/feeds/{secret}.ics", None)
    assert (answer.status_code, answer.json["code"]) == (404, "not_found")
    assert secret not in answer.text.replace("request_id", "")


def test_own_questions_are_there_until_their_last_word(api):
    body = {"people": api.ids["people"][:2], "window_ends": "2027-01-04T06:25:00+01:00"}
    made = api.post(f"/needs/{api.ids['need']}/offers", body).json
    (asked,) = api.get("/me/offers", "c0").json["offers"]
    assert (asked["offer"], asked["need"], asked["state"]) == (made["id"], made["need"], "asked")
    assert (asked["unit_name"], asked["window_ends"]) == ("Solvang", made["window_ends"])
    api.post(f"/offers/{made['id']}/accept", who="c1")
    assert [each["state"] for each in api.get("/me/offers", "c1").json["offers"]] == ["noted"]
    api.post(f"/offers/{made['id']}/accept", who="c0")
    assert [api.get("/me/offers", who).json for who in ("c0", "c1")] == [{"offers": []}] * 2
    assert api.get("/me/offers", "c2").json == {"offers": []}
