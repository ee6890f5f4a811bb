"""Days on duty and announced hours, as pay reads them."""

from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW, at
from vikarsentral.commitments.duty import Duty, duties, minute
from vikarsentral.tables import DutyChange, DutyChangeState

SPAN = (600, 1050)
FROM, TO = at("2027-01-11T00:00"), at("2027-01-25T00:00")


@pytest.mark.parametrize(
    ("work", "is_late", "announced"),
    [
        ((600, 1050), True, None),
        ((700, 800), True, None),
        ((599, 1050), True, SPAN),
        ((599, 1050), False, None),
        ((2000, 2100), True, (2000, 2000)),
    ],
)
def test_hta_6_8_work_outside_the_duty_plan_given_late_is_displaced(work, is_late, announced):
    assert Duty(spans=(SPAN,)).announced(work, is_late=is_late) == announced


def test_nobody_without_a_plan_is_displaced_or_free():
    assert Duty().announced((0, 60), is_late=True) is None
    assert not Duty().is_free(NOW)


def test_a_day_without_duty_or_rota_is_free(village):
    person = village.person()
    village.duty(person, "2027-01-11T07:00")
    rota = [village.shift(person, "2027-01-13T07:30")]
    duty = duties(village.session, [person.id], FROM, TO)[person.id].joined(rota)
    days = {day: duty.is_free(at(f"2027-01-{day}T12:00")) for day in (11, 12, 13)}
    assert days == {11: False, 12: True, 13: False}


def test_duties_that_touch_are_one(village):
    person = village.on_duty(days=2, start="00:00", hours=24)
    duty = duties(village.session, [person.id], FROM, TO)[person.id]
    assert duty.spans == ((minute(FROM), minute(FROM) + 2 * 1440),)


@pytest.mark.parametrize(("days", "is_displaced"), [(13, True), (14, False)])
def test_aml_10_3_a_duty_moved_with_a_yes_but_short_notice_stays_displaced(
    village, days, is_displaced
):
    person = village.person()
    before = at("2027-01-20T07:00")
    held = village.duty(person, "2027-01-20T14:00")
    village.add(
        DutyChange(
            person_id=person.id,
            duty_time_id=held.id,
            before_starts_at=before,
            before_ends_at=before + timedelta(hours=8),
            starts_at=held.starts_at,
            ends_at=held.ends_at,
            state=DutyChangeState.ACCEPTED,
            asked_by="leader",
            asked_at=before - timedelta(days=days),
            answered_at=before - timedelta(days=days),
        )
    )
    duty = duties(village.session, [person.id], FROM, TO)[person.id]
    work = minute(held.starts_at), minute(held.ends_at)
    first = (minute(before), minute(before) + 480)
    assert duty.announced(work, is_late=False) == (first if is_displaced else None)
