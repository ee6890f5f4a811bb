"""A published time moves only with the person's recorded yes."""

from datetime import time, timedelta

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral.access import Actor, RoleName
from vikarsentral.administration import Act, answer, ask_change, publish, spans, take_back, views
from vikarsentral.errors import BadInput, Conflict, NotFound, Unlawful
from vikarsentral.tables import DutyChange, DutyChangeState, DutyTime, NeedStatus, ShiftKind

DAY = NOW.date() + timedelta(days=20)
(OLD,) = spans([DAY], time(7), time(15))
(NEW,) = spans([DAY], time(14), time(22))


@pytest.fixture
def vikar(village):
    return village.person()


@pytest.fixture
def duty(session, vikar, admin):
    """A published time of the pool employee."""
    publish(session, vikar.id, [OLD], act=admin)
    return session.query(DutyTime).one()


def own(person, now=NOW):
    grants = frozenset({(RoleName.EMPLOYEE, None)})
    return Act(Actor(None, "vikar", "V", person.id, "nb", grants), now)


def spans_of(session):
    rows = session.query(DutyTime).order_by(DutyTime.starts_at)
    return [(row.starts_at, row.ends_at) for row in rows]


def test_nothing_moves_before_the_yes_and_all_after_it(session, vikar, duty, admin, events):
    asked = ask_change(session, duty.id, NEW, act=admin)
    assert spans_of(session) == [OLD]
    for _ in range(2):
        answer(session, asked, is_yes=True, act=own(vikar))
    assert spans_of(session) == [NEW]
    (data,) = events("duty.change_accepted")
    assert data["before"]["starts_at"] == OLD[0].astimezone(NOW.tzinfo).isoformat()
    assert session.get(DutyChange, asked).answered_at == NOW


def test_a_no_leaves_the_plan_and_no_line_in_the_record(session, vikar, duty, admin, events):
    asked = ask_change(session, duty.id, NEW, act=admin)
    answer(session, asked, is_yes=False, act=own(vikar))
    other = ask_change(session, duty.id, NEW, act=admin)
    take_back(session, other, act=admin)
    assert spans_of(session) == [OLD]
    states = {row.state for row in session.query(DutyChange)}
    assert states == {DutyChangeState.CLOSED}
    assert len(events("duty.change_asked")) == 2
    assert events("duty.change_accepted") == []
    with pytest.raises(Conflict, match="change_closed"):
        answer(session, asked, is_yes=True, act=own(vikar))
    with pytest.raises(Conflict, match="change_closed"):
        take_back(session, asked, act=admin)


def test_a_new_time_and_one_taken_away_are_asked_too(session, vikar, duty, admin):
    soon = spans([NOW.date() + timedelta(days=3)], time(7), time(15))
    publish(session, vikar.id, soon, may_ask=True, act=admin)
    away = ask_change(session, duty.id, None, act=admin)
    for _, question in views.questions(session, vikar.id):
        answer(session, question.id, is_yes=True, act=own(vikar))
    assert spans_of(session) == soon
    assert session.get(DutyChange, away).duty_time_id is None


def test_nobody_answers_for_another(village, session, duty, admin):
    asked = ask_change(session, duty.id, NEW, act=admin)
    with pytest.raises(NotFound):
        answer(session, asked, is_yes=True, act=own(village.person()))


def test_one_question_about_a_time_and_none_when_it_has_begun(session, duty, admin):
    ask_change(session, duty.id, NEW, act=admin)
    with pytest.raises(Conflict, match="already_asked"):
        ask_change(session, duty.id, None, act=admin)
    with pytest.raises(Conflict, match="duty_begun"):
        ask_change(session, duty.id, None, act=Act(admin.actor, OLD[0]))


def test_a_yes_comes_too_late_when_the_time_has_begun(session, vikar, duty, admin):
    asked = ask_change(session, duty.id, NEW, act=admin)
    with pytest.raises(Conflict, match="duty_begun"):
        answer(session, asked, is_yes=True, act=own(vikar, OLD[0]))


def test_a_time_with_a_shift_in_it_stays(village, session, vikar, duty, admin):
    asked = ask_change(session, duty.id, NEW, act=admin)
    text = f"{DAY}T07:30"
    need = village.need(text, hours=7, status=NeedStatus.COVERED)
    village.shift(vikar, text, hours=7, kind=ShiftKind.COVER, need_id=need.id)
    with pytest.raises(Conflict, match="duty_has_shift"):
        answer(session, asked, is_yes=True, act=own(vikar))
    take_back(session, asked, act=admin)
    with pytest.raises(Conflict, match="duty_has_shift"):
        ask_change(session, duty.id, None, act=admin)
    (longer,) = spans([DAY], time(6, 30), time(15, 30))
    ask_change(session, duty.id, longer, act=admin)


def test_a_time_does_not_move_onto_another(session, vikar, duty, admin):
    publish(session, vikar.id, spans([DAY], time(15), time(16)), act=admin)
    with pytest.raises(BadInput, match="meets another"):
        ask_change(session, duty.id, NEW, act=admin)


def test_nobody_is_asked_for_a_time_that_breaks_the_rules(session, vikar, duty, admin):
    publish(session, vikar.id, spans([DAY + timedelta(days=1)], time(7), time(15)), act=admin)
    (late,) = spans([DAY], time(15), time(23))
    with pytest.raises(Unlawful, match="daily_rest"):
        ask_change(session, duty.id, late, act=admin)
    assert session.query(DutyChange).count() == 0
