"""A change of a duty plan is whole, and asked about once at a time."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from tests.vikarsentral.village import NOW, at
from vikarsentral.tables import DutyChange, DutyChangeState

START, END = at("2027-01-11T07:00"), at("2027-01-11T15:00")


def change(village, **values):
    usual = {"person_id": village.person().id, "asked_by": "x", "asked_at": NOW}
    return village.add(DutyChange(**{**usual, "starts_at": START, "ends_at": END, **values}))


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"ends_at": None}, "ck_duty_change_after"),
        ({"before_starts_at": START}, "ck_duty_change_before"),
        ({"starts_at": None, "ends_at": None}, "ck_duty_change_something"),
        ({"ends_at": START}, "ck_duty_change_ends_after_start"),
        ({"answered_at": NOW}, "ck_duty_change_answered"),
        ({"state": DutyChangeState.ACCEPTED}, "ck_duty_change_answered"),
    ],
)
def test_half_a_change_is_refused(village, values, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        change(village, **values)


def test_a_duty_is_asked_about_once_at_a_time(village):
    person = village.person()
    duty = village.duty(person, "2027-01-11T07:00")
    same = {"person_id": person.id, "duty_time_id": duty.id}
    first = change(village, **same)
    first.state, first.answered_at = DutyChangeState.CLOSED, NOW + timedelta(hours=1)
    village.session.flush()
    change(village, **same)
    with pytest.raises(IntegrityError, match="uq_duty_change_asked"):
        change(village, **same)
