"""What must never be is refused by the database itself, whatever Python thinks."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.vikarsentral.village import at
from vikarsentral.tables import (
    OCCUPYING,
    Need,
    ShiftKind,
    ShiftStatus,
)

DAY = "2027-01-11T07:30"


def refused(session, constraint):
    return pytest.raises(IntegrityError, match=constraint)


def test_exclusion_constraint_stands_in_the_catalogue(session):
    found = session.execute(
        text("select pg_get_constraintdef(oid) from pg_constraint where conname = :name"),
        {"name": "ex_shift_person_busy"},
    ).scalar_one()
    assert "EXCLUDE USING gist (person_id WITH =" in found
    assert "tstzrange(starts_at, ends_at, '[)'" in found
    for status in ShiftStatus:
        assert (f"'{status.value}'" in found) is (status in OCCUPYING)


@pytest.mark.parametrize("status", OCCUPYING)
def test_person_cannot_be_at_two_places(village, status):
    person = village.person()
    village.shift(person, DAY)
    with refused(village.session, "ex_shift_person_busy"):
        village.shift(person, "2027-01-11T14:59", unit=village.fjellheim, status=status)


@pytest.mark.parametrize("status", [ShiftStatus.ABSENT, ShiftStatus.CANCELLED])
def test_shift_that_does_not_occupy_may_overlap(village, status):
    person = village.person()
    village.shift(person, DAY)
    assert village.shift(person, DAY, status=status).id


def test_shifts_may_touch(village):
    person = village.person()
    village.shift(person, DAY)
    assert village.shift(person, "2027-01-11T15:00", hours=2).id


@pytest.mark.parametrize("night", ["2027-03-27T21:45", "2027-10-30T21:45"])
def test_night_shifts_over_clock_changes_touch_and_do_not_overlap(village, night):
    person = village.person()
    first = village.shift(person, night, hours=9)
    follow = first.ends_at
    again = village.shift(person, "2027-06-01T07:30")
    again.starts_at, again.ends_at = follow, follow + timedelta(hours=3)
    village.session.flush()
    again.starts_at = follow - timedelta(minutes=1)
    with refused(village.session, "ex_shift_person_busy"):
        village.session.flush()


def test_need_has_one_occupying_shift_at_most(village):
    need = village.need(DAY)
    cover = {"kind": ShiftKind.COVER, "need_id": need.id}
    village.shift(village.person(), DAY, **cover)
    with refused(village.session, "uq_shift_need"):
        village.shift(village.person(), DAY, **cover)


def test_cover_without_need_is_refused(village):
    with refused(village.session, "ck_shift_cover_has_need"):
        village.shift(village.person(), DAY, kind=ShiftKind.COVER)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"ends_at": at(DAY)}, "ck_need_"),
        ({"ends_at": at(DAY) + timedelta(hours=49)}, "ck_need_at_most_48_hours"),
        ({"unpaid_break_minutes": -1}, "ck_need_unpaid_break"),
        ({"unpaid_break_minutes": 451}, "ck_need_unpaid_break"),
        ({"priority": 4}, "ck_need_priority"),
        ({"agency_ore_per_hour": 1}, "ck_need_agency_allowed"),
    ],
)
def test_impossible_needs_are_refused(village, changes, constraint):
    with refused(village.session, constraint):
        village.need(DAY, **changes)


def test_need_of_unknown_unit_is_refused(village):
    with refused(village.session, "fk_need_unit_id_unit"):
        village.need(DAY, unit=type("Unit", (), {"id": 999_999}))


def test_no_column_could_hold_a_cause_of_absence():
    names = {column.name for column in Need.metadata.tables["absence"].columns}
    assert names == {
        "id",
        "person_id",
        "starts_at",
        "ends_at",
        "reported_by",
        "reported_at",
        "withdrawn_at",
    }
