"""An order's price is redone from the list: day and inconvenient minutes, framework and VAT."""

from datetime import date

import pytest

from vikarsentral.need.price import agency_price, price_list
from vikarsentral.spend.agency_sum import agency_sum
from vikarsentral.tables import Price


@pytest.fixture
def price(village):
    """The only line of the list, 900 and 1 200 kroner an hour."""
    row = village.session.query(Price).filter_by(competence_code="sykepleier").one()
    row.day_ore_per_hour, row.inconvenient_ore_per_hour = 90_000, 120_001
    row.framework, row.has_vat, row.valid_from = "Ramme 7", True, date(2026, 1, 1)
    village.session.flush()
    return row


def mean(village, need):
    return agency_price(
        price_list(village.session, date(2027, 1, 1)),
        sector="health",
        requires=need.requires,
        starts_at=need.starts_at,
        ends_at=need.ends_at,
    )


@pytest.mark.parametrize(
    ("start", "hours", "parts"),
    [
        ("2027-01-11T07:00", 10, [(600, False)]),
        ("2027-01-11T06:59", 10, [(1, True), (599, False)]),
        ("2027-01-11T14:30", 7.5, [(150, False), (300, True)]),
        ("2027-03-27T21:45", 9, [(540, True)]),
        ("2027-10-30T21:45", 12, [(720, True)]),
    ],
)
def test_day_and_inconvenient_minutes_are_split(village, price, start, hours, parts):
    need = village.need(start, hours=hours)
    told = agency_sum(village.session, need, mean(village, need))
    assert [(one.minutes, one.is_inconvenient) for one in told.parts] == parts
    rates = {False: 90_000, True: 120_001}
    whole = sum(minutes * rates[late] for minutes, late in parts)
    assert told.minutes == sum(minutes for minutes, _ in parts)
    assert told.ore_per_hour == (2 * whole + told.minutes) // (2 * told.minutes)
    assert (told.framework, told.has_vat) == ("Ramme 7", True)


def test_a_price_that_the_list_does_not_give_is_not_explained_by_it(village, price):
    need = village.need("2027-01-11T07:30")
    assert agency_sum(village.session, need, 90_000) is not None
    assert agency_sum(village.session, need, 90_001) is None
    price.valid_to = date(2027, 1, 10)
    village.session.flush()
    assert agency_sum(village.session, need, 90_000) is None
    village.session.delete(price)
    village.session.flush()
    assert agency_sum(village.session, need, 90_000) is None
