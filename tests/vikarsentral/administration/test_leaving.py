"""Whoever leaves is shut out at once, asked no more, and their work to come is freed."""

from datetime import time, timedelta

import pytest

from tests.vikarsentral.village import MONDAY, NOW
from tests.vikarsentral.worker.browsers import FakeBrowser
from vikarsentral import access, contact, ical, offer, push
from vikarsentral.access import RoleName
from vikarsentral.administration import deactivate_person, publish, reactivate_person, spans
from vikarsentral.errors import NotAllowed
from vikarsentral.tables import (
    AnswerState,
    Contact,
    DutyChange,
    DutyChangeState,
    Event,
    Message,
    MessageState,
    Need,
    NeedStatus,
    OfferAnswer,
    PersonUnit,
    Pin,
    PostKind,
    Shift,
    ShiftKind,
    ShiftLead,
    ShiftStatus,
    UnitTie,
    User,
)

WHO = {"actor": access.system(), "now": NOW}
DAY = f"{MONDAY}T07:30"


@pytest.fixture
def vikar(village):
    """A pool employee on duty for four weeks."""
    return village.on_duty()


@pytest.fixture
def user(village, vikar, session):
    """The pool employee's user, signed in and with a token."""
    number = vikar.employee_no
    password = "fjell-og-fjord-2"
    made = access.add_user(
        session, login="vikar", name="V", password=password, employee_no=number, **WHO
    )
    access.grant_role(session, login="vikar", role=RoleName.EMPLOYEE, unit_code=None, **WHO)
    return made


def test_sessions_end_and_nobody_signs_in_again(session, vikar, user, admin):
    handle = access.open_session(session, user_id=user, now=NOW)
    assert access.held_actor(session, handle, NOW)[1].user_id == user
    deactivate_person(session, vikar.id, act=admin)
    assert access.held_actor(session, handle, NOW) is None
    told = access.sign_in(session, login="vikar", password="fjell-og-fjord-2", now=NOW)
    assert told.user_id is None
    assert not session.get(User, user).is_active


def test_tokens_end(session, vikar, user, admin):
    secret = access.add_token(session, login="vikar", **WHO)
    assert deactivate_person(session, vikar.id, act=admin).tokens == 1
    session.get(User, user).is_active = True
    assert access.actor_of_token(session, secret, NOW) is None


def test_no_browser_shows_their_messages_any_more(session, vikar, admin):
    push.subscribe(
        session,
        endpoint="https://fcm.googleapis.com/1",
        **FakeBrowser().keys,
        agent=None,
        actor=access.person_alone(session, vikar.id),
        now=NOW,
    )
    deactivate_person(session, vikar.id, act=admin)
    assert push.how_many(session, vikar.id) == 0


def test_a_yes_to_be_booked_unasked_ends_and_does_not_come_back(village, session, vikar, admin):
    village.add(Contact(person_id=vikar.id, is_direct_booking_ok=True))
    deactivate_person(session, vikar.id, act=admin)
    assert not contact.wishes_of(session, [vikar.id])[vikar.id].is_direct_booking_ok
    reactivate_person(session, vikar.id, act=admin)
    session.expire_all()
    row = session.query(Contact).one()
    assert (row.is_direct_booking_ok, row.version) == (False, 2)


def test_a_remembered_phone_is_forgotten(session, vikar, user, admin):
    handle = access.open_session(session, user_id=user, now=NOW, is_device=True)
    assert access.held_actor(session, handle, NOW) is not None
    deactivate_person(session, vikar.id, act=admin)
    assert access.held_actor(session, handle, NOW) is None


def test_nobody_who_has_left_leads_a_shift(village, session, vikar, user, admin):
    span = {"user_id": user, "unit_id": village.solvang.id, "named_by": "x", "named_at": NOW}
    for start in (-3, -1, 24):
        at = NOW + timedelta(hours=start)
        village.add(ShiftLead(**span, starts_at=at, ends_at=at + timedelta(hours=2)))
    deactivate_person(session, vikar.id, act=admin)
    session.expire_all()
    ended = [row.ended_at for row in session.query(ShiftLead).order_by(ShiftLead.starts_at)]
    assert ended == [None, NOW, NOW]
    told = session.query(Event).filter_by(kind="shift_lead.ended").all()
    assert {one.data["id"] for one in told} == {
        row.id for row in session.query(ShiftLead) if row.ended_at is not None
    }
    assert len(told) == 2
    assert {one.subject_id for one in told} == {village.solvang.code}


def test_the_calendar_ends(session, vikar, admin):
    ical.create_feed(session, vikar.id, NOW)
    assert deactivate_person(session, vikar.id, act=admin).feeds == 1
    assert ical.status(session, vikar.id) is None


@pytest.fixture
def asked(village, session, vikar):
    """An offer to the pool employee first and another one second."""
    other = village.on_duty()
    need = village.need(DAY)
    order = offer.OfferOrder(need.id, (vikar.id, other.id), NOW + timedelta(hours=1))
    return need, offer.send(session, order, actor=village.coordinator, now=NOW), other


def answers(session, offer_id):
    rows = session.query(OfferAnswer).filter_by(offer_id=offer_id).order_by(OfferAnswer.rank)
    return [row.state for row in rows]


def test_open_offers_end_for_who_leaves_and_go_on_for_the_others(session, vikar, asked, admin):
    _, offer_id, _ = asked
    assert deactivate_person(session, vikar.id, act=admin).offers == 1
    assert answers(session, offer_id) == [AnswerState.CLOSED, AnswerState.ASKED]


def test_a_yes_below_wins_when_the_one_above_leaves(village, session, vikar, asked, admin):
    need, offer_id, other = asked
    actor = access.Actor(
        None, "other", "Other", other.id, "nb", frozenset({(RoleName.EMPLOYEE, None)})
    )
    offer.accept(session, offer_id=offer_id, actor=actor, now=NOW)
    assert answers(session, offer_id) == [AnswerState.ASKED, AnswerState.NOTED]
    deactivate_person(session, vikar.id, act=admin)
    assert answers(session, offer_id) == [AnswerState.CLOSED, AnswerState.YOURS]
    assert session.get(Need, need.id).status is NeedStatus.COVERED


def test_cover_to_come_leaves_its_need_open_again(village, session, vikar, admin):
    need = village.need(DAY, status=NeedStatus.COVERED)
    shift = village.shift(vikar, DAY, kind=ShiftKind.COVER, need_id=need.id)
    assert deactivate_person(session, vikar.id, act=admin).needs == 1
    assert session.get(Shift, shift.id).status is ShiftStatus.CANCELLED
    assert session.get(Need, need.id).status is NeedStatus.OPEN


def test_own_rota_to_come_becomes_needs_and_what_is_worked_stays(village, session, admin):
    person = village.person(kind=PostKind.STAFF, unit=village.solvang)
    worked = village.shift(person, "2027-01-04T07:30")
    ahead = [village.shift(person, f"{MONDAY + timedelta(days=day)}T07:30") for day in range(3)]
    assert deactivate_person(session, person.id, act=admin).needs == 3
    assert session.get(Shift, worked.id).status is ShiftStatus.PLANNED
    needs = session.query(Need).order_by(Need.starts_at).all()
    assert [need.replaces_shift_id for need in needs] == [one.id for one in ahead]
    assert [need.starts_at for need in needs] == [one.starts_at for one in ahead]
    assert {tuple(need.requires) for need in needs} == {("sykepleier",)}
    assert {need.agency_ore_per_hour for need in needs} == {90_000}
    assert all(need.status is NeedStatus.OPEN for need in needs)


def test_locks_questions_and_waiting_messages_end(village, session, vikar, admin):
    need = village.need(DAY)
    village.add(Pin(need_id=need.id, person_id=vikar.id, pinned_by="x", pinned_at=NOW))
    soon = spans([NOW.date() + timedelta(days=2)], time(16), time(22))
    publish(session, vikar.id, soon, may_ask=True, act=admin)
    deactivate_person(session, vikar.id, act=admin)
    assert session.query(Pin).count() == 0
    assert session.query(DutyChange).one().state is DutyChangeState.CLOSED
    states = {row.state for row in session.query(Message).filter_by(person_id=vikar.id)}
    assert states == {MessageState.EXPIRED}


def test_the_second_time_nothing_happens_and_the_record_tells_once(session, vikar, admin, events):
    first = deactivate_person(session, vikar.id, act=admin)
    second = deactivate_person(session, vikar.id, act=admin)
    assert (first.users, second.needs) == (0, 0)
    assert len(events("person.deactivated")) == 1
    reactivate_person(session, vikar.id, act=admin)
    assert vikar.is_active
    assert len(events("person.reactivated")) == 1


def test_a_leader_may_not(session, vikar, leader):
    with pytest.raises(NotAllowed):
        deactivate_person(session, vikar.id, act=leader)


def test_who_has_left_may_still_be_known_to_units(village, session, vikar, admin):
    village.add(PersonUnit(person_id=vikar.id, unit_id=village.solvang.id, tie=UnitTie.KNOWN))
    deactivate_person(session, vikar.id, act=admin)
    assert session.query(PersonUnit).filter_by(person_id=vikar.id).count() == 1
