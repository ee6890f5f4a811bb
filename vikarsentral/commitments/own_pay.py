"""A person's pay for a year, from a date: what the pay engine counts hours by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access import Action, Actor, require
from vikarsentral.commitments.own_values import count_anew
from vikarsentral.errors import BadInput, Fault, NotFound
from vikarsentral.tables import PayBasis, PensionScheme, Person

MOST_ANNUAL_ORE = 500_000_000
"""The largest pay for a year that is taken: five million kroner."""


@dataclass(frozen=True, slots=True)
class YearlyPay:
    """A person's pay in a full post.

    Attributes:
        annual_ore: øre a year, above 0.
        valid_from: first Oslo date.
        pension: scheme the employer pays to.
        has_extra_holiday: the longer holiday from 60 years.
    """

    annual_ore: int
    valid_from: date
    pension: PensionScheme = PensionScheme.MUNICIPAL
    has_extra_holiday: bool = False


def set_pay(
    session: Session, person_id: int, pay: YearlyPay, *, actor: Actor, now: datetime
) -> None:
    """Set what a person earns from a date until the next row's, and count anew from there.

    Args:
        session: an open session; the caller commits.
        person_id: whose.
        pay: what, and from when; an earlier row for the same date is replaced.
        actor: who sets it.
        now: UTC.

    Raises:
        BadInput: no pay, or more than is taken.
        NotAllowed: the actor may not manage people.
        NotFound: there is no such person.
    """
    require(actor, Action.MANAGE_PEOPLE)
    if session.get(Person, person_id) is None:
        raise NotFound("person", person_id)
    if not 0 < pay.annual_ore <= MOST_ANNUAL_ORE:
        allowed = f"1 to {MOST_ANNUAL_ORE} øre a year"
        raise BadInput([Fault("annual_ore", f"{pay.annual_ore} øre", allowed)])
    query = select(PayBasis).where(
        PayBasis.person_id == person_id, PayBasis.valid_from == pay.valid_from
    )
    row = session.scalars(query).one_or_none()
    if row is None:
        row = PayBasis(person_id=person_id, valid_from=pay.valid_from)
        session.add(row)
    elif (row.annual_ore, row.pension, row.has_extra_holiday) == (
        pay.annual_ore,
        pay.pension,
        pay.has_extra_holiday,
    ):
        return
    row.annual_ore, row.pension = pay.annual_ore, pay.pension
    row.has_extra_holiday = pay.has_extra_holiday
    session.flush()
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind="pay.set",
        subject=("person", person_id),
        data={"valid_from": pay.valid_from.isoformat()},
    )
    count_anew(session, pay.valid_from, person_ids=[person_id])
