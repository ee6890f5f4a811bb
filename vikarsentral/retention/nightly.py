"""What the night deletes, what it erases, and what is ripe for an archivist to decide about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Delete, case, delete, func, literal, select, text, update
from sqlalchemy.orm import Session

from vikarsentral import access, audit
from vikarsentral.clock import OSLO
from vikarsentral.explain import copies
from vikarsentral.retention.classes import CLASSES, Act, Kept
from vikarsentral.retention.erase import erase, left_before, strip
from vikarsentral.tables import (
    Absence,
    ApiToken,
    Compound,
    CompoundPart,
    Decision,
    Event,
    FeedToken,
    FileImport,
    IdempotentRequest,
    ImportState,
    Message,
    MessageState,
    Need,
    Offer,
    OfferAnswer,
    Pin,
    PlanRun,
    RosterChange,
    Shift,
    Unavailability,
    WebSession,
    Wish,
)

FROM_HOUR: Final = 2
NOTES_KEPT: Final = timedelta(days=1)
"""How long notes of what changed are kept; more than any process keeps facts in memory."""
LOCK: Final = "select pg_advisory_xact_lock(hashtext('vikarsentral.retention'))"
ACTOR: Final = access.system("retention")


def nightly(session: Session, *, now: datetime) -> dict[str, int] | None:
    """Do the night's work, once per Oslo date; a second call the same date does nothing.

    Args:
        session: an open session; the caller commits.
        now: UTC; before two in the Oslo night nothing is done.

    Returns:
        How many rows were deleted or people erased, by class; None when it was done already.
    """
    local = now.astimezone(OSLO)
    if local.hour < FROM_HOUR:
        return None
    session.execute(text(LOCK))
    tonight = local.date().isoformat()
    done = select(Event.id).where(Event.kind == "retention.run", Event.subject_id == tonight)
    if session.scalars(done.limit(1)).first() is not None:
        return None
    counted = {
        kept.id: _DO[kept.id](session, now - timedelta(days=kept.days), now)
        for kept in CLASSES
        if kept.id in _DO
    }
    # The database writes these by its own clock, which is not always the program's.
    _deleted(session, delete(RosterChange).where(RosterChange.at < func.now() - NOTES_KEPT))
    copies.clear_old(session)
    audit.write(
        session,
        actor=ACTOR.label,
        now=now,
        kind="retention.run",
        subject=("night", tonight),
        data={name: number for name, number in counted.items() if number},
    )
    return counted


def ripe(session: Session, *, now: datetime) -> dict[str, int]:
    """Count what is locked and past its period, so that an archivist can decide.

    Args:
        session: an open session.
        now: UTC.

    Returns:
        By class; only classes that are locked and have a period.

    Source: arkivlova § 13.
    """
    counted = {}
    for kept in CLASSES:
        if kept.act is Act.LOCK and kept.days:
            before = now - timedelta(days=kept.days)
            counted[kept.id] = session.scalar(_ripe_query(kept, before)) or 0
    return counted


def _ripe_query(kept: Kept, before: datetime) -> Any:
    column = {
        "plans": PlanRun.period_ends_at,
        "decisions": Decision.decided_at,
        "hours": Shift.ends_at,
        "log": Event.at,
    }[kept.id]
    query = select(func.count()).where(column < before)
    return query.where(PlanRun.parent_id.is_(None)) if kept.id == "plans" else query


def _deleted(session: Session, statement: Delete) -> int:
    result: Any = session.execute(statement.execution_options(synchronize_session=False))
    return int(result.rowcount)


def _rows(model: type[Any], condition: Callable[[datetime], ColumnElement[bool]]) -> _Work:
    def work(session: Session, before: datetime, now: datetime) -> int:
        del now
        return _deleted(session, delete(model).where(condition(before)))

    return work


def _messages(session: Session, before: datetime, now: datetime) -> int:
    del now
    old = (Message.created_at < before) & (Message.state != MessageState.QUEUED)
    return _deleted(session, delete(Message).where(old))


def _files(session: Session, before: datetime, now: datetime) -> int:
    """Empty what files held, and drop what nobody said yes to; that there was a file stays."""
    held = FileImport.content.is_not(None) | FileImport.report.is_not(None)
    waits = FileImport.state.in_((ImportState.READING, ImportState.READ))
    dropped = literal(ImportState.CANCELLED, FileImport.state.type)
    emptied = (
        update(FileImport)
        .where(FileImport.requested_at < before, held, FileImport.state != ImportState.STORING)
        .values(content=None, report=None, state=case((waits, dropped), else_=FileImport.state))
        .values(finished_at=func.coalesce(FileImport.finished_at, now))
    )
    result: Any = session.execute(emptied.execution_options(synchronize_session=False))
    return int(result.rowcount)


def _wishes(session: Session, before: datetime, now: datetime) -> int:
    del now
    over = select(Need.id).where(Need.ends_at < before)
    return sum(
        _deleted(session, statement)
        for statement in (
            delete(Wish).where(Wish.ends_at < before),
            delete(Unavailability).where(Unavailability.ends_at < before),
            delete(Pin).where(Pin.need_id.in_(over)),
        )
    )


def _keys(session: Session, before: datetime, now: datetime) -> int:
    del now
    return sum(
        _deleted(session, delete(model).where(model.revoked_at < before))
        for model in (ApiToken, FeedToken)
    )


def _answers(session: Session, before: datetime, now: datetime) -> int:
    del now
    over = select(Offer.id).join(Need, Need.id == Offer.need_id).where(Need.ends_at < before)
    old = select(Compound.id).where(Compound.ends_at < before)
    _deleted(session, delete(CompoundPart).where(CompoundPart.compound_id.in_(old)))
    return _deleted(session, delete(OfferAnswer).where(OfferAnswer.offer_id.in_(over)))


def _notes(session: Session, before: datetime, now: datetime) -> int:
    del now
    told = (Need.ends_at < before) & Need.handover_note.is_not(None)
    emptied = update(Need).where(told).values(handover_note=None, version=Need.version + 1)
    result: Any = session.execute(emptied.execution_options(synchronize_session=False))
    return int(result.rowcount)


def _absences(session: Session, before: datetime, now: datetime) -> int:
    del now
    old = select(Absence.id).where(Absence.ends_at < before)
    session.execute(
        update(Need)
        .where(Need.absence_id.in_(old))
        .values(absence_id=None, version=Need.version + 1)
        .execution_options(synchronize_session=False)
    )
    return _deleted(session, delete(Absence).where(Absence.ends_at < before))


def _people(session: Session, before: datetime, now: datetime) -> int:
    people = left_before(session, before)
    for person_id in people:
        erase(session, person_id=person_id, actor=ACTOR, now=now)
    return len(people)


def _reach(session: Session, before: datetime, now: datetime) -> int:
    return sum(strip(session, person_id, now=now) for person_id in left_before(session, before))


_Work = Callable[[Session, datetime, datetime], int]
_DO: Final[Mapping[str, _Work]] = {
    "sessions": _rows(WebSession, lambda before: WebSession.expires_at < before),
    "repeats": _rows(IdempotentRequest, lambda before: IdempotentRequest.at < before),
    "files": _files,
    "messages": _messages,
    "wishes": _wishes,
    "notes": _notes,
    "keys": _keys,
    "answers": _answers,
    "absences": _absences,
    "people": _people,
    "reach": _reach,
}
"""Work by class: what is past its period before an instant, and the night's own instant."""
