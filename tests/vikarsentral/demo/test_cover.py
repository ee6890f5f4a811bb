import random

import pytest

from tests.vikarsentral.village import at
from vikarsentral.demo.cover import Hand
from vikarsentral.demo.staff import Member
from vikarsentral.tables import PostKind


def member(number=1, kind=PostKind.HOURLY, **changes):
    values = {"night": True, "overtime": True}
    person = Member(number, "N", kind, "sykepleier", ("health",), None, 0, 0, 2130, "ROTA_38", 0)
    for name, value in {**values, **changes}.items():
        setattr(person, name, value)
    return person


def need(start="2027-01-11T07:30", end="2027-01-11T15:00", **changes):
    values = {
        "unit_id": 1,
        "requires": ["sykepleier"],
        "starts_at": at(start),
        "ends_at": at(end),
        "unpaid_break_minutes": 0,
    }
    return {**values, **changes}


class FromTheTop(random.Random):
    """Chance that always lets the asking begin with the first kind."""

    def choices(self, population, *_, **__):
        return [population[0]]


def hand(*members, duty=None):
    return Hand(members, {}, duty or {}, FromTheTop(1))


def test_pool_is_asked_first():
    pool = member(2, PostKind.POOL)
    times = {2: [(at("2027-01-11T07:00"), at("2027-01-11T15:30"))]}
    assert hand(member(), pool, duty=times).cover(need(), "health") is pool


@pytest.mark.parametrize(
    "wanting",
    [
        need(requires=["laerer"]),
        need(end="2027-01-12T07:30", start="2027-01-11T21:45"),
    ],
)
def test_who_cannot_is_not_booked(wanting):
    assert hand(member(night=False)).cover(wanting, "health") is None


def test_other_sectors_and_other_units_are_left_out():
    assert hand(member()).cover(need(), "school") is None
    assert hand(member(allowed=[2])).cover(need(), "health") is None


def test_pool_keeps_its_known_times():
    pool = member(2, PostKind.POOL)
    assert hand(pool).cover(need(), "health") is None


def test_rest_absence_and_weekends_are_kept():
    person = member()
    booked = hand(person)
    assert booked.cover(need(), "health") is person
    assert booked.cover(need("2027-01-11T21:45", "2027-01-12T07:30"), "health") is None
    booked.away(1, at("2027-01-13T00:00"), at("2027-01-14T00:00"))
    assert booked.cover(need("2027-01-13T07:30", "2027-01-13T15:00"), "health") is None
    assert booked.cover(need("2027-01-16T07:30", "2027-01-16T15:00"), "health") is person
    assert booked.cover(need("2027-01-23T07:30", "2027-01-23T15:00"), "health") is None


def test_week_is_never_more_than_full():
    booked = hand(member())
    days = [f"2027-01-{day}" for day in range(11, 16)]
    taken = [booked.cover(need(f"{on}T07:30", f"{on}T15:00"), "health") for on in days]
    assert [one is not None for one in taken] == [True] * 4 + [False]


def test_unreachable_people_are_left_in_peace():
    assert hand(member(kind=PostKind.STAFF, overtime=False)).cover(need(), "health") is None
