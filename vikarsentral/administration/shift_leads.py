"""Who leads a unit for an evening, a night or a weekend: from one instant to another.

A leader or an administrator names them; a deputy does within the days they lead themselves. The
rights begin and end by the clock, so nobody has to remember to take them away. Those who are
named are told, and told again when their time is ended early.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from vikarsentral import notice
from vikarsentral.access import Action, RoleName, may, require
from vikarsentral.administration.changes import Act
from vikarsentral.administration.register import fetch
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput, Fault, NotFound
from vikarsentral.tables import Person, Post, RoleGrant, ShiftLead, Unit, User

LONGEST = timedelta(days=5)
FAR = timedelta(days=366)
NAMED, ENDED = "shift_lead_named", "shift_lead_ended"
TEXTS: dict[str, dict[str, str]] = {
    NAMED: {
        "nb": "Du er ansvarsvakt {when}, {unit}. I den tiden kan du melde fravær og finne vikar.",
        "nn": "Du er ansvarsvakt {when}, {unit}. I den tida kan du melde fråvær og finne vikar.",
        "en": "You lead the shift {when}, {unit}. You may then report absence and find cover.",
    },
    ENDED: {
        "nb": "Du er ikke lenger ansvarsvakt {when}, {unit}.",
        "nn": "Du er ikkje lenger ansvarsvakt {when}, {unit}.",
        "en": "You no longer lead the shift {when}, {unit}.",
    },
}


@dataclass(frozen=True, slots=True)
class Lead:
    """One time somebody leads a unit; `starts_at` and `ends_at` are UTC."""

    id: int
    login: str
    name: str
    starts_at: datetime
    ends_at: datetime
    is_now: bool


def shift_leads_of(session: Session, unit_id: int, now: datetime) -> list[Lead]:
    """Return who leads a unit for a time, now and to come, by start.

    Args:
        session: an open session.
        unit_id: the unit.
        now: UTC.
    """
    query = (
        select(ShiftLead, User.login, User.name)
        .join(User, User.id == ShiftLead.user_id)
        .where(ShiftLead.unit_id == unit_id, User.is_active)
        .where(ShiftLead.ends_at > now, ShiftLead.ended_at.is_(None))
        .order_by(ShiftLead.starts_at, User.name, ShiftLead.id)
    )
    return [
        Lead(row.id, login, name, row.starts_at, row.ends_at, row.starts_at <= now)
        for row, login, name in session.execute(query)
    ]


def candidates(
    session: Session, unit_id: int, now: datetime
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return who may be named, as login and name: those with a post at the unit, and the others.

    Args:
        session: an open session.
        unit_id: the unit.
        now: UTC.
    """
    today = now.astimezone(OSLO).date()
    here = (
        exists()
        .where(Post.person_id == User.person_id, Post.unit_id == unit_id)
        .where(Post.valid_from <= today, (Post.valid_to.is_(None)) | (Post.valid_to >= today))
    )
    query = select(User.login, User.name, here).where(User.is_active)
    near: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    for login, name, is_here in session.execute(query.order_by(User.name, User.login)):
        (near if is_here else others).append((login, name))
    return near, others


def name_shift_lead(
    session: Session,
    unit_id: int,
    login: str,
    *,
    starts_at: datetime,
    ends_at: datetime,
    act: Act,
) -> int:
    """Let a user lead a unit for some hours; the same again finds what is there.

    Args:
        session: an open session; the caller commits.
        unit_id: the unit.
        login: who; an active user.
        starts_at: UTC.
        ends_at: UTC, not passed, at most five days after the start.
        act: who and when; must lead the unit or administer.

    Returns:
        The row's id.

    Raises:
        BadInput: the times cannot be used, the user may not sign in, or is the actor.
        NotAllowed: the actor may not at this unit.
        NotFound: there is no such unit.
    """
    require(act.actor, Action.MANAGE_UNIT, unit_id)
    unit = fetch(session, select(Unit).where(Unit.id == unit_id), "unit", unit_id)
    user = _user(session, login)
    faults = _faults(starts_at, ends_at, act.now) + _beyond_deputy(session, unit_id, ends_at, act)
    if user is None:
        faults.append(Fault("login", "is unknown", "one who may sign in"))
    elif user.login == act.actor.login:
        faults.append(Fault("self", "names themselves", "another than the one who names"))
    if faults or user is None:
        raise BadInput(faults)
    if (held := _same(session, unit_id, user.id, starts_at, ends_at)) is not None:
        return held
    row = ShiftLead(
        user_id=user.id,
        unit_id=unit_id,
        starts_at=starts_at,
        ends_at=ends_at,
        named_by=act.actor.label,
        named_at=act.now,
    )
    session.add(row)
    session.flush()
    _note(session, row, user, unit, NAMED, act)
    return row.id


def _user(session: Session, login: str) -> User | None:
    """Return an active user; no login holds a NUL, and the database takes none."""
    if "\0" in login:
        return None
    return session.scalar(select(User).where(User.login == login.strip().lower(), User.is_active))


def _faults(starts_at: datetime, ends_at: datetime, now: datetime) -> list[Fault]:
    if ends_at <= now:
        return [Fault("ends_at", "has passed", "a time to come")]
    if not starts_at < ends_at <= starts_at + LONGEST:
        return [Fault("ends_at", "does not fit", f"at most {LONGEST.days} days after the start")]
    if starts_at > now + FAR:
        return [Fault("starts_at", "is too far away", f"within {FAR.days} days")]
    return []


def _beyond_deputy(session: Session, unit_id: int, ends_at: datetime, act: Act) -> list[Fault]:
    """Keep a deputy from giving away more days than they have themselves."""
    if may(act.actor, Action.MANAGE_MUNICIPALITY):
        return []
    own = (
        select(RoleGrant.valid_to)
        .join(User, User.id == RoleGrant.user_id)
        .where(RoleGrant.unit_id == unit_id, RoleGrant.role == RoleName.MANAGER)
        .where(User.login == act.actor.login)
    )
    last = session.scalars(own).first()
    if last is None:
        return []
    noon = datetime.combine(last + timedelta(days=1), time(12), OSLO).astimezone(UTC)
    if ends_at <= noon:
        return []
    return [Fault("ends_at", "is after the deputy's own days", f"to noon the day after {last}")]


def _same(
    session: Session, unit_id: int, user_id: int, starts_at: datetime, ends_at: datetime
) -> int | None:
    query = select(ShiftLead.id).where(
        ShiftLead.unit_id == unit_id,
        ShiftLead.user_id == user_id,
        ShiftLead.starts_at == starts_at,
        ShiftLead.ends_at == ends_at,
        ShiftLead.ended_at.is_(None),
    )
    return session.scalars(query.order_by(ShiftLead.id)).first()


def end_shift_lead(session: Session, lead_id: int, *, act: Act) -> int:
    """End somebody's time at once; what is over or ended already is left as it is.

    Args:
        session: an open session; the caller commits.
        lead_id: the row.
        act: who and when; must lead the unit or administer.

    Returns:
        The unit's id.

    Raises:
        NotFound: there is none at a unit of the actor's.
    """
    row = session.get(ShiftLead, lead_id)
    if row is None or not may(act.actor, Action.MANAGE_UNIT, row.unit_id):
        raise NotFound("shift_lead", lead_id)
    session.refresh(row, with_for_update=True)
    if row.ended_at is None and row.ends_at > act.now:
        row.ended_at = act.now
        session.flush()
        user, unit = session.get_one(User, row.user_id), session.get_one(Unit, row.unit_id)
        _note(session, row, user, unit, ENDED, act)
    return row.unit_id


def tell_ended(session: Session, ids: Iterable[int], act: Act) -> None:
    """Tell those whose time was ended because a leader's was.

    Args:
        session: an open session; the caller commits.
        ids: the rows that were ended; the record has its lines already.
        act: who took the leader's role, and when.
    """
    for number in ids:
        row = session.get_one(ShiftLead, number)
        user, unit = session.get_one(User, row.user_id), session.get_one(Unit, row.unit_id)
        _tell(session, row, user, unit, ENDED, act)


def _note(session: Session, row: ShiftLead, user: User, unit: Unit, kind: str, act: Act) -> None:
    """Add a line to the record, and tell the one it is about."""
    span = {"starts_at": row.starts_at.isoformat(), "ends_at": row.ends_at.isoformat()}
    told = "shift_lead.named" if kind == NAMED else "shift_lead.ended"
    act.record(session, told, ("unit", unit.code), {"login": user.login, **span})
    _tell(session, row, user, unit, kind, act)


def _tell(session: Session, row: ShiftLead, user: User, unit: Unit, kind: str, act: Act) -> None:
    person = None if user.person_id is None else session.get(Person, user.person_id)
    if person is None or not person.is_active or user.login == act.actor.login:
        return
    notice.write(
        session,
        person=person,
        kind=kind,
        key=f"{kind}:{row.id}",
        body=TEXTS[kind][person.language].format(
            when=span_of(row.starts_at, row.ends_at), unit=unit.name
        ),
        now=act.now,
    )
    notice.send_soon(session)


def span_of(starts_at: datetime, ends_at: datetime) -> str:
    """Write a time that may last over days: dates and times on the Oslo clock.

    Args:
        starts_at: UTC.
        ends_at: UTC.
    """
    first, last = starts_at.astimezone(OSLO), ends_at.astimezone(OSLO)
    end = f"{last:%H:%M}" if first.date() == last.date() else f"{last:%d.%m. %H:%M}"
    return f"{first:%d.%m. %H:%M}–{end}"
