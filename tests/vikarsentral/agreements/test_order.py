"""The agreed order under any weights: each step on both sides of its edge."""

import pytest

from vikarsentral.agreements.order import Costs, order_faults, soft_spread, steps
from vikarsentral.demo import agreed
from vikarsentral.demo.agreed import WEIGHTS

TOLD = Costs(people=(30_782, 50_626), agency=(60_000, 120_000), wish=agreed.WISH_ORE)


def faults(told=TOLD, **changes):
    return {one.where: one for one in order_faults({**WEIGHTS, **changes}, told)}


def test_the_demos_weights_keep_the_order():
    assert faults() == {}
    assert soft_spread(WEIGHTS, agreed.WISH_ORE) == agreed.soft_spread() == 27_500


@pytest.mark.parametrize(("hourly", "kept"), [(784, True), (783, False)])
def test_hourly_people_come_after_part_timers(hourly, kept):
    found = faults(hourly_ore_per_minute=hourly)
    assert ("hourly_ore_per_minute" not in found) == kept
    if not kept:
        assert found["hourly_ore_per_minute"].facts == {"at_least": 784}


@pytest.mark.parametrize(
    ("weight", "least"),
    [
        # 2 x 30 782 / 60 = 1 026 a minute; hourly 900 and 84 more
        ("overtime_surcharge_ore_per_minute", 0),
        # 1 887 for the dearest hour of overtime and 84 more, less 1 000 for the cheapest agency
        ("agency_surcharge_ore_per_minute", 971),
    ],
)
def test_the_least_that_is_told_keeps_the_order(weight, least):
    assert weight not in faults(**{weight: least})
    if least:
        found = faults(**{weight: least - 1})
        assert found[weight].facts == {"at_least": least}


def test_own_cost_for_part_timers_lets_a_cheap_hour_come_first():
    found = faults(merarbeid_ore_per_minute=None, hourly_ore_per_minute=None)
    assert "hourly_ore_per_minute" in found
    assert found["hourly_ore_per_minute"].facts["at_least"] == 50_626 // 60 + 84


def test_an_open_need_is_dearer_than_the_dearest_agency():
    found = faults(open_ore_per_minute={"1": 12_000, "2": 8_000, "3": 3_583})
    assert found["open_ore_per_minute.3"].facts == {"at_least": 3_584}


def test_steps_nobody_can_take_are_left_out():
    assert [one.weight for one in steps(WEIGHTS, Costs())] == [
        "unused_ore_per_minute",
        "merarbeid_ore_per_minute",
        "hourly_ore_per_minute",
        "open_ore_per_minute.3",
    ]
    assert order_faults({**WEIGHTS, "change_ore": 1_000_000}, Costs()) != []
