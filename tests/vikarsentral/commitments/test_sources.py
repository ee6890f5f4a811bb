"""Minutes of cover are split at contract, full week and the day's ceiling."""

import random

import pytest

from vikarsentral.commitments.pay import Contract
from vikarsentral.commitments.sources import Stint, above_day, overtime, parts_of_week
from vikarsentral.rules.pay import Part, PayContract
from vikarsentral.tables import PostKind

PAY = PayContract(30_000, 30_000)
POOL = Contract(PostKind.POOL, 2130, 2130, PAY)
SMALL_POOL = Contract(PostKind.POOL, 2130, 1065, PAY)
PART = Contract(PostKind.PART_TIME, 2130, 1065, PAY)
STAFF = Contract(PostKind.STAFF, 2130, 2130, PAY)
HOURLY = Contract(PostKind.HOURLY, 2130, 0, PAY)


def shift(day, minutes=450, start=450, rest=660, ceiling=540):
    first = day * 1440 + start
    return Stint(first, first + minutes, minutes, rest, ceiling)


def week_before(minutes):
    """Own rota of so many minutes on days that are over, none above the day's ceiling."""
    days = [minutes // 5 + (day < minutes % 5) for day in range(5)]
    return [shift(day, length) for day, length in enumerate(days) if length]


@pytest.mark.parametrize(
    ("contract", "used", "parts"),
    [
        (POOL, 0, {"contract": 450}),
        (POOL, 1680, {"contract": 450}),
        (POOL, 1681, {"contract": 449, "overtime": 1}),
        (POOL, 2130, {"overtime": 450}),
        (SMALL_POOL, 1000, {"contract": 65, "merarbeid": 385}),
        (PART, 615, {"contract": 450}),
        (PART, 616, {"contract": 449, "merarbeid": 1}),
        (PART, 1065, {"merarbeid": 450}),
        (PART, 1900, {"merarbeid": 230, "overtime": 220}),
        (STAFF, 2130, {"overtime": 450}),
        (STAFF, 0, {"contract": 450}),
        (HOURLY, 0, {"hourly": 450}),
        (HOURLY, 2000, {"hourly": 130, "overtime": 320}),
    ],
)
def test_minutes_are_split_at_contract_and_full_week(contract, used, parts):
    found = parts_of_week(week_before(used), [shift(5)], contract)
    assert [{part.kind: part.minutes for part in some} for some in found] == [parts]


@pytest.mark.parametrize(("minutes", "extra"), [(540, 0), (541, 1), (600, 60)])
def test_aml_10_4_minutes_above_the_days_ceiling_are_overtime(minutes, extra):
    assert above_day([shift(0, minutes)]) == extra
    parts = parts_of_week([], [shift(0, minutes)], POOL)[0]
    assert sum(part.minutes for part in parts if part.kind == "overtime") == extra


@pytest.mark.parametrize(("gap", "extra"), [(659, 260), (660, 0)])
def test_shifts_with_too_little_rest_between_are_one_period(gap, extra):
    first = shift(0, 400, start=0)
    second = Stint(first.end + gap, first.end + gap + 400, 400, 660, 540)
    assert above_day([second, first]) == extra


def test_the_strictest_ceiling_and_longest_rest_of_neighbours_hold():
    first = shift(0, 400, start=0, rest=480, ceiling=750)
    second = Stint(first.end + 500, first.end + 900, 400, 660, 540)
    assert above_day([first, second]) == 260
    agreed = Stint(second.start, second.end, 400, 480, 750)
    assert above_day([first, agreed]) == 0


def test_overtime_of_the_rota_alone_is_not_the_covers():
    rota = [shift(day, 600) for day in range(3)]
    assert parts_of_week(rota, [shift(5, 60)], POOL) == [(Part("contract", 60),)]


def test_a_week_of_cover_adds_up_to_the_contracts_overtime():
    rng = random.Random(4)
    for _ in range(500):
        rota = [shift(day, rng.randint(300, 700)) for day in range(rng.randint(0, 3))]
        cover = [shift(day, rng.randint(60, 780)) for day in range(3, 3 + rng.randint(1, 4))]
        found = parts_of_week(rota, cover, rng.choice((POOL, PART, HOURLY, STAFF)))
        extra = sum(part.minutes for some in found for part in some if part.kind == "overtime")
        assert extra == overtime([*rota, *cover], 2130) - overtime(rota, 2130)
        for one, some in zip(cover, found, strict=True):
            assert sum(part.minutes for part in some) == one.paid
