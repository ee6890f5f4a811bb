"""Sign an agreement for one side, and end it early; nobody acts for both sides."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import text
from sqlalchemy.orm import Session, joinedload

from vikarsentral.access import Action, Actor, may
from vikarsentral.agreements.draft import clash_faults, record
from vikarsentral.agreements.faults import AgreementFault, fault
from vikarsentral.agreements.limits import limit_faults
from vikarsentral.agreements.scope import is_signed, last_day, today
from vikarsentral.errors import BadInput, Conflict, NotAllowed, NotFound
from vikarsentral.tables import Agreement, AgreementLevel

SIGNING = 7_201_947
"""One signing at a time, so that two agreements on the same days never pass each other."""


class Side(StrEnum):
    """Name the two sides of an agreement."""

    EMPLOYER = "employer"
    COUNTERPART = "counterpart"


WHO_SIGNS = {
    (Side.EMPLOYER, AgreementLevel.LOCAL_TV): "a planner or an administrator",
    (Side.EMPLOYER, AgreementLevel.INDIVIDUAL): "a planner or an administrator",
    (Side.COUNTERPART, AgreementLevel.LOCAL_TV): "a tillitsvalgt",
    (Side.COUNTERPART, AgreementLevel.INDIVIDUAL): "the employee it is for",
}


def sides_of(row: Agreement, actor: Actor) -> frozenset[Side]:
    """Return the sides of an agreement that an actor may sign for and end it for.

    Args:
        row: the agreement.
        actor: who asks.

    Source: AML § 10-5 (1), (2), § 14-12 (2) (who may agree).
    """
    found = set()
    own = actor.person_id is not None and actor.person_id in {tie.person_id for tie in row.people}
    is_individual = row.level is AgreementLevel.INDIVIDUAL
    if may(actor, Action.SIGN_FOR_EMPLOYER) and not (own and is_individual):
        found.add(Side.EMPLOYER)
    if is_individual:
        if own and may(actor, Action.SIGN_OWN_AGREEMENT):
            found.add(Side.COUNTERPART)
    elif may(actor, Action.SIGN_FOR_STAFF):
        found.add(Side.COUNTERPART)
    return frozenset(found)


def own_sides(session: Session, agreement_id: int, actor: Actor) -> frozenset[Side]:
    """Return the sides of an agreement that an actor may sign for and end it for.

    Args:
        session: an open session.
        agreement_id: the agreement.
        actor: who asks.

    Raises:
        NotFound: there is no such agreement.
    """
    scope = [joinedload(Agreement.units), joinedload(Agreement.people)]
    row = session.get(Agreement, agreement_id, options=scope)
    if row is None:
        raise NotFound("agreement", agreement_id)
    return sides_of(row, actor)


def sign(
    session: Session, *, agreement_id: int, side: Side, actor: Actor, now: datetime
) -> Agreement:
    """Sign for one side; the same signature again changes nothing.

    With the second signature the agreement counts, and the version it replaces ends the day
    before.

    Args:
        session: an open session; the caller commits.
        agreement_id: the agreement.
        side: which side signs.
        actor: who signs.
        now: UTC.

    Returns:
        The agreement.

    Raises:
        BadInput: the actor may not sign for that side or has signed for the other, a limit is
            outside its bound, or another agreement sets the same for the same days.
        Conflict: `already_signed` by someone else, or `agreement_over`.
        NotFound: there is no such agreement.

    Source: AML § 10-5, § 10-6, § 10-8, § 14-12 (2) (written agreement).
    """
    session.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": SIGNING})
    row = _locked(session, agreement_id)
    if faults := [*_signer_faults(row, side, actor), *_content_faults(session, row)]:
        raise BadInput([*faults])
    signed_by = _signatures(row)[side]
    if signed_by == actor.label:
        return row
    if signed_by is not None:
        raise Conflict("already_signed", {"agreement": agreement_id, "by": signed_by})
    if row.ended_at is not None or last_day(row) < today(now):
        raise Conflict("agreement_over", {"agreement": agreement_id})
    if side is Side.EMPLOYER:
        row.employer_signed_by, row.employer_signed_at = actor.label, now
    else:
        row.counterpart_signed_by, row.counterpart_signed_at = actor.label, now
    session.flush()
    facts = {"side": side.value, "is_complete": is_signed(row), "sha256": fingerprint(row)}
    record(session, row, "agreement.signed", actor, now, facts)
    if is_signed(row):
        _end_replaced(session, row, actor, now)
    return row


def fingerprint(row: Agreement) -> str:
    """Return a checksum of all that is signed, so that a reader sees nothing was changed.

    Args:
        row: the agreement.

    Returns:
        SHA-256 in hexadecimal of level, limits, dates, scope and document.
    """
    content = {
        "code": row.code,
        "kind": row.kind.value,
        "level": row.level.value,
        "title": row.title,
        "limits": row.limits,
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat(),
        "document_ref": row.document_ref,
        "units": sorted(tie.unit_id for tie in row.units),
        "people": sorted(tie.person_id for tie in row.people),
    }
    told = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def _locked(session: Session, agreement_id: int) -> Agreement:
    row = session.get(Agreement, agreement_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound("agreement", agreement_id)
    return row


def _signatures(row: Agreement) -> dict[Side, str | None]:
    return {
        Side.EMPLOYER: row.employer_signed_by,
        Side.COUNTERPART: row.counterpart_signed_by,
    }


def _signer_faults(row: Agreement, side: Side, actor: Actor) -> list[AgreementFault]:
    who = WHO_SIGNS[side, row.level]
    where = f"{row.code}.{side.value}"
    if side not in sides_of(row, actor):
        told = f"{actor.label} may not sign for this side"
        return [fault(where, "wrong_role", told, who, side=side.value, level=row.level.value)]
    held = {other: by for other, by in _signatures(row).items() if other is not side}
    if actor.label in held.values():
        told = f"{actor.label} has signed for the other side"
        return [fault(where, "same_person", told, f"another person, {who}", side=side.value)]
    return []


def _content_faults(session: Session, row: Agreement) -> list[AgreementFault]:
    units = frozenset(tie.unit_id for tie in row.units)
    people = frozenset(tie.person_id for tie in row.people)
    found = limit_faults(row.kind, row.level, row.limits)
    return [*found, *clash_faults(session, row, units, people)]


def _end_replaced(session: Session, row: Agreement, actor: Actor, now: datetime) -> None:
    if row.replaces_id is None:
        return
    before = session.get_one(Agreement, row.replaces_id, with_for_update=True)
    # Days that have passed stay as they were judged.
    last_on = max(row.valid_from, today(now)) - timedelta(days=1)
    if last_day(before) > last_on:
        _end(session, before, last_on, actor, now, {"replaced_by": row.code})


def end(
    session: Session, *, agreement_id: int, last_on: date, actor: Actor, now: datetime
) -> Agreement:
    """End an agreement early, from either side; a draft is withdrawn at once.

    What is worked already stays as it was judged: the last day is today or later.

    Args:
        session: an open session; the caller commits.
        agreement_id: the agreement.
        last_on: the last Oslo date it holds; for a draft any date.
        actor: who ends it.
        now: UTC.

    Returns:
        The agreement.

    Raises:
        BadInput: the last day has passed, or is not before the agreement's own.
        Conflict: `agreement_over` when it has ended already.
        NotAllowed: the actor is on neither side.
        NotFound: there is no such agreement.
    """
    row = _locked(session, agreement_id)
    if not sides_of(row, actor):
        raise NotAllowed(Action.SIGN_AGREEMENT.value)
    if row.ended_at is not None or last_day(row) < today(now):
        raise Conflict("agreement_over", {"agreement": agreement_id})
    if not is_signed(row):
        _end(session, row, today(now), actor, now, {"withdrawn": True})
        return row
    if not today(now) <= last_on < row.valid_to:
        allowed = f"from {today(now)} to the day before {row.valid_to}"
        facts = {"first": today(now), "last": row.valid_to - timedelta(days=1)}
        raise BadInput([fault("last_on", "last_day", f"{last_on}", allowed, **facts)])
    _end(session, row, last_on, actor, now, {})
    return row


def _end(
    session: Session,
    row: Agreement,
    last_on: date,
    actor: Actor,
    now: datetime,
    facts: dict[str, object],
) -> None:
    row.ended_on, row.ended_by, row.ended_at = last_on, actor.label, now
    session.flush()
    record(
        session,
        row,
        "agreement.ended",
        actor,
        now,
        {"last_on": last_on.isoformat(), **facts},
    )
