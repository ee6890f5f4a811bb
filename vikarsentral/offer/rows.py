"""Read and lock the rows of an offer, always in one order: need, offer, answers, person.

Everything that decides about a need locks the need first, so that two decisions about it come
one after the other, each seeing what the one before did.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from vikarsentral.errors import NotFound
from vikarsentral.tables import Need, NeedStatus, Offer, OfferAnswer, Person

ASKABLE = (NeedStatus.OPEN, NeedStatus.AGENCY)
"""The states of a need that somebody may still be asked about."""

_LOCKED_NEED = (
    select(Need)
    .where(Need.id == bindparam("need"))
    .with_for_update()
    .execution_options(populate_existing=True)
)


@dataclass(frozen=True, slots=True)
class Held:
    """The locked rows of one offer; `answers` are in the order of rank."""

    need: Need
    offer: Offer
    answers: list[OfferAnswer]

    def answer_of(self, person_id: int) -> OfferAnswer:
        """Return one person's answer.

        Args:
            person_id: who.

        Raises:
            NotFound: the person was not asked; told as if the offer did not exist.
        """
        for answer in self.answers:
            if answer.person_id == person_id:
                return answer
        raise NotFound("offer", self.offer.id)


def hold(session: Session, offer_id: int) -> Held:
    """Lock an offer and its need, and read them as they are now.

    Args:
        session: an open session.
        offer_id: row id.

    Raises:
        NotFound: there is no such offer.
    """
    need_id = session.scalar(select(Offer.need_id).where(Offer.id == offer_id))
    if need_id is None:
        raise NotFound("offer", offer_id)
    need = lock_need(session, need_id)
    fresh = {"populate_existing": True}
    offers = select(Offer).where(Offer.id == offer_id).with_for_update()
    answers = (
        select(OfferAnswer)
        .where(OfferAnswer.offer_id == offer_id)
        .order_by(OfferAnswer.rank)
        .with_for_update()
    )
    return Held(
        need,
        session.scalars(offers, execution_options=fresh).one(),
        list(session.scalars(answers, execution_options=fresh)),
    )


def lock_need(session: Session, need_id: int) -> Need:
    """Lock a need and read it as it is now.

    Args:
        session: an open session.
        need_id: row id.

    Raises:
        NotFound: there is no such need.
    """
    need = session.scalars(_LOCKED_NEED, {"need": need_id}).one_or_none()
    if need is None:
        raise NotFound("need", need_id)
    return need


def lock_person(session: Session, person_id: int) -> Person:
    """Let one at a time give work to a person, so that sums over a week stay true.

    Args:
        session: an open session.
        person_id: row id.

    Raises:
        NotFound: there is no such active person.
    """
    query = (
        select(Person)
        .where(Person.id == person_id, Person.is_active)
        .with_for_update(key_share=True)
    )
    person = session.scalars(query, execution_options={"populate_existing": True}).one_or_none()
    if person is None:
        raise NotFound("person", person_id)
    return person
