"""An exchange carried out: whole or not at all, judged at that moment, once."""

import pytest
from sqlalchemy import select

from tests.vikarsentral.swap.test_live import DAY, given, hole
from tests.vikarsentral.village import NOW
from vikarsentral import shift, swap
from vikarsentral.errors import BadInput, Conflict, NotAllowed, NotFound, ReasonMissing, Unlawful
from vikarsentral.preference import Aside
from vikarsentral.swap import Step
from vikarsentral.tables import OCCUPYING, Event, Message, Need, NeedStatus, PostKind, Shift


def carried_out(village, *steps, actor=None, agreed=None, reason=None):
    return swap.book(
        village.session,
        steps=[Step(row.id, person.id) for row, person in steps],
        actor=actor or village.leader,
        now=NOW,
        agreed=[person.id for _, person in steps] if agreed is None else agreed,
        reason=reason,
    )


def refused(village, error, *steps, **changes):
    """Carry out what is refused, as a request does: nothing stays."""
    before = held(village)
    with pytest.raises(error) as told, village.session.begin_nested():
        carried_out(village, *steps, **changes)
    assert held(village) == before
    return told.value


def held(village):
    query = select(Shift.need_id, Shift.person_id).where(
        Shift.need_id.is_not(None), Shift.status.in_(OCCUPYING)
    )
    return dict(village.session.execute(query).all())


def test_both_get_their_new_shift_and_the_record_says_who_told(village):
    nurse, helper, hard, easy = hole(village)
    assert carried_out(village, (hard, nurse), (easy, helper))
    assert held(village) == {hard.id: nurse.id, easy.id: helper.id}
    states = village.session.scalars(select(Need.status)).all()
    assert set(states) == {NeedStatus.COVERED}
    event = village.session.scalars(select(Event).where(Event.kind == "swap.booked")).one()
    assert event.data == {
        "needs": [hard.id, easy.id],
        "people": [nurse.id, helper.id],
        "agreed": [],
    }
    people = village.session.scalars(select(Message.person_id)).all()
    assert {nurse.id, helper.id} <= set(people)


def test_carried_out_again_it_changes_nothing(village):
    nurse, helper, hard, easy = hole(village)
    carried_out(village, (hard, nurse), (easy, helper))
    rows = village.session.scalars(select(Shift.id)).all()
    assert not carried_out(village, (hard, nurse), (easy, helper))
    assert village.session.scalars(select(Shift.id)).all() == rows


def test_who_must_be_asked_moves_only_when_they_have_said_yes(village):
    nurse, _, hard, easy = hole(village)
    own = village.person(PostKind.STAFF, village.solvang, accepts_overtime=True)
    steps = ((hard, nurse), (easy, own))
    told = refused(village, BadInput, *steps, agreed=[])
    assert [fault.where for fault in told.faults] == ["yes"]
    refused(village, BadInput, *steps, agreed=[nurse.id])
    assert carried_out(village, *steps, agreed=[own.id])
    assert not carried_out(village, *steps, agreed=[])
    event = village.session.scalars(select(Event).where(Event.kind == "swap.booked")).one()
    assert (event.actor, event.data["agreed"]) == (village.leader.label, [own.id])
    noted = select(Message).where(Message.kind == "swap_agreed")
    message = village.session.scalars(noted).one()
    assert (message.person_id, village.leader.name in message.body) == (own.id, True)


def test_aml_14_3_an_hourly_person_goes_past_a_part_timer_only_with_a_reason(village):
    nurse, _, hard, easy = hole(village)
    first = village.person(
        PostKind.PART_TIME, village.solvang, size=5_000, accepts_merarbeid_minutes_week=1200
    )
    hourly = village.person(PostKind.HOURLY, size=0)
    steps = ((hard, nurse), (easy, hourly))
    assert refused(village, ReasonMissing, *steps).people == 1
    assert carried_out(village, *steps, reason=Aside.CALLED)
    query = select(Event.data).where(Event.kind == "preference.checked")
    told = village.session.scalars(query).one()
    assert (told["passed_over"], told["reason"]) == ([first.id], "called")


def test_the_pool_is_moved_in_its_own_duty_time_without_a_yes(village):
    nurse, helper, hard, easy = hole(village)
    assert carried_out(village, (hard, nurse), (easy, helper), agreed=[])


def test_three_people_move_one_after_the_other(village):
    people = [village.on_duty() for _ in range(3)]
    needs = [village.need(DAY) for _ in range(3)]
    given(village, needs[1], people[0])
    given(village, needs[2], people[1])
    assert carried_out(village, *zip(needs, people, strict=True))
    assert held(village) == {row.id: one.id for row, one in zip(needs, people, strict=True)}


def test_a_step_that_breaks_a_rule_undoes_all(village):
    nurse, helper, hard, easy = hole(village)
    village.shift(helper, DAY, kind="rota")
    told = refused(village, Unlawful, (hard, nurse), (easy, helper))
    assert told.receipts


def test_what_has_changed_meanwhile_is_not_booked_over(village):
    nurse, helper, hard, easy = hole(village)
    other = village.on_duty()
    told = refused(village, Conflict, (hard, other), (easy, helper))
    assert told.code == "swap_stale"
    shift.book(village.session, need_id=hard.id, person_id=other.id, actor=village.leader, now=NOW)
    told = refused(village, Conflict, (hard, nurse), (easy, helper))
    assert told.code == "need_taken"


def test_a_leader_moves_nobody_at_another_unit(village):
    nurse, helper, hard, easy = hole(village, unit=village.fjellheim)
    steps = ((hard, nurse), (easy, helper))
    refused(village, NotAllowed, *steps)
    refused(village, NotAllowed, *steps, actor=village.neighbour)
    assert carried_out(village, *steps, actor=village.coordinator)


def test_unknown_needs_and_people_are_not_found(village):
    nurse, helper, hard, _ = hole(village)
    with pytest.raises(NotFound):
        swap.book(
            village.session,
            steps=[Step(hard.id, nurse.id), Step(999_999_999, helper.id)],
            actor=village.coordinator,
            now=NOW,
            agreed=[],
        )
