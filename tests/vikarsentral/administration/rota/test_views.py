"""A unit's people and own shifts, by name and time."""

from datetime import timedelta

from tests.vikarsentral.administration.rota.conftest import FIRST
from tests.vikarsentral.village import at
from vikarsentral.administration import rota
from vikarsentral.tables import PostKind, ShiftStatus


def test_staff_have_a_post_there_and_are_active(village, session):
    named = [
        village.person(kind=PostKind.STAFF, unit=village.solvang, name=name)
        for name in ("Åse", "Zara", "Anna", "Borte")
    ]
    named[3].is_active = False
    village.person(kind=PostKind.STAFF, unit=village.fjellheim)
    village.person()
    session.flush()
    found = rota.staff(session, village.solvang.id, FIRST, FIRST + timedelta(days=6))
    assert [name for _, name in found] == ["Anna", "Zara", "Åse"]


def test_a_week_holds_own_shifts_that_stand(village, session, nurse):
    row = village.shift(nurse, f"{FIRST}T07:30")
    village.shift(nurse, f"{FIRST + timedelta(days=1)}T07:30", status=ShiftStatus.CANCELLED)
    village.shift(nurse, f"{FIRST + timedelta(days=7)}T07:30")
    start = at(f"{FIRST}T00:00")
    found = rota.of_unit(session, village.solvang.id, start, start + timedelta(days=7))
    assert [one.id for one in found] == [row.id]
    assert rota.shift(session, row.id) == found[0]
    assert rota.shift(session, 999_999) is None
