"""What follows when somebody is taken off a shift."""

from datetime import timedelta

from tests.vikarsentral.village import NOW, at
from vikarsentral import shift
from vikarsentral.overview.cancelling import consequences
from vikarsentral.tables import PostKind

DAY = "2027-01-11T07:30"


def test_hours_inside_a_post_cost_the_same_and_are_given_back(village):
    person = village.on_duty(kind=PostKind.POOL)
    need = village.need(DAY)
    shift.book(
        village.session, need_id=need.id, person_id=person.id, actor=village.leader, now=NOW
    )
    found = consequences(village.session, [need.id], NOW)[need.id]
    assert (found.minutes, found.is_in_post, found.name) == (450, True, person.name)
    assert found.notice_minutes == (at(DAY) - NOW) // timedelta(minutes=1)
    begun = consequences(village.session, [need.id], at(DAY) + timedelta(hours=1))[need.id]
    assert begun.notice_minutes == 0


def test_an_agreed_extra_shift_is_worth_its_pay(village):
    person = village.person(
        PostKind.PART_TIME, village.solvang, size=2_000, accepts_merarbeid_minutes_week=2_000
    )
    need = village.need(DAY)
    shift.book(
        village.session, need_id=need.id, person_id=person.id, actor=village.leader, now=NOW
    )
    found = consequences(village.session, [need.id], NOW)[need.id]
    assert not found.is_in_post
    assert found.ore > 0


def test_a_need_that_nobody_covers_any_more_is_left_out(village):
    person, need = village.on_duty(kind=PostKind.POOL), village.need(DAY)
    made = shift.book(
        village.session, need_id=need.id, person_id=person.id, actor=village.leader, now=NOW
    )
    shift.cancel(village.session, shift_id=made.id, actor=village.leader, now=NOW)
    assert consequences(village.session, [need.id, 0], NOW) == {}


def test_several_are_told_in_the_order_of_times(village):
    later, sooner = village.need("2027-01-12T07:30"), village.need(DAY)
    for need in (later, sooner):
        person = village.on_duty(kind=PostKind.POOL)
        shift.book(
            village.session, need_id=need.id, person_id=person.id, actor=village.leader, now=NOW
        )
    assert list(consequences(village.session, [later.id, sooner.id], NOW)) == [sooner.id, later.id]
