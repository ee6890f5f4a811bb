"""The rows of a payroll file: one for each line of pay, from the engine that prices all else."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.clock import OSLO
from vikarsentral.commitments.priced import Priced, priced
from vikarsentral.commitments.week import PersonWeek, week_of
from vikarsentral.exporting.payroll.accounts import NO_ACCOUNT, Account, Accounts, accounts
from vikarsentral.exporting.period import Period
from vikarsentral.rules.pay import Line
from vikarsentral.tables import OCCUPYING, Person, PostKind, Shift, Unit

BEFORE: Final = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of pay.

    Attributes:
        employee_no: whose.
        name: their name.
        unit: code of the unit.
        shift_id: the shift it is pay for.
        starts_at: when the slice starts, UTC.
        ends_at: when it ends, UTC.
        kind: a key of `PAY_TYPES`.
        minutes: paid minutes.
        rate_ore: øre an hour.
        amount_ore: what the line comes to.
        source: paragraph.
        person_id: row id of the person; 0 where it is not known.
        account: where the pay is entered in the accounts.
        corrects: the closed period that the line corrects; empty for its own period.
    """

    employee_no: str
    name: str
    unit: str
    shift_id: int
    starts_at: datetime
    ends_at: datetime
    kind: str
    minutes: int
    rate_ore: int
    amount_ore: int
    source: str
    person_id: int = 0
    account: Account = NO_ACCOUNT
    corrects: str = ""

    @property
    def is_fixed(self) -> bool:
        """Tell whether the monthly pay already covers it."""
        return self.kind == "fixed"


def priced_shifts(session: Session, about: Period, *, now: datetime) -> list[Priced]:
    """Return the shifts that have ended in a period, with their pay.

    Args:
        session: an open session.
        about: period, by the start of the shift as it was worked, and units.
        now: UTC.

    Returns:
        In the order of person and start; shifts of people without a post are left out.
    """
    weeks = _weeks(session, about, now)
    return [
        one
        for one in priced(session, weeks)
        if about.starts_at <= one.shift.starts_at < about.ends_at
        and one.shift.ends_at <= now
        and (about.unit_ids is None or one.shift.unit_id in about.unit_ids)
    ]


def _weeks(session: Session, about: Period, now: datetime) -> Collection[PersonWeek]:
    query = (
        select(Shift)
        .where(Shift.starts_at >= about.starts_at, Shift.starts_at < about.ends_at)
        .where(Shift.status.in_(OCCUPYING), Shift.ends_at <= now)
    )
    if about.unit_ids is not None:
        query = query.where(Shift.unit_id.in_(about.unit_ids))
    return {week_of(shift) for shift in session.scalars(query)}


def rows_of(session: Session, shifts: Collection[Priced]) -> list[Row]:
    """Return the rows of some shifts; their amounts sum to the engine's gross to the øre.

    Args:
        session: an open session.
        shifts: with their pay.
    """
    ids = {one.shift.person_id for one in shifts}
    people = {row.id: row for row in session.scalars(select(Person).where(Person.id.in_(ids)))}
    units = dict(session.execute(select(Unit.id, Unit.code)).all())
    books = accounts(session)
    return [
        row
        for one in shifts
        for row in _rows(one, people[one.shift.person_id], units[one.shift.unit_id], books)
    ]


def _rows(one: Priced, person: Person, unit: str, books: Accounts) -> Iterator[Row]:
    account = books.on(one.shift.unit_id, one.shift.starts_at.astimezone(OSLO).date())
    for line in one.pay.lines:
        if not line.is_employers:
            yield Row(
                employee_no=person.employee_no,
                name=person.name,
                unit=unit,
                shift_id=one.shift.id,
                starts_at=_instant(line.start),
                ends_at=_instant(line.end),
                kind=_kind(line, one),
                minutes=line.minutes,
                rate_ore=line.rate_ore,
                amount_ore=line.amount_ore,
                source=line.source,
                person_id=person.id,
                account=account,
            )


def _kind(line: Line, one: Priced) -> str:
    """Return the kind of pay type; basic pay is what the minutes are."""
    if line.kind != "basic":
        return line.kind
    if line.part == "hourly" or one.contract.kind is PostKind.HOURLY:
        return "hourly"
    return {"contract": "fixed", "merarbeid": "merarbeid"}[line.part]


def _instant(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)
