"""Where a person's browsers can be reached by push, and the key we are known by to their services.

A browser gives an address at its push service and two keys; a message is sealed with them, so
that the service carries what it cannot read. Only addresses at services the operator trusts are
taken, since we post to them.

Source: RFC 8030 (push), RFC 8291 (sealing), RFC 8292 (who we are).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from vikarsentral import audit, settings
from vikarsentral.access import Action, Actor, require
from vikarsentral.errors import BadInput, Fault, NotAllowed
from vikarsentral.settings import Settings
from vikarsentral.tables import PushSubscription

MOST_BROWSERS = 8
LONGEST_ADDRESS = 2000
POINT_BYTES, AUTH_BYTES, SCALAR_BYTES = 65, 16, 32


@dataclass(frozen=True, slots=True)
class Browser:
    """One browser that shows messages to a person.

    Attributes:
        id: row id.
        endpoint: its address at its push service.
        p256dh: its public key, base64 for addresses.
        auth: the secret it shares with us, base64 for addresses.
    """

    id: int
    endpoint: str
    p256dh: str
    auth: str


def unpacked(told: str) -> bytes:
    """Return the bytes behind base64 for addresses, with or without its padding.

    Args:
        told: anything at all.

    Raises:
        ValueError: it is no such text.
    """
    try:
        return base64.b64decode(told + "=" * (-len(told) % 4), b"-_", validate=True)
    except (binascii.Error, UnicodeError) as error:
        raise ValueError(told) from error


def packed(raw: bytes) -> str:
    """Return bytes as base64 for addresses, without padding.

    Args:
        raw: the bytes.
    """
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def own_key(held: Settings) -> ec.EllipticCurvePrivateKey:
    """Return the key by which push services know this installation; the first call makes it.

    Args:
        held: the values in force; a key set there is used, else the one in the data folder.

    Raises:
        OSError: the data folder cannot be written.

    Source: RFC 8292 2 (one long-lived P-256 key).
    """
    raw = held.push_key or settings.kept_secret(held, "push_key", lambda: packed(_new_scalar()))
    return ec.derive_private_key(int.from_bytes(unpacked(raw)), ec.SECP256R1())


def _new_scalar() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_numbers().private_value.to_bytes(SCALAR_BYTES)


def public_key(held: Settings) -> str:
    """Return what a browser needs to subscribe to messages from us alone.

    Args:
        held: the values in force.
    """
    point = own_key(held).public_key()
    return packed(point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def subscribe(
    session: Session,
    *,
    endpoint: str,
    p256dh: str,
    auth: str,
    agent: str | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Let a browser show the actor's messages; told again it is the same browser.

    A browser that another person used before shows only the actor's from now on.

    Args:
        session: an open session; the caller commits.
        endpoint: its address at its push service.
        p256dh: its public key.
        auth: the secret it shares with us.
        agent: the kind of browser and machine in plain words.
        actor: whose messages; must be a person.
        now: UTC.

    Raises:
        BadInput: address or keys cannot be used; all faults at once.
        NotAllowed: the actor is nobody who is asked.
    """
    require(actor, Action.CHANGE_OWN_PROFILE)
    if actor.person_id is None:
        raise NotAllowed(Action.CHANGE_OWN_PROFILE.value)
    if faults := _faults(endpoint, p256dh, auth):
        raise BadInput(faults)
    values = {"person_id": actor.person_id, "p256dh": p256dh, "auth": auth, "agent": agent}
    row = insert(PushSubscription).values(endpoint=endpoint, created_at=now, **values)
    session.execute(row.on_conflict_do_update(index_elements=["endpoint"], set_=values))
    _drop_oldest(session, actor.person_id)
    _record(session, actor, now, "push.subscribed")


def _faults(endpoint: str, p256dh: str, auth: str) -> list[Fault]:
    faults = []
    if not is_trusted(endpoint, settings.current()):
        allowed = "an https address at one of VIKARSENTRAL_PUSH_SERVICES"
        faults.append(Fault("endpoint", "cannot be used", allowed))
    if not _is_point(p256dh):
        faults.append(Fault("p256dh", "cannot be used", "a point on the curve P-256"))
    if not _has_length(auth, AUTH_BYTES):
        faults.append(Fault("auth", "cannot be used", f"{AUTH_BYTES} bytes"))
    return faults


def is_trusted(endpoint: str, held: Settings) -> bool:
    """Tell whether an address is at a push service the operator trusts.

    Args:
        endpoint: anything at all.
        held: the values in force.
    """
    try:
        parts = urlsplit(endpoint)
        host = parts.hostname or ""
    except ValueError:
        return False
    is_plain = endpoint.isascii() and endpoint.isprintable() and len(endpoint) <= LONGEST_ADDRESS
    if parts.scheme != "https" or parts.username is not None or not is_plain:
        return False
    services = held.push_services.split()
    return any(host == service or host.endswith(f".{service}") for service in services)


def _is_point(told: str) -> bool:
    if not _has_length(told, POINT_BYTES):
        return False
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unpacked(told))
    except ValueError:
        return False
    return True


def _has_length(told: str, length: int) -> bool:
    try:
        return len(told) <= 2 * length and len(unpacked(told)) == length
    except ValueError:
        return False


def _drop_oldest(session: Session, person_id: int) -> None:
    newest = (
        select(PushSubscription.id)
        .where(PushSubscription.person_id == person_id)
        .order_by(PushSubscription.created_at.desc(), PushSubscription.id.desc())
        .limit(MOST_BROWSERS)
    )
    session.execute(
        delete(PushSubscription).where(
            PushSubscription.person_id == person_id, PushSubscription.id.not_in(newest)
        )
    )


def unsubscribe(session: Session, *, endpoint: str | None, actor: Actor, now: datetime) -> int:
    """Let one browser of the actor's, or all of them, show no more messages.

    Args:
        session: an open session; the caller commits.
        endpoint: the browser's address; None for all.
        actor: whose; another person's browser is left alone.
        now: UTC.

    Returns:
        How many were let go; again changes nothing.
    """
    require(actor, Action.CHANGE_OWN_PROFILE)
    statement = delete(PushSubscription).where(PushSubscription.person_id == actor.person_id)
    if endpoint is not None:
        statement = statement.where(PushSubscription.endpoint == endpoint)
    gone = len(session.scalars(statement.returning(PushSubscription.id)).all())
    if gone:
        _record(session, actor, now, "push.unsubscribed")
    return gone


def how_many(session: Session, person_id: int) -> int:
    """Return in how many browsers a person gets messages; one query.

    Args:
        session: an open session.
        person_id: who.
    """
    query = select(func.count()).where(PushSubscription.person_id == person_id)
    return session.scalars(query).one()


def browsers_of(session: Session, person_ids: Collection[int]) -> dict[int, list[Browser]]:
    """Return where some people are reached by push; one query.

    Args:
        session: an open session.
        person_ids: row ids.

    Returns:
        By row id, the oldest first; people without a browser are left out.
    """
    query = (
        select(PushSubscription)
        .where(PushSubscription.person_id.in_(person_ids))
        .order_by(PushSubscription.id)
    )
    found: dict[int, list[Browser]] = {}
    for row in session.scalars(query):
        browser = Browser(row.id, row.endpoint, row.p256dh, row.auth)
        found.setdefault(row.person_id, []).append(browser)
    return found


def note_sent(session: Session, ids: Collection[int], now: datetime) -> None:
    """Note that a push service has taken a message for some browsers.

    Args:
        session: an open session; the caller commits.
        ids: row ids.
        now: UTC.
    """
    rows = update(PushSubscription).where(PushSubscription.id.in_(ids))
    session.execute(rows.values(last_sent_at=now))


def forget(session: Session, ids: Collection[int]) -> None:
    """Let browsers go that their push service no longer knows.

    Args:
        session: an open session; the caller commits.
        ids: row ids.

    Source: RFC 8030 7.3 (404 and 410).
    """
    session.execute(delete(PushSubscription).where(PushSubscription.id.in_(ids)))


def _record(session: Session, actor: Actor, now: datetime, kind: str) -> None:
    subject = ("person", str(actor.person_id))
    audit.write(session, actor=actor.label, now=now, kind=kind, subject=subject)
