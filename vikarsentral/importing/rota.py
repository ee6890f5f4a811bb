"""Rota from a file: each person's own shifts, compared with those that are there.

A file tells all of the rota of the people it names, at the units it names, from its first date
to its last. A row without a unit is a known time in the duty plan of somebody in the pool.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from vikarsentral.clock import OSLO
from vikarsentral.importing.compared import Compared, Line
from vikarsentral.importing.known import Known, named
from vikarsentral.importing.reading import Table
from vikarsentral.importing.roster import HeldShift, Roster, roster
from vikarsentral.importing.told import Told, clock_of, fits, instant_of, minute_of, when
from vikarsentral.importing.values import DAY_MINUTES
from vikarsentral.tables import OCCUPYING, ShiftKind, ShiftStatus

YEAR_MINUTES = 366 * DAY_MINUTES


@dataclass(slots=True)
class RotaMoves:
    """What becomes of the rota, by kind of change."""

    added: list[Told] = field(default_factory=list)
    changed: list[tuple[HeldShift, Told]] = field(default_factory=list)
    cancelled: list[HeldShift] = field(default_factory=list)
    duty: list[Told] = field(default_factory=list)


def compare(
    session: Session,
    table: Table,
    known: Known,
    now: datetime,
    *,
    is_good_rows: bool,
    is_whole: bool = True,
) -> Compared:
    """Compare a file of rota with the rota there is; nothing is changed.

    Args:
        session: an open session.
        table: the file as read.
        known: what may be named.
        now: UTC.
        is_good_rows: faulty rows are left out; then nothing that is missing ends.
        is_whole: what is missing ends.
    """
    compared = Compared()
    there = roster(session, *_span(table.rows))
    told = _rows(table, known, there, compared)
    comparison = _Comparison(there, known, compared, minute_of(now))
    for person, rows in told.items():
        comparison.person(person, sorted(rows, key=lambda one: one.starts))
    moves = comparison.moves
    if moves.duty:
        from vikarsentral.importing.dutylaw import lawful

        moves.duty = lawful(session, moves.duty, compared, now)
    comparison.missing(told)
    if not is_whole or (is_good_rows and (table.fault_count or compared.fault_count)):
        comparison.keep_missing()
    comparison.overlaps()
    compared.work = moves
    return compared


def _span(rows: Sequence[list[Any]]) -> tuple[datetime, datetime]:
    """Return the time that the file's shifts may touch, with a margin of two days."""
    starts = [row[4] for row in rows] or [0]
    margin = timedelta(days=2)
    return instant_of(min(starts)) - margin, instant_of(max(starts)) + margin


def _rows(table: Table, known: Known, there: Roster, compared: Compared) -> dict[int, list[Told]]:
    people: dict[int, list[Told]] = defaultdict(list)
    for number, employee_no, unit, _, starts, ends, unpaid_break, requires in table.rows:
        before = compared.fault_count
        person = there.people.get(employee_no)
        if person is None:
            near = there.near(employee_no)
            compared.fault("unknown_person", number, "Ansattnummer", employee_no, **near)
        unit_id = named(known.unit, unit, "Enhet", number, compared)
        codes = [
            named(known.competences.find, one, "Krav", number, compared) for one in requires or ()
        ]
        if unit is None and person is not None and person not in there.pool:
            compared.fault("no_pool_post", number, "Enhet")
        if compared.fault_count > before or person is None:
            continue
        has_break = "unpaid_break" in table.present
        people[person].append(
            Told(
                number,
                person,
                unit_id,
                starts,
                ends,
                (unpaid_break or 0) if has_break else None,
                tuple(sorted(filter(None, codes))) if "requires" in table.present else None,
            )
        )
    return people


class _Comparison:
    """Place each row among what is there."""

    def __init__(self, there: Roster, known: Known, compared: Compared, now: int) -> None:
        """Begin with nothing placed."""
        self._there, self._known, self._compared, self._now = there, known, compared, now
        self._matched: set[int] = set()
        self.moves = RotaMoves()

    def person(self, person: int, rows: list[Told]) -> None:
        """Place the rows of one person, in order of their starts."""
        held = {
            one.starts: one
            for one in self._there.shifts.get(person, ())
            if one.kind is ShiftKind.ROTA
        }
        last: dict[bool, Told] = {}
        for one in rows:
            is_duty = one.unit_id is None
            before = last.get(is_duty)
            if before is not None and one.starts < before.ends:
                code = "row_twice" if one[1:] == before[1:] else "overlap_in_file"
                self._compared.fault(code, one.row, "Fra", other=before.row)
                continue
            last[is_duty] = one
            if is_duty:
                self._duty(one)
            else:
                self._shift(one, held.get(one.starts))

    def _shift(self, one: Told, held: HeldShift | None) -> None:
        if held is not None:
            self._matched.add(held.id)
        if held is None:
            self._new(one)
        elif _is_same(one, held):
            self._compared.unchanged += 1
        elif held.status is ShiftStatus.ABSENT:
            self._compared.fault("absent_then", one.row, "Fra")
        elif held.starts <= self._now:
            self._compared.fault("begun", one.row, "Fra")
        else:
            self.moves.changed.append((held, one))

    def _new(self, one: Told) -> None:
        if not self._now - YEAR_MINUTES <= one.starts <= self._now + 2 * YEAR_MINUTES:
            self._compared.fault("date_far", one.row, "Dato")
        elif self._there.is_absent(one.person_id, one.starts, one.ends):
            self._compared.fault("absent_then", one.row, "Fra")
        else:
            self.moves.added.append(one)

    def _duty(self, one: Told) -> None:
        """Place a known time: new ones in time, or all of them where there was no plan."""
        times = self._there.duty.get(one.person_id, [])
        if (one.starts, one.ends) in times:
            self._compared.unchanged += 1
        elif any(start < one.ends and end > one.starts for start, end in times):
            self._compared.fault("duty_notice", one.row, "Fra")
        elif not self._now - YEAR_MINUTES <= one.starts <= self._now + 2 * YEAR_MINUTES:
            self._compared.fault("date_far", one.row, "Dato")
        elif one.person_id in self._there.has_plan and not self._is_in_time(one.starts):
            self._compared.fault("duty_notice", one.row, "Dato")
        else:
            self.moves.duty.append(one)

    def _is_in_time(self, starts: int) -> bool:
        from vikarsentral.administration.duty_lawful import is_in_time

        return is_in_time(instant_of(starts), instant_of(self._now))

    def missing(self, told: dict[int, list[Told]]) -> None:
        """Find the shifts to come that the file tells everything about, but not of them.

        What no row can tell is not missed.
        """
        rows = [one for each in told.values() for one in each if one.unit_id is not None]
        if not rows:
            return
        units = {one.unit_id for one in rows}
        first, last = min(one.starts for one in rows), max(one.starts for one in rows)
        first, last = _day_start(first), _day_start(last, days=1)
        for person in {one.person_id for one in rows}:
            for held in self._there.shifts.get(person, ()):
                is_told = held.unit_id in units and first <= held.starts < last
                if not is_told or held.kind is not ShiftKind.ROTA or held.status not in OCCUPYING:
                    continue
                is_matched = held.id in self._matched
                if held.starts <= self._now or not (is_matched or _is_tellable(held)):
                    continue
                self._compared.of_active += 1
                if not is_matched:
                    self.moves.cancelled.append(held)

    def keep_missing(self) -> None:
        """Let nothing end."""
        self.moves.cancelled.clear()

    def overlaps(self) -> None:
        """Refuse what would meet other work of the person, then count what is left."""
        gone = {held.id for held in self.moves.cancelled}
        gone |= {held.id for held, _ in self.moves.changed}
        self.moves.added = [one for one in self.moves.added if self._is_free(one, gone)]
        self.moves.changed = [
            (held, one) for held, one in self.moves.changed if self._is_free(one, gone)
        ]
        for one in (*self.moves.added, *self.moves.duty):
            self._compared.added.add_made(partial(self._line, one))
        for held, one in self.moves.changed:
            self._compared.changed.add_made(partial(self._line, one, held))
        for held in self.moves.cancelled:
            self._compared.deactivated.add_made(partial(self._gone, held))

    def _gone(self, held: HeldShift) -> Line:
        return Line(f"{self._there.names[held.person_id]}, {when(held.starts, held.ends)}")

    def _is_free(self, one: Told, gone: set[int]) -> bool:
        for held in self._there.shifts.get(one.person_id, ()):
            meets = held.starts < one.ends and held.ends > one.starts
            if meets and held.status in OCCUPYING and held.id not in gone:
                told = when(held.starts, held.ends)
                self._compared.fault("overlap_there", one.row, "Fra", when=told)
                return False
        return True

    def _line(self, one: Told, held: HeldShift | None = None) -> Line:
        name = self._there.names[one.person_id]
        label = f"{name}, {when(one.starts, one.ends)}"
        details: list[tuple[str, str, str]] = []
        if held is None:
            unit = self._known.unit_codes.get(one.unit_id or 0, "vikarsentralen")
            return Line(f"{label}, {unit}", one.row)
        if one.ends != held.ends:
            details.append(("Til", clock_of(held.ends), clock_of(one.ends)))
        if one.unit_id != held.unit_id:
            codes = self._known.unit_codes
            details.append(("Enhet", codes[held.unit_id], codes[one.unit_id or 0]))
        if one.unpaid_break not in (None, held.unpaid_break):
            details.append(("Ubetalt pause", str(held.unpaid_break), str(one.unpaid_break)))
        if one.requires not in (None, held.requires):
            before, after = ", ".join(held.requires), ", ".join(one.requires or ())
            details.append(("Krav", before or "–", after or "–"))
        return Line(label, one.row, tuple(details))


def _is_same(one: Told, held: HeldShift) -> bool:
    is_same = one.ends == held.ends and one.unit_id == held.unit_id
    is_same &= one.unpaid_break in (None, held.unpaid_break)
    return is_same and one.requires in (None, held.requires)


def _is_tellable(held: HeldShift) -> bool:
    return fits(instant_of(held.starts), instant_of(held.ends))


def _day_start(minute: int, days: int = 0) -> int:
    """Return the Oslo midnight before a minute, or that of some days later."""
    on = instant_of(minute).astimezone(OSLO).date() + timedelta(days=days)
    return minute_of(datetime.combine(on, time(), OSLO))
