import random
from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW, at
from vikarsentral.demo.absences import Spell
from vikarsentral.demo.ledger import Ledger
from vikarsentral.demo.places import UnitPlan
from vikarsentral.tables import NeedStatus

HOME = UnitPlan(1, "u", "U", "health", "nord")


def shift(start="2027-01-11T07:30", role="sykepleier"):
    starts_at = at(start)
    return {
        "id": 7,
        "unit_id": 1,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=7.5),
        "unpaid_break_minutes": 0,
        "requires": [role],
    }


@pytest.fixture
def ledger():
    return Ledger([HOME], NOW, random.Random(1))


def test_absence_and_its_needs_know_each_other(ledger):
    row = shift()
    [need] = ledger.absent(Spell(3, row["starts_at"], row["ends_at"], (row,)), NeedStatus.OPEN)
    [absence] = ledger.life.absences
    assert (need["absence_id"], need["replaces_shift_id"]) == (absence["id"], 7)
    assert absence["reported_at"] < NOW
    assert set(absence) == {
        "id",
        "person_id",
        "starts_at",
        "ends_at",
        "reported_by",
        "reported_at",
        "withdrawn_at",
    }


@pytest.mark.parametrize(
    ("row", "price"),
    [
        (shift(), 90_000),
        (shift("2027-01-11T14:30"), 110_000),
        (shift("2027-01-16T07:30"), 120_000),
        (shift(role="pleieassistent"), None),
    ],
)
def test_agency_price_follows_role_and_time(ledger, row, price):
    need = ledger.need(row, NeedStatus.OPEN, NOW, 1)
    assert (need["agency_ore_per_hour"], need["is_agency_allowed"]) == (price, price is not None)


def test_extra_need_is_never_bought(ledger):
    need = ledger.need(shift(), NeedStatus.OPEN, NOW, None)
    assert (need["is_agency_allowed"], need["replaces_shift_id"]) == (False, None)


def test_order_costs_price_times_time(ledger):
    need = ledger.need(shift(), NeedStatus.COVERED, NOW, 1)
    ledger.order(need)
    assert need["status"] is NeedStatus.AGENCY
    assert ledger.life.order_lines[0]["cost_ore"] == 675_000
