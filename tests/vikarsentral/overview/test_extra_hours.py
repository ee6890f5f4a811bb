"""Twelve months of hours above the contract: sum, months, pauses, and the post they amount to."""

from datetime import date, timedelta

import pytest

from tests.vikarsentral.village import NOW, at
from vikarsentral.overview.extra_hours import extra_hours
from vikarsentral.tables import (
    LabourLine,
    LabourSource,
    Post,
    PostKind,
    ShiftKind,
    ShiftStatus,
)

FIRST, LAST = date(2026, 1, 5), date(2027, 1, 4)
FULL_WEEK = 2130


def part_timer(village, unit=None, size=5_000, **changes):
    return village.person(PostKind.PART_TIME, unit or village.solvang, size=size, **changes)


def worked(village, person, on, minutes=450, source=LabourSource.MERARBEID):
    need = village.need(f"{on}T07:30", status="covered")
    shift = village.shift(
        person,
        f"{on}T07:30",
        need_id=need.id,
        kind=ShiftKind.COVER,
        status=ShiftStatus.WORKED,
    )
    village.add(
        LabourLine(
            unit_id=village.solvang.id,
            worked_on=on,
            source=source,
            minutes=minutes,
            cost_ore=0,
            shift_id=shift.id,
        )
    )


def only(village, **wanted):
    (one,) = extra_hours(village.session, now=NOW, **wanted)
    return one


def test_aml_14_4_a_twelve_months_end_the_day_before_the_claim(village):
    person = part_timer(village)
    for on in (FIRST - timedelta(days=1), FIRST, LAST, LAST + timedelta(days=1)):
        worked(village, person, on)
    one = only(village)
    assert (one.first_on, one.last_on, one.days) == (FIRST, LAST, 365)
    assert one.minutes == 900
    assert (one.months[0], one.months[-1], one.months_with) == (450, 450, 2)
    assert one.by_month[0] == (FIRST, 450)
    assert one.by_month[-1] == (date(2026, 12, 5), 450)


def test_implied_post_is_the_contract_and_the_mean_of_the_extra_hours(village):
    person = part_timer(village)
    for week in range(52):
        worked(village, person, FIRST + timedelta(weeks=week), 213)
    one = only(village)
    by_hand = 5_000 + 52 * 213 * 7 * 10_000 // (365 * FULL_WEEK)
    assert one.implied == by_hand
    assert 5_990 < one.implied <= 6_000
    assert one.months_with == 12
    assert one.longest_gap_days == 7


def test_no_more_than_a_whole_post_is_implied(village):
    person = part_timer(village, size=9_900)
    for day in range(60):
        worked(village, person, FIRST + timedelta(days=day))
    assert only(village).implied == 10_000


@pytest.mark.parametrize(
    ("offsets", "gap"),
    [((), 365), ((0,), 364), ((364,), 364), ((100,), 264), ((0, 364), 363), ((10, 200, 300), 189)],
)
def test_longest_pause_counts_the_edges_too(village, offsets, gap):
    person = part_timer(village)
    for offset in offsets:
        worked(village, person, FIRST + timedelta(days=offset))
    assert only(village).longest_gap_days == gap


def test_contract_hours_and_hired_help_are_not_above_the_contract(village):
    person = part_timer(village)
    worked(village, person, FIRST, source=LabourSource.POOL)
    worked(village, person, LAST, 120, LabourSource.OVERTIME)
    assert only(village).minutes == 120


def test_permanent_employment_is_told_for_the_whole_period(village):
    part_timer(village)
    assert only(village).employed_whole
    person = part_timer(village)
    village.session.query(Post).filter_by(person_id=person.id).one().valid_from = (
        FIRST + timedelta(days=1)
    )
    village.session.flush()
    assert [one.employed_whole for one in extra_hours(village.session, now=NOW)].count(False) == 1


def test_only_part_timers_and_only_those_asked_for(village):
    here, there = part_timer(village), part_timer(village, village.fjellheim)
    village.person()
    village.person(PostKind.STAFF, village.solvang)
    village.person(PostKind.HOURLY, size=0)
    everyone = extra_hours(village.session, now=NOW)
    assert {one.person_id for one in everyone} == {here.id, there.id}
    assert only(village, unit_ids=[village.solvang.id]).person_id == here.id
    assert only(village, person_ids=[there.id]).units == ("Fjellheim",)


def test_names_stand_in_norwegian_order_whatever_the_hours(village):
    for name in ("Åse", "Anne", "Øyvind"):
        person = part_timer(village, name=name)
        worked(village, person, FIRST + timedelta(days=len(name)), 100 * len(name))
    names = [one.name for one in extra_hours(village.session, now=NOW)]
    assert names == ["Anne", "Øyvind", "Åse"]


def test_leap_day_is_counted_back_to_a_day_that_exists(village):
    part_timer(village)
    (one,) = extra_hours(village.session, now=at("2028-02-29T12:00"))
    assert (one.first_on, one.days) == (date(2027, 2, 28), 366)
