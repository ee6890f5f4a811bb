"""The acts of the random walk: each does one thing drawn at random, as the product would."""

from datetime import timedelta

from sqlalchemy import select

from tests.vikarsentral.offer.town import LENGTH, START, leader, self_of
from vikarsentral import callout, offer, shift
from vikarsentral import need as needs
from vikarsentral.access import actor_of
from vikarsentral.need.details import Details, details_of
from vikarsentral.tables import Absence, Need, Offer, OfferAnswer, OfferState, Shift

MOST_NEEDS = 7


def in_charge(walk):
    """Return the leader, or the shift lead, who has the unit's rights for a while only."""
    if walk.acts is ACTS or walk.draw.random() < 0.7:
        return leader(walk.town)
    walk.is_by_lead = True
    return actor_of(walk.session, walk.lead.user_id, walk.now)


def looks_for_cover(walk):
    need = walk.draw.choice(walk.needs)
    callout.start(walk.session, need_id=need.id, actor=in_charge(walk), now=walk.now)


def stops(walk):
    need = walk.draw.choice(walk.needs)
    callout.stop(walk.session, need_id=need.id, actor=in_charge(walk), now=walk.now)


def answers(walk, act, *, only_open=True):
    query = select(OfferAnswer).join(Offer)
    if only_open:
        query = query.where(Offer.state == OfferState.OPEN)
    rows = walk.session.scalars(query.order_by(OfferAnswer.id)).all()
    if rows:
        row = walk.draw.choice(rows)
        person = next(one for one in walk.people if one.id == row.person_id)
        act(walk.session, offer_id=row.offer_id, actor=self_of(person), now=walk.now)


def says_yes(walk):
    answers(walk, offer.accept)


def says_no(walk):
    answers(walk, offer.decline)


def says_yes_late(walk):
    answers(walk, offer.accept, only_open=False)


def says_no_late(walk):
    answers(walk, offer.decline, only_open=False)


def books_by_hand(walk):
    shift.book(
        walk.session,
        need_id=walk.draw.choice(walk.needs).id,
        person_id=walk.draw.choice(walk.people).id,
        actor=in_charge(walk),
        now=walk.now,
    )


def booked(walk):
    query = select(Shift.id).where(Shift.need_id.is_not(None))
    return walk.session.scalars(query.order_by(Shift.id)).all()


def cancels(walk):
    rows = booked(walk)
    if rows:
        shift.cancel(
            walk.session,
            shift_id=walk.draw.choice(rows),
            actor=in_charge(walk),
            now=walk.now,
        )


def cannot_come(walk):
    rows = booked(walk)
    if rows:
        shift_id = walk.draw.choice(rows)
        callout.cannot_come(walk.session, shift_id=shift_id, actor=in_charge(walk), now=walk.now)


def comes_after_all(walk):
    rows = walk.session.scalars(select(Absence.id).order_by(Absence.id)).all()
    if rows:
        needs.withdraw_absence(
            walk.session,
            absence_id=walk.draw.choice(rows),
            actor=in_charge(walk),
            now=walk.now,
        )


def takes_over(walk):
    need = walk.draw.choice(walk.needs)
    callout.take_over(walk.session, need_id=need.id, actor=in_charge(walk), now=walk.now)


def orders_several(walk):
    """Ask for one more person on two days in one request, a few times in a walk."""
    if len(walk.needs) > MOST_NEEDS - 2:
        return
    starts = [START + timedelta(hours=walk.draw.choice([0, 4, 24])) for _ in range(2)]
    orders = [
        needs.NeedOrder(walk.town.unit.id, at, at + LENGTH, requires=("sykepleier",))
        for at in starts
    ]
    made = needs.order_several(
        walk.session,
        [(one, Details()) for one in orders],
        actor=in_charge(walk),
        now=walk.now,
    )
    rows = [walk.session.get_one(Need, need_id) for need_id in made.need_ids]
    assert {row.order_uid for row in rows} == {made.key}, "one request has two receipts"
    walk.needs += rows


def changes(walk):
    row = walk.draw.choice(walk.needs)
    callout.change(
        walk.session,
        need_id=row.id,
        starts_at=row.starts_at + timedelta(minutes=walk.draw.choice([-60, 0, 30])),
        ends_at=row.ends_at,
        details=details_of(row),
        actor=in_charge(walk),
        now=walk.now,
    )


def withdraws_an_offer(walk):
    rows = walk.session.scalars(select(Offer.id).order_by(Offer.id)).all()
    if rows:
        offer.withdraw(
            walk.session,
            offer_id=walk.draw.choice(rows),
            actor=in_charge(walk),
            now=walk.now,
        )


def withdraws_a_need(walk):
    if walk.draw.random() < 0.15:
        needs.withdraw(
            walk.session,
            need_id=walk.draw.choice(walk.needs).id,
            actor=in_charge(walk),
            now=walk.now,
        )


def time_goes(walk):
    walk.now += timedelta(minutes=walk.draw.choice([1, 6, 25]))
    offer.settle_due(walk.session, walk.now)
    for need_id in callout.due(walk.session, walk.now):
        callout.go_on(walk.session, need_id, walk.now)


ACTS = (
    *(looks_for_cover, looks_for_cover, says_yes, says_yes, says_no, says_no, says_yes_late),
    *(says_no_late, books_by_hand, cancels, withdraws_an_offer, withdraws_a_need, stops),
    *(cannot_come, comes_after_all, changes, time_goes, time_goes, time_goes),
)
MORE_ACTS = (*ACTS, takes_over, orders_several)
"""Also those of several leaders; faults are planted under the acts that find them soonest."""
