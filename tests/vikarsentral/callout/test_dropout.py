"""Accepted, and then cannot come: one act, no cause, and the nearest next is asked at once."""

from datetime import timedelta

import pytest

from tests.vikarsentral.offer.town import LENGTH, NOW, START, leader, self_of
from vikarsentral import callout, offer, shift
from vikarsentral.errors import Conflict, NotFound
from vikarsentral.tables import Absence, Message, NeedStatus, Shift, ShiftStatus

MINUTE = timedelta(minutes=1)


def taken(town):
    """Two say yes, the first gets it; return both and the shift."""
    first, second = town.someone(), town.someone()
    need = town.need()
    town.start(need)
    town.answer(second, offer.accept)
    town.answer(first, offer.accept)
    town.go_on(NOW + MINUTE)
    held = town.session.query(Shift).filter(Shift.need_id == need.id).one()
    assert held.person_id == first.id
    return first, second, need, held


def test_the_one_who_said_yes_and_did_not_get_it_is_asked_first(town):
    first, second, need, held = taken(town)
    other = town.someone()
    now = NOW + 5 * MINUTE
    told = callout.cannot_come(town.session, shift_id=held.id, actor=self_of(first), now=now)
    assert told == need.id
    assert (held.status, need.status) == (ShiftStatus.ABSENT, NeedStatus.OPEN)
    away = town.session.query(Absence).one()
    assert (away.person_id, away.starts_at, away.ends_at) == (first.id, START, START + LENGTH)
    view = callout.view(town.session, need.id)
    assert view.waves[0].people[0].name == second.name
    assert view.is_running
    kinds = {one.kind for one in town.session.query(Message).filter_by(person_id=first.id)}
    assert "cannot_come" in kinds
    assert other.id


def test_told_twice_changes_nothing_twice(town):
    first, _, need, held = taken(town)
    for _ in range(2):
        callout.cannot_come(town.session, shift_id=held.id, actor=self_of(first), now=NOW)
    assert town.session.query(Absence).count() == 1
    assert town.session.query(Message).filter_by(kind="cannot_come").count() == 1
    assert need.status is NeedStatus.OPEN


def test_the_leader_may_tell_it_and_leaders_are_told(town):
    first, _, _, held = taken(town)
    boss = town.someone()
    town.user("sjef", ("manager", town.unit.id), person=boss)
    callout.cannot_come(town.session, shift_id=held.id, actor=leader(town), now=NOW)
    told = town.session.query(Message).filter_by(kind="stands_open").one()
    assert told.person_id == boss.id
    assert first.name not in told.body


def test_nobody_else_can_tell_it(town):
    _, second, _, held = taken(town)
    for actor in (self_of(second),):
        with pytest.raises(NotFound):
            callout.cannot_come(town.session, shift_id=held.id, actor=actor, now=NOW)
    with pytest.raises(NotFound):
        callout.cannot_come(town.session, shift_id=0, actor=leader(town), now=NOW)


def test_own_rota_cancelled_and_past_shifts_have_their_own_answers(town):
    first, _, need, held = taken(town)
    own = town.rota(first, START + timedelta(days=2), START + timedelta(days=2, hours=7))
    with pytest.raises(Conflict, match="shift_not_cover"):
        callout.cannot_come(town.session, shift_id=own.id, actor=self_of(first), now=NOW)
    with pytest.raises(Conflict, match="shift_over"):
        callout.cannot_come(
            town.session, shift_id=held.id, actor=self_of(first), now=START + LENGTH
        )
    shift.cancel(town.session, shift_id=held.id, actor=leader(town), now=NOW)
    with pytest.raises(Conflict, match="shift_cancelled"):
        callout.cannot_come(town.session, shift_id=held.id, actor=self_of(first), now=NOW)
    assert need.status is NeedStatus.OPEN
