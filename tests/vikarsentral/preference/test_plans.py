"""A published plan is read again on its own ground, by the rules and not by the solver."""

import pytest

from tests.vikarsentral.plan.test_publish import out, planned
from tests.vikarsentral.preference.history import NOW
from tests.vikarsentral.village import at
from vikarsentral import preference
from vikarsentral.errors import NotFound
from vikarsentral.preference import Breach, Origin
from vikarsentral.tables import Unavailability


def published(history, given, left=()):
    run = planned(history.village, given, left=left)
    out(history.village, run)
    return run


def found(history):
    told = preference.walk(history.session)
    return [(one.breach, one.origin, one.people) for one in told.violations]


def test_plan_that_gives_an_hourly_person_a_part_timers_shift_is_found(history):
    history.part_timer()
    need = history.need()
    run = published(history, [(need, history.hourly())])
    assert preference.unchecked_plans(history.session) == [run]
    assert found(history) == [(Breach.NOT_SHOWN, Origin.PLAN, 0)]
    assert preference.check_plan(history.session, run, now=NOW) == 1
    assert found(history) == [(Breach.PASSED_OVER, Origin.PLAN, 1)]
    assert preference.unchecked_plans(history.session) == []


def test_plan_in_which_the_part_timer_works_elsewhere_is_clean(history):
    person, hourly = history.part_timer(), history.hourly()
    first, second = history.need(), history.need()
    run = published(history, [(first, person), (second, hourly)])
    assert preference.check_plan(history.session, run, now=NOW) == 0
    assert found(history) == []


def test_part_timer_who_could_not_is_not_passed_over(history):
    person = history.part_timer()
    history.village.add(
        Unavailability(
            person_id=person.id,
            starts_at=at("2027-01-11T00:00"),
            ends_at=at("2027-01-12T00:00"),
        )
    )
    run = published(history, [(history.need(), history.hourly())])
    assert preference.check_plan(history.session, run, now=NOW) == 0


def test_plan_that_is_not_published_is_not_read(history):
    run = planned(history.village, [])
    with pytest.raises(NotFound):
        preference.check_plan(history.session, run, now=NOW)
    assert preference.unchecked_plans(history.session) == []
