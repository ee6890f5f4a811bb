"""Part-timers, hourly people, waves and orders, each in one line."""

from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import text

from tests.vikarsentral.village import NOW
from vikarsentral import agency, offer, shift
from vikarsentral.access import RoleName
from vikarsentral.offer import OfferOrder
from vikarsentral.tables import (
    Absence,
    AgencyBasis,
    AgencyOrder,
    AgencyStatus,
    NeedStatus,
    OfferAnswer,
    PostKind,
)

DAY = "2027-01-11T07:30"
WINDOW = NOW + timedelta(minutes=15)
AFTER = NOW + timedelta(minutes=30)


@contextmanager
def open_record(session):
    """Let the record be changed, as only a database's owner could."""
    session.flush()
    session.execute(text("alter table event disable trigger event_no_change"))
    yield
    session.flush()
    session.execute(text("alter table event enable trigger event_no_change"))
    session.expire_all()


class History:
    def __init__(self, village):
        self.village, self.session = village, village.session
        self.planner = village.actor(RoleName.PLANNER)

    def part_timer(self, unit=None, **changes):
        values = {"size": 5_000, "accepts_merarbeid_minutes_week": 1200, **changes}
        return self.village.person(PostKind.PART_TIME, unit or self.village.solvang, **values)

    def hourly(self):
        return self.village.person(PostKind.HOURLY, size=0)

    def need(self, unit=None, **changes):
        away = self.village.add(
            Absence(
                person_id=self.village.person().id,
                starts_at=NOW,
                ends_at=NOW.replace(day=30),
                reported_by="x",
                reported_at=NOW,
            )
        )
        values = {"is_agency_allowed": True, "agency_ore_per_hour": 90_000, **changes}
        return self.village.need(DAY, unit=unit, absence_id=away.id, **values)

    def ask(self, need, *people, at=NOW):
        order = OfferOrder(need.id, tuple(one.id for one in people), at + (WINDOW - NOW))
        return offer.send(self.session, order, actor=self.village.coordinator, now=at)

    def decline(self, wave, person, at=NOW):
        query = self.session.query(OfferAnswer)
        row = query.filter_by(offer_id=wave, person_id=person.id).one()
        row.state, row.answered_at = "declined", at + timedelta(minutes=1)
        self.session.flush()

    def proposal(self, need):
        need.status = NeedStatus.AGENCY
        return self.village.add(
            AgencyOrder(
                need_id=need.id,
                status=AgencyStatus.PROPOSED,
                ore_per_hour=90_000,
                minutes=450,
                proposed_at=NOW,
            )
        )

    def approve(self, order, basis=AgencyBasis.VIKARIAT, now=AFTER, actor=None):
        actor = actor or self.village.leader
        agency.approve(self.session, order_id=order.id, basis=basis, actor=actor, now=now)

    def book(self, need, person, now=AFTER):
        return shift.book(
            self.session,
            need_id=need.id,
            person_id=person.id,
            actor=self.village.leader,
            now=now,
        )
