import pytest

from tests.vikarsentral.overview.made import planned
from tests.vikarsentral.village import NOW
from vikarsentral import need
from vikarsentral.errors import NotFound
from vikarsentral.overview.plans import Outcome, plan_picture
from vikarsentral.plan import pins
from vikarsentral.plan.store import RunOrder, request_run, run_view
from vikarsentral.tables import PostKind, ShiftStatus

DAYS = ("2027-01-11T07:30", "2027-01-12T07:30", "2027-01-13T07:30")


def test_picture_tells_each_outcome_and_who_had_it_before(village):
    old, new = village.on_duty(), village.person(PostKind.HOURLY)
    first, second, third = map(village.need, DAYS)
    need.assign(
        village.session,
        [need.Assignment(first.id, old.id), need.Assignment(second.id, old.id)],
        status=ShiftStatus.PLANNED,
        actor=village.coordinator,
        now=NOW,
    )
    run = planned(village, [(first, old), (second, new)], holes=[third], refused=[(third, new)])
    picture = plan_picture(village.session, run)
    assert [(one.id, one.person, one.was) for one in picture.needs] == [
        (first.id, old.name, old.name),
        (second.id, new.name, old.name),
        (third.id, "", ""),
    ]
    assert [one.is_moved for one in picture.needs] == [False, True, False]
    assert [one.is_new for one in picture.needs] == [False, True, False]
    assert [one.id for one in picture.with_outcome(Outcome.OPEN)] == [third.id]
    assert picture.kinds == {"pool": 1, "hourly": 1}
    [refused] = picture.refused_pins
    assert (refused.need_id, refused.person, refused.rules) == (
        third.id,
        new.name,
        ("competence",),
    )


def test_picture_shows_the_pins_of_now(village):
    person, row = village.on_duty(), village.need(DAYS[0])
    run = planned(village, [], agency=[row])
    pins.pin(
        village.session, need_id=row.id, person_id=person.id, actor=village.coordinator, now=NOW
    )
    one = plan_picture(village.session, run).need(row.id)
    assert (one.outcome, one.pinned_id, one.pinned) == (Outcome.AGENCY, person.id, person.name)


def test_need_outside_the_plan_and_run_without_plan_are_told(village):
    with pytest.raises(NotFound):
        plan_picture(village.session, planned(village, [])).need(999_999)
    number = request_run(village.session, RunOrder(), actor=village.coordinator, now=NOW)
    with pytest.raises(NotFound):
        plan_picture(village.session, run_view(village.session, number))
