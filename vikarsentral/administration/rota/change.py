"""Put rota in by hand, change it and take it away.

Source: AML § 10-3 (work plan, two weeks' notice); AML chapter 10.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.access import Action, require
from vikarsentral.administration.changes import Act, Values, refuse, refuse_moved, seen_of
from vikarsentral.administration.grounds import NO_GROUNDS, Grounds, hold
from vikarsentral.administration.judging import ROTA_RULES, Judged, Work, judge
from vikarsentral.administration.rota.rows import (
    active,
    alike,
    changeable,
    follow_up,
    made,
    place,
    standing,
    told,
)
from vikarsentral.administration.rota.wishes import RotaWish, faults
from vikarsentral.db import told as in_our_words
from vikarsentral.errors import BadInput, Conflict, Fault
from vikarsentral.tables import ShiftStatus, Unit

SEEN = ("starts_at", "ends_at", "unpaid_break_minutes", "requires")
"""What whoever changes a shift has seen of it."""


@dataclass(frozen=True, slots=True)
class MoveWish:
    """What one shift shall be: times (UTC), unpaid minutes, competences."""

    starts_at: datetime
    ends_at: datetime
    unpaid_break_minutes: int = 0
    requires: tuple[str, ...] = ()


def add(
    session: Session, person_id: int, wish: RotaWish, *, grounds: Grounds = NO_GROUNDS, act: Act
) -> int:
    """Give a person own shifts at a unit; those that stand already are left as they are.

    Args:
        session: an open session; the caller commits.
        person_id: who.
        wish: which shifts.
        grounds: what whoever saves vouches for.
        act: who changes and when.

    Returns:
        How many are new.

    Raises:
        BadInput: something does not fit; all faults at once.
        Conflict: `person_busy`.
        NotAllowed: the actor may not change rota at the unit.
        NotFound: there is no such active person or unit.
        OnlyOnGrounds: the rules allow it only on grounds that were not given.
        Unlawful: it would break a rule; carries the receipts.
    """
    require(act.actor, Action.CHANGE_ROTA, wish.unit_id)
    person, unit = active(session, person_id), place(session, wish.unit_id)
    there = standing(session, person_id, unit.id)
    wanted = [span for span in wish.spans() if span not in there]
    if not wanted:
        return 0
    unpaid, requires = wish.unpaid_break_minutes, wish.requires
    what = (unpaid, requires)
    refuse(faults(session, person_id, unit.id, wanted, what, now=act.now))
    work = [Work(*span, unit.code, unpaid, requires) for span in wanted]
    opened = hold(_judged(session, person_id, work, act), grounds)
    rows = [made(person_id, wish, span, act.now) for span in wanted]
    with in_our_words():
        session.add_all(rows)
        session.flush()
    after = [told(row) for row in rows]
    follow_up(session, person, rows, before=[], after=after, opened=opened, kind="added", act=act)
    return len(rows)


def change(
    session: Session,
    shift_id: int,
    wish: MoveWish,
    *,
    seen: Values | None,
    grounds: Grounds = NO_GROUNDS,
    act: Act,
) -> bool:
    """Change an own shift that has not begun.

    Args:
        session: an open session; the caller commits.
        shift_id: the shift.
        wish: what it shall be.
        seen: what the one who changes saw.
        grounds: what whoever saves vouches for.
        act: who changes and when.

    Returns:
        Whether anything changed.

    Raises:
        BadInput: something does not fit; all faults at once.
        Conflict: `changed_meanwhile`, `shift_not_rota`, `shift_cancelled`, `shift_begun` or
            `person_busy`.
        NotAllowed: the actor may not change rota at the unit.
        NotFound: there is no such shift.
        OnlyOnGrounds: the rules allow it only on grounds that were not given.
        Unlawful: it would break a rule; carries the receipts.
    """
    person, row = changeable(session, shift_id, act)
    span, unpaid, requires = (
        (wish.starts_at, wish.ends_at),
        wish.unpaid_break_minutes,
        wish.requires,
    )
    before = told(row)
    is_moved = span != before.span
    if not is_moved and (unpaid, set(requires)) == (row.unpaid_break_minutes, set(row.requires)):
        return False
    refuse_moved(seen_of(row, SEEN), seen)
    unit = place(session, row.unit_id)
    what = (unpaid, requires)
    refuse(faults(session, person.id, unit.id, [span], what, now=act.now))
    work = [Work(*span, unit.code, unpaid, requires, is_told_now=is_moved)]
    opened = hold(_judged(session, person.id, work, act, gone=[row.starts_at]), grounds)
    row.starts_at, row.ends_at = span
    row.unpaid_break_minutes, row.requires = unpaid, sorted(requires)
    row.sequence, row.changed_at = row.sequence + 1, act.now
    with in_our_words():
        session.flush()
    after = [told(row)]
    follow_up(
        session,
        person,
        [row],
        before=[before],
        after=after,
        opened=opened,
        kind="changed",
        act=act,
    )
    return True


def remove(
    session: Session,
    shift_id: int,
    *,
    until: date | None = None,
    grounds: Grounds = NO_GROUNDS,
    act: Act,
) -> int:
    """Take an own shift away, and the same one of the weeks after it.

    Args:
        session: an open session; the caller commits.
        shift_id: the shift.
        until: last Oslo date; the person's shifts at the unit on the same weekday and at the
            same time go too. None for this one alone.
        grounds: what whoever saves vouches for.
        act: who changes and when.

    Returns:
        How many were taken away; none when it is gone already.

    Raises:
        Conflict: `shift_not_rota` or `shift_begun`.
        NotAllowed: the actor may not change rota at the unit.
        NotFound: there is no such shift.
        OnlyOnGrounds: it begins within two weeks, and the person's yes was not given.
    """
    try:
        person, row = changeable(session, shift_id, act)
    except Conflict as conflict:
        if conflict.code == "shift_cancelled":
            return 0
        raise
    rows = [row, *alike(session, row, until)]
    before = [told(one) for one in rows]
    code = session.scalars(select(Unit.code).where(Unit.id == row.unit_id)).one()
    work = [Work(*one.span, code, one.unpaid_break_minutes) for one in before]
    gone = [one.starts_at for one in rows]
    judged = judge(session, person.id, work, gone=gone, rules={"notice"}, now=act.now)
    opened = hold(judged, grounds) if judged else []
    for one in rows:
        one.status, one.sequence = ShiftStatus.CANCELLED, one.sequence + 1
        one.changed_at = act.now
    session.flush()
    follow_up(
        session, person, rows, before=before, after=[], opened=opened, kind="removed", act=act
    )
    return len(rows)


def _judged(
    session: Session,
    person_id: int,
    work: Sequence[Work],
    act: Act,
    *,
    gone: Collection[datetime] = (),
) -> Judged:
    found = judge(session, person_id, work, gone=gone, rules=ROTA_RULES, now=act.now)
    if found is None:
        raise BadInput([Fault("person", "has no post then", "a post at the unit")])
    return found
