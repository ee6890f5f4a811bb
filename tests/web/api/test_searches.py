"""A search over the API: started, followed and stopped by the same rules as on the page."""

import pytest

from tests.web.api.test_needs import later

NOT_THERE = ["n999999", "n0", "x1", "n-1", "n" + "9" * 30, "n%00"]


def start(api, who="manager", need="need"):
    return api.post(f"/needs/{api.ids[need]}/search", who=who)


def follow(api, who="manager"):
    return api.get(f"/needs/{api.ids['need']}/search", who)


def test_before_anybody_looks_nothing_has_been_asked(calm):
    told = follow(calm)
    assert (told.status_code, told.json["state"]) == (200, "not_started")
    assert (told.json["asked"], told.json["waves"], told.json["next_at"]) == (0, [], None)


def test_a_search_asks_the_fewest_and_tells_how_many_are_left_in_peace(api):
    told = start(api)
    assert (told.status_code, told.json["state"]) == (201, "running")
    (wave,) = told.json["waves"]
    asked = [each["person"] for each in wave["people"]]
    assert asked == api.ids["people"][: len(asked)]
    assert told.json["asked"] == len(asked) > 0
    assert told.json["asked"] + told.json["left_in_peace"] == len(api.ids["people"])
    assert (wave["number"], wave["group"], wave["open"]) == (1, "part_time", True)
    assert {(each["state"], each["sent"], each["opened"]) for each in wave["people"]} == {
        ("asked", "queued", False)
    }
    assert told.json["next_at"] == wave["window_ends"]
    assert told.json["started_by"] == "manager"
    assert follow(api).json == told.json


def test_started_again_by_another_leader_is_the_same_search(api):
    first = start(api)
    again = start(api, "coordinator")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json == first.json


def test_a_yes_is_seen_and_the_highest_ranked_has_it(api):
    wave = start(api).json["waves"][0]
    api.post(f"/offers/{wave['offer']}/accept", who="c1")
    noted = follow(api).json["waves"][0]["people"][1]
    assert (noted["person"], noted["state"]) == (api.ids["people"][1], "noted")
    api.post(f"/offers/{wave['offer']}/accept", who="c0")
    done = follow(api).json
    assert [each["state"] for each in done["waves"][0]["people"]][:2] == ["yours", "closed"]
    assert done["waves"][0]["open"] is False
    assert api.get(f"/needs/{api.ids['need']}").json["status"] == "covered"


def test_a_window_that_has_ended_is_settled_when_somebody_looks(api, monkeypatch):
    told = start(api).json
    api.post(f"/offers/{told['waves'][0]['offer']}/accept", who="c2")
    later(monkeypatch, told["next_at"])
    assert [each["state"] for each in follow(api).json["waves"][0]["people"]][2] == "yours"


def test_stopped_everyone_who_waits_is_told_and_again_changes_nothing(api):
    offer = start(api).json["waves"][0]["offer"]
    path = f"/needs/{api.ids['need']}/search/stop"
    told = api.post(path)
    assert (told.status_code, told.json["state"], told.json["next_at"]) == (200, "stopped", None)
    assert {each["state"] for each in told.json["waves"][0]["people"]} == {"closed"}
    assert api.post(path).json == told.json
    late = api.post(f"/offers/{offer}/accept", who="c0")
    assert (late.status_code, late.json["code"]) == (409, "offer_withdrawn")


def test_another_leader_takes_it_over_and_again_changes_nothing(api):
    path = f"/needs/{api.ids['need']}/search/take-over"
    none = api.post(path)
    assert (none.status_code, none.json["code"]) == (409, "search_not_running")
    first = start(api).json
    assert (first["responsible"], first["taken_at"]) == ("manager", None)
    told = api.post(path, who="coordinator")
    assert (told.status_code, told.json["responsible"]) == (200, "coordinator")
    assert told.json["taken_at"] is not None
    assert api.post(path, who="coordinator").json == told.json
    assert told.json["waves"] == first["waves"]
    assert api.post(path, who="other").status_code == 404


def test_what_was_never_started_is_stopped_without_a_word(api):
    told = api.post(f"/needs/{api.ids['need']}/search/stop")
    assert (told.status_code, told.json["state"]) == (200, "not_started")


def test_a_covered_need_is_not_looked_for(api):
    api.post(f"/needs/{api.ids['need']}/book", {"person": api.ids["people"][0]})
    told = start(api)
    assert (told.status_code, told.json["code"]) == (409, "need_not_open")
    assert told.json["facts"] == {"need": api.ids["need"], "status": "covered"}


@pytest.mark.parametrize("need", NOT_THERE)
@pytest.mark.parametrize(("method", "rest"), [("POST", ""), ("GET", ""), ("POST", "/stop")])
def test_a_need_that_is_not_there_is_not_found(calm, need, method, rest):
    assert calm.call(method, f"/needs/{need}/search{rest}").status_code == 404


@pytest.mark.parametrize(("method", "rest"), [("POST", ""), ("GET", ""), ("POST", "/stop")])
def test_another_units_leader_sees_and_does_nothing_here(calm, method, rest):
    told = calm.call(method, f"/needs/{calm.ids['need']}/search{rest}", "other")
    nothing = calm.call(method, f"/needs/n999999/search{rest}", "other")
    assert told.status_code == 404
    assert told.json | {"request_id": ""} == nothing.json | {"request_id": ""}
