from datetime import date

import pytest

from tests.vikarsentral.village import at
from vikarsentral.need.price import PriceLine, agency_price, is_inconvenient, price_list
from vikarsentral.tables import Price

LINES = [
    PriceLine("health", "sykepleier", 900, 1200),
    PriceLine("health", "helsefagarbeider", 600, 780),
    PriceLine("school", "laerer", 650, 650),
]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2027-01-11T07:30", "2027-01-11T15:00", False),
        ("2027-01-11T14:30", "2027-01-11T22:00", True),
        ("2027-01-11T06:00", "2027-01-11T08:00", False),
        ("2027-01-11T06:00", "2027-01-11T07:59", True),
        ("2027-01-16T07:30", "2027-01-16T15:00", True),
        ("2027-01-15T21:45", "2027-01-16T07:30", True),
    ],
)
def test_middle_of_the_stretch_decides(start, end, expected):
    assert is_inconvenient(at(start), at(end)) is expected


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
