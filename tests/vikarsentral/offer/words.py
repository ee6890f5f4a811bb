"""Short words for what the offer tests do again and again."""

from sqlalchemy import select

from tests.vikarsentral.offer.town import NOW, WINDOW, leader, self_of
from vikarsentral import offer
from vikarsentral.offer import OfferOrder
from vikarsentral.tables import Message


def send(town, need, people, **changes):
    order = OfferOrder(
        **{"need_id": need.id, "person_ids": tuple(each.id for each in people)}
        | {"window_ends_at": WINDOW}
        | changes
    )
    return offer.send(town.session, order, actor=leader(town), now=NOW)


def yes(town, offer_id, person, now=NOW):
    return offer.accept(town.session, offer_id=offer_id, actor=self_of(person), now=now)


def no(town, offer_id, person, now=NOW):
    return offer.decline(town.session, offer_id=offer_id, actor=self_of(person), now=now)


def states(town, offer_id):
    return [each.state for each in offer.view(town.session, offer_id).people]


def messages(town, kind):
    query = select(Message.person_id).where(Message.kind == kind).order_by(Message.person_id)
    return list(town.session.scalars(query))
