"""The agreed order never inverts for one need: counted through on the demo's own extremes."""

import itertools

import pytest

from vikarsentral.demo import agreed, tariff
from vikarsentral.demo.agreed import WEIGHTS
from vikarsentral.demo.places import SECTORS


def overtime_rates():
    costs = [
        tariff.hourly_cost_ore(role, step, sector.full_week)
        for sector in SECTORS
        for role, _ in sector.roles
        for step in range(len(tariff.SENIORITY))
    ]
    factor = WEIGHTS["overtime_factor_percent"]
    surcharge = WEIGHTS["overtime_surcharge_ore_per_minute"]
    return [cost * factor // 6000 + surcharge for cost in costs]


def agency_rates():
    surcharge = WEIGHTS["agency_surcharge_ore_per_minute"]
    return [price // 60 + surcharge for pair in tariff.PRICES.values() for price in pair]


def steps():
    """Lowest and highest price of a minute at each step, in the agreed order."""
    return [
        (-WEIGHTS["unused_ore_per_minute"],) * 2,
        (WEIGHTS["merarbeid_ore_per_minute"],) * 2,
        (WEIGHTS["hourly_ore_per_minute"],) * 2,
        (min(overtime_rates()), max(overtime_rates())),
        (min(agency_rates()), max(agency_rates())),
        (min(WEIGHTS["open_ore_per_minute"].values()),) * 2,
    ]


def test_each_step_is_dearer_than_the_one_before_whatever_the_soft_terms_say():
    shortest = agreed.SHORTEST_NEED_MINUTES
    for (_, dearest), (cheapest, _) in itertools.pairwise(steps()):
        assert (cheapest - dearest) * shortest > agreed.soft_spread()


def test_the_shortest_need_is_the_shortest_shift():
    minutes = []
    for sector in SECTORS:
        for shift in sector.templates:
            start = shift.starts.hour * 60 + shift.starts.minute
            end = shift.ends.hour * 60 + shift.ends.minute
            minutes.append((end - start) % 1440 - shift.unpaid_break)
    assert min(minutes) == agreed.SHORTEST_NEED_MINUTES


def test_soft_spread_is_the_sum_told():
    assert agreed.soft_spread() == 3_000 + 8_000 + 7_500 + 4_000 + 5_000


@pytest.mark.parametrize("key", sorted(WEIGHTS))
def test_every_weight_is_one_of_the_contract(key):
    assert key in {
        "open_ore_per_minute",
        "agency_surcharge_ore_per_minute",
        "merarbeid_ore_per_minute",
        "overtime_factor_percent",
        "overtime_surcharge_ore_per_minute",
        "hourly_ore_per_minute",
        "unused_ore_per_minute",
        "unknown_unit_ore",
        "quick_return_ore",
        "weekend_share_ore",
        "change_ore",
    }
