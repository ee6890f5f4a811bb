"""Tell the parties 60, 30 and 7 days before an agreement ends what depends on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from vikarsentral import clock, db, notice, settings
from vikarsentral.overview.depending import NOTICE_DAYS, Ending, endings
from vikarsentral.tables import Message, MessageState, Person, RoleGrant, RoleName, User

KIND = "agreement_ends"
PARTIES = (RoleName.TILLITSVALGT, RoleName.PLANNER, RoleName.ADMIN)
TEXTS: dict[str, dict[str, str]] = {
    "nb": {
        "ends": "Avtalen «{title}» ({code}) gjelder til og med {last}.",
        "none": "Ingen publiserte vakter trenger den etter det.",
        "some": "Publiserte vakter etter det som bare er lovlige med avtalen: {count}.",
    },
    "nn": {
        "ends": "Avtalen «{title}» ({code}) gjeld til og med {last}.",
        "none": "Ingen publiserte vakter treng henne etter det.",
        "some": "Publiserte vakter etter det som berre er lovlege med avtalen: {count}.",
    },
    "en": {
        "ends": "The agreement “{title}” ({code}) holds up to and including {last}.",
        "none": "No published shifts need it after that.",
        "some": "Published shifts after that which are lawful only under it: {count}.",
    },
}


def remind() -> int:
    """Write the reminders that are due; one that is written already is not written again.

    Returns:
        How many were put in the outbox.

    Raises:
        ComponentMissing: the database is away.
    """
    return db.transaction(lambda session: write_reminders(session, now=clock.now()))


def write_reminders(session: Session, *, now: datetime) -> int:
    """Put a reminder for each ending agreement and receiver in the outbox.

    Each receiver gets one at 60, one at 30 and one at 7 days. The parties are told of every
    agreement, a unit's leader of those that shifts at the unit depend on.

    Args:
        session: an open session; the caller commits.
        now: UTC.

    Returns:
        How many are new.
    """
    written = 0
    for ending in endings(session, now=now):
        step = min(days for days in NOTICE_DAYS if ending.days_left <= days)
        for user in _receivers(session, ending):
            written += _write(session, ending, user, step, now)
    if written:
        notice.send_soon(session)
    return written


def _receivers(session: Session, ending: Ending) -> Iterable[User]:
    units = {one.unit_id for one in ending.dependents}
    leads = (RoleGrant.role == RoleName.MANAGER) & RoleGrant.unit_id.in_(units)
    granted = select(RoleGrant.user_id).where(RoleGrant.role.in_(PARTIES) | leads)
    query = select(User).where(User.is_active, User.id.in_(granted)).order_by(User.id)
    return session.scalars(query).all()


def body(ending: Ending, language: str) -> str:
    """Return the message about an agreement that ends.

    Args:
        ending: the agreement and what depends on it.
        language: `nb`, `nn` or `en`.
    """
    told = TEXTS[language]
    first = told["ends"].format(
        title=ending.title, code=ending.code, last=f"{ending.last_on:%d.%m.%Y}"
    )
    number = len(ending.dependents)
    return f"{first} {told['some' if number else 'none'].format(count=number)}"


def _write(session: Session, ending: Ending, user: User, step: int, now: datetime) -> int:
    channel, address = _address(session, user)
    values: dict[str, Any] = {
        "key": f"{KIND}:{ending.agreement_id}:{ending.last_on}:{step}:{user.id}",
        "person_id": user.person_id,
        "recipient": address,
        "channel": channel,
        "kind": KIND,
        "body": body(ending, user.language.value),
        "links": [f"{settings.current().base_url}/avtaler/{ending.agreement_id}"],
        "state": MessageState.QUEUED,
        "attempts": 0,
        "created_at": now,
        "next_attempt_at": now,
    }
    row = insert(Message).values(**values).on_conflict_do_nothing(index_elements=["key"])
    return len(session.execute(row.returning(Message.id)).all())


def _address(session: Session, user: User) -> tuple[str, str]:
    """Return where a user is reached; one who is no employee is told on the operator's screen."""
    person = session.get(Person, user.person_id) if user.person_id else None
    return ("console", user.login) if person is None else notice.channel_of(person)
