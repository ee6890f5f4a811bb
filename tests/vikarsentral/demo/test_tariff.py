import pytest

from vikarsentral.demo.places import SECTORS
from vikarsentral.demo.tariff import GROUP_OF, GROUPS, PRICES, hourly_cost_ore, price_lines


@pytest.mark.parametrize(
    ("role", "step", "full_week", "kroner"),
    [
        ("sykepleier", 0, 2130, 432),
        ("sykepleier", 3, 2130, 491),
        ("helsefagarbeider", 3, 2130, 426),
        ("pleieassistent", 0, 2130, 325),
        ("barnehagelaerer", 3, 2250, 465),
        ("barnehageassistent", 0, 2250, 308),
        ("laerer", 3, 2250, 485),
    ],
)
def test_golden_costs_of_a_day_hour_within_a_krone(role, step, full_week, kroner):
    assert abs(hourly_cost_ore(role, step, full_week) - kroner * 100) <= 100


def test_every_role_has_a_group_and_pay_grows_with_seniority():
    roles = {role for sector in SECTORS for role, _ in sector.roles}
    assert roles == set(GROUP_OF)
    assert all(list(pay) == sorted(pay) for pay, _ in GROUPS.values())


def test_inconvenient_hours_are_never_cheaper():
    assert all(day <= inconvenient for day, inconvenient in PRICES.values())


def test_the_price_list_is_the_prices():
    assert {
        (one.sector, one.competence): (one.day, one.inconvenient) for one in price_lines()
    } == (PRICES)
