import random
from collections import Counter

import pytest

from tests.vikarsentral.village import NOW, at
from vikarsentral.demo import places, staff
from vikarsentral.demo.life import live
from vikarsentral.demo.sizes import SIZES


@pytest.fixture(scope="module")
def life():
    rng = random.Random(1)
    units = places.units(SIZES["small"], rng)
    members = staff.people(SIZES["small"], units, rng)
    return live(SIZES["small"], units, members, now=NOW, rng=rng)


def test_four_weeks_to_plan_have_the_open_needs_of_the_size(life):
    first, last = at("2027-01-11T00:00"), at("2027-02-08T00:00")
    inside = [row for row in life.needs if first <= row["starts_at"] < last]
    assert len(inside) == 150
    assert {row["status"] for row in inside} == {"open"}


def test_some_needs_have_nobody_who_is_away(life):
    extra = [row for row in life.needs if row["absence_id"] is None]
    assert 5 <= len(extra) <= 12
    assert not any(row["is_agency_allowed"] for row in extra)


def test_nothing_of_the_past_stands_open(life):
    assert not [row for row in life.needs if row["ends_at"] <= NOW and row["status"] == "open"]


def test_ids_are_never_used_twice(life):
    for rows in (life.needs, life.own + life.cover, life.absences, life.orders, life.duty):
        assert max(Counter(row["id"] for row in rows).values()) == 1
