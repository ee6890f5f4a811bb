"""The dated values: which one holds, what may be set locally, and the table that is printed."""

from datetime import date

import pytest

from vikarsentral.rules.pay import PAY_VALUES, TARIFF, Book, LocalRow, pay_rows
from vikarsentral.rules.pay.value_rows import ROWS

DAY = date(2027, 1, 11)


def test_each_row_is_dated_tagged_and_has_its_source():
    assert len(PAY_VALUES) == len(ROWS)
    for row in ROWS:
        assert row.source
        assert row.certainty in ("verified", "verified older", "from memory", "estimate")
        assert row.text.endswith(".")
        assert list(row.dated) == sorted(row.dated)
        assert (row.at_least is None) == (row.at_most is None)


def test_a_local_row_prevails_from_its_first_date():
    own = Book([LocalRow("evening_ore", DAY, 7000, "særavtale 3"),
                LocalRow("evening_ore", date(2027, 6, 1), 8000, "særavtale 4")])  # fmt: skip
    days = [date(2027, 1, 10), DAY, date(2027, 5, 31), date(2027, 6, 1)]
    assert [own.on(on.toordinal())["evening_ore"] for on in days] == [5600, 7000, 7000, 8000]


def test_the_table_tells_who_set_each_value():
    own = Book([LocalRow("evening_ore", DAY, 7000, "særavtale 3")])
    row = next(one for one in pay_rows(DAY, own) if one.id == "evening_ore")
    assert (row.value, row.level, row.source, row.since) == (7000, "local", "særavtale 3", DAY)
    before = next(one for one in pay_rows(date(2027, 1, 10), own) if one.id == "evening_ore")
    assert (before.value, before.level, before.certainty) == (5600, "tariff", "verified")
    assert [one.id for one in pay_rows(DAY)] == [one.id for one in ROWS]


@pytest.mark.parametrize("zone", range(7))
def test_each_zone_has_its_contribution(zone):
    assert f"contribution_{zone}_hundredths" in TARIFF.on(DAY.toordinal())
