"""Make the rows of Fjordvik for a size, a seed and a Monday, and put them in at once."""

from __future__ import annotations

import random
from datetime import date, datetime

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from vikarsentral import commitments, db
from vikarsentral.clock import OSLO
from vikarsentral.commitments.window import monday
from vikarsentral.demo.agreements import sign
from vikarsentral.demo.bulk import copy
from vikarsentral.demo.ledger import Life
from vikarsentral.demo.life import live
from vikarsentral.demo.places import units
from vikarsentral.demo.proofs import put_proofs, put_shown
from vikarsentral.demo.register import put_people, put_places
from vikarsentral.demo.sizes import SIZES, Size
from vikarsentral.demo.staff import people
from vikarsentral.errors import BadInput, Conflict, Fault
from vikarsentral.plan.problem import first_monday
from vikarsentral.tables import (
    Absence,
    AgencyOrder,
    DutyTime,
    Event,
    LabourLine,
    Municipality,
    Need,
    Offer,
    OfferAnswer,
    Shift,
    Unavailability,
    Wish,
)

NAME = "Fjordvik"
SEED = 1


def size_of(name: str) -> Size:
    """Return a size by name.

    Args:
        name: `small`, `medium` or `large`.

    Raises:
        BadInput: another name.
    """
    if name not in SIZES:
        raise BadInput([Fault("size", f"{name!r} is unknown", ", ".join(SIZES))])
    return SIZES[name]


def is_there(session: Session, size: str, *, now: datetime) -> bool:
    """Tell whether this very demo is in the database, for the coming four weeks.

    Args:
        session: an open session.
        size: name of the size.
        now: UTC.

    Raises:
        Conflict: `not_a_demo` when a real municipality is there; it is never touched.
    """
    row = session.get(Municipality, 1)
    if row is None:
        return False
    if row.demo_size is None:
        raise Conflict("not_a_demo", {"municipality": row.name})
    made = session.scalar(select(Event.data).where(Event.kind == "demo.seeded"))
    return row.demo_size == size and made == {"first_on": first_monday(now).isoformat()}


def wipe(session: Session) -> None:
    """Take a demo out of the database, the record with it, so that another can be made.

    Args:
        session: an open session; it is closed, since the tables are made anew.

    Raises:
        Conflict: `not_a_demo` when a real municipality is there.
    """
    row = session.get(Municipality, 1)
    if row is not None and row.demo_size is None:
        raise Conflict("not_a_demo", {"municipality": row.name})
    session.close()
    engine = session.get_bind()
    db.downgrade("base", on=inspect(engine).engine)
    db.upgrade(on=inspect(engine).engine)


def seed(session: Session, size: str, *, now: datetime, number: int = SEED) -> None:
    """Put Fjordvik into an empty database.

    Args:
        session: an open session; the caller commits.
        size: name of the size.
        now: UTC; the open needs are in the four weeks from the next Monday.
        number: seed; the same one, size and Monday give the same municipality.

    Raises:
        BadInput: an unknown size.
    """
    chosen = size_of(size)
    rng = random.Random(f"{number}:{size}")  # noqa: S311 - a demo is drawn, not a secret
    places = units(chosen, rng)
    members = people(chosen, places, rng)
    session.add(
        Municipality(
            id=1, name=NAME, sender_name=f"{NAME} vikarsentral", demo_size=size, demo_seed=number
        )
    )
    put_places(session, places)
    put_people(session, members, _valid_from(now))
    put_proofs(session)
    put_shown(session, members, _valid_from(now), now.astimezone(OSLO).date())
    sign(session, places, now)
    life = live(chosen, places, members, now=now, rng=rng)
    _put(session, life)
    session.add(
        Event(
            at=now,
            actor="demo",
            kind="demo.seeded",
            subject_kind="municipality",
            subject_id="1",
            data={"first_on": first_monday(now).isoformat()},
        )
    )
    copy(session, Event, life.events)
    _count_labour(session, life)


def _valid_from(now: datetime) -> date:
    return date(now.year - 2, 1, 1)


def _put(session: Session, life: Life) -> None:
    copy(session, DutyTime, life.duty)
    copy(session, Unavailability, life.unavailable)
    copy(session, Wish, life.wishes)
    copy(session, Absence, life.absences)
    copy(session, Shift, life.own)
    copy(session, Need, life.needs)
    copy(session, Shift, life.cover)
    copy(session, AgencyOrder, life.orders)
    copy(session, LabourLine, life.order_lines)
    copy(session, Offer, life.offers)
    copy(session, OfferAnswer, life.answers)


def _count_labour(session: Session, life: Life) -> None:
    weeks = {
        (row["person_id"], monday(row["starts_at"].astimezone(OSLO).date())) for row in life.cover
    }
    commitments.recount(session, weeks)
