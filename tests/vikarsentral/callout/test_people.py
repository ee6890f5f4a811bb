"""The agreed order: pool, part-timers, hourly, then those for whom it is overtime."""

from datetime import timedelta

from tests.vikarsentral.offer.town import NOW, START, WINDOW, leader, self_of
from vikarsentral import callout, offer
from vikarsentral.callout.people import in_order
from vikarsentral.need import Details
from vikarsentral.tables import PostKind


def test_groups_come_in_the_agreed_order(town):
    kinds = (PostKind.STAFF, PostKind.HOURLY, PostKind.PART_TIME, PostKind.POOL)
    people = [town.someone(kind) for kind in kinds]
    found = in_order(town.session, town.need().id, NOW)
    assert [one.person_id for one in found] == [person.id for person in reversed(people)]
    assert [one.stage for one in found] == ["pool", "part_time", "hourly", "overtime"]


def test_one_who_may_not_lawfully_come_is_not_among_them(town):
    busy, free = town.someone(), town.someone()
    town.rota(busy, START, START + timedelta(hours=4))
    assert [one.person_id for one in in_order(town.session, town.need().id, NOW)] == [free.id]


def test_one_who_has_been_asked_enough_this_week_is_not_askable(town):
    never = town.someone(contact={"most_a_week": 0})
    found = in_order(town.session, town.need().id, NOW)
    assert [(one.person_id, one.askable_at) for one in found] == [(never.id, None)]


def test_quiet_hours_tell_from_when(town):
    town.someone(contact={"is_early_ok": False})
    found = in_order(town.session, town.need().id, NOW)
    assert [f"{one.askable_at:%H:%M}" for one in found] == ["06:00"]


def test_a_no_to_a_question_sent_by_hand_is_a_no_until_the_need_is_moved(town):
    one, other = town.someone(), town.someone()
    need = town.need()
    order = offer.OfferOrder(need.id, (one.id,), WINDOW)
    sent = offer.send(town.session, order, actor=leader(town), now=NOW)
    offer.decline(town.session, offer_id=sent, actor=self_of(one), now=NOW)
    assert [each.person_id for each in in_order(town.session, need.id, NOW)] == [other.id]
    callout.change(
        town.session,
        need_id=need.id,
        starts_at=START,
        ends_at=START + timedelta(hours=4),
        details=Details(),
        actor=leader(town),
        now=NOW,
    )
    found = {each.person_id for each in in_order(town.session, need.id, NOW)}
    assert found == {one.id, other.id}
