"""Telling that a shift went otherwise, from the leader's side or the person's own.

A telling is in force at once, the other side is told, and the other side may object. The leader
has the last word; every word stays in the record.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import audit, commitments
from vikarsentral.access import Action, Actor, may
from vikarsentral.commitments.labour import week_of
from vikarsentral.db import told as in_our_words
from vikarsentral.errors import Conflict, NotAllowed, NotFound
from vikarsentral.tables import (
    OCCUPYING,
    Need,
    NeedStatus,
    Shift,
    ShiftStatus,
    Side,
    WorkedEntry,
    WorkedObjection,
)
from vikarsentral.worked.letters import tell_other_side
from vikarsentral.worked.record import Times, Told, check, last_entry, left_midway, planned, write

OPEN_FOR = timedelta(days=62)
"""How long after its planned end a shift may be corrected; pay has been run twice by then."""


@dataclass(slots=True)
class _Held:
    """One locked shift, its entry in force, its plan, and who tells."""

    shift: Shift
    before: WorkedEntry | None
    plan: Times
    told: Told
    actor: Actor


def correct(
    session: Session,
    *,
    shift_id: int,
    starts_at: datetime,
    ends_at: datetime,
    unpaid_break_minutes: int | None = None,
    actor: Actor,
    now: datetime,
) -> WorkedEntry | None:
    """Tell when a shift was really worked; telling what already stands changes nothing.

    Args:
        session: an open session; the caller commits.
        shift_id: the shift, begun already.
        starts_at: when the person began, UTC.
        ends_at: when they left, UTC.
        unpaid_break_minutes: minutes; None keeps what is there, at most the whole time.
        actor: the person, or a leader of the unit.
        now: UTC.

    Returns:
        The new entry of the record; None when nothing changed.

    Raises:
        BadInput: the times are turned around, in the future, or far from the plan.
        Conflict: `shift_not_begun`, `shift_cancelled`, `hours_closed`, or `person_busy` when the
            person was at work elsewhere then.
        NotAllowed: the actor is neither.
        NotFound: there is no such shift.

    Source: AML § 10-7.
    """
    held = _hold(session, shift_id, actor, now)
    most = max(0, int((ends_at - starts_at).total_seconds()) // 60)
    unpaid = held.plan.unpaid_break_minutes if unpaid_break_minutes is None else 0
    times = Times(starts_at, ends_at, unpaid_break_minutes or min(unpaid, most))
    check(times, held.plan, now)
    return _put(session, held, times, now)


def did_not_come(
    session: Session, *, shift_id: int, actor: Actor, now: datetime
) -> WorkedEntry | None:
    """Tell that the person did not come to a shift that is over; no cause is asked or stored.

    Args:
        session: an open session; the caller commits.
        shift_id: the shift.
        actor: the person, or a leader of the unit.
        now: UTC.

    Returns:
        The new entry of the record; None when that is told already.

    Raises:
        Conflict: `shift_not_over`, `shift_cancelled` or `hours_closed`.
        NotAllowed: the actor is neither.
        NotFound: there is no such shift.
    """
    held = _hold(session, shift_id, actor, now)
    if held.shift.ends_at > now:
        raise Conflict("shift_not_over", {"shift": shift_id})
    return _put(session, held, None, now)


def uphold(session: Session, *, shift_id: int, actor: Actor, now: datetime) -> WorkedEntry | None:
    """Let an entry stand although the other side has objected; only the leader can.

    Args:
        session: an open session; the caller commits.
        shift_id: the shift.
        actor: a leader of the unit, not the person.
        now: UTC.

    Returns:
        The new entry, equal to the one before; None when nobody has objected.

    Raises:
        Conflict: `hours_closed`, `shift_cancelled`.
        NotAllowed: the actor does not lead the unit.
        NotFound: there is no such shift.
    """
    held = _hold(session, shift_id, actor, now)
    if held.told.side is not Side.LEADER:
        raise NotAllowed(Action.CORRECT_HOURS.value)
    if held.before is None or session.get(WorkedObjection, held.before.id) is None:
        return None
    return _enter(session, held, _times(held.before), now)


def object_to(session: Session, *, shift_id: int, actor: Actor, now: datetime) -> bool:
    """Object to what the other side has told about a shift.

    Args:
        session: an open session; the caller commits.
        shift_id: the shift.
        actor: the person, or a leader of the unit.
        now: UTC.

    Returns:
        False when that objection stands already.

    Raises:
        Conflict: `nothing_told` when the other side has told nothing; `hours_closed`,
            `shift_cancelled`.
        NotAllowed: the actor is neither.
        NotFound: there is no such shift.
    """
    held = _hold(session, shift_id, actor, now)
    entry = held.before
    if entry is None or entry.side in (Side.SYSTEM, held.told.side):
        raise Conflict("nothing_told", {"shift": shift_id})
    if session.get(WorkedObjection, entry.id) is not None:
        return False
    told = held.told
    session.add(
        WorkedObjection(entry_id=entry.id, side=told.side, told_by=told.by, told_at=told.at)
    )
    session.flush()
    _record(session, held, "hours.objected", now)
    tell_other_side(session, held.shift, entry, told, kind="hours_objected")
    return True


def _hold(session: Session, shift_id: int, actor: Actor, now: datetime) -> _Held:
    shift = session.get(Shift, shift_id, with_for_update=True, populate_existing=True)
    if shift is None:
        raise NotFound("shift", shift_id)
    told = Told(side_of(actor, shift.person_id, shift.unit_id), actor.label, now)
    before = last_entry(session, shift_id)
    is_away = shift.status not in OCCUPYING
    if is_away and (before is None or before.starts_at is not None):
        _require_midway(session, shift_id)
    plan = planned(shift, before)
    if plan.starts_at > now:
        raise Conflict("shift_not_begun", {"shift": shift_id})
    if plan.ends_at + OPEN_FOR < now:
        raise Conflict("hours_closed", {"shift": shift_id})
    return _Held(shift, before, plan, told, actor)


def _require_midway(session: Session, shift_id: int) -> None:
    """Stop unless the person went away in the middle of the shift."""
    if (
        session.scalars(select(Shift.id).where(Shift.id == shift_id, left_midway())).first()
        is None
    ):
        raise Conflict("shift_cancelled", {"shift": shift_id})


def side_of(actor: Actor, person_id: int, unit_id: int) -> Side:
    """Return from which side an actor tells; about own hours nobody is a leader.

    Args:
        actor: who tells.
        person_id: whose shift.
        unit_id: where.

    Raises:
        NotAllowed: neither the person nor a leader of the unit.
    """
    if actor.person_id == person_id and may(actor, Action.TELL_OWN_HOURS):
        return Side.PERSON
    if actor.person_id != person_id and may(actor, Action.CORRECT_HOURS, unit_id):
        return Side.LEADER
    raise NotAllowed(Action.CORRECT_HOURS.value)


def _times(entry: WorkedEntry) -> Times | None:
    if entry.starts_at is None or entry.ends_at is None:
        return None
    return Times(entry.starts_at, entry.ends_at, entry.unpaid_break_minutes)


def _put(session: Session, held: _Held, times: Times | None, now: datetime) -> WorkedEntry | None:
    """Put what is told in force, unless it stands already."""
    standing = held.plan if held.before is None else _times(held.before)
    if held.shift.status is ShiftStatus.ABSENT:
        standing = None
    disputed = held.before is not None and session.get(WorkedObjection, held.before.id) is not None
    settles = disputed and held.before is not None and held.told.side is not held.before.side
    if times == standing and not settles:
        return None
    return _enter(session, held, times, now)


def _enter(session: Session, held: _Held, times: Times | None, now: datetime) -> WorkedEntry:
    shift = held.shift
    weeks = {week_of(shift)}
    entry = write(session, shift, held.before, times, held.told)
    with in_our_words():
        _move(session, shift, times, now)
        session.flush()
    commitments.recount(session, weeks | {week_of(shift)})
    _record(session, replace(held, before=entry), "hours.told", now)
    tell_other_side(session, shift, entry, held.told, kind="hours_told")
    return entry


def _move(session: Session, shift: Shift, times: Times | None, now: datetime) -> None:
    """Let the shift row say what is in force; the need of a cover follows."""
    if times is None:
        shift.status = ShiftStatus.ABSENT
    else:
        if shift.ends_at <= now or shift.status is ShiftStatus.ABSENT or times.ends_at <= now:
            shift.status = ShiftStatus.WORKED
        shift.starts_at, shift.ends_at = times.starts_at, times.ends_at
        shift.unpaid_break_minutes = times.unpaid_break_minutes
    shift.sequence += 1
    shift.changed_at = now
    if shift.need_id is not None:
        _follow(session, shift.need_id, is_covered=times is not None)


def _follow(session: Session, need_id: int, *, is_covered: bool) -> None:
    """Let a need stand open when nobody came, and covered when somebody did after all.

    Raises:
        Conflict: `need_taken` when somebody else has been given the need since.
    """
    need = session.get(Need, need_id, with_for_update=True)
    if need is None:
        raise NotFound("need", need_id)
    if not is_covered and need.status is NeedStatus.COVERED:
        need.status = NeedStatus.OPEN
    elif is_covered and need.status is not NeedStatus.COVERED:
        if need.status is not NeedStatus.OPEN:
            raise Conflict("need_taken", {"need": need_id})
        need.status = NeedStatus.COVERED


def _record(session: Session, held: _Held, kind: str, now: datetime) -> None:
    entry = held.before
    audit.write(
        session,
        actor=held.actor.label,
        now=now,
        kind=kind,
        subject=("shift", held.shift.id),
        data={
            "person": held.shift.person_id,
            "unit": held.shift.unit_id,
            "side": held.told.side.value,
            "went": entry.went.value if entry else None,
            "number": entry.number if entry else None,
            "minutes": entry.minutes if entry else None,
            "planned_minutes": held.plan.minutes,
        },
    )
