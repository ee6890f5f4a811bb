"""How a person wants to be reached: channel, quiet hours, how often, booking without asking."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import audit, notice
from vikarsentral.access import Action, Actor, require
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput, Conflict, Fault, NotAllowed
from vikarsentral.signs import is_email
from vikarsentral.tables import Channel, Contact, Person
from vikarsentral.tables.callout import MOST_A_WEEK, QUIET_FROM_MINUTE, QUIET_TO_MINUTE

__all__ = [
    "Address",
    "Channel",
    "Wishes",
    "askable_from",
    "change",
    "change_address",
    "pause_this_week",
    "phone_of",
    "wishes_of",
]

DAY_MINUTES = 24 * 60
EARLY_UNTIL_MINUTE = 7 * 60
MOST_CAP = 50
PHONE = re.compile(r"\+[0-9]{8,15}|[0-9]{8}")
"""A number as it is kept: eight Norwegian digits, or + and a country code; one rule for all."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How one person wants to be reached.

    Attributes:
        channel: `sms` or `email`; None takes what is registered, text message first.
        quiet_from_minute: minute of the Oslo day from which nobody asks, 0 to 1439.
        quiet_to_minute: minute of the Oslo day until which nobody asks, 0 to 1439; before
            `quiet_from_minute` it is the next day's. Equal minutes mean no quiet hours.
        is_early_ok: may be asked between the end of the quiet hours and 07:00.
        most_a_week: questions in seven days, 0 to 50.
        is_direct_booking_ok: may be given a shift without being asked first.
        paused_until: no questions before this instant, UTC; None without a pause.
        version: 0 before the person has chosen anything.
    """

    channel: Channel | None = None
    quiet_from_minute: int = QUIET_FROM_MINUTE
    quiet_to_minute: int = QUIET_TO_MINUTE
    is_early_ok: bool = True
    most_a_week: int = MOST_A_WEEK
    is_direct_booking_ok: bool = False
    paused_until: datetime | None = None
    version: int = 0


def wishes_of(session: Session, person_ids: Collection[int]) -> dict[int, Wishes]:
    """Return how some people want to be reached; one query.

    Args:
        session: an open session.
        person_ids: row ids.

    Returns:
        By row id, the defaults for those who have chosen nothing.
    """
    rows = session.scalars(select(Contact).where(Contact.person_id.in_(person_ids)))
    chosen = {row.person_id: _wishes(row) for row in rows}
    return {person_id: chosen.get(person_id, Wishes()) for person_id in person_ids}


def _wishes(row: Contact) -> Wishes:
    return Wishes(
        channel=row.channel,
        quiet_from_minute=row.quiet_from_minute,
        quiet_to_minute=row.quiet_to_minute,
        is_early_ok=row.is_early_ok,
        most_a_week=row.most_a_week,
        is_direct_booking_ok=row.is_direct_booking_ok,
        paused_until=row.paused_until,
        version=row.version,
    )


def change(
    session: Session, *, person_id: int, wishes: Wishes, actor: Actor, now: datetime
) -> None:
    """Keep how a person wants to be reached from now on.

    Args:
        session: an open session; the caller commits.
        person_id: whose wishes; the actor's own.
        wishes: what is wanted; `version` is the one the answer was given on, a pause is kept
            as it stands.
        actor: who answers.
        now: UTC.

    Raises:
        BadInput: a number is out of bounds; all faults at once.
        Conflict: `profile_changed` since the page was read.
        NotAllowed: another person's wishes.
    """
    require(actor, Action.CHANGE_OWN_PROFILE)
    if actor.person_id != person_id:
        raise NotAllowed(Action.CHANGE_OWN_PROFILE.value)
    if faults := _faults(wishes):
        raise BadInput(faults)
    row = _row(session, person_id)
    if (row.version or 0) != wishes.version:
        raise Conflict("profile_changed", {"person": person_id})
    row.channel = wishes.channel
    row.quiet_from_minute = wishes.quiet_from_minute
    row.quiet_to_minute = wishes.quiet_to_minute
    row.is_early_ok = wishes.is_early_ok
    row.most_a_week = wishes.most_a_week
    row.is_direct_booking_ok = wishes.is_direct_booking_ok
    session.add(row)
    session.flush()
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind="contact.changed",
        subject=("person", person_id),
        data={"direct_booking": wishes.is_direct_booking_ok, "most_a_week": wishes.most_a_week},
    )


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person is reached.

    Attributes:
        phone: digits, with + before a country code; None for none.
        email: None for none.
        version: of the person the answer was given on.
    """

    phone: str | None
    email: str | None
    version: int


def phone_of(told: str | None) -> str | None:
    """Return a telephone number without blanks and signs between, and with + for 00.

    Args:
        told: as it was written; None or blank for none.
    """
    bare = re.sub(r"[\s()./-]+", "", told or "")
    return ("+" + bare[2:] if bare.startswith("00") else bare) or None


def change_address(
    session: Session, *, person_id: int, address: Address, actor: Actor, now: datetime
) -> None:
    """Keep where a person is reached from now on; the address before is told of it.

    What waits to leave goes where it was written to. The same again changes nothing.

    Args:
        session: an open session; the caller commits.
        person_id: whose; the actor's own.
        address: what is wanted.
        actor: who answers.
        now: UTC.

    Raises:
        BadInput: something cannot be used, or there is neither phone nor e-mail; all at once.
        Conflict: `profile_changed` since the page was read.
        NotAllowed: another person's address.
    """
    require(actor, Action.CHANGE_OWN_ADDRESS)
    if actor.person_id != person_id:
        raise NotAllowed(Action.CHANGE_OWN_ADDRESS.value)
    row = session.get_one(Person, person_id, with_for_update=True, populate_existing=True)
    if faults := _address_faults(address, row):
        raise BadInput(faults)
    if (row.phone, row.email) == (address.phone, address.email):
        return
    if row.version != address.version:
        raise Conflict("profile_changed", {"person": person_id})
    notice.write(
        session,
        person=row,
        kind="contact_changed",
        key=f"contact:{person_id}:{row.version}",
        body=notice.text("contact_changed", row.language),
        now=now,
    )
    row.phone, row.email = address.phone, address.email
    session.flush()
    subject = ("person", person_id)
    audit.write(session, actor=actor.label, now=now, kind="address.changed", subject=subject)
    notice.send_soon(session)


def _address_faults(address: Address, held: Person) -> list[Fault]:
    """Return what is wrong; what is there already stays, also where it is from before a rule."""
    faults = []
    if not (address.phone or address.email):
        faults.append(Fault("phone", "is missing", "a phone or an e-mail address"))
    if address.phone not in (None, held.phone) and not PHONE.fullmatch(address.phone or ""):
        faults.append(Fault("phone", "cannot be used", "eight digits, or + and a country code"))
    if address.email not in ("", None, held.email) and not is_email(address.email or ""):
        faults.append(Fault("email", "cannot be used", "an address such as navn@kommune.no"))
    return faults


def _faults(wishes: Wishes) -> list[Fault]:
    faults = [
        Fault(field, f"{minute} minutes", "a time of day")
        for field, minute in (
            ("quiet_from", wishes.quiet_from_minute),
            ("quiet_to", wishes.quiet_to_minute),
        )
        if not 0 <= minute < DAY_MINUTES
    ]
    if not 0 <= wishes.most_a_week <= MOST_CAP:
        faults.append(Fault("most_a_week", str(wishes.most_a_week), f"0 to {MOST_CAP}"))
    return faults


def _row(session: Session, person_id: int) -> Contact:
    """Lock the person, so that two first choices come one after the other."""
    session.execute(select(Person.id).where(Person.id == person_id).with_for_update())
    row = session.get(Contact, person_id, populate_existing=True)
    return row or Contact(person_id=person_id)


def pause_this_week(session: Session, *, person_id: int, now: datetime) -> datetime:
    """Leave a person in peace until Monday; no reason is asked and nothing is counted.

    Args:
        session: an open session; the caller commits.
        person_id: who.
        now: UTC.

    Returns:
        The instant the pause ends, UTC.
    """
    today = now.astimezone(OSLO).date()
    monday = today + timedelta(days=7 - today.weekday())
    until = datetime.combine(monday, time.min, OSLO).astimezone(now.tzinfo)
    row = _row(session, person_id)
    row.paused_until = until
    session.add(row)
    session.flush()
    return until


def askable_from(wishes: Wishes, at: datetime) -> datetime:
    """Return the first instant from *at* on when a person may be asked.

    Args:
        wishes: how the person wants to be reached.
        at: UTC.

    Returns:
        *at* itself where it is not quiet, else the end of the pause or of the quiet hours, UTC.
    """
    start = max(at, wishes.paused_until or at)
    local = start.astimezone(OSLO)
    minute = local.hour * 60 + local.minute
    ends = _quiet_until(wishes, minute)
    if ends is None:
        return start
    day = local.date() + timedelta(days=1 if ends <= minute else 0)
    wall = datetime.combine(day, time(ends // 60, ends % 60), OSLO)
    return wall.astimezone(at.tzinfo)


def _quiet_until(wishes: Wishes, minute: int) -> int | None:
    """Return the minute of the day when the quiet at a minute ends; None where it is not quiet."""
    begin, end = wishes.quiet_from_minute, wishes.quiet_to_minute
    early = EARLY_UNTIL_MINUTE
    ends = end if wishes.is_early_ok or end >= early else early
    if not wishes.is_early_ok and minute < early and begin == end:
        return early
    if begin == end:
        return None
    quiet = begin <= minute < ends if begin < ends else minute >= begin or minute < ends
    if quiet:
        return ends
    return early if not wishes.is_early_ok and minute < early else None
