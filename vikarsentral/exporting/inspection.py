"""Hours worked, per person and shift, for Arbeidstilsynet and the tillitsvalgte.

Source: AML § 10-7 (an overview of how much each person has worked, open to both).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from vikarsentral import worked
from vikarsentral.exporting.cells import Cell, csv_bytes, day, hours, iso, stamp
from vikarsentral.exporting.files import CSV, JSON, File, json_bytes
from vikarsentral.exporting.period import Period
from vikarsentral.worked import Line, Side, Went

HEAD: Final = (
    *("Ansattnummer", "Navn", "Enhet", "Dato", "Planlagt fra", "Planlagt til", "Kom", "Gikk"),
    *("Ubetalt pause i minutter", "Timer", "Minutter", "Hvordan det gikk", "Meldt av", "Meldt"),
    *("Uenig", "Vakt", "Melding nummer", "Gjelder"),
)
WENT: Final = {
    Went.AS_PLANNED: "som planlagt",
    Went.LATE: "kom senere",
    Went.STAYED_ON: "ble lenger",
    Went.LEFT_EARLY: "gikk før",
    Went.OTHER_TIMES: "andre tider",
    Went.DID_NOT_COME: "kom ikke",
}
AWAY: Final = "borte"
SIDES: Final = {
    Side.SYSTEM: "ingen, planen gjelder",
    Side.LEADER: "leder",
    Side.PERSON: "den ansatte",
}


def inspection(
    session: Session,
    about: Period,
    *,
    now: datetime,
    every_entry: bool = False,
    as_json: bool = False,
) -> File:
    """Make the file of hours worked.

    Args:
        session: an open session.
        about: period, by the planned start of shifts, and units.
        now: UTC; shifts that have not ended are left out.
        every_entry: also what has been corrected since, marked as no longer in force.
        as_json: JSON instead of CSV, with sums per person.

    Source: AML § 10-7; contract 1 (export inspection).
    """
    lines = [
        line
        for line in worked.in_force(
            session, about.starts_at, about.ends_at, now=now, unit_ids=about.unit_ids
        )
        if line.planned_ends_at <= now
    ]
    standing = {(line.shift_id, line.number) for line in lines}
    if every_entry:
        kept = {line.shift_id for line in lines}
        earlier = worked.entries(session, about.starts_at, about.ends_at, unit_ids=about.unit_ids)
        lines += [
            line
            for line in earlier
            if line.shift_id in kept and (line.shift_id, line.number) not in standing
        ]
    lines.sort(key=lambda line: (line.planned_starts_at, line.person, line.shift_id, line.number))
    name = about.name("arbeidstid")
    if as_json:
        return File(f"{name}.json", JSON, json_bytes(_document(lines, standing, about)))
    rows = [_row(line, is_standing=(line.shift_id, line.number) in standing) for line in lines]
    return File(f"{name}.csv", CSV, csv_bytes(HEAD, rows))


def _row(line: Line, *, is_standing: bool) -> tuple[Cell, ...]:
    return (
        line.employee_no,
        line.person,
        line.unit,
        day(line.planned_starts_at),
        stamp(line.planned_starts_at),
        stamp(line.planned_ends_at),
        stamp(line.starts_at) if line.starts_at else "",
        stamp(line.ends_at) if line.ends_at else "",
        line.unpaid_break_minutes,
        hours(line.minutes),
        line.minutes,
        WENT[_went(line)] if line.went or line.starts_at else AWAY,
        SIDES[line.side or Side.SYSTEM],
        stamp(line.told_at) if line.told_at else "",
        SIDES[line.objected_by] if line.objected_by else "",
        line.shift_id,
        line.number or 1,
        "ja" if is_standing else "nei",
    )


def _went(line: Line) -> Went:
    return line.went or Went.AS_PLANNED


def _document(
    lines: Iterable[Line], standing: set[tuple[int, int]], about: Period
) -> dict[str, object]:
    people: dict[tuple[str, str], int] = defaultdict(int)
    shifts = []
    for line in lines:
        is_standing = (line.shift_id, line.number) in standing
        if is_standing:
            people[line.employee_no, line.person] += line.minutes
        shifts.append(_shift(line, is_standing=is_standing))
    return {
        "from": about.first_on.isoformat(),
        "to": about.last_on.isoformat(),
        "source": "aml § 10-7",
        "people": [
            {"employee_no": number, "name": name, "minutes": minutes}
            for (number, name), minutes in sorted(people.items())
        ],
        "shifts": shifts,
    }


def _shift(line: Line, *, is_standing: bool) -> dict[str, object]:
    return {
        "shift": line.shift_id,
        "number": line.number or 1,
        "in_force": is_standing,
        "employee_no": line.employee_no,
        "unit": line.unit,
        "planned_start": iso(line.planned_starts_at),
        "planned_end": iso(line.planned_ends_at),
        "start": iso(line.starts_at),
        "end": iso(line.ends_at),
        "unpaid_break": line.unpaid_break_minutes,
        "minutes": line.minutes,
        "went": _went(line).value if line.went or line.starts_at else "away",
        "told_by": (line.side or Side.SYSTEM).value,
        "told_at": iso(line.told_at),
        "objection": line.objected_by.value if line.objected_by else None,
    }
