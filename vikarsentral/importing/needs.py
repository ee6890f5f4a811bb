"""Needs from a file: asked for as by hand, the same need once however often the file comes.

A need with a reference may be changed by a later file while it is open. A file never withdraws a
need. Without a reference equal rows are as many needs, and those already there are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.importing.compared import Compared, Line, Storing
from vikarsentral.importing.known import Known, named
from vikarsentral.importing.reading import Table
from vikarsentral.importing.told import instant_of, minute_of, when
from vikarsentral.need import NeedOrder
from vikarsentral.need.extra import need_row, record
from vikarsentral.tables import ImportedReference, Need, NeedStatus, Offer, OfferState

KIND = "needs"
USUAL_PRIORITY = 2


class Key(NamedTuple):
    """What makes two needs the same; times in minutes since 1970."""

    unit_id: int
    starts: int
    ends: int
    unpaid_break: int
    requires: tuple[str, ...]
    priority: int


@dataclass(slots=True)
class NeedMoves:
    """New needs with their references, and open ones that become different."""

    added: list[tuple[Key, str | None]] = field(default_factory=list)
    changed: list[tuple[int, Key]] = field(default_factory=list)


@dataclass(slots=True)
class _There:
    """What is there: equal needs counted, and needs by reference."""

    equal: Counter[Key]
    by_reference: dict[str, tuple[int, Key, bool]]


def compare(session: Session, table: Table, known: Known, now: datetime) -> Compared:
    """Compare a file of needs with the needs there are; nothing is changed.

    Args:
        session: an open session.
        table: the file as read.
        known: what may be named.
        now: UTC.
    """
    compared = Compared(work=NeedMoves())
    there = _there(session, table.rows)
    references: dict[str, int] = {}
    for number, reference, *cells in table.rows:
        key, places = _key(number, cells, known, compared)
        if key is None:
            continue
        if reference is None:
            _place_equal(number, key, places, there, compared, now, known)
        elif reference in references:
            facts = {"other": references[reference]}
            compared.fault("reference_twice", number, "Referanse", reference, **facts)
        elif places > 1:
            compared.fault("reference_needed", number, "Antall", str(places))
        else:
            references[reference] = number
            _place_named(number, reference, key, there, compared, now, known)
    return compared


def _key(
    number: int, cells: Sequence[Any], known: Known, compared: Compared
) -> tuple[Key | None, int]:
    unit, _, starts, ends, unpaid_break, requires, priority, places = cells
    before = compared.fault_count
    unit_id = named(known.unit, unit, "Enhet", number, compared)
    codes = [
        named(known.competences.find, one, "Krav", number, compared) for one in requires or ()
    ]
    if compared.fault_count > before:
        return None, 0
    key = Key(
        unit_id, starts, ends, unpaid_break or 0, tuple(sorted(codes)), priority or USUAL_PRIORITY
    )
    return key, places or 1


def _there(session: Session, rows: list[list[Any]]) -> _There:
    starts = [row[4] for row in rows] or [0]
    query = select(Need).where(
        Need.starts_at >= instant_of(min(starts)), Need.starts_at <= instant_of(max(starts))
    )
    query = query.where(Need.absence_id.is_(None), Need.replaces_shift_id.is_(None))
    live = query.where(Need.status != NeedStatus.WITHDRAWN)
    told = select(ImportedReference).where(ImportedReference.kind == KIND)
    ids = {one.row_id: one.reference for one in session.scalars(told)}
    asked = set(session.scalars(select(Offer.need_id).where(Offer.state == OfferState.OPEN)))
    equal: Counter[Key] = Counter()
    for row in session.scalars(live):
        if row.id not in ids:
            equal[_key_of(row)] += 1
    wanted = {row[1] for row in rows if row[1] is not None}
    own = [row_id for row_id, reference in ids.items() if reference in wanted]
    by_reference = {}
    for row in session.scalars(select(Need).where(Need.id.in_(own))):
        is_open = row.status is NeedStatus.OPEN and row.id not in asked
        by_reference[ids[row.id]] = (row.id, _key_of(row), is_open)
    return _There(equal, by_reference)


def _key_of(row: Need) -> Key:
    return Key(
        row.unit_id,
        minute_of(row.starts_at),
        minute_of(row.ends_at),
        row.unpaid_break_minutes,
        tuple(sorted(row.requires)),
        row.priority,
    )


def _place_equal(
    number: int,
    key: Key,
    places: int,
    there: _There,
    compared: Compared,
    now: datetime,
    known: Known,
) -> None:
    for _ in range(places):
        if there.equal[key] > 0:
            there.equal[key] -= 1
            compared.unchanged += 1
        elif key.ends <= minute_of(now):
            compared.fault("need_past", number, "Dato")
            return
        else:
            compared.work.added.append((key, None))
            compared.added.add(Line(_label(key, known), number))


def _place_named(
    number: int,
    reference: str,
    key: Key,
    there: _There,
    compared: Compared,
    now: datetime,
    known: Known,
) -> None:
    held = there.by_reference.get(reference)
    if held is not None and held[1] == key:
        compared.unchanged += 1
    elif held is not None and not held[2]:
        compared.fault("need_settled", number, "Referanse", reference)
    elif key.ends <= minute_of(now):
        compared.fault("need_past", number, "Dato")
    elif held is None:
        compared.work.added.append((key, reference))
        compared.added.add(Line(f"{_label(key, known)} ({reference})", number))
    else:
        compared.work.changed.append((held[0], key))
        details = (("Behov", _label(held[1], known), _label(key, known)),)
        compared.changed.add(Line(reference, number, details))


def _label(key: Key, known: Known) -> str:
    told = f"{known.unit_codes[key.unit_id]}, {when(key.starts, key.ends)}"
    return ", ".join((told, *key.requires)) + f", {key.priority}"


def store(session: Session, compared: Compared, storing: Storing) -> None:
    """Store every need that is new or different, each with its line in the record.

    Args:
        session: an open session; the caller commits.
        compared: from `compare`, in this same transaction.
        storing: who, when and for which import.
    """
    moves: NeedMoves = compared.work
    rows = [need_row(_order(key), None, storing.actor, storing.now) for key, _ in moves.added]
    session.add_all(rows)
    session.flush()
    about = {"import": storing.import_id}
    for row, (_, reference) in zip(rows, moves.added, strict=True):
        record(session, row.id, "need.opened", storing.actor, storing.now, dict(about))
        if reference is not None:
            session.add(ImportedReference(kind=KIND, reference=reference, row_id=row.id))
    storing.progress("storing", len(rows))
    for need_id, key in moves.changed:
        row = session.get_one(Need, need_id, with_for_update=True)
        before = _told(_key_of(row))
        order = _order(key)
        row.unit_id, row.priority = order.unit_id, order.priority
        row.starts_at, row.ends_at = order.starts_at, order.ends_at
        row.unpaid_break_minutes, row.requires = order.unpaid_break_minutes, list(order.requires)
        data = {**about, "before": before, "after": _told(key)}
        record(session, row.id, "need.changed", storing.actor, storing.now, data)
    session.flush()


def _order(key: Key) -> NeedOrder:
    return NeedOrder(
        key.unit_id,
        instant_of(key.starts),
        instant_of(key.ends),
        key.unpaid_break,
        key.requires,
        key.priority,
    )


def _told(key: Key) -> dict[str, Any]:
    times = {
        "starts": instant_of(key.starts).isoformat(),
        "ends": instant_of(key.ends).isoformat(),
    }
    return {**key._asdict(), **times, "requires": list(key.requires)}
