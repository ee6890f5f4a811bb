"""All volatile labour over the API, each figure with its shifts, each leader own units only."""

import pytest

YEAR = "from=2027-01-01&to=2027-12-31"


def test_a_booking_is_seen_with_its_shift(api):
    shift = api.post(f"/needs/{api.ids['need']}/book", {"person": api.ids["people"][0]}).json
    told = api.get(f"/spend?{YEAR}", "planner").json
    (line,) = told["lines"]
    assert line == {
        "unit": "solvang",
        "month": "2027-01",
        "source": "merarbeid",
        "minutes": 24,
        "cost_ore": 16_000,
        "shifts": [shift["id"]],
        "agency_orders": [],
    }
    assert (told["minutes"], told["cost_ore"]) == (24, 16_000)
    assert (told["from"], told["to"]) == ("2027-01-01", "2027-12-31")


def test_groups_are_summed_and_the_others_left_empty(api):
    api.post(f"/needs/{api.ids['need']}/book", {"person": api.ids["people"][0]})
    api.post(f"/needs/{api.ids['like']}/book", {"person": api.ids["people"][1]})
    told = api.get(f"/spend?{YEAR}&group_by=source", "planner").json
    (line,) = told["lines"]
    assert (line["unit"], line["month"], line["source"]) == (None, None, "merarbeid")
    assert (line["minutes"], len(line["shifts"])) == (48, 2)


def test_a_leader_sees_own_units_only(api):
    api.post(f"/needs/{api.ids['need']}/book", {"person": api.ids["people"][0]})
    assert len(api.get(f"/spend?{YEAR}", "manager").json["lines"]) == 1
    assert api.get(f"/spend?{YEAR}", "other").json["lines"] == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("", "from"),
        ("from=2027-01-01&to=2026-01-01", "to"),
        ("from=2020-01-01&to=2027-01-01", "to"),
        (f"{YEAR}&group_by=person", "group_by"),
        (f"{YEAR}&group_by=unit,unit", "group_by"),
        (f"{YEAR}&group_by=", "group_by"),
        (f"{YEAR}&sort=cost_ore", "sort"),
    ],
)
def test_a_wrong_question_is_refused(calm, query, field):
    answer = calm.get(f"/spend?{query}", "planner")
    assert answer.status_code == 422
    assert answer.json["field"] == field
