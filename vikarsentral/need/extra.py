"""Ask for one more person at a unit, and write a need as a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access import Action, Actor, require
from vikarsentral.errors import BadInput, Fault, NotFound
from vikarsentral.tables import Competence, Need, Unit

LONGEST = timedelta(hours=48)
PRIORITIES = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class NeedOrder:
    """What is asked for when a unit needs one more person.

    Attributes:
        unit_id: the unit.
        starts_at: UTC.
        ends_at: UTC, at most 48 hours later.
        unpaid_break_minutes: 0 or more, at most the whole stretch.
        requires: codes of competences.
        priority: 1 (first), 2 or 3.
    """

    unit_id: int
    starts_at: datetime
    ends_at: datetime
    unpaid_break_minutes: int = 0
    requires: tuple[str, ...] = ()
    priority: int = 2


def extra(session: Session, order: NeedOrder, *, actor: Actor, now: datetime) -> int:
    """Ask for one more person at a unit, without anybody being away.

    It may not go to an agency: nobody is replaced.

    Args:
        session: an open session; the caller commits.
        order: what is asked for.
        actor: who asks; must lead the unit.
        now: UTC.

    Returns:
        The need's id.

    Raises:
        BadInput: times, break, competences or priority are wrong; all faults at once.
        NotAllowed: the actor does not lead the unit.
        NotFound: there is no such unit.

    Source: AML § 14-12 (1), § 14-9 (2) b.
    """
    require(actor, Action.CREATE_NEED, order.unit_id)
    unit = session.get(Unit, order.unit_id)
    if unit is None or not unit.is_active:
        raise NotFound("unit", order.unit_id)
    if faults := order_faults(session, order, now):
        raise BadInput(faults)
    need = need_row(order, None, actor, now)
    session.add(need)
    session.flush()
    record(session, need.id, "need.opened", actor, now, {})
    return need.id


def order_faults(session: Session, order: NeedOrder, now: datetime) -> list[Fault]:
    """Return everything that does not fit in what is asked for.

    Args:
        session: an open session.
        order: what is asked for.
        now: UTC.
    """
    faults = []
    length = order.ends_at - order.starts_at
    if not timedelta() < length <= LONGEST:
        faults.append(Fault("ends_at", "is not in the 48 hours after the start", "48 hours"))
    if order.ends_at <= now:
        faults.append(Fault("starts_at", "is over", "a time to come"))
    if (
        not timedelta()
        <= timedelta(minutes=order.unpaid_break_minutes)
        <= max(length, timedelta())
    ):
        faults.append(Fault("unpaid_break", "does not fit", "0 up to the whole stretch"))
    if order.priority not in PRIORITIES:
        faults.append(Fault("priority", f"{order.priority} is unknown", "1, 2 or 3"))
    known = set(session.scalars(select(Competence.code)))
    for index, code in enumerate(order.requires):
        if code not in known:
            allowed = "a competence of the register"
            faults.append(Fault(f"requires/{index}", f"{code!r} is unknown", allowed))
    return faults


def need_row(order: NeedOrder, price: int | None, actor: Actor, now: datetime) -> Need:
    """Write an order as an open need, not yet in any session.

    Args:
        order: what is asked for.
        price: an agency's øre per hour; None where an agency may not have it.
        actor: who asks.
        now: UTC.
    """
    return Need(
        unit_id=order.unit_id,
        starts_at=order.starts_at,
        ends_at=order.ends_at,
        unpaid_break_minutes=order.unpaid_break_minutes,
        requires=list(order.requires),
        priority=order.priority,
        is_agency_allowed=price is not None,
        agency_ore_per_hour=price,
        created_by=actor.label,
        created_at=now,
    )


def record(
    session: Session,
    need_id: int,
    kind: str,
    actor: Actor,
    now: datetime,
    data: dict[str, object],
) -> None:
    """Add a line about a need to the record."""
    audit.write(
        session, actor=actor.label, now=now, kind=kind, subject=("need", need_id), data=data
    )
