"""A person's pay for a year, from a date: what the pay engine counts hours by."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access import Action, Actor, require
from vikarsentral.commitments.own_values import count_anew
from vikarsentral.errors import BadInput, Fault, NotFound
from vikarsentral.rules.oslo import MINUTES_PER_HOUR
from vikarsentral.rules.pay import rounded
from vikarsentral.tables import PayBasis, PensionScheme, Person

__all__ = [
    "MOST_ANNUAL_ORE",
    "MOST_YEARS",
    "PensionScheme",
    "YearlyPay",
    "annual_of_hourly",
    "pay_of",
    "set_pay",
]

MOST_ANNUAL_ORE = 500_000_000
"""The largest pay for a year that is taken: five million kroner."""
MOST_YEARS: Final = 60
WEEKS_PER_YEAR: Final = 52


@dataclass(frozen=True, slots=True)
class YearlyPay:
    """A person's pay in a full post.

    Attributes:
        annual_ore: øre a year, above 0.
        valid_from: first Oslo date.
        pension: scheme the employer pays to.
        has_extra_holiday: the longer holiday from 60 years.
        supplement_ore: øre a year beyond the scale, 0 or more.
        seniority_years: whole years, 0 to 60; None where it is not told. Information only.
    """

    annual_ore: int
    valid_from: date
    pension: PensionScheme = PensionScheme.MUNICIPAL
    has_extra_holiday: bool = False
    supplement_ore: int = 0
    seniority_years: int | None = None

    def fields(self) -> dict[str, object]:
        """Return the columns of the row."""
        return {name: value for name, value in asdict(self).items() if name != "valid_from"}

    def faults(self) -> list[Fault]:
        """Return what is wrong with the numbers."""
        found = []
        if not 0 < self.annual_ore <= MOST_ANNUAL_ORE:
            allowed = f"1 to {MOST_ANNUAL_ORE} øre a year"
            found.append(Fault("annual_ore", f"{self.annual_ore} øre", allowed))
        if not 0 <= self.supplement_ore <= MOST_ANNUAL_ORE:
            allowed = f"0 to {MOST_ANNUAL_ORE} øre a year"
            found.append(Fault("supplement_ore", f"{self.supplement_ore} øre", allowed))
        if self.seniority_years is not None and not 0 <= self.seniority_years <= MOST_YEARS:
            what = f"{self.seniority_years} years"
            found.append(Fault("seniority_years", what, f"0 to {MOST_YEARS}"))
        return found


def annual_of_hourly(hourly_ore: int, full_week_minutes: int) -> int:
    """Return the pay for a year that gives an hourly rate in a full post.

    Args:
        hourly_ore: øre an hour.
        full_week_minutes: of the post's regime, above 0.

    Source: HTA kap. 1 § 12 (a year is 52 weeks).
    """
    return rounded(hourly_ore * full_week_minutes * WEEKS_PER_YEAR, MINUTES_PER_HOUR)


def pay_of(session: Session, person_id: int) -> list[YearlyPay]:
    """Return a person's pay with its first dates, newest first.

    Args:
        session: an open session.
        person_id: whose.
    """
    query = select(PayBasis).where(PayBasis.person_id == person_id)
    return [_read(row) for row in session.scalars(query.order_by(PayBasis.valid_from.desc()))]


def _read(row: PayBasis) -> YearlyPay:
    return YearlyPay(
        row.annual_ore,
        row.valid_from,
        row.pension,
        row.has_extra_holiday,
        row.supplement_ore,
        row.seniority_years,
    )


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
    if session.get(Person, person_id, with_for_update=True) is None:
        raise NotFound("person", person_id)
    if faults := pay.faults():
        raise BadInput(faults)
    query = select(PayBasis).where(
        PayBasis.person_id == person_id, PayBasis.valid_from == pay.valid_from
    )
    row = session.scalars(query).one_or_none()
    if row is None:
        row = PayBasis(person_id=person_id, valid_from=pay.valid_from)
        session.add(row)
    elif _read(row) == pay:
        return
    for name, value in pay.fields().items():
        setattr(row, name, value)
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
