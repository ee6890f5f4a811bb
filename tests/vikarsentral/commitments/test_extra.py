"""Staying on after own rota is merarbeid or overtime, to the minute, and never rota."""

from datetime import date

import pytest

from tests.vikarsentral.village import at
from tests.vikarsentral.worked.conftest import minutes, tell
from vikarsentral.commitments.extra import Extra, extras
from vikarsentral.commitments.priced import priced
from vikarsentral.commitments.sources import Stint
from vikarsentral.rules.pay import Part
from vikarsentral.tables import LabourLine, LabourSource, PostKind

WEEK = date(2027, 1, 11)
DAYS = ("11", "12", "13", "14", "15")
NOW = at("2027-01-18T08:00")


def week_of_rota(village, person, days=DAYS, hours=7.1):
    """One shift of 7 h 6 min a day: a full week of 35.5 h."""
    return [village.shift(person, f"2027-01-{day}T07:30", hours=hours) for day in days]


def lines(session):
    return sorted((line.source.value, line.minutes) for line in session.query(LabourLine))


def parts(village, person):
    found = priced(village.session, [(person.id, WEEK)])
    return [[(part.kind, part.minutes) for part in one.work.parts] for one in found]


@pytest.mark.parametrize("by", [{"end": 60}, {"start": -60}])
def test_full_timer_who_stays_on_works_overtime(village, by):
    person = village.person(PostKind.STAFF, village.solvang)
    shifts = week_of_rota(village, person)
    tell(village, shifts[-1], now=NOW, **by)
    assert lines(village.session) == [(LabourSource.OVERTIME.value, 60)]
    planned, more = ("contract", 426), ("overtime", 60)
    assert parts(village, person)[-1] == ([planned, more] if "end" in by else [more, planned])


def test_part_timer_who_stays_on_works_merarbeid(village):
    person = village.person(PostKind.PART_TIME, village.solvang, size=4000)
    shifts = week_of_rota(village, person, days=("11", "12"))
    tell(village, shifts[1], end=45, now=NOW)
    assert lines(village.session) == [(LabourSource.MERARBEID.value, 45)]


def test_staying_on_inside_the_post_costs_nothing_more(village):
    person = village.person(PostKind.STAFF, village.solvang)
    shifts = week_of_rota(village, person, days=("11", "12"))
    tell(village, shifts[0], end=60, now=NOW)
    assert lines(village.session) == []
    assert parts(village, person)[0] == [("contract", 426), ("contract", 60)]


def test_leaving_early_makes_no_extra(village):
    person = village.person(PostKind.STAFF, village.solvang)
    shifts = week_of_rota(village, person)
    tell(village, shifts[0], end=-60, now=NOW)
    assert extras(village.session, shifts) == {}
    assert lines(village.session) == []


def test_taking_it_back_takes_the_line_back(village):
    person = village.person(PostKind.STAFF, village.solvang)
    shift = week_of_rota(village, person)[-1]
    tell(village, shift, end=60, now=NOW)
    tell(village, shift, end=-60, now=NOW)
    assert lines(village.session) == []


def test_hourly_people_are_paid_by_the_hour_all_along(village):
    person = village.person(PostKind.HOURLY, village.solvang)
    shift = week_of_rota(village, person, days=("11",))[0]
    tell(village, shift, end=60, now=NOW)
    assert parts(village, person) == [[("hourly", 486)]]


@pytest.mark.parametrize("is_first", [True, False])
def test_halves_join_to_the_whole(is_first):
    whole = Stint(100, 560, 430, 660, 540)
    planned, more = Extra(60, is_first=is_first).halves(whole)
    assert planned.paid + more.paid == whole.paid
    first, second = (more, planned) if is_first else (planned, more)
    assert (first.start, first.end, second.end) == (whole.start, second.start, whole.end)
    around = Extra(60, is_first=is_first).around((Part("contract", 1),), (Part("overtime", 2),))
    assert [part.minutes for part in around] == ([2, 1] if is_first else [1, 2])


def test_extra_is_told_by_the_entry_in_force(village):
    person = village.person(PostKind.STAFF, village.solvang)
    shift = week_of_rota(village, person)[0]
    for end in (30, 30, -15):
        tell(village, shift, end=end, now=NOW)
    assert extras(village.session, [shift])[shift.id].minutes == 45
    assert shift.ends_at == at("2027-01-11T07:30") + minutes(426 + 45)
