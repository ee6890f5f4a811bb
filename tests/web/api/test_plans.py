"""Plans over the API: ordered, made by the worker's code, published once, on their own ground."""

import pytest
from sqlalchemy import make_url

from tests.conftest import fresh_settings
from tests.web.api.conftest import Api, own_town
from vikarsentral.plan import running
from vikarsentral.plan.claims import who_am_i

WINDOW = "2027-01-04T06:25:00+01:00"
WEEK = {"first_on": "2027-01-04", "weeks": 1, "seconds": 5}


@pytest.fixture(scope="module")
def made(api_app, cluster, built):
    """A town with a finished plan: its database, and the plan's id and ETag."""
    with own_town(cluster, built[0]) as url:
        api = Api(api_app.test_client(), built[1], built[2])
        ordered = api.post("/plans", WEEK, "coordinator")
        assert ordered.status_code == 202, ordered.json
        told = ordered.json["id"]
        assert ordered.headers["Location"] == f"/api/v1/plans/{told}"
        assert ordered.json["state"] == "queued"
        running.run(int(told[1:]), worker=who_am_i(), should_stop=lambda: False)
        shown = api.get(f"/plans/{told}", "coordinator")
        assert shown.json["state"] == "done", shown.json
        fresh_settings()
        yield make_url(url).database, told, shown.headers["ETag"]


@pytest.fixture
def planned(api_app, cluster, built, made):
    """Calls on a town of this test's own with a finished plan, and the plan's id and ETag."""
    with own_town(cluster, made[0]):
        yield Api(api_app.test_client(), built[1], built[2]), made[1], made[2]


def publish(api, told, etag=None, who="coordinator"):
    headers = {} if etag is None else {"If-Match": etag}
    return api.post(f"/plans/{told}/publish", who=who, headers=headers)


def test_a_plan_is_shown_with_its_proof_and_published_into_shifts(planned):
    api, told, etag = planned
    plan = api.get(f"/plans/{told}", "tillitsvalgt").json
    assert (plan["status"], plan["objective"]) == ("proven", plan["bound"])
    assert (plan["before"], plan["kept"], plan["moves"]) == (None, None, None)
    given = {each["need"]: each["person"] for each in plan["plan"]["assignments"]}
    assert set(given) == {api.ids["need"], api.ids["like"]}
    done = publish(api, told, etag)
    assert (done.status_code, done.json["given"], done.json["open"]) == (200, 2, 0)
    for need, person in given.items():
        shown = api.get(f"/needs/{need}", "coordinator").json
        assert (shown["status"], shown["person"]) == ("covered", person)
    assert api.get(f"/plans/{told}", "coordinator").json["state"] == "published"
    again = publish(api, told, etag)
    assert (again.status_code, again.json["code"]) == (409, "plan_not_done")


def test_the_next_plan_tells_from_which_it_began_and_what_it_moves(planned):
    api, told, etag = planned
    publish(api, told, etag)
    again = api.post("/plans", WEEK, "coordinator").json["id"]
    running.run(int(again[1:]), worker=who_am_i(), should_stop=lambda: False)
    shown = api.get(f"/plans/{again}", "tillitsvalgt").json
    assert (shown["state"], shown["before"]) == ("done", told)
    assert (shown["kept"], shown["moves"]) == (2, [])


def test_without_having_seen_the_plan_nobody_publishes_it(planned):
    api, told, etag = planned
    missing = publish(api, told)
    assert (missing.status_code, missing.json["code"]) == (428, "if_match_missing")
    for wrong in ("*", '"0"', f"W/{etag}", ""):
        refused = publish(api, told, wrong)
        assert (refused.status_code, refused.json["code"]) == (412, "ground_moved")
    assert api.get(f"/plans/{told}", "coordinator").json["state"] == "done"


def test_a_plan_whose_ground_has_moved_is_refused_with_what_moved(planned):
    api, told, etag = planned
    api.post(f"/needs/{api.ids['need']}/book", {"person": api.ids["people"][0]})
    refused = publish(api, told, etag)
    assert (refused.status_code, refused.json["code"]) == (412, "ground_moved")
    moved = {(each["kind"], each["id"]) for each in refused.json["facts"]["moved"]}
    assert ("need", api.ids["need"]) in moved
    assert api.get(f"/needs/{api.ids['like']}", "coordinator").json["status"] == "open"


def test_a_plan_that_is_not_finished_cannot_be_published(api):
    told = api.post("/plans", WEEK, "coordinator").json["id"]
    etag = api.get(f"/plans/{told}", "coordinator").headers["ETag"]
    refused = publish(api, told, etag)
    assert (refused.status_code, refused.json["code"]) == (409, "plan_not_done")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"first_on": "2027-01-05"}, "first_on"),
        ({"first_on": "2026-01-05"}, "first_on"),
        ({"first_on": "5.1.2027"}, "first_on"),
        ({"weeks": 0}, "weeks"),
        ({"weeks": 14}, "weeks"),
        ({"seconds": 0}, "seconds"),
        ({"seconds": "60"}, "seconds"),
        ({"seed": -1}, "seed"),
        ({"workers": 2}, "workers"),
    ],
)
def test_bad_input_is_told_where_it_is(calm, changes, field):
    answer = calm.post("/plans", WEEK | changes, "coordinator")
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json["errors"]] == [field]


def test_an_unknown_plan_is_not_found(calm):
    for told in ("k999999", "x", "k" + "9" * 30):
        assert calm.get(f"/plans/{told}", "coordinator").status_code == 404
        assert publish(calm, told, '"x"').status_code == 404
