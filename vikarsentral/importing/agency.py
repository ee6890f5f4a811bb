"""Agency hire from invoices: lines that become volatile labour in the spend pages.

Only hire that the product did not order itself belongs here: what a leader has approved in the
product counts from then on. A file never takes a line away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from vikarsentral.administration.changes import Act
from vikarsentral.clock import OSLO
from vikarsentral.importing.compared import Compared, Line, Storing
from vikarsentral.importing.known import Known, named
from vikarsentral.importing.reading import Table
from vikarsentral.tables import AgencyHire, LabourLine, LabourSource

OLDEST = timedelta(days=3653)


class Key(NamedTuple):
    """What an invoice line says."""

    unit_id: int
    worked_on: date
    minutes: int
    cost_ore: int
    agency: str
    competence_code: str | None


@dataclass(slots=True)
class HireMoves:
    """New lines with their references, and lines that become different."""

    added: list[tuple[Key, str | None]] = field(default_factory=list)
    changed: list[tuple[int, Key, Key]] = field(default_factory=list)


def compare(session: Session, table: Table, known: Known, now: datetime) -> Compared:
    """Compare a file of invoice lines with those there are; nothing is changed.

    Args:
        session: an open session.
        table: the file as read.
        known: what may be named.
        now: UTC.
    """
    compared = Compared(work=HireMoves())
    equal, by_reference = _there(session)
    today = now.astimezone(OSLO).date()
    references: dict[str, int] = {}
    for number, reference, *cells in table.rows:
        key = _key(number, cells, known, compared, today)
        if key is None:
            continue
        line = Line(_label(key, known), number)
        if reference is None and equal[key] > 0:
            equal[key] -= 1
            compared.unchanged += 1
        elif reference is not None and reference in references:
            facts = {"other": references[reference]}
            compared.fault("reference_twice", number, "Bilag", reference, **facts)
        elif reference in by_reference:
            references[reference] = number
            _again(number, reference, key, by_reference[reference], known, compared)
        else:
            if reference is not None:
                references[reference] = number
            compared.work.added.append((key, reference))
            compared.added.add(line)
    return compared


def _key(
    number: int, cells: Sequence[Any], known: Known, compared: Compared, today: date
) -> Key | None:
    on, unit, minutes, cost, agency, competence = cells
    before = compared.fault_count
    unit_id = named(known.units.find, unit, "Enhet", number, compared)
    code = named(known.competences.find, competence, "Kompetanse", number, compared)
    worked_on = date.fromisoformat(on)
    if not today - OLDEST <= worked_on <= today:
        compared.fault("hire_far", number, "Dato")
    if compared.fault_count > before:
        return None
    return Key(unit_id, worked_on, minutes, cost, agency, code)


def _there(session: Session) -> tuple[Counter[Key], dict[str | None, tuple[int, Key]]]:
    equal: Counter[Key] = Counter()
    by_reference: dict[str | None, tuple[int, Key]] = {}
    for row in session.scalars(select(AgencyHire)):
        key = Key(
            row.unit_id,
            row.worked_on,
            row.minutes,
            row.cost_ore,
            row.agency,
            row.competence_code,
        )
        if row.reference is None:
            equal[key] += 1
        else:
            by_reference[row.reference] = (row.id, key)
    return equal, by_reference


def _again(
    number: int,
    reference: str,
    key: Key,
    held: tuple[int, Key],
    known: Known,
    compared: Compared,
) -> None:
    if held[1] == key:
        compared.unchanged += 1
        return
    compared.work.changed.append((held[0], held[1], key))
    details = (("Linje", _label(held[1], known), _label(key, known)),)
    compared.changed.add(Line(reference, number, details))


def _label(key: Key, known: Known) -> str:
    hours = f"{key.minutes / 60:.2f}".replace(".", ",")
    kroner = f"{key.cost_ore // 100},{key.cost_ore % 100:02}"
    place = f"{known.unit_codes[key.unit_id]}, {key.worked_on:%d.%m.%Y}"
    return f"{place}, {hours} t, {kroner} kr, {key.agency}"


def store(session: Session, compared: Compared, storing: Storing) -> None:
    """Store every line that is new or different, with its labour line.

    Args:
        session: an open session; the caller commits.
        compared: from `compare`, in this same transaction.
        storing: who, when and for which import.
    """
    moves: HireMoves = compared.work
    if moves.added:
        rows = [{**key._asdict(), "reference": reference} for key, reference in moves.added]
        query = insert(AgencyHire).returning(AgencyHire.id, sort_by_parameter_order=True)
        ids = session.scalars(query, rows).all()
        lines = [_line(key, hire) for (key, _), hire in zip(moves.added, ids, strict=True)]
        session.execute(insert(LabourLine), lines)
    storing.progress("storing", len(moves.added))
    for hire, _, key in moves.changed:
        values = key._asdict()
        session.execute(update(AgencyHire).where(AgencyHire.id == hire).values(**values))
        line = update(LabourLine).where(LabourLine.agency_hire_id == hire)
        told = _line(key, hire)
        session.execute(line.values(**told))
    _record(session, moves, storing)


def _line(key: Key, hire: int) -> dict[str, Any]:
    return {
        "unit_id": key.unit_id,
        "worked_on": key.worked_on,
        "source": LabourSource.AGENCY,
        "minutes": key.minutes,
        "cost_ore": key.cost_ore,
        "agency_hire_id": hire,
    }


def _record(session: Session, moves: HireMoves, storing: Storing) -> None:
    """Write one line in the record per unit with what is new, and one per changed line."""
    sums: dict[int, list[int]] = {}
    for key, _ in moves.added:
        held = sums.setdefault(key.unit_id, [0, 0, 0])
        held[0], held[1], held[2] = held[0] + 1, held[1] + key.minutes, held[2] + key.cost_ore
    act = Act(storing.actor, storing.now)
    for unit, (lines, minutes, cost) in sums.items():
        data = {"import": storing.import_id, "lines": lines, "minutes": minutes, "cost_ore": cost}
        act.record(session, "hire.imported", ("unit", unit), data)
    for hire, before, after in moves.changed:
        moved = {"import": storing.import_id, "before": _told(before), "after": _told(after)}
        act.record(session, "hire.changed", ("hire", hire), moved)
    session.flush()


def _told(key: Key) -> dict[str, Any]:
    return {**key._asdict(), "worked_on": key.worked_on.isoformat()}
