"""Shifts with their pay: what the spend pages and the payroll file both read.

One engine prices own rota and cover alike, from the times in force on the shift's row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.clock import OSLO
from vikarsentral.commitments.agreed import agreements
from vikarsentral.commitments.duty import NOTICE, Duty, duties, minute
from vikarsentral.commitments.extra import Extra, extras
from vikarsentral.commitments.pay import Contract, Contracts, book, contracts
from vikarsentral.commitments.refs import person_ref
from vikarsentral.commitments.sources import Stint, parts_of_week
from vikarsentral.commitments.week import WEEK, PersonWeek, span_of, week_of
from vikarsentral.commitments.window import midnight
from vikarsentral.problemfile.fields import Fields
from vikarsentral.problemfile.parts import read_agreement
from vikarsentral.problemfile.text import Faults
from vikarsentral.rules.agreements import Agreed
from vikarsentral.rules.pay import Book, Part, PartKind, Pay, Work, price
from vikarsentral.tables import OCCUPYING, PostKind, Shift, ShiftKind, Unit


@dataclass(frozen=True, slots=True)
class Priced:
    """One shift and what it comes to.

    Attributes:
        shift: the row, with the times in force.
        work: as the engine reads it.
        contract: the person's in that week, with the pay of the day.
        pay: the receipt.
    """

    shift: Shift
    work: Work
    contract: Contract
    pay: Pay


def priced(
    session: Session, person_weeks: Collection[PersonWeek], values: Book | None = None
) -> list[Priced]:
    """Price every occupying shift of some person-weeks, own rota and cover.

    Args:
        session: an open session.
        person_weeks: whose weeks; a shift belongs to the week it starts in.
        values: pay values in force; None to have them read.

    Returns:
        The shifts of people with a post, person-week by person-week in the order of start.
    """
    if not person_weeks:
        return []
    shifts = _shifts(session, person_weeks)
    every = [shift for roster in shifts.values() for shift in roster]
    in_force = book(session) if values is None else values
    pricer = _pricer(session, person_weeks, extras(session, every), in_force)
    return [
        one
        for (person, week), roster in sorted(shifts.items())
        if (contract := pricer.contract(person, week)) is not None
        for one in pricer.week(person, roster, contract)
    ]


def _shifts(
    session: Session, person_weeks: Collection[PersonWeek]
) -> dict[PersonWeek, list[Shift]]:
    """Return the occupying shifts of the person-weeks, in order of their starts."""
    first, last = span_of(person_weeks)
    query = (
        select(Shift)
        .where(Shift.person_id.in_({person for person, _ in person_weeks}))
        .where(Shift.starts_at >= midnight(first), Shift.starts_at < midnight(last))
        .where(Shift.status.in_(OCCUPYING))
        .order_by(Shift.starts_at, Shift.id)
    )
    wanted = set(person_weeks)
    found: dict[PersonWeek, list[Shift]] = defaultdict(list)
    for shift in session.scalars(query):
        if (key := week_of(shift)) in wanted:
            found[key].append(shift)
    return found


def _pricer(
    session: Session,
    person_weeks: Collection[PersonWeek],
    beyond: dict[int, Extra],
    values: Book,
) -> _Pricer:
    people = {person for person, _ in person_weeks}
    first, last = span_of(person_weeks)
    codes = dict(session.execute(select(Unit.id, Unit.code)).all())
    fields, listed = Fields(Faults()), agreements(session, first, last, codes)
    return _Pricer(
        values=values,
        held=contracts(session, people, values),
        agreed=Agreed(read_agreement(fields, each, ())[1] for each in listed),
        units=codes,
        duty=duties(session, people, midnight(first), midnight(last + WEEK)),
        beyond=beyond,
    )


@dataclass(frozen=True, slots=True)
class _Pricer:
    """Hold what all shifts of a count are priced by."""

    values: Book
    held: Contracts
    agreed: Agreed
    units: dict[int, str]
    duty: dict[int, Duty]
    beyond: dict[int, Extra]

    def contract(self, person: int, week: date) -> Contract | None:
        """Return a person's contract in a week: the one its Monday finds."""
        return self.held.on(person, week)

    def week(self, person: int, roster: list[Shift], contract: Contract) -> list[Priced]:
        """Price one person-week."""
        stints = {shift.id: self._stint(person, shift) for shift in roster}
        rota = [shift for shift in roster if shift.kind is ShiftKind.ROTA]
        given = self._given(roster, stints, contract)
        duty = self.duty.get(person, Duty()).joined(rota)
        return [
            self._priced(shift, _parts(shift, given, stints[shift.id], contract), contract, duty)
            for shift in roster
        ]

    def _given(
        self, roster: list[Shift], stints: dict[int, Stint], contract: Contract
    ) -> dict[int, tuple[Part, ...]]:
        """Return the parts of cover, and of own rota that lasted longer than planned."""
        rota, cover, whose = [], [], []
        for shift in roster:
            stint, extra = stints[shift.id], self._extra(shift, contract)
            if extra is not None:
                planned, more = extra.halves(stint)
                rota.append(planned)
                cover.append(more)
                whose.append(shift.id)
            elif shift.kind is ShiftKind.ROTA:
                rota.append(stint)
            else:
                cover.append(stint)
                whose.append(shift.id)
        given = dict(zip(whose, parts_of_week(rota, cover, contract), strict=True))
        for shift in roster:
            extra = self._extra(shift, contract)
            if extra is not None:
                base = _whole(stints[shift.id].paid - extra.minutes, contract)
                given[shift.id] = extra.around(base, given[shift.id])
        return given

    def _extra(self, shift: Shift, contract: Contract) -> Extra | None:
        """Return the minutes beyond the plan; those who are paid by the hour have none."""
        return None if contract.kind is PostKind.HOURLY else self.beyond.get(shift.id)

    def _stint(self, person: int, shift: Shift) -> Stint:
        on = shift.starts_at.astimezone(OSLO).date().toordinal()
        limits = self.agreed.limits(person_ref(person), self.units[shift.unit_id], on)
        start, end = minute(shift.starts_at), minute(shift.ends_at)
        paid = end - start - shift.unpaid_break_minutes
        return Stint(start, end, paid, limits.daily_rest, limits.day_minutes)

    def _priced(
        self, shift: Shift, parts: tuple[Part, ...], contract: Contract, duty: Duty
    ) -> Priced:
        start, end = minute(shift.starts_at), minute(shift.ends_at)
        late = shift.created_at > shift.starts_at - NOTICE
        work = Work(
            start,
            end,
            parts,
            unpaid_break=shift.unpaid_break_minutes,
            is_free_day=contract.pay.is_rota and duty.is_free(shift.starts_at),
            original=duty.announced((start, end), is_late=late),
        )
        day = self.held.on(shift.person_id, shift.starts_at.astimezone(OSLO).date())
        paid = contract if day is None else replace(contract, pay=day.pay)
        pay = price(work, paid.pay, self.values) if parts else Pay(())
        return Priced(shift, work, paid, pay)


def _parts(
    shift: Shift, given: Mapping[int, tuple[Part, ...]], stint: Stint, contract: Contract
) -> tuple[Part, ...]:
    """Return the parts of a shift; own rota is ordinary hours."""
    return given[shift.id] if shift.id in given else _whole(stint.paid, contract)


def _whole(minutes: int, contract: Contract) -> tuple[Part, ...]:
    kind: PartKind = "hourly" if contract.kind is PostKind.HOURLY else "contract"
    return (Part(kind, minutes),) if minutes else ()
