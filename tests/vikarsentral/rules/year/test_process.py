"""§ 10-3, § 10-9, § 14-3 and § 14-12, on both sides of each edge."""

from datetime import date, timedelta

import pytest

from tests.vikarsentral.rules.year.one import (
    PLAIN,
    at,
    duty,
    flips,
    found,
    held,
    over_clock_changes,
    roster,
)
from vikarsentral.rules.year import AgencyOrder, Template

ON = date(2027, 1, 13)


@over_clock_changes
def test_10_3_times_are_told_14_calendar_days_ahead_over_the_clock_change(monday):
    start = at(monday, "03:00", 7)

    def of(told, **facts):
        return roster(monday, duty(start, 300, told_at=told, **facts), weeks=2)

    late = at(monday, "00:00", 7 - 13)
    excess = flips("notice", of(late - 1), of(late))
    assert (excess.limit, excess.value) == (14, 13)
    flips("notice", of(late, accepted=True), of(late))
    assert found("notice", of(None)) == []


@pytest.mark.parametrize(
    ("minutes", "least"), [(330, 0), (331, 1), (479, 1), (480, 30), (600, 30)]
)
def test_10_9_breaks_of_usual_shifts(minutes, least):
    def of(pause):
        template = Template("D", "ward", minutes, pause, PLAIN.toordinal())
        return roster(PLAIN, templates=(template,))

    assert found("breaks", of(least)) == []
    if least:
        assert flips("breaks", of(least), of(least - 1)).limit == least


def order(**facts):
    """Return a roster with one order to an agency."""
    told = {"basis": "VIKARIAT", "replaces": "absence", "decided_on": ON.toordinal(), **facts}
    agreements = {"H": held(date(2027, 1, 1), ON)}
    return roster(PLAIN, orders=(AgencyOrder("o", **told),), hire_agreements=agreements)


def test_14_12_1_cover_for_someone_says_whom():
    assert flips("agency_basis", order(), order(replaces=None)).numbers["lacks"] == "replaces"


def test_14_12_1_asks_for_it_since_april_2023():
    before, after = date(2023, 3, 31).toordinal(), date(2023, 4, 1).toordinal()
    flips(
        "agency_basis",
        order(replaces=None, decided_on=before),
        order(replaces=None, decided_on=after),
    )


def test_14_12_2_an_agreement_is_in_force_that_day():
    by = {"basis": "TV_AGREEMENT", "agreement": "H"}
    day_after = (ON + timedelta(days=1)).toordinal()
    flips("agency_basis", order(**by), order(**by, decided_on=day_after))
    flips("agency_basis", order(**by), order(**{**by, "agreement": "X"}))


def test_3_the_exemption_is_for_health_personnel_and_discussed_first():
    by = {"basis": "HEALTH_TEMPORARY", "is_health": True, "discussed_on": ON.toordinal()}
    flips("agency_basis", order(**by), order(**{**by, "is_health": False}))
    flips("agency_basis", order(**by), order(**{**by, "discussed_on": ON.toordinal() + 1}))
    flips("agency_basis", order(**by), order(**{**by, "discussed_on": None}))


def test_14_3_part_timers_are_asked_first():
    flips("preference", order(), order(part_timers_left=1))


@pytest.mark.parametrize("decided", [ON, date(2027, 3, 28), date(2027, 10, 31)])
def test_14_12_4_hire_lasts_three_years_at_most(decided):
    since = date(decided.year - 3, decided.month, decided.day).toordinal()
    told = {"decided_on": decided.toordinal()}
    flips("hired_years", order(**told, hired_since=since), order(**told, hired_since=since - 1))
