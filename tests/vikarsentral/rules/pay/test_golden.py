"""Every row and column of the reference table of costs per hour, within one krone.

Source: law.md 3.7 (zone I, 16 % pension, supplements of 2023, divisors 1846 and 1950).
"""

import pytest

from tests.vikarsentral.rules.pay.made import nurse, work
from vikarsentral.rules.pay import Part, price

HOURS = {
    "day": ("2027-01-13T10:00", "2027-01-13T11:00"),
    "evening": ("2027-01-13T18:00", "2027-01-13T19:00"),
    "night": ("2027-01-13T22:00", "2027-01-13T23:00"),
    "weekend day": ("2027-01-16T10:00", "2027-01-16T11:00"),
    "weekend night": ("2027-01-16T22:00", "2027-01-16T23:00"),
    "holiday day": ("2027-12-25T10:00", "2027-12-25T11:00"),
}
COLUMNS = (*HOURS, "overtime 50", "overtime 100")
ROWS = {
    "sykepleier 0": (545_400, 2130, 295.45, 432, 513, 539, 534, 642, 1007, 566, 755),
    "sykepleier 10": (620_800, 2130, 336.29, 491, 573, 614, 599, 722, 1146, 645, 860),
    "spesialsykepleier 10": (647_900, 2130, 350.98, 513, 594, 641, 625, 754, 1196, 673, 897),
    "helsefagarbeider 10": (538_000, 2130, 291.44, 426, 507, 532, 528, 634, 993, 559, 745),
    "assistent helse 0": (411_000, 2130, 222.64, 325, 407, 427, 427, 530, 759, 427, 569),
    "barnehagelærer 10": (620_800, 2250, 318.36, 465, *[None] * 5, 610, 814),
    "assistent barnehage 0": (411_000, 2250, 210.77, 308, *[None] * 5, 404, 539),
    "adjunkt 10": (647_900, 2250, 332.26, 485, *[None] * 5, 637, 849),
}
CASES = [
    pytest.param(annual, week, column, kroner, id=f"{name}, {column}")
    for name, (annual, week, _, *figures) in ROWS.items()
    for column, kroner in zip(COLUMNS, figures, strict=True)
    if kroner is not None
]


@pytest.mark.parametrize(("annual", "week", "column", "kroner"), CASES)
def test_an_hour_costs_what_the_reference_says(annual, week, column, kroner):
    when = HOURS.get(column, HOURS["day" if column == "overtime 50" else "weekend day"])
    kind = "overtime" if column.startswith("overtime") else "contract"
    cost = price(work(*when, Part(kind, 60)), nurse(annual, week)).total
    assert abs(cost - kroner * 100) <= 100


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_hourly_pay_is_the_reference_to_the_ore(row):
    annual, week, kroner, *_ = row
    assert abs(nurse(annual, week).hourly_ore - round(kroner * 100)) <= 1
