"""A request is changed while people are asked: they are told, and the search begins anew."""

from datetime import timedelta

import pytest

from tests.vikarsentral.compound.conftest import NOON, Halves
from tests.vikarsentral.offer.town import LENGTH, NOW, START, WINDOW, leader, self_of
from vikarsentral import callout, offer
from vikarsentral.errors import BadInput, Conflict
from vikarsentral.need import Details
from vikarsentral.tables import Compound, Event, Message, NeedStatus, Offer, OfferState

HOUR = timedelta(hours=1)


def change(town, need, starts_at=START, ends_at=START + LENGTH, **details):
    callout.change(
        town.session,
        need_id=need.id,
        starts_at=starts_at,
        ends_at=ends_at,
        details=Details(**details),
        actor=leader(town),
        now=NOW,
    )


def test_those_who_were_asked_are_told_and_others_are_asked_about_what_holds_now(town):
    person = town.someone()
    town.someone()
    need = town.need()
    town.start(need)
    change(town, need, ends_at=START + 4 * HOUR)
    over = town.session.query(Message).filter_by(kind="offer_over", person_id=person.id)
    assert over.count() == 1
    assert callout.view(town.session, need.id).is_running
    assert need.ends_at == START + 4 * HOUR
    asked = town.session.query(Message).filter_by(kind="offer_asked", person_id=person.id)
    assert asked.count() == 2, "other times are another question"


def test_the_same_again_asks_nobody_and_a_new_note_asks_nobody_anew(town):
    town.someone()
    town.someone()
    need = town.need()
    town.start(need)
    for note in ("", "Nøkkel", " Nøkkel "):
        change(town, need, note=note)
    asked = town.session.query(Message).filter_by(kind="offer_asked")
    assert asked.count() == len({one.person_id for one in asked}) == 2
    assert town.session.query(Message).filter_by(kind="offer_over").count() == 0
    assert callout.view(town.session, need.id).is_running
    log = town.session.query(Event).filter_by(kind="need.detailed")
    assert log.count() == 1


def test_without_a_search_nobody_hears_of_it(town):
    need = town.need()
    change(town, need, note="Nøkkel")
    assert need.handover_note == "Nøkkel"
    assert callout.view(town.session, need.id) is None
    assert town.session.query(Message).count() == 0


def test_new_times_take_back_a_question_sent_by_hand(town):
    person, need = town.someone(), town.need()
    order = offer.OfferOrder(need.id, (person.id,), WINDOW)
    sent = offer.send(town.session, order, actor=leader(town), now=NOW)
    change(town, need, note="Nøkkel")
    assert offer.view(town.session, sent).state is OfferState.OPEN
    change(town, need, ends_at=START + 4 * HOUR)
    assert offer.view(town.session, sent).state is OfferState.WITHDRAWN
    assert town.session.query(Message).filter_by(kind="offer_over").one().person_id == person.id
    with pytest.raises(Conflict, match="offer_withdrawn"):
        offer.accept(town.session, offer_id=sent, actor=self_of(person), now=NOW)
    assert need.status is NeedStatus.OPEN


def test_another_core_takes_back_the_parts_that_are_asked_about_and_asks_anew(session):
    town = Halves(session)
    early, late = town.early(), town.late()
    need = town.need(core_starts_at=START, core_ends_at=NOON)
    town.start(need)
    assert town.parts() == [(early.id, "takes_part")]
    first = session.query(Offer).one()
    change(town, need, core_starts_at=START, core_ends_at=START + LENGTH)
    with pytest.raises(Conflict, match="offer_withdrawn"):
        offer.accept(session, offer_id=first.id, actor=self_of(early), now=NOW)
    assert session.query(Compound).one().state == "failed"
    town.go_on(NOW)
    assert town.parts()[1:] == [(early.id, "takes_part"), (late.id, "takes_part")]
    town.answer(early, offer.accept)
    change(town, need, core_starts_at=START, core_ends_at=START + LENGTH, note="Nøkkel")
    town.answer(late, offer.accept)
    assert town.shifts() == [(early.id, 0, 4), (late.id, 4, 7.5)]


def test_new_times_drop_an_order_from_an_agency_and_a_core_that_was(town):
    need = town.need(status=NeedStatus.AGENCY, core_starts_at=START, core_ends_at=START + 5 * HOUR)
    change(town, need, ends_at=START + 3 * HOUR)
    assert (need.status, need.core_ends_at) == (NeedStatus.OPEN, None)


@pytest.mark.parametrize("ends_at", [START, START + 49 * HOUR, NOW - HOUR])
def test_times_that_do_not_fit_are_refused(town, ends_at):
    need = town.need()
    with pytest.raises(BadInput, match="ends_at"):
        change(town, need, ends_at=ends_at)


def test_a_covered_need_is_not_changed(town):
    with pytest.raises(Conflict, match="need_not_open"):
        change(town, town.need(status=NeedStatus.COVERED))
