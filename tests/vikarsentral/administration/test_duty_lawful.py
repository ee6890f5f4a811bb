"""Duty plans keep rest and length, and are known two weeks before."""

from datetime import date, time, timedelta

import pytest

from tests.vikarsentral.village import NOW, at
from vikarsentral.administration import earliest, publish, spans
from vikarsentral.administration.duty_lawful import (
    discussed_faults,
    is_in_time,
    judge_times,
    notice_faults,
)
from vikarsentral.administration.grounds import Grounds
from vikarsentral.errors import BadInput, Conflict, OnlyOnGrounds, Unlawful
from vikarsentral.tables import DutyTime, PersonSector, Sector

FIRST = date(2027, 1, 25)


def on(*ahead, starts=time(7), ends=time(15, 30)):
    return spans([FIRST + timedelta(days=day) for day in ahead], starts, ends)


def test_notice_is_counted_in_oslo_days():
    late = at("2027-01-05T23:59")
    assert is_in_time(at("2027-01-19T00:00"), late)
    assert not is_in_time(at("2027-01-18T23:59"), at("2027-01-05T00:01"))


def test_the_earliest_date_is_told():
    assert earliest(NOW) == date(2027, 1, 19)
    late = spans([date(2027, 1, 18), date(2027, 1, 19)], time(7), time(15))
    (fault,) = notice_faults(late, NOW)
    assert "18.01.2027" in fault.what
    assert notice_faults(late[1:], NOW) == []


def test_a_discussion_lies_behind():
    assert discussed_faults(None, NOW) == discussed_faults(NOW.date(), NOW) == []
    assert [fault.where for fault in discussed_faults(date(2027, 1, 6), NOW)] == ["discussed_on"]


@pytest.mark.parametrize(
    ("times", "rule"),
    [
        ([*on(0, starts=time(14), ends=time(22)), *on(1)], "daily_rest"),
        (on(*range(7)), "weekly_rest"),
        (on(0, starts=time(7), ends=time(17)), "day_minutes"),
        (on(*range(6)), "week_minutes"),
        (on(6, 13, ends=time(14)), "red_days"),
    ],
)
def test_each_rule_refuses_with_its_paragraph(village, session, admin, times, rule):
    person = village.person()
    with pytest.raises(Unlawful) as refused:
        publish(session, person.id, times, act=admin)
    assert rule in {each["rule"] for each in refused.value.receipts}
    assert all(each["source"] for each in refused.value.receipts)
    assert session.query(DutyTime).count() == 0


def test_what_stands_counts_beside_what_is_new(village, session, admin):
    person = village.person()
    publish(session, person.id, on(0, starts=time(14), ends=time(22)), act=admin)
    with pytest.raises(Unlawful, match="daily_rest"):
        publish(session, person.id, on(1), act=admin)
    publish(session, person.id, on(2), act=admin)


def test_a_shift_elsewhere_counts_beside_the_times(village, session, admin):
    person = village.person()
    village.shift(person, f"{FIRST}T16:00", hours=7)
    with pytest.raises(Unlawful, match="daily_rest"):
        publish(session, person.id, on(1), act=admin)


def test_nights_where_they_are_not_usual_need_their_ground(village, session, admin):
    names = {"name_nb": "Skole", "name_nn": "Skule", "name_en": "School"}
    village.add(Sector(code="school", is_pool_on=True, **names))
    person = village.person()
    session.query(PersonSector).filter_by(person_id=person.id).update({"sector_code": "school"})
    night = on(0, starts=time(22), ends=time(6))
    with pytest.raises(OnlyOnGrounds) as refused:
        publish(session, person.id, night, act=admin)
    assert refused.value.grounds == ("is_needed",)
    publish(session, person.id, night, grounds=Grounds(is_needed=True), act=admin)


def test_times_without_a_post_or_years_apart_are_refused(village, session, admin):
    person = village.person()
    with pytest.raises(BadInput, match="weeks"):
        publish(session, person.id, on(0, 400), act=admin)
    village.session.query(DutyTime).delete()
    before = spans([date(2020, 1, 6)], time(7), time(15))
    with pytest.raises(Conflict, match="not_in_pool"):
        judge_times(session, person.id, before, [], Grounds(), admin)
