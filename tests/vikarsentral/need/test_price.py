from datetime import date

import pytest

from tests.vikarsentral.village import at
from vikarsentral.need.price import (
    PriceLine,
    agency_price,
    is_inconvenient,
    price_list,
    price_parts,
)
from vikarsentral.tables import Price

LINES = [
    PriceLine("health", "sykepleier", 900, 1200),
    PriceLine("health", "helsefagarbeider", 600, 780),
    PriceLine("school", "laerer", 650, 650),
]


@pytest.mark.parametrize(
    ("at_", "expected"),
    [
        ("2027-01-11T06:59", True),
        ("2027-01-11T07:00", False),
        ("2027-01-11T16:59", False),
        ("2027-01-11T17:00", True),
        ("2027-01-15T23:59", True),
        ("2027-01-16T12:00", True),
        ("2027-05-17T12:00", True),
    ],
)
def test_hours_outside_working_days_are_inconvenient(at_, expected):
    assert is_inconvenient(at(at_)) is expected


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2027-01-11T07:30", "2027-01-11T15:00", [(450, False)]),
        ("2027-01-11T14:30", "2027-01-11T22:00", [(150, False), (300, True)]),
        ("2027-01-11T21:45", "2027-01-12T07:30", [(555, True), (30, False)]),
        ("2027-01-15T21:45", "2027-01-16T07:30", [(585, True)]),
        ("2027-03-27T21:45", "2027-03-28T07:30", [(525, True)]),
        ("2027-10-30T21:45", "2027-10-31T07:30", [(645, True)]),
    ],
)
def test_a_stretch_is_cut_where_its_price_changes(start, end, minutes):
    parts = price_parts(LINES[0], at(start), at(end))
    assert [(part.minutes, part.is_inconvenient) for part in parts] == minutes
    assert parts[0].starts_at == at(start)
    assert parts[-1].ends_at == at(end)


def test_the_price_is_the_mean_of_the_hours():
    when = {"starts_at": at("2027-01-11T14:30"), "ends_at": at("2027-01-11T22:00")}
    found = agency_price(LINES, sector="health", requires=["sykepleier"], **when)
    assert found == (150 * 900 + 300 * 1200) // 450


def test_the_line_in_force_on_the_day_of_the_work_counts():
    lines = [
        PriceLine("health", "sykepleier", 900, 900, date(2026, 1, 1), date(2027, 1, 10)),
        PriceLine("health", "sykepleier", 990, 990, date(2027, 1, 11)),
    ]
    prices = [
        agency_price(
            lines,
            sector="health",
            requires=[],
            starts_at=at(f"{day}T07:30"),
            ends_at=at(f"{day}T15:00"),
        )
        for day in ("2025-12-31", "2027-01-10", "2027-01-11")
    ]
    assert prices == [None, 900, 990]


@pytest.mark.parametrize(
    ("sector", "requires", "price"),
    [
        ("health", ["sykepleier"], 900),
        ("health", ["helsefagarbeider", "sykepleier"], 900),
        ("health", [], 600),
        ("health", ["trollmann"], None),
        ("cleaning", [], None),
    ],
)
def test_dearest_asked_for_counts(sector, requires, price):
    found = agency_price(
        LINES,
        sector=sector,
        requires=requires,
        starts_at=at("2027-01-11T07:30"),
        ends_at=at("2027-01-11T15:00"),
    )
    assert found == price


def test_price_list_is_dated(village):
    old = village.session.query(Price).one()
    old.valid_to = date(2026, 12, 31)
    village.session.flush()
    assert len(price_list(village.session, date(2026, 12, 31))) == 1
    assert price_list(village.session, date(2027, 1, 1)) == []
