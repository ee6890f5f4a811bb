"""Offers over the API: yes, no, withdrawn, and the last word of each."""

import pytest

WINDOW = "2027-01-04T06:25:00+01:00"


def ask(api, people, **changes):
    body = {"people": people, "window_ends": WINDOW} | changes
    answer = api.post(f"/needs/{api.ids['need']}/offers", body)
    assert answer.status_code == 201, answer.json
    return answer.json


def test_a_yes_is_noted_then_yours(api):
    made = ask(api, api.ids["people"][:2])
    noted = api.post(f"/offers/{made['id']}/accept", who="c1")
    assert (noted.status_code, noted.json["state"], noted.json["shift"]) == (200, "noted", None)
    assert noted.json["window_ends"] == WINDOW
    assert api.post(f"/offers/{made['id']}/decline", who="c0").json["state"] == "declined"
    won = api.post(f"/offers/{made['id']}/accept", who="c1")
    assert (won.status_code, won.json["state"]) == (200, "yours")
    own = api.get("/me/shifts", "c1").json["shifts"]
    assert [each["id"] for each in own] == [won.json["shift"]]


def test_the_winners_retry_is_the_same_answer(api):
    made = ask(api, api.ids["people"][:2])
    first = api.post(f"/offers/{made['id']}/accept", who="c0")
    again = api.post(f"/offers/{made['id']}/accept", who="c0")
    assert (first.status_code, first.json) == (again.status_code, again.json)


def test_in_an_open_offer_later_ones_are_told_it_is_taken(api):
    made = ask(api, api.ids["people"], mode="open", case="mass_absence")
    assert api.post(f"/offers/{made['id']}/accept", who="c2").json["state"] == "yours"
    late = api.post(f"/offers/{made['id']}/accept", who="c0")
    assert (late.status_code, late.json["code"]) == (409, "offer_taken")
    assert late.json["facts"] == {"offer": made["id"]}


def test_two_places_have_two_winners(api):
    made = ask(api, api.ids["people"], mode="open", case="mass_absence", places=2)
    codes = [api.post(f"/offers/{made['id']}/accept", who=f"c{n}").status_code for n in range(4)]
    assert codes == [200, 200, 409, 409]


def test_a_withdrawn_offer_is_over_for_everyone(api):
    made = ask(api, api.ids["people"][:2])
    withdrawn = api.post(f"/offers/{made['id']}/withdraw")
    assert (withdrawn.status_code, withdrawn.json["state"]) == (200, "withdrawn")
    assert api.post(f"/offers/{made['id']}/withdraw").json == withdrawn.json
    for answer in ("accept", "decline"):
        late = api.post(f"/offers/{made['id']}/{answer}", who="c0")
        assert (late.status_code, late.json["code"]) == (409, "offer_withdrawn")


def test_one_who_was_not_asked_finds_nothing(api):
    made = ask(api, api.ids["people"][:1])
    for answer in ("accept", "decline"):
        assert api.post(f"/offers/{made['id']}/{answer}", who="c1").status_code == 404
    assert api.post(f"/offers/{made['id']}/withdraw", who="other").status_code == 404
    assert api.post("/offers/o999999/accept", who="c1").status_code == 404


def test_nobody_answers_for_another(api):
    """The person is the token's own; there is no field that could name another."""
    made = ask(api, api.ids["people"][:1])
    api.post(f"/offers/{made['id']}/accept", {"person": api.ids["people"][0]}, who="c1")
    shown = api.get(f"/needs/{api.ids['need']}").json
    assert shown["status"] == "open"


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"people": []}, ["people"]),
        ({"people": ["x"]}, ["people.0"]),
        ({"people": ["p999999"]}, ["people.0"]),
        ({"people": "p1"}, ["people"]),
        ({"window_ends": "2027-01-04T06:09:00+01:00"}, ["window_ends"]),
        ({"mode": "first"}, ["mode"]),
        ({"mode": "open"}, ["case"]),
        ({"places": 2}, ["places"]),
        ({"places": 0}, ["places"]),
        ({"everyone": True}, ["everyone"]),
    ],
)
def test_bad_input_is_told_where_it_is(calm, changes, fields):
    body = {"people": calm.ids["people"][:1], "window_ends": WINDOW} | changes
    answer = calm.post(f"/needs/{calm.ids['need']}/offers", body)
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json["errors"]] == fields


def test_nobody_is_asked_to_do_what_is_unlawful(calm):
    body = {"people": [calm.ids["people"][0], calm.ids["kari"]], "window_ends": WINDOW}
    answer = calm.post(f"/needs/{calm.ids['need']}/offers", body)
    assert (answer.status_code, answer.json["code"]) == (422, "not_lawful")
    assert [each["person"] for each in answer.json["receipts"]] == [calm.ids["kari"]]


def test_not_this_week_is_a_no_and_peace_until_monday(api):
    made = ask(api, api.ids["people"][:2])
    told = api.post(f"/offers/{made['id']}/pause", who="c0")
    assert (told.status_code, told.json) == (200, {"paused_until": "2027-01-11T00:00:00+01:00"})
    assert (
        api.get(f"/needs/{api.ids['need']}").json["offers"][0]["people"][0]["state"] == "declined"
    )
    assert api.post(f"/offers/{made['id']}/pause", who="c0").json == told.json
    options = api.post(f"/needs/{api.ids['like']}/search").json["waves"][0]["people"]
    assert api.ids["people"][0] not in [each["person"] for each in options]


def test_peace_may_be_asked_for_when_the_offer_is_over_and_by_those_asked_alone(api):
    made = ask(api, api.ids["people"][:1])
    assert api.post(f"/offers/{made['id']}/pause", who="c1").status_code == 404
    api.post(f"/offers/{made['id']}/withdraw")
    assert api.post(f"/offers/{made['id']}/pause", who="c0").status_code == 200
