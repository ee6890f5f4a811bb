"""A municipality's own pay values: bounds, documents, dates, and who may set them."""

from datetime import date

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import need
from vikarsentral.access import RoleName
from vikarsentral.commitments.own_values import own_values, set_value
from vikarsentral.commitments.pay import book
from vikarsentral.errors import BadInput, NotAllowed
from vikarsentral.tables import Event, LabourLine, ShiftStatus

DAY = date(2027, 3, 1)


def put(village, key="evening_ore", value=7000, reference="Særavtale 3", actor=None, on=DAY):
    return set_value(
        village.session,
        key=key,
        value=value,
        valid_from=on,
        reference=reference,
        actor=actor or village.actor(RoleName.PLANNER),
        now=NOW,
    )


def faults(village, **more):
    with pytest.raises(BadInput) as refused:
        put(village, **more)
    return [fault.where for fault in refused.value.faults]


def test_a_value_holds_from_its_date_and_is_recorded(village):
    put(village)
    values = book(village.session)
    assert values.on(DAY.toordinal())["evening_ore"] == 7000
    assert values.on(DAY.toordinal() - 1)["evening_ore"] == 5600
    event = village.session.query(Event).filter_by(kind="pay_value.set").one()
    assert event.data == {"value": 7000, "valid_from": "2027-03-01", "reference": "Særavtale 3"}


def test_twice_the_same_is_once(village):
    put(village)
    assert put(village) == 0
    assert len(own_values(village.session)) == 1


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"key": "evening_ore", "value": 5599}, ["value"]),
        ({"key": "evening_ore", "value": 100_001}, ["value"]),
        ({"key": "zone", "value": 7}, ["value"]),
        ({"key": "part_time_threshold", "value": 2}, ["value"]),
        ({"key": "night_to_hour", "value": 7}, ["key"]),
        ({"key": "salary_of_the_mayor"}, ["key"]),
        ({"reference": " "}, ["reference"]),
        ({"value": 1, "reference": "x" * 201}, ["value", "reference"]),
    ],
)
def test_what_is_not_allowed_is_refused_with_its_place(village, more, where):
    assert faults(village, **more) == where
    assert own_values(village.session) == []


@pytest.mark.parametrize("value", [5600, 100_000])
def test_the_bounds_themselves_are_allowed(village, value):
    put(village, value=value)
    assert own_values(village.session)[0].value == value


def test_another_value_from_the_same_date_is_refused(village):
    put(village)
    assert faults(village, value=7100) == ["valid_from"]
    put(village, value=7100, on=date(2027, 3, 2))
    assert len(own_values(village.session)) == 2


def test_lines_from_its_date_are_counted_anew_and_older_ones_stay(village):
    person = village.on_duty()
    rows = [village.need(f"2027-01-{day}T07:30") for day in (11, 19)]
    need.assign(
        village.session,
        [need.Assignment(row.id, person.id) for row in rows],
        status=ShiftStatus.PLANNED,
        actor=village.coordinator,
        now=NOW,
    )
    assert put(village, key="zone", value=6, on=date(2027, 1, 18)) == 1
    lines = village.session.query(LabourLine).order_by(LabourLine.worked_on)
    kinds = [line.receipt[-1]["amount_ore"] == 0 for line in lines]
    assert kinds == [False, True]


def test_a_leader_may_not(village):
    with pytest.raises(NotAllowed):
        put(village, actor=village.leader)
