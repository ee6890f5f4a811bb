"""Rows of bad input against every resource of the morning: refused plainly, nothing stored."""

import pytest

from tests.web.api.test_needs import END, START, WINDOW, count, later

BODIES = {
    "/needs": {"extra": {"unit": "solvang", "start": START, "end": END}},
    "/needs/{need}/offers": {"people": ["p1"], "window_ends": WINDOW},
    "/needs/{need}/book": {"person": "p1"},
}
BODILESS = (
    *("/needs/{need}/search", "/needs/{need}/search/stop"),
    "/needs/{need}/search/take-over",
    *("/offers/o1/accept", "/offers/o1/decline", "/offers/o1/pause", "/offers/o1/withdraw"),
)
JSON = {"content_type": "application/json"}
TABLES = ("need", "offer", "shift", "callout", "absence", "message")
# What is sent as it stands: status and code. The first column is the row of the catalogue.
RAW = [
    ("J1", b"[]", 422, "invalid"),
    ("J1", b"null", 422, "invalid"),
    ("J1", b'"x"', 422, "invalid"),
    ("J1", b"[null,null]", 422, "invalid"),
    ("J1", b"7", 422, "invalid"),
    ("J1", b"", 400, "broken_json"),
    ("J3", b'{"person":NaN}', 400, "broken_json"),
    ("J3", b'{"person":Infinity}', 400, "broken_json"),
    ("J4", b'{"person":"p1","person":"p2"}', 400, "duplicate_key"),
    ("J5", b"[" * 100_000, 400, "too_deep"),
    ("J6", b'{"person":' + b"9" * 5000 + b"}", 400, "broken_json"),
    ("V23", b'{"person":"\\ud800"}', 400, "bad_encoding"),
    ("V23", b'{"person":"\xff"}', 400, "bad_encoding"),
]
# One field of a booking, an offer or a need: the catalogue's row, where, what, and its code.
VALUES = [
    *[("J2", "/needs/{need}/book", "person", value) for value in (7, True, None, [], {})],
    *[("V19", "/needs/{need}/book", "person", value) for value in ("p1\u0000", "p\n1", "")],
    ("V18", "/needs/{need}/book", "person", "p" + "1" * 10_000),
    *[("J2", "/needs/{need}/offers", "people", value) for value in ("p1", [], [7], [None], None)],
    ("J15", "/needs/{need}/offers", "people", ["p1"] * 501),
    ("V39", "/needs/{need}/offers", "people", ["p999999"]),
    ("V39", "/needs/{need}/offers", "people", ["x1"]),
    ("V38", "/needs/{need}/offers", "people", ["p1", "p1"]),
    *[
        ("V11", "/needs/{need}/offers", "window_ends", value)
        for value in (
            "2026-12-31T23:59:60Z",
            "2027-01-04",
            "06:25",
            7,
            "2027-02-29T06:25:00+01:00",
        )
    ],
    ("V12", "/needs/{need}/offers", "window_ends", "9999-01-04T06:25:00+01:00"),
    ("V12", "/needs/{need}/offers", "window_ends", "0001-01-01T00:00:00+14:00"),
    ("V14", "/needs/{need}/offers", "window_ends", "2027-W01-1"),
    ("V37", "/needs/{need}/offers", "window_ends", "2027-01-04T06:10:00+01:00"),
    ("V37", "/needs/{need}/offers", "window_ends", "2027-01-04T15:01:00+01:00"),
    ("V39", "/needs/{need}/offers", "mode", "fastest"),
    ("V39", "/needs/{need}/offers", "mode", "open"),
    *[("J2", "/needs/{need}/offers", "places", value) for value in (0, 21, 2, "1", True, 1.0)],
    ("J14", "/needs/{need}/offers", "sort", "cost"),
    ("J14", "/needs/{need}/book", "reason", "syk"),
]


def stored(calm):
    return {table: count(calm.url, table) for table in TABLES}


@pytest.fixture(scope="module")
def before(calm):
    return stored(calm)


@pytest.mark.parametrize("path", BODIES)
@pytest.mark.parametrize(("row", "body", "status", "code"), RAW)
def test_a_body_that_is_no_clean_object_is_refused(calm, before, path, row, body, status, code):
    told = calm.post(path.format(**calm.ids), data=body, **JSON)
    assert (row, told.status_code, told.json["code"]) == (row, status, code)
    assert told.json["message"]
    assert stored(calm) == before


@pytest.mark.parametrize(("row", "path", "field", "value"), VALUES)
def test_a_wrong_value_is_told_where_it_stands(calm, before, row, path, field, value):
    body = dict(BODIES[path])
    if "people" in body:
        body["people"] = calm.ids["people"][:1]
    told = calm.post(path.format(**calm.ids), body | {field: value})
    assert (row, told.status_code, told.json["code"]) == (row, 422, "invalid")
    fields = [each["field"].split(".")[0] for each in told.json["errors"]]
    assert field in fields or (value == "open" and fields == ["case"])
    assert all(each["message"] for each in told.json["errors"])
    assert stored(calm) == before


@pytest.mark.parametrize("kind", ["text/plain", "", "application/x-www-form-urlencoded"])
@pytest.mark.parametrize("path", BODIES)
def test_another_kind_of_content_is_refused(calm, path, kind):
    told = calm.post(path.format(**calm.ids), data=b"{}", content_type=kind)
    assert (told.status_code, told.json["code"]) == (415, "json_expected")


@pytest.mark.parametrize("path", [*BODIES, *BODILESS])
def test_another_method_is_told_which_are_allowed(calm, path):
    told = calm.call("DELETE", path.format(**calm.ids))
    assert (told.status_code, told.json["code"]) == (405, "method_not_allowed")
    assert "POST" in told.headers["Allow"]


@pytest.mark.parametrize("told", ["o", "9", "O1", "o1.0", "o%00", "o-1", "o" + "9" * 30, "o1;x"])
@pytest.mark.parametrize("act", ["accept", "decline", "pause", "withdraw"])
def test_an_offers_id_of_wrong_form_is_not_found(calm, before, act, told):
    who = "manager" if act == "withdraw" else "c0"
    answer = calm.post(f"/offers/{told}/{act}", who=who)
    assert answer.status_code == 404
    assert stored(calm) == before


def asked(api, people, **changes):
    body = {"people": people, "window_ends": WINDOW} | changes
    return api.post(f"/needs/{api.ids['need']}/offers", body).json["id"]


def test_each_way_of_coming_too_late_has_its_own_answer(api, monkeypatch):
    people, found = api.ids["people"], {}
    first = asked(api, people[:2])
    found["foreign"] = api.post(f"/offers/{first}/accept", who="c3")
    found["another is out"] = api.post(
        f"/needs/{api.ids['need']}/offers", {"people": people, "window_ends": WINDOW}
    )
    api.post(f"/offers/{first}/withdraw")
    found["withdrawn"] = api.post(f"/offers/{first}/accept", who="c0")
    second = asked(api, people[:2])
    later(monkeypatch, WINDOW)
    found["expired"] = api.post(f"/offers/{second}/accept", who="c0")
    assert {what: (one.status_code, one.json["code"]) for what, one in found.items()} == {
        "foreign": (404, "not_found"),
        "another is out": (409, "offer_open"),
        "withdrawn": (409, "offer_withdrawn"),
        "expired": (409, "offer_expired"),
    }
    sentences = [one.json["message"] for one in found.values()]
    assert len(set(sentences)) == len(found)


def test_taken_and_already_yours_are_told_apart(api):
    offer = asked(api, api.ids["people"][:2], mode="open", case="mass_absence")
    won = api.post(f"/offers/{offer}/accept", who="c0")
    again = api.post(f"/offers/{offer}/accept", who="c0")
    assert (again.status_code, again.json) == (200, won.json)
    taken = api.post(f"/offers/{offer}/accept", who="c1")
    back = api.post(f"/offers/{offer}/decline", who="c0")
    assert (taken.status_code, taken.json["code"]) == (409, "offer_taken")
    assert (back.status_code, back.json["code"]) == (409, "already_yours")
