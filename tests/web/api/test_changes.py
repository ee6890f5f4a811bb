"""Plans that change, over the API: several days, a core, changes, drop-outs and taking back."""

import pytest

from tests.web.api.test_needs import END, START, absence, count

CORE_END = "2027-01-04T13:00:00+01:00"
CORE = {"start": START, "end": CORE_END}
LOWER = {"requires": [], "from": "2027-01-04T07:00:00+01:00"}
NOT_THERE = ["n999999", "n0", "x1", "n-1", "n" + "9" * 30]
POSTS = ("withdraw", "release", "cannot-come", "together/undo", "search/take-over")


def day(number, **more):
    start, end = (f"2027-01-{number:02}T{clock}:00+01:00" for clock in ("07:30", "15:00"))
    return {"unit": "solvang", "start": start, "end": end, "requires": ["sykepleier"], **more}


def need_of(api):
    return api.get(f"/needs/{api.ids['need']}").json


def test_several_days_are_one_request_made_once(api, api_db):
    headers = {"Idempotency-Key": "uke-1"}
    body = {
        "several": [
            day(5, core={"start": day(5)["start"], "end": "2027-01-05T13:00:00+01:00"}),
            day(6, lower={**LOWER, "from": day(6)["start"]}, note="Nøkkel i skapet."),
        ]
    }
    first = api.post("/needs", body, headers=headers)
    assert first.status_code == 201, first.json
    assert api.post("/needs", body, headers=headers).json == first.json
    one, two = first.json["needs"]
    assert one["order"] == two["order"] is not None
    assert (one["core"]["end"], one["lower"]) == ("2027-01-05T13:00:00+01:00", None)
    assert (two["core"], two["lower"]["requires"]) == (None, [])
    assert two["lower"]["from"] == day(6)["start"]
    assert count(api_db, "need") == 4
    assert "Nøkkel" not in api.get(f"/needs/{two['id']}").text


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"several": []}, "several"),
        ({"several": [day(5)] * 32}, "several"),
        ({"several": [day(5), {**day(6), "end": day(6)["start"]}]}, "several.1.end"),
        ({"several": [day(5), {**day(6), "unit": "finnes-ikke"}]}, "several.1.unit"),
        ({"several": [day(5)], "extra": day(6)}, ""),
        ({"extra": day(5, core={"start": START, "end": END})}, "extra.core"),
        ({"extra": day(5, core={"start": day(5)["start"]})}, "extra.core.end"),
        ({"extra": day(5, lower={"requires": ["tryllekunst"], "from": START})},
         "extra.lower.requires.0"),
        ({"extra": day(5, lower={"requires": []})}, "extra.lower.from"),
        ({"extra": day(5, note="x" * 301)}, "extra.note"),
        ({"extra": day(5, note="Hun er syk")}, "extra.note"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_by_its_field_and_nothing_is_made(api, api_db, body, field):
    told = api.post("/needs", body)
    assert (told.status_code, told.json["field"]) == (422, field)
    assert count(api_db, "need") == 2


def test_every_fault_of_every_day_is_told_by_its_place(api, api_db):
    bad = {**day(7), "end": day(7)["start"], "requires": ["tryllekunst"], "note": "Hun er syk"}
    late = day(6, lower={"requires": ["tryllekunst"], "from": "2027-01-06T16:00:00+01:00"})
    told = api.post("/needs", {"several": [day(5), late, bad]})
    assert told.status_code == 422
    assert [one["field"] for one in told.json["errors"]] == [
        "several.1.lower.from",
        "several.1.lower.requires.0",
        "several.2.end",
        "several.2.requires.0",
        "several.2.note",
    ]
    assert count(api_db, "need") == 2


def test_a_changed_request_begins_the_search_anew_and_twice_is_once(api):
    path = f"/needs/{api.ids['need']}"
    first = api.post(f"{path}/search").json["waves"][0]["offer"]
    body = {"start": START, "end": CORE_END, "core": {"start": START, "end": CORE_END}}
    told = api.post(f"{path}/change", body)
    assert (told.status_code, told.json["end"]) == (200, CORE_END)
    after = api.get(f"{path}/search").json
    assert (after["state"], len(after["waves"])) == ("running", 1)
    assert after["waves"][0]["offer"] != first
    assert api.post(f"{path}/change", body).status_code == 200
    assert api.get(f"{path}/search").json["waves"] == after["waves"]
    late = api.post(f"/offers/{first}/accept", who="c0")
    assert (late.status_code, late.json["code"]) == (409, "offer_withdrawn")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"start": START, "end": START}, "end"),
        ({"start": START, "end": "2027-01-09T15:00:00+01:00"}, "end"),
        ({"start": START}, "end"),
        ({"start": START, "end": END, "requires": []}, "requires"),
    ],
)
def test_a_change_that_does_not_fit_changes_nothing(api, body, field):
    before = need_of(api)
    told = api.post(f"/needs/{api.ids['need']}/change", body)
    assert (told.status_code, told.json["field"]) == (422, field)
    assert need_of(api) == before


def test_a_withdrawn_need_stays_so_and_is_not_changed(api):
    path = f"/needs/{api.ids['need']}"
    for _ in range(2):
        told = api.post(f"{path}/withdraw")
        assert (told.status_code, told.json["status"]) == (200, "withdrawn")
    refused = api.post(f"{path}/change", {"start": START, "end": END, "note": "Hei"})
    assert (refused.status_code, refused.json["code"]) == (409, "need_not_open")


def test_the_one_who_comes_is_taken_off_or_cannot_come(api):
    path, person = f"/needs/{api.ids['need']}", api.ids["people"][0]
    assert api.post(f"{path}/release").json["code"] == "shift_cancelled"
    api.post(f"{path}/book", {"person": person})
    free = api.post(f"{path}/release")
    assert (free.status_code, free.json["status"]) == (200, "open")
    api.post(f"{path}/book", {"person": person})
    gone = api.post(f"{path}/cannot-come")
    assert (gone.status_code, gone.json["status"]) == (200, "open")
    assert api.get(f"{path}/search").json["state"] == "running"
    assert api.post(f"{path}/cannot-come").json["code"] == "shift_cancelled"


@pytest.mark.parametrize("act", ["release", "cannot-come"])
def test_who_is_named_is_taken_off_once_and_nobody_in_their_place(api, act):
    path, (first, second, *_) = f"/needs/{api.ids['need']}", api.ids["people"]
    assert api.post(f"{path}/book", {"person": first}).status_code == 201
    key = {"Idempotency-Key": "av"}
    free = api.post(f"{path}/{act}", {"person": first}, headers=key)
    assert (free.status_code, free.json["status"]) == (200, "open")
    assert api.post(f"{path}/{act}", {"person": first}).json["status"] == "open"
    assert api.post(f"{path}/book", {"person": second}).status_code == 201
    again = api.post(f"{path}/{act}", {"person": first})
    assert (again.status_code, again.json["status"]) == (200, "covered")
    replayed = api.post(f"{path}/{act}", {"person": first}, headers=key)
    assert (replayed.json, replayed.headers["Idempotent-Replayed"]) == (free.json, "true")
    other = api.post(f"{path}/{act}", {"person": second}, headers=key)
    assert (other.status_code, other.json["code"]) == (422, "key_reused")
    assert need_of(api)["status"] == "covered"
    wrong = api.post(f"{path}/{act}", {"who": second})
    assert (wrong.status_code, wrong.json["field"]) == (422, "who")
    assert api.post(f"{path}/{act}", {"person": second}).json["status"] == "open"


def test_one_says_so_oneself_and_again_changes_nothing(api, api_db):
    path = f"/needs/{api.ids['need']}"
    held = api.post(f"{path}/book", {"person": api.ids["people"][0]}).json["id"]
    foreign = api.post(f"/me/shifts/{held}/cannot-come", who="c1")
    assert (foreign.status_code, foreign.json["code"]) == (404, "not_found")
    for _ in range(2):
        told = api.post(f"/me/shifts/{held}/cannot-come", who="c0")
        assert (told.status_code, told.json) == (
            200, {"shift": held, "need": api.ids["need"]}
        )  # fmt: skip
    assert count(api_db, "absence") == 1
    own = api.post(f"/me/shifts/{api.ids['rota']}/cannot-come", who="employee")
    assert (own.status_code, own.json["code"]) == (409, "shift_not_cover")


def test_she_comes_after_all(api):
    made = api.post("/needs", absence(api)).json
    path = f"/absences/{made['absence']}/withdraw"
    assert api.post(path, who="other").status_code == 404
    told = api.post(path)
    assert told.json == {"absence": made["absence"], "needs": [made["needs"][0]["id"]]}
    again = api.post(path)
    assert (again.status_code, again.json["code"]) == (409, "absence_withdrawn")
    assert api.post("/absences/a999999/withdraw").status_code == 404


def test_where_nobody_was_put_together_there_is_nothing_to_undo(calm):
    path = f"/needs/{calm.ids['need']}/together"
    told = calm.get(path)
    assert (told.status_code, told.json["state"], told.json["parts"]) == (200, "none", [])
    undone = calm.post(f"{path}/undo")
    assert (undone.status_code, undone.json["code"]) == (409, "shift_cancelled")


@pytest.mark.parametrize("act", POSTS)
def test_foreign_needs_and_those_not_there_look_the_same(calm, act):
    nothing = [calm.post(f"/needs/{need}/{act}") for need in NOT_THERE]
    foreign = calm.post(f"/needs/{calm.ids['need']}/{act}", who="other")
    for told in (*nothing, foreign):
        assert (told.status_code, told.json["code"]) == (404, "not_found")
