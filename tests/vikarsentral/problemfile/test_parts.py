"""Period and agreements: the borders of what may be written."""

import pytest

from tests.builders import agreement, document, iso, span
from tests.vikarsentral.problemfile.faulty import changed, pointers


def period(start, end):
    return pointers(document(people=[]) | {"period": span(start, end)})


@pytest.mark.parametrize(
    ("start", "end", "where"),
    [
        ("2027-01-04 00:00", "2027-01-11 00:00", []),
        ("2027-03-22 00:00", "2027-04-05 00:00", []),  # over the clock change
        ("2027-01-05 00:00", "2027-01-11 00:00", ["/period/start"]),
        ("2027-01-04 00:01", "2027-01-11 00:00", ["/period/start"]),
        ("2027-01-04T00:00:00Z", "2027-01-11 00:00", ["/period/start"]),
        ("2027-01-03T23:00:00Z", "2027-01-11 00:00", []),
        ("2027-01-04 00:00", "2027-01-10 00:00", ["/period/end"]),
        ("2027-01-04 00:00", "2027-01-04 00:00", ["/period/end"]),
        ("2027-01-11 00:00", "2027-01-04 00:00", ["/period/end"]),
        ("2027-01-04 00:00", "2028-01-10 00:00", []),
        ("2027-01-04 00:00", "2028-01-17 00:00", ["/period/end"]),
        (
            "0001-01-01T00:00:00+00:00",
            "9999-12-27T00:00:00+00:00",
            ["/period/start", "/period/end"],
        ),
    ],
)
def test_a_period_runs_between_oslo_mondays_and_at_most_53_weeks(start, end, where):
    assert period(start, end) == where


@pytest.mark.parametrize(
    ("level", "limit", "edge", "outside"),
    [
        ("INDIVIDUAL", "day_minutes", 600, 601),
        ("INDIVIDUAL", "week_minutes", 3600, 3601),
        ("LOCAL_TV", "daily_rest", 480, 479),
        ("LOCAL_TV", "weekly_rest", 1680, 1679),
        ("LOCAL_TV", "day_minutes", 750, 751),
        ("LOCAL_TV", "week_minutes", 4140, 4141),
        ("LOCAL_TV", "overtime_week", 1200, 1201),
        ("LOCAL_TV", "overtime_4_weeks", 3000, 3001),
        ("LOCAL_TV", "overtime_52_weeks", 18000, 18001),
    ],
)
def test_each_level_has_its_bounds(level, limit, edge, outside):
    for value, where in ((edge, []), (outside, [f"/agreements/0/limits/{limit}"])):
        signed = agreement({limit: value}, level=level)
        assert pointers(document(agreements=[signed])) == where


@pytest.mark.parametrize(
    "limit",
    ["daily_rest", "weekly_rest", "overtime_week", "overtime_4_weeks", "overtime_52_weeks"],
)
def test_an_individual_agreement_may_not_name_what_takes_a_tillitsvalgt(limit):
    signed = agreement({limit: 2000}, level="INDIVIDUAL")
    assert pointers(document(agreements=[signed])) == [f"/agreements/0/limits/{limit}"]


@pytest.mark.parametrize(
    ("limit", "value"),
    [("daily_rest", 900), ("weekly_rest", 3000), ("day_minutes", 0), ("overtime_week", 0)],
)
def test_stricter_than_the_law_may_be_agreed(limit, value):
    assert pointers(document(agreements=[agreement({limit: value})])) == []


@pytest.mark.parametrize("red_days", ["each", "average"])
@pytest.mark.parametrize("level", ["INDIVIDUAL", "LOCAL_TV"])
def test_both_levels_may_agree_on_red_days(level, red_days):
    assert pointers(document(agreements=[agreement({"red_days": red_days}, level=level)])) == []


def test_with_an_unknown_level_the_other_faults_are_told_too():
    signed = agreement({"daily_rest": True, "night": 1}, level="CENTRAL_UNION")
    assert pointers(document(agreements=[signed])) == [
        "/agreements/0/level",
        "/agreements/0/limits/daily_rest",
        "/agreements/0/limits/night",
    ]


def test_ids_of_agreements_differ():
    signed = agreement({"daily_rest": 500})
    assert pointers(document(agreements=[signed, signed])) == ["/agreements/1/id"]


@pytest.mark.parametrize("value", [None, [], 1, "x"])
@pytest.mark.parametrize(
    "name", ["period", "units", "people", "needs", "travel_minutes", "agreements", "objective"]
)
def test_a_part_of_another_kind_is_refused(name, value):
    if value == [] and name in ("units", "people", "needs", "agreements"):
        assert f"/{name}" not in pointers(changed([name], value))
    else:
        assert f"/{name}" in pointers(changed([name], value))


def test_what_is_written_in_utc_means_the_same():
    made = document(people=[])
    made["period"] = {"start": "2027-01-03T23:00Z", "end": iso("2027-01-11 00:00")}
    assert pointers(made) == []
