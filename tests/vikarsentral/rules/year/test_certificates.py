"""Certificates, education and age, on both sides of each date."""

from datetime import date, timedelta

import pytest

from tests.vikarsentral.rules.year.one import (
    PLAIN,
    at,
    duty,
    flips,
    found,
    held,
    over_clock_changes,
    roster,
)

SUNDAY = 6


def on_sunday(monday, **facts):
    """Return a roster of one duty on the Sunday."""
    worker = facts.pop("worker", {})
    return roster(monday, duty(at(monday, "08:00", SUNDAY), 300, **facts), worker=worker)


@over_clock_changes
@pytest.mark.parametrize("unit", ["ward", "nursery", "school"])
def test_police_certificate_is_seen_for_the_purpose_by_the_day(monday, unit):
    purpose = {"ward": "health", "nursery": "kindergarten", "school": "school"}[unit]
    sunday = (monday + timedelta(days=SUNDAY)).toordinal()

    def of(**seen):
        return on_sunday(monday, unit=unit, worker={"police_checks": seen})

    flips("police_check", of(**{purpose: sunday}), of(**{purpose: sunday + 1}))
    flips("police_check", of(**{purpose: sunday}), of(another=sunday))


def test_5_4_in_health_it_is_asked_of_those_employed_from_2017():
    def of(day, unit="ward"):
        return on_sunday(PLAIN, unit=unit, worker={"employed_on": day.toordinal()})

    flips("police_check", of(date(2016, 12, 31)), of(date(2017, 1, 1)))
    assert len(found("police_check", of(date(2016, 12, 31), "nursery"))) == 1
    assert found("police_check", of(date(2020, 1, 1), "floors")) == []


@over_clock_changes
@pytest.mark.parametrize("unit", ["ward", "nursery", "school"])
def test_3_1_clearance_comes_before_work_with_children_or_patients(monday, unit):
    sunday = (monday + timedelta(days=SUNDAY)).toordinal()

    def of(cleared, required=True, at_unit=unit):
        worker = {"tb_required": required, "tb_cleared_on": cleared}
        return on_sunday(monday, unit=at_unit, worker=worker)

    flips("tb_clearance", of(sunday), of(sunday + 1))
    flips("tb_clearance", of(None, required=False), of(None))
    assert found("tb_clearance", of(None, at_unit="floors")) == []


def teaching(day, **worker):
    """Return a roster with teaching on a day."""
    monday = day - timedelta(days=day.weekday())
    start = at(monday, "08:00", day.weekday())
    return roster(monday, duty(start, 300, unit="school", teaching=True), worker=worker)


@pytest.mark.parametrize(
    ("since", "last"),
    [
        (date(2026, 8, 1), date(2027, 7, 31)),
        (date(2027, 7, 31), date(2027, 7, 31)),
        (date(2027, 1, 4), date(2027, 7, 31)),
    ],
)
def test_17_someone_without_the_requirement_teaches_to_31_july(since, last):
    worker = {"teaching_since": since.toordinal()}
    flips("teacher", teaching(last, **worker), teaching(last + timedelta(days=1), **worker))


def test_17_the_requirement_is_met_by_the_day():
    day = date(2027, 3, 28)
    on = day.toordinal()
    flips("teacher", teaching(day, teacher_from=on), teaching(day, teacher_from=on + 1))


@over_clock_changes
def test_25_a_pedagogical_post_has_education_or_a_dispensation_that_day(monday):
    sunday = monday + timedelta(days=SUNDAY)

    def of(*spans):
        return on_sunday(monday, unit="nursery", pedagogue=True, worker={"pedagogue": spans})

    good, late = held(None, sunday), held(sunday + timedelta(days=1))
    flips("pedagogue", of(good), of(late))
    flips("pedagogue", of(late, good), of())


def test_27_the_language_requirement_may_be_waived_from_august_2026():
    july, august = date(2026, 7, 27), date(2026, 8, 3)

    def of(monday, days, **worker):
        return roster(monday, duty(at(monday, "08:00", days), 300, unit="nursery"), worker=worker)

    waived = {"language_waived": True}
    flips("language", of(july, 5, **waived), of(july, 4, **waived))
    shown = august.toordinal()
    flips(
        "language",
        of(august, 0, language_shown_on=shown),
        of(august, 0, language_shown_on=shown + 1),
    )


@over_clock_changes
def test_11_nobody_works_before_the_day_they_are_18(monday):
    sunday = monday + timedelta(days=SUNDAY)
    birthday = date(sunday.year - 18, sunday.month, sunday.day)

    def of(born):
        return on_sunday(monday, worker={"born_on": born.toordinal()})

    excess = flips("age", of(birthday), of(birthday + timedelta(days=1)))
    assert (excess.limit, excess.value) == (18, 17)
