"""Close a payroll period: its lines are kept as they were sent, and never change.

What is corrected in a closed period afterwards becomes lines of the next period that is closed:
the difference between what has been sent for the shift and what it comes to now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, insert, or_, select
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access import Action, Actor, require
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput, Conflict, Fault
from vikarsentral.exporting.payroll.accounts import Account
from vikarsentral.exporting.payroll.rows import Row, priced_shifts, rows_of
from vikarsentral.exporting.period import Period
from vikarsentral.tables import PayrollLine, PayrollPeriod

LONGEST: Final = timedelta(days=62)
CORRECTED_FOR: Final = timedelta(days=400)
"""How long after its last day a closed period is compared with what its shifts come to now."""
CLOSING_LOCK: Final = 7_401_228


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed period as lists show it.

    Attributes:
        id: row id.
        first_on: first Oslo date.
        last_on: last Oslo date, included.
        closed_by: who closed it.
        closed_at: UTC.
        lines: how many.
        corrections: how many of them correct earlier periods.
        amount_ore: their sum.
    """

    id: int
    first_on: date
    last_on: date
    closed_by: str
    closed_at: datetime
    lines: int
    corrections: int
    amount_ore: int


def close(
    session: Session, *, first_on: date, last_on: date, actor: Actor, now: datetime
) -> Closed:
    """Close a period; closing the same one again changes nothing.

    Args:
        session: an open session; the caller commits.
        first_on: first Oslo date.
        last_on: last Oslo date, included; over, and at most 62 days after the first.
        actor: who closes.
        now: UTC.

    Raises:
        BadInput: the days are turned around, too many, or not over; all faults at once.
        Conflict: `period_closed`: a day is in a closed period already.
        NotAllowed: the actor may not.
    """
    require(actor, Action.CLOSE_PAYROLL)
    session.execute(select(func.pg_advisory_xact_lock(CLOSING_LOCK)))
    if (held := _found(session, first_on, last_on)) is not None:
        return _told(session, held)
    _check(session, first_on, last_on, now)
    row = PayrollPeriod(first_on=first_on, last_on=last_on, closed_by=actor.label, closed_at=now)
    earlier = _earlier(session, first_on)
    session.add(row)
    session.flush()
    own = _now(session, first_on, last_on, now)
    made = [_values(row, None, one) for one in own]
    for before in earlier:
        made += [_values(row, before, one) for one in _differences(session, before, now)]
    for place, values in enumerate(made, start=1):
        values["place"] = place
    if made:
        session.execute(insert(PayrollLine), made)
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind="payroll.closed",
        subject=("payroll_period", row.id),
        data={
            "first_on": first_on.isoformat(),
            "last_on": last_on.isoformat(),
            "lines": len(made),
            "corrections": len(made) - len(own),
            "amount_ore": sum(values["amount_ore"] for values in made),
        },
    )
    return _told(session, row)


def _check(session: Session, first_on: date, last_on: date, now: datetime) -> None:
    faults = []
    if not timedelta() <= last_on - first_on <= LONGEST:
        faults.append(Fault("--to", f"{last_on} does not fit", "at most 62 days after the first"))
    if last_on >= now.astimezone(OSLO).date():
        faults.append(Fault("--to", f"{last_on} is not over", "a day that is over"))
    if faults:
        raise BadInput(faults)
    if overlapping(session, first_on, last_on):
        raise Conflict("period_closed", {"first_on": first_on, "last_on": last_on})


def overlapping(session: Session, first_on: date, last_on: date) -> list[PayrollPeriod]:
    """Return the closed periods that hold any of some days.

    Args:
        session: an open session.
        first_on: first Oslo date.
        last_on: last Oslo date, included.
    """
    query = select(PayrollPeriod).where(PayrollPeriod.first_on <= last_on)
    query = query.where(PayrollPeriod.last_on >= first_on).order_by(PayrollPeriod.first_on)
    return list(session.scalars(query))


def _found(session: Session, first_on: date, last_on: date) -> PayrollPeriod | None:
    query = select(PayrollPeriod).where(
        PayrollPeriod.first_on == first_on, PayrollPeriod.last_on == last_on
    )
    return session.scalars(query).one_or_none()


def _earlier(session: Session, first_on: date) -> list[PayrollPeriod]:
    query = select(PayrollPeriod).where(PayrollPeriod.last_on >= first_on - CORRECTED_FOR)
    return list(session.scalars(query.order_by(PayrollPeriod.first_on)))


def _now(session: Session, first_on: date, last_on: date, now: datetime) -> list[Row]:
    return rows_of(session, priced_shifts(session, Period(first_on, last_on), now=now))


def _differences(session: Session, before: PayrollPeriod, now: datetime) -> list[Row]:
    """Return what the shifts of a closed period come to now, less what was sent for them."""
    sums: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0])
    last: dict[tuple[Any, ...], Row] = {}
    of_period = or_(
        PayrollLine.corrects_id == before.id,
        (PayrollLine.period_id == before.id) & PayrollLine.corrects_id.is_(None),
    )
    sent = select(PayrollLine).where(of_period).order_by(PayrollLine.id)
    for sign, rows in (
        (-1, [row_of(line) for line in session.scalars(sent)]),
        (1, _now(session, before.first_on, before.last_on, now)),
    ):
        for row in rows:
            key = (row.person_id, row.shift_id, row.kind, row.rate_ore, row.unit, row.account)
            sums[key][0] += sign * row.minutes
            sums[key][1] += sign * row.amount_ore
            last[key] = row
    return [
        replace(last[key], minutes=minutes, amount_ore=amount)
        for key, (minutes, amount) in sums.items()
        if minutes or amount
    ]


def row_of(line: PayrollLine, corrects: str = "") -> Row:
    """Return a kept line as files write it.

    Args:
        line: the line.
        corrects: what the period it corrects is called.
    """
    return Row(
        employee_no=line.employee_no,
        name=line.name,
        unit=line.unit,
        shift_id=line.shift_id,
        starts_at=line.starts_at,
        ends_at=line.ends_at,
        kind=line.kind,
        minutes=line.minutes,
        rate_ore=line.rate_ore,
        amount_ore=line.amount_ore,
        source=line.source,
        person_id=line.person_id,
        account=Account(line.account, line.responsibility, line.function, line.project),
        corrects=corrects,
    )


def _values(period: PayrollPeriod, corrects: PayrollPeriod | None, row: Row) -> dict[str, Any]:
    account, responsibility, function, project = row.account.fields()
    return {
        "period_id": period.id,
        "corrects_id": corrects and corrects.id,
        "person_id": row.person_id,
        "employee_no": row.employee_no,
        "name": row.name,
        "unit": row.unit,
        "shift_id": row.shift_id,
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
        "kind": row.kind,
        "minutes": row.minutes,
        "rate_ore": row.rate_ore,
        "amount_ore": row.amount_ore,
        "source": row.source,
        "account": account,
        "responsibility": responsibility,
        "function": function,
        "project": project,
    }


def closed_rows(session: Session, period: PayrollPeriod) -> list[Row]:
    """Return the lines of a closed period, the same each time.

    Args:
        session: an open session.
        period: the period.
    """
    names = {row.id: f"{row.first_on}–{row.last_on}" for row in session.scalars(_all())}
    query = select(PayrollLine).where(PayrollLine.period_id == period.id)
    return [
        row_of(line, names.get(line.corrects_id or 0, ""))
        for line in session.scalars(query.order_by(PayrollLine.place))
    ]


def _all() -> Any:
    return select(PayrollPeriod).order_by(PayrollPeriod.first_on.desc())


def periods(session: Session) -> list[Closed]:
    """Return every closed period, newest first; two queries.

    Args:
        session: an open session.
    """
    sums = _sums(session)
    return [_closed(row, sums.get(row.id, (0, 0, 0))) for row in session.scalars(_all())]


def _told(session: Session, row: PayrollPeriod) -> Closed:
    return _closed(row, _sums(session, [row.id]).get(row.id, (0, 0, 0)))


def _sums(session: Session, ids: Iterable[int] | None = None) -> dict[int, tuple[int, int, int]]:
    query = select(
        PayrollLine.period_id,
        func.count(),
        func.count(PayrollLine.corrects_id),
        func.sum(PayrollLine.amount_ore),
    ).group_by(PayrollLine.period_id)
    if ids is not None:
        query = query.where(PayrollLine.period_id.in_(ids))
    return {key: (lines, many, int(ore)) for key, lines, many, ore in session.execute(query)}


def _closed(row: PayrollPeriod, sums: tuple[int, int, int]) -> Closed:
    return Closed(row.id, row.first_on, row.last_on, row.closed_by, row.closed_at, *sums)
