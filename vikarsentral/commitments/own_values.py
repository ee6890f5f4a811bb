"""The pay values a municipality sets for itself: dated, documented, added and never changed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access import Action, Actor, require
from vikarsentral.clock import OSLO
from vikarsentral.commitments.labour import recount
from vikarsentral.commitments.window import midnight, monday
from vikarsentral.errors import BadInput, Fault
from vikarsentral.rules.pay import PAY_VALUES
from vikarsentral.tables import LabourLine, PaySetting, Shift

LONGEST_REFERENCE = 200


def own_values(session: Session) -> list[PaySetting]:
    """Return every own value, newest first.

    Args:
        session: an open session.
    """
    order = (PaySetting.valid_from.desc(), PaySetting.id.desc())
    return list(session.scalars(select(PaySetting).order_by(*order)))


def set_value(
    session: Session,
    *,
    key: str,
    value: int,
    valid_from: date,
    reference: str,
    actor: Actor,
    now: datetime,
) -> int:
    """Add an own value that holds from a date until the next one's, and count anew from there.

    Args:
        session: an open session; the caller commits.
        key: id of a pay value that a municipality may set.
        value: in the value's unit.
        valid_from: first Oslo date.
        reference: the document it stands in.
        actor: who sets it.
        now: UTC.

    Returns:
        How many person-weeks were counted anew; none when the same value for the same date is
        there already.

    Raises:
        BadInput: an unknown value, one nobody may set, a value outside its bounds, no
            document, or another value from the same date; all faults at once.
        NotAllowed: the actor may not set pay values.

    Source: law.md 3 (local agreements may be better and then prevail).
    """
    require(actor, Action.SET_PAY_VALUES)
    query = select(PaySetting).where(PaySetting.key == key, PaySetting.valid_from == valid_from)
    held = session.scalars(query).one_or_none()
    if held is not None and held.value == value:
        return 0
    if faults := _faults(key, value, reference, held):
        raise BadInput(faults)
    row = PaySetting(
        key=key,
        value=value,
        valid_from=valid_from,
        reference=reference,
        set_by=actor.label,
        set_at=now,
    )
    session.add(row)
    session.flush()
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind="pay_value.set",
        subject=("pay_value", key),
        data={"value": value, "valid_from": valid_from.isoformat(), "reference": reference},
    )
    return count_anew(session, valid_from)


def count_anew(session: Session, since: date, *, person_ids: Collection[int] | None = None) -> int:
    """Count the labour lines anew from a date, when what they are paid by has changed.

    Args:
        session: an open session.
        since: first Oslo date that may cost something else.
        person_ids: whose; None for all.

    Returns:
        How many person-weeks were counted.
    """
    query = (
        select(Shift.person_id, Shift.starts_at)
        .join(LabourLine, LabourLine.shift_id == Shift.id)
        .where(Shift.ends_at > midnight(since))
    )
    if person_ids is not None:
        query = query.where(Shift.person_id.in_(person_ids))
    weeks = {
        (person, monday(starts_at.astimezone(OSLO).date()))
        for person, starts_at in session.execute(query)
    }
    recount(session, weeks)
    return len(weeks)


def _faults(key: str, value: int, reference: str, held: PaySetting | None) -> list[Fault]:
    row = PAY_VALUES.get(key)
    if row is None or row.at_least is None or row.at_most is None:
        own = ", ".join(one.id for one in PAY_VALUES.values() if one.is_open)
        return [Fault("key", f"{key!r} is not set by a municipality", own)]
    faults = []
    if not row.at_least <= value <= row.at_most:
        allowed = f"from {row.at_least} to {row.at_most} {row.unit}"
        faults.append(Fault("value", f"{value} is outside what is allowed", allowed))
    if not reference.strip() or len(reference) > LONGEST_REFERENCE:
        allowed = f"the document, at most {LONGEST_REFERENCE} characters"
        faults.append(Fault("reference", "is empty or too long", allowed))
    if held is not None:
        what = f"{held.value} is already set from {held.valid_from}"
        faults.append(Fault("valid_from", what, "another date"))
    return faults
