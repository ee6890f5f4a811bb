"""The secret address of a person's calendar: made, changed, withdrawn, read.

Only a hash of the secret is stored, so the address is shown once. Whoever holds it reads that
one person's shifts and nothing else. The caller commits.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.errors import NotFound
from vikarsentral.ical.write import CalendarShift, calendar_bytes
from vikarsentral.tables import Area, FeedToken, Person, Shift, ShiftStatus, Unit

TOKEN_BYTES = 32
TOKEN_FORM = re.compile(r"[A-Za-z0-9_-]{43}")
KEPT_PAST = timedelta(days=60)
NOT_WORKED = frozenset({ShiftStatus.ABSENT, ShiftStatus.CANCELLED})
LAST_READ_STEP = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class FeedStatus:
    """What a person may know about the live address of the own calendar.

    Attributes:
        created_at: UTC.
        last_read_at: UTC, to the minute; None when nothing has read it yet.
    """

    created_at: datetime
    last_read_at: datetime | None


@dataclass(frozen=True, slots=True)
class Feed:
    """One reading of a calendar.

    Attributes:
        person_id: whose shifts they are.
        content: the calendar, UTF-8.
    """

    person_id: int
    content: bytes


def create_feed(session: Session, person_id: int, now: datetime) -> str:
    """Make a new secret for a person's calendar; an earlier one stops working at once.

    Args:
        session: the caller commits.
        person_id: whose calendar.
        now: UTC.

    Returns:
        The secret, 43 characters fit for an address. It cannot be shown again.

    Raises:
        NotFound: no such active person.
    """
    _lock_person(session, person_id)
    _revoke_live(session, person_id, now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(FeedToken(token_hash=_hash(token), person_id=person_id, created_at=now))
    session.flush()
    _record(session, person_id, "feed.made", now)
    return token


def rotate(session: Session, person_id: int, now: datetime) -> str:
    """Change the secret of a person's calendar.

    Args:
        session: the caller commits.
        person_id: whose calendar.
        now: UTC.

    Returns:
        The new secret; the old address answers as if it had never been.

    Raises:
        NotFound: no such active person, or no live address to change.
    """
    _lock_person(session, person_id)
    if status(session, person_id) is None:
        raise NotFound("feed", person_id)
    return create_feed(session, person_id, now)


def revoke(session: Session, person_id: int, now: datetime) -> bool:
    """Withdraw a person's calendar address.

    Args:
        session: the caller commits.
        person_id: whose calendar.
        now: UTC.

    Returns:
        Whether there was a live address.
    """
    revoked = _revoke_live(session, person_id, now)
    if revoked:
        _record(session, person_id, "feed.withdrawn", now)
    return revoked


def status(session: Session, person_id: int) -> FeedStatus | None:
    """Tell when the live address was made and last read.

    Args:
        session: read only.
        person_id: whose calendar.

    Returns:
        The facts, or None without a live address.
    """
    live = session.execute(
        select(FeedToken.created_at, FeedToken.last_read_at).where(
            FeedToken.person_id == person_id, FeedToken.revoked_at.is_(None)
        )
    ).one_or_none()
    return None if live is None else FeedStatus(live.created_at, live.last_read_at)


def feed_for(session: Session, token: str, now: datetime) -> Feed:
    """Read a calendar by its secret and note that it was read.

    Args:
        session: the caller commits.
        token: what stands in the address.
        now: UTC.

    Returns:
        The calendar of the one it belongs to: two months back, and everything ahead.

    Raises:
        NotFound: wrong, withdrawn, or the person has left; all three look the same.
    """
    row = _live(session, token)
    if row.last_read_at is None or now - row.last_read_at >= LAST_READ_STEP:
        row.last_read_at = now
        session.flush()
    language = session.scalars(select(Person.language).where(Person.id == row.person_id)).one()
    content = calendar_bytes(
        shifts_of(session, row.person_id, now - KEPT_PAST),
        uid=f"mine-vakter-{row.person_id}@vikarsentral",
        language=language,
    )
    return Feed(row.person_id, content)


def shifts_of(session: Session, person_id: int, since: datetime) -> list[CalendarShift]:
    """Read a person's shifts as the calendar shows them.

    Args:
        session: read only.
        person_id: whose shifts.
        since: UTC; shifts that ended before it are left out.

    Returns:
        All that were given to the person, those not worked marked as cancelled.
    """
    rows = session.execute(
        select(Shift, Unit.name, Area.name)
        .join(Unit, Unit.id == Shift.unit_id)
        .join(Area, Area.code == Unit.area_code)
        .where(Shift.person_id == person_id, Shift.ends_at >= since)
        .order_by(Shift.starts_at, Shift.id)
    )
    return [
        CalendarShift(
            uid=shift.uid,
            sequence=shift.sequence,
            starts_at=shift.starts_at,
            ends_at=shift.ends_at,
            unit=unit,
            area=area,
            unpaid_break_minutes=shift.unpaid_break_minutes,
            cancelled=shift.status in NOT_WORKED,
            created_at=shift.created_at,
            changed_at=shift.changed_at,
        )
        for shift, unit, area in rows
    ]


def _live(session: Session, token: str) -> FeedToken:
    """Find the live row of a secret whose person is still active."""
    if not TOKEN_FORM.fullmatch(token):
        raise NotFound("feed", "")
    wanted = _hash(token)
    row = session.scalars(
        select(FeedToken)
        .join(Person, Person.id == FeedToken.person_id)
        .where(
            FeedToken.token_hash == wanted,
            FeedToken.revoked_at.is_(None),
            Person.is_active.is_(True),
        )
    ).one_or_none()
    if row is None or not hmac.compare_digest(row.token_hash, wanted):
        raise NotFound("feed", "")
    return row


def _hash(token: str) -> str:
    """Return what is stored of a secret: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode("ascii")).hexdigest()


def _lock_person(session: Session, person_id: int) -> None:
    """Let one at a time change a person's address."""
    found = session.scalars(
        select(Person.id)
        .where(Person.id == person_id, Person.is_active.is_(True))
        .with_for_update()
    ).one_or_none()
    if found is None:
        raise NotFound("person", person_id)


def _record(session: Session, person_id: int, kind: str, now: datetime) -> None:
    """Write what was done to the record; only the person acts on the own address."""
    actor = f"person {person_id}"
    audit.write(session, actor=actor, now=now, kind=kind, subject=("person", person_id))


def _revoke_live(session: Session, person_id: int, now: datetime) -> bool:
    gone = session.execute(
        update(FeedToken)
        .where(FeedToken.person_id == person_id, FeedToken.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(FeedToken.id)
    ).all()
    return bool(gone)
