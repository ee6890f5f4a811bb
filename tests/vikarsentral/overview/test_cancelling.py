"""What follows when somebody is taken off a shift."""

from datetime import timedelta

from tests.vikarsentral.village import NOW, at
from vikarsentral import shift
from vikarsentral.overview.cancelling import consequence
from vikarsentral.tables import PostKind

DAY = "2027-01-11T07:30"


def test_hours_inside_a_post_cost_the_same_and_are_given_back(village):
    person = village.on_duty(kind=PostKind.POOL)
    need = village.need(DAY)
    made = shift.book(
        village.session, need_id=need.id, person_id=person.id, actor=village.leader, now=NOW
    )
    found = consequence(village.session, made.id, NOW)
    assert (found.minutes, found.is_in_post) == (450, True)
    assert found.notice_minutes == (at(DAY) - NOW) // timedelta(minutes=1)
    assert consequence(village.session, made.id, at(DAY) + timedelta(hours=1)).notice_minutes == 0


def test_an_agreed_extra_shift_is_worth_its_pay(village):
    person = village.person(
        PostKind.PART_TIME, village.solvang, size=2_000, accepts_merarbeid_minutes_week=2_000
    )
    need = village.need(DAY)
    made = shift.book(
        village.session, need_id=need.id, person_id=person.id, actor=village.leader, now=NOW
    )
    found = consequence(village.session, made.id, NOW)
    assert not found.is_in_post
    assert found.ore > 0


def test_a_shift_that_is_not_there_has_none(village):
    assert consequence(village.session, 0, NOW) is None
