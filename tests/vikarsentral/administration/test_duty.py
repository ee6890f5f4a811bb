"""Duty plans: 14 days ahead they hold at once, later they are a question."""

from datetime import date, time, timedelta

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import pool
from vikarsentral.administration import Act, publish, spans, views
from vikarsentral.errors import BadInput, Conflict, NotAllowed
from vikarsentral.tables import DutyTime, Message, PostKind

TODAY = NOW.date()


def days(*ahead):
    return spans([TODAY + timedelta(days=day) for day in ahead], time(7), time(15))


def test_fourteen_days_ahead_holds_at_once_and_thirteen_is_asked(village, session, admin, events):
    person = village.person()
    done = publish(session, person.id, days(13, 14), may_ask=True, act=admin)
    assert (done.held, done.asked) == (1, 1)
    (held,) = session.query(DutyTime)
    assert (held.starts_at, held.ends_at) == days(14)[0]
    assert held.published_at == NOW
    assert len(events("duty.published")) == 1
    assert len(events("duty.change_asked")) == 1
    (message,) = session.query(Message)
    assert message.person_id == person.id
    assert "18.01.2027" in message.body


def test_only_published_time_is_available(village, session, admin):
    person = village.person()
    publish(session, person.id, days(13, 14), may_ask=True, act=admin)
    start = NOW + timedelta(days=12)
    free = pool.unavailable(session, start, start + timedelta(days=4), person_ids=[person.id])
    assert len(free[person.id]) == 2


def test_times_are_apart_to_come_and_not_too_long(village, session, admin):
    person = village.person()
    publish(session, person.id, days(20), act=admin)
    long = spans([TODAY + timedelta(days=30)], time(7), time(21))
    with pytest.raises(BadInput) as refused:
        publish(session, person.id, [*days(-1, 20), *long], act=admin)
    told = [fault.what for fault in refused.value.faults]
    assert [words.split()[-2:] for words in told] == [
        ["is", "over"],
        ["another", "time"],
        ["too", "long"],
    ]
    assert session.query(DutyTime).count() == 1


def test_times_where_the_clock_is_changed_are_asked_about():
    with pytest.raises(BadInput, match="clock is changed"):
        spans([date(2027, 3, 28)], time(2, 30), time(9))
    with pytest.raises(BadInput, match="clock is changed"):
        spans([date(2027, 10, 30)], time(21), time(2, 30))
    ((start, end),) = spans([date(2027, 3, 27)], time(21, 45), time(7, 30))
    assert end - start == timedelta(hours=8, minutes=45)


def test_only_pool_people_have_a_duty_plan(village, session, admin):
    person = village.person(kind=PostKind.STAFF, unit=village.solvang)
    with pytest.raises(Conflict, match="not_in_pool"):
        publish(session, person.id, days(20), act=admin)


def test_the_coordinator_may_and_a_leader_may_not(village, session, leader):
    person = village.person()
    publish(session, person.id, days(20), act=Act(village.coordinator, NOW))
    with pytest.raises(NotAllowed):
        publish(session, person.id, days(21), act=leader)


def test_the_plan_shows_what_holds_and_what_is_asked_in_order(village, session, admin):
    person = village.person()
    publish(session, person.id, days(14, 2), may_ask=True, act=admin)
    lines = views.duty_plan(session, person.id, NOW)
    assert [(line.id is None, line.asked is not None) for line in lines] == [
        (True, True),
        (False, False),
    ]


def test_what_is_too_near_is_refused_with_the_earliest_date(village, session, admin):
    person = village.person()
    with pytest.raises(BadInput) as refused:
        publish(session, person.id, days(13, 14), act=admin)
    (fault,) = refused.value.faults
    assert (fault.where, fault.allowed) == ("notice", "2027-01-19 or later")
    assert session.query(DutyTime).count() == 0


def test_the_discussion_is_in_the_record_and_not_in_the_future(village, session, admin, events):
    person = village.person()
    with pytest.raises(BadInput, match="discussed_on"):
        publish(session, person.id, days(20), discussed_on=TODAY + timedelta(days=1), act=admin)
    publish(session, person.id, days(20), discussed_on=TODAY, act=admin)
    assert events("duty.published")[0]["discussed_on"] == "2027-01-05"
