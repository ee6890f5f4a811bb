"""The town of the offer tests, a pool in it, and short words for a search."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.vikarsentral.offer.town import NOW, START, Town, leader, self_of
from vikarsentral import callout, offer
from vikarsentral.tables import (
    Callout,
    CalloutWave,
    Contact,
    DutyTime,
    OfferAnswer,
    OfferState,
    Post,
    PostKind,
)
from vikarsentral.tables import Offer as OfferRow


class Search(Town):
    """A town where one need is looked for cover of."""

    def someone(self, kind=PostKind.PART_TIME, *, contact=None, **changes):
        """Add a person of a kind, with wishes about contact."""
        person = self.person(accepts_overtime=kind is PostKind.STAFF, **changes)
        unit_id = None if kind is PostKind.POOL else self.unit.id
        share = {"stillingsprosent": 10_000} if kind is PostKind.STAFF else {}
        rows = update(Post).where(Post.person_id == person.id)
        self.session.execute(rows.values(kind=kind, unit_id=unit_id, **share))
        if kind is PostKind.POOL:
            self.add(
                DutyTime(
                    person_id=person.id,
                    starts_at=START,
                    ends_at=START + timedelta(hours=15),
                    published_at=NOW - timedelta(days=15),
                )
            )
        if contact:
            self.add(Contact(person_id=person.id, **contact))
        return person

    def start(self, need, now=NOW):
        return callout.start(self.session, need_id=need.id, actor=leader(self), now=now)

    def go_on(self, now):
        for need_id in callout.due(self.session, now):
            callout.go_on(self.session, need_id, now)

    def asked(self):
        """Return who was asked in each wave, by row id, in order."""
        query = (
            select(CalloutWave.number, CalloutWave.stage, OfferAnswer.person_id)
            .join(OfferAnswer, OfferAnswer.offer_id == CalloutWave.offer_id)
            .order_by(CalloutWave.number, OfferAnswer.rank)
        )
        waves = {}
        for number, stage, person_id in self.session.execute(query):
            waves.setdefault((number, stage.value), []).append(person_id)
        return waves

    def answer(self, person, act=offer.decline, now=NOW):
        query = (
            select(OfferRow.id)
            .join(OfferAnswer, OfferAnswer.offer_id == OfferRow.id)
            .where(OfferAnswer.person_id == person.id, OfferRow.state == OfferState.OPEN)
        )
        offer_id = self.session.scalars(query).one()
        return act(self.session, offer_id=offer_id, actor=self_of(person), now=now)

    def state(self):
        self.session.expire_all()
        return self.session.scalars(select(Callout).order_by(Callout.id.desc())).first()


@pytest.fixture
def town(session):
    """A small town in a transaction that is rolled back."""
    return Search(session)
