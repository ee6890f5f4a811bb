"""A yes after the window: noted for a search that still looks, and told how it ended."""

from datetime import timedelta

import pytest

from tests.vikarsentral.callout.conftest import Search
from tests.vikarsentral.offer.town import NOW, leader, self_of
from vikarsentral import callout, offer, shift
from vikarsentral.errors import Conflict, NotFound, Unlawful
from vikarsentral.offer.question import Standing
from vikarsentral.tables import (
    AnswerState,
    Callout,
    CalloutState,
    Event,
    Message,
    NeedStatus,
    Offer,
    Person,
    PostKind,
    Shift,
)

MINUTE = timedelta(minutes=1)


@pytest.fixture
def search(session):
    """A first wave that is over without a yes, and a second one that is out."""
    town = Search(session)
    first = [town.someone() for _ in range(2)]
    for _ in range(20):
        town.someone(PostKind.HOURLY)
    need = town.need()
    town.start(need)
    wave = session.query(Offer).one()
    over = wave.window_ends_at
    town.go_on(over)
    assert session.query(Offer).count() == 2
    return town, need, first, wave, over + MINUTE


def said(search, person, act=offer.accept, now=None):
    town, _, _, wave, later = search
    return act(town.session, offer_id=wave.id, actor=self_of(person), now=now or later)


def standing(search, person, now=None):
    town, _, _, wave, later = search
    seen = offer.question(town.session, offer_id=wave.id, person_id=person.id, now=now or later)
    return seen.standing


def messages(town, person):
    query = town.session.query(Message.kind).filter_by(person_id=person.id)
    return [kind for (kind,) in query.order_by(Message.created_at, Message.id)]


def next_over(search):
    """Let the wave that is out end, and the search go on."""
    town = search[0]
    at = town.state().next_at
    wave = town.session.query(Offer).filter_by(state="open").one()
    town.go_on(max(at, wave.window_ends_at))
    return max(at, wave.window_ends_at)


def test_it_is_noted_and_taken_before_anybody_else_is_asked(search):
    town, need, (one, _), _, later = search
    assert standing(search, one) is Standing.LATE
    for _ in range(2):
        told = said(search, one)
        assert (told.state, told.window_ends_at) == (AnswerState.NOTED, need.ends_at)
    assert standing(search, one) is Standing.LATE_YES
    assert need.status is NeedStatus.OPEN
    assert town.state().next_at == later
    town.go_on(later)
    town.session.flush()
    assert town.state().next_at > later, "the wave that is out has its time"
    next_over(search)
    assert need.status is NeedStatus.COVERED
    assert town.session.query(Shift).filter_by(need_id=need.id).one().person_id == one.id
    assert messages(town, one) == ["offer_asked", "offer_over", "offer_yours"]
    assert town.state().state is CalloutState.COVERED
    assert standing(search, one) is Standing.YOURS
    held = town.session.query(Shift).filter_by(need_id=need.id).one()
    again = said(search, one)
    assert (again.state, again.shift_id) == (AnswerState.YOURS, held.id)
    assert len(callout.view(town.session, need.id).waves) == 3


def test_of_two_who_come_late_the_agreed_order_decides_and_the_other_is_told(search):
    town, need, (one, two), _, _ = search
    said(search, two)
    said(search, one)
    next_over(search)
    assert town.session.query(Shift).filter_by(need_id=need.id).one().person_id == one.id
    assert messages(town, two) == ["offer_asked", "offer_over", "offer_taken"]
    assert standing(search, two) is Standing.TAKEN
    with pytest.raises(Conflict, match="offer_taken"):
        said(search, two)


def test_a_request_that_began_before_the_question_was_settled_is_a_late_yes_too(search):
    town, need, (one, _), wave, _ = search
    early = wave.settled_at - timedelta(seconds=1)
    assert said(search, one, now=early).state is AnswerState.NOTED
    assert standing(search, one) is Standing.LATE_YES
    next_over(search)
    assert town.session.query(Shift).filter_by(need_id=need.id).one().person_id == one.id


def test_who_is_booked_by_hand_is_not_told_that_another_has_it(search):
    town, need, (one, two), _, later = search
    said(search, one)
    said(search, two)
    shift.book(
        town.session, need_id=need.id, person_id=one.id, actor=leader(town), now=later + MINUTE
    )
    town.go_on(later + 2 * MINUTE)
    assert town.state().state is CalloutState.COVERED
    assert messages(town, one) == ["offer_asked", "offer_over", "shift_given"]
    assert messages(town, two) == ["offer_asked", "offer_over", "offer_taken"]


def test_a_yes_in_time_in_the_wave_that_is_out_wins_over_a_late_one(search):
    town, need, (one, _), _, later = search
    said(search, one)
    wave = town.session.query(Offer).filter_by(state="open").one()
    person_id = offer.view(town.session, wave.id).people[0].person_id
    named = town.session.get_one(Person, person_id)
    offer.accept(town.session, offer_id=wave.id, actor=self_of(named), now=later)
    town.go_on(later + MINUTE)
    assert town.session.query(Shift).filter_by(need_id=need.id).one().person_id == person_id
    assert messages(town, one)[-1] == "offer_taken"


def test_it_can_be_taken_back_and_then_is_none(search):
    town, need, (one, two), _, _ = search
    said(search, one)
    for _ in range(2):
        assert said(search, one, offer.decline).state is AnswerState.DECLINED
    assert town.session.query(Event).filter_by(kind="offer.late_no").count() == 1
    assert standing(search, one) is Standing.LATE
    at = next_over(search)
    assert said(search, one, offer.decline, at).state is AnswerState.DECLINED
    with pytest.raises(Conflict, match="offer_expired"):
        said(search, two, offer.decline, at)
    assert need.status is NeedStatus.OPEN
    assert messages(town, one) == ["offer_asked", "offer_over"]


def test_a_yes_just_after_the_window_before_anybody_settled_is_late_too(session):
    town = Search(session)
    one = town.someone()
    for _ in range(20):
        town.someone(PostKind.HOURLY)
    need = town.need()
    town.start(need)
    wave = session.query(Offer).one()
    at = wave.window_ends_at
    told = offer.accept(session, offer_id=wave.id, actor=self_of(one), now=at)
    assert told.state is AnswerState.NOTED
    assert need.status is NeedStatus.OPEN
    town.go_on(at)
    assert session.query(Shift).filter_by(need_id=need.id).one().person_id == one.id


def test_where_nobody_looks_any_more_it_is_too_late_and_said_so(search):
    town, need, (one, two), _, later = search
    said(search, two)
    callout.stop(town.session, need_id=need.id, actor=leader(town), now=later)
    assert messages(town, two)[-1] == "offer_over"
    assert standing(search, one) is Standing.OVER
    for person in (one, two):
        with pytest.raises(Conflict, match="offer_expired"):
            said(search, person)


def test_a_late_yes_that_would_break_a_rule_is_refused_and_notes_nothing(search):
    town, need, (one, _), _, _ = search
    town.rota(one, need.starts_at, need.ends_at)
    with pytest.raises(Unlawful):
        said(search, one)
    assert standing(search, one) is Standing.LATE


def test_who_was_not_asked_has_no_late_yes(search):
    town = search[0]
    with pytest.raises(NotFound):
        said(search, town.someone())


def test_one_who_has_got_other_work_meanwhile_is_passed_by(search):
    town, need, (one, two), _, _ = search
    said(search, one)
    said(search, two)
    town.rota(one, need.starts_at, need.ends_at)
    next_over(search)
    assert town.session.query(Shift).filter_by(need_id=need.id).one().person_id == two.id
    assert messages(town, one)[-1] == "offer_taken"


def test_an_offer_outside_a_search_keeps_its_plain_answer(session):
    town = Search(session)
    one, need = town.someone(), town.need()
    order = offer.OfferOrder(need.id, (one.id,), NOW + MINUTE)
    sent = offer.send(session, order, actor=leader(town), now=NOW)
    for now in (NOW + MINUTE, NOW + 2 * MINUTE):
        with pytest.raises(Conflict, match="offer_expired"):
            offer.accept(session, offer_id=sent, actor=self_of(one), now=now)
    assert session.query(Callout).count() == 0
