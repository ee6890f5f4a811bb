"""The same key twice is one thing done, whichever resource it is sent to."""

import pytest

EXTRA = {
    "extra": {
        "unit": "solvang",
        "start": "2027-01-04T07:30:00+01:00",
        "end": "2027-01-04T15:00:00+01:00",
    }
}


@pytest.mark.parametrize("path", ["/needs", "/needs/{need}/offers", "/needs/{need}/book"])
def test_a_key_of_wrong_form_is_refused_by_all(calm, path):
    body = {
        "/needs": EXTRA,
        "/needs/{need}/offers": {"people": ["p1"], "window_ends": "2027-01-04T06:25:00+01:00"},
        "/needs/{need}/book": {"person": "p1"},
    }[path]
    told = calm.post(path.format(**calm.ids), body, headers={"Idempotency-Key": "x" * 121})
    assert (told.status_code, told.json["code"]) == (400, "idempotency_key")


def test_without_a_key_nothing_is_kept(api):
    first = api.post("/needs", EXTRA)
    again = api.post("/needs", EXTRA)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json["needs"][0]["id"] != again.json["needs"][0]["id"]


def test_what_was_refused_may_be_tried_again_with_its_key(api):
    need, key = api.ids["need"], {"Idempotency-Key": "tap"}
    refused = api.post(f"/needs/{need}/book", {"person": api.ids["kari"]}, headers=key)
    assert refused.status_code == 422
    made = api.post(f"/needs/{need}/book", {"person": api.ids["people"][0]}, headers=key)
    assert made.status_code == 201
