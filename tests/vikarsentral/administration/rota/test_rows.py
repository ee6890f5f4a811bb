"""Rows behind rota by hand: who may be changed, and which shifts are alike."""

from datetime import timedelta

import pytest

from tests.vikarsentral.administration.rota.conftest import FIRST
from vikarsentral.administration.rota.rows import active, alike, changeable, place, standing
from vikarsentral.errors import NotFound
from vikarsentral.tables import ShiftStatus


def test_alike_are_the_same_weekday_and_clock_also_over_the_change_of_clock(village, nurse):
    first = village.shift(nurse, "2027-03-22T07:30")
    summer = village.shift(nurse, "2027-03-29T07:30")
    village.shift(nurse, "2027-04-05T08:30")
    village.shift(nurse, "2027-04-12T07:30", status=ShiftStatus.ABSENT)
    until = first.starts_at.date() + timedelta(weeks=8)
    assert [one.id for one in alike(village.session, first, until)] == [summer.id]
    assert alike(village.session, first, None) == []


def test_standing_holds_own_shifts_at_that_unit(village, nurse):
    row = village.shift(nurse, f"{FIRST}T07:30")
    village.shift(nurse, f"{FIRST + timedelta(days=1)}T07:30", unit=village.fjellheim)
    there = standing(village.session, nurse.id, village.solvang.id)
    assert there == {(row.starts_at, row.ends_at)}


def test_the_inactive_and_the_closed_are_not_found(village, session, nurse, leader):
    row = village.shift(nurse, f"{FIRST}T07:30")
    assert changeable(session, row.id, leader) == (nurse, row)
    nurse.is_active = village.solvang.is_active = False
    session.flush()
    with pytest.raises(NotFound):
        active(session, nurse.id)
    with pytest.raises(NotFound):
        changeable(session, row.id, leader)
    with pytest.raises(NotFound):
        place(session, village.solvang.id)
