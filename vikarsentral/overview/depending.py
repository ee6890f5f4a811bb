"""Which published shifts are lawful only under an agreement that ends before they start.

Each person's shifts after the end are judged twice by the rules: with the agreements as they
are, and with this one prolonged. What breaks only the first time depends on it.

Source: contract 2 (agreements); aml § 10-5, § 10-6, § 10-8.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from vikarsentral import commitments
from vikarsentral.agreements import is_signed, last_day
from vikarsentral.clock import OSLO
from vikarsentral.commitments import Window, local, person_id, person_ref
from vikarsentral.commitments.window import midnight, monday
from vikarsentral.errors import NotFound
from vikarsentral.plan.problem import FORMAT, facts
from vikarsentral.rules.excess import Excess
from vikarsentral.rules.facts import Person, Problem
from vikarsentral.rules.person import person_breaches
from vikarsentral.tables import (
    OCCUPYING,
    Agreement,
    AgreementKind,
    Shift,
    Unit,
)
from vikarsentral.tables import (
    Person as PersonRow,
)

WEEKS_AHEAD = 8
TIME_RULES = frozenset(
    {"daily_rest", "weekly_rest", "day_minutes", "week_minutes", "overtime", "red_days"}
)
NOTICE_DAYS = (60, 30, 7)
"""How many days before an agreement ends the parties are told."""


@dataclass(frozen=True, slots=True)
class Dependent:
    """One published shift that needs the agreement to be prolonged.

    Attributes:
        shift_id: the shift.
        person_id: whose.
        name: the person's name.
        unit_id: where.
        unit: the unit's name.
        starts_at: UTC.
        ends_at: UTC.
        rules: ids of the rules it would break, in order.
    """

    shift_id: int
    person_id: int
    name: str
    unit_id: int
    unit: str
    starts_at: datetime
    ends_at: datetime
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """An agreement that ends soon, and what depends on it.

    Attributes:
        agreement_id: the agreement.
        code: its short name.
        title: what it is about.
        last_on: the last Oslo date it holds.
        days_left: whole days from today to the last, 0 on the last day itself.
        dependents: published shifts that need it prolonged, by start.
    """

    agreement_id: int
    code: str
    title: str
    last_on: date
    days_left: int
    dependents: tuple[Dependent, ...]


def endings(session: Session, *, now: datetime, is_judged: bool = True) -> list[Ending]:
    """Return the signed agreements on working time that end within 60 days, the first first.

    Args:
        session: an open session.
        now: UTC.
        is_judged: whether the shifts that depend on each are found; without, there are none.
    """
    today = now.astimezone(OSLO).date()
    horizon = today + timedelta(days=NOTICE_DAYS[0])
    rows = [
        row
        for row in session.scalars(select(Agreement).order_by(Agreement.id))
        if row.kind is AgreementKind.WORKING_TIME
        and is_signed(row)
        and today <= last_day(row) <= horizon
        and last_day(row) >= row.valid_from
    ]
    rows.sort(key=lambda row: (last_day(row), row.code))
    return [
        Ending(
            row.id,
            row.code,
            row.title,
            last_day(row),
            (last_day(row) - today).days,
            dependents(session, row.id, now=now) if is_judged else (),
        )
        for row in rows
    ]


def dependents(
    session: Session, agreement_id: int, *, now: datetime, last_on: date | None = None
) -> tuple[Dependent, ...]:
    """Return the published shifts that are lawful only while an agreement holds.

    A fixed number of queries; shifts of the eight weeks after the end are judged.

    Args:
        session: an open session.
        agreement_id: the agreement.
        now: UTC; what has begun is left as it is.
        last_on: judge as if it ended on this Oslo date; None, or later, for its own last day.

    Returns:
        The shifts by start; none for an agreement that is not signed.

    Raises:
        NotFound: there is no such agreement.
    """
    scope = [joinedload(Agreement.units), joinedload(Agreement.people)]
    row = session.get(Agreement, agreement_id, options=scope)
    if row is None:
        raise NotFound("agreement", agreement_id)
    if not is_signed(row) or row.kind is not AgreementKind.WORKING_TIME:
        return ()
    last = min(last_day(row), last_on or date.max)
    after = max(midnight(last + timedelta(days=1)), now)
    shifts = _shifts(session, row, after)
    if not shifts:
        return ()
    document = _document(session, row, last, shifts)
    prolonged = facts(_prolonged(document, row))
    held = facts(_without_empty(document))
    broken = _broken_by_shift(held, prolonged)
    return tuple(
        Dependent(
            shift.id,
            shift.person_id,
            name,
            shift.unit_id,
            unit.name,
            shift.starts_at,
            shift.ends_at,
            tuple(sorted(broken[shift.id])),
        )
        for shift, unit, name in shifts
        if shift.id in broken
    )


Rows = list[tuple[Shift, Unit, str]]


def _shifts(session: Session, row: Agreement, after: datetime) -> Rows:
    """Return the published shifts of everyone in scope who has one after the end."""
    units = {tie.unit_id for tie in row.units}
    people = {tie.person_id for tie in row.people}
    until = after + timedelta(weeks=WEEKS_AHEAD)
    in_scope = (
        select(Shift.person_id)
        .where(Shift.status.in_(OCCUPYING), Shift.starts_at >= after, Shift.starts_at < until)
        .distinct()
    )
    if units:
        in_scope = in_scope.where(Shift.unit_id.in_(units))
    if people:
        in_scope = in_scope.where(Shift.person_id.in_(people))
    query = (
        select(Shift, Unit, PersonRow.name)
        .join(Unit, Unit.id == Shift.unit_id)
        .join(PersonRow, PersonRow.id == Shift.person_id)
        .where(Shift.status.in_(OCCUPYING), Shift.person_id.in_(in_scope))
        .where(Shift.starts_at >= after, Shift.starts_at < until)
        .order_by(Shift.starts_at, Shift.id)
    )
    return [(shift, unit, name) for shift, unit, name in session.execute(query)]


def _document(session: Session, row: Agreement, last: date, shifts: Rows) -> dict[str, Any]:
    """Write a problem in which the shifts after the end are needs, and all before is rota."""
    first = monday(min(shift.starts_at for shift, _, _ in shifts).astimezone(OSLO).date())
    final = monday(max(shift.starts_at for shift, _, _ in shifts).astimezone(OSLO).date())
    window = Window(first, final + timedelta(weeks=1))
    ids = {shift.person_id for shift, _, _ in shifts}
    judged = {(shift.person_id, local(shift.starts_at)) for shift, _, _ in shifts}
    people = commitments.people(session, window, person_ids=ids, is_bare=True)
    for person in people:
        row_id = person_id(person["id"])
        person["rota"] = [each for each in person["rota"] if (row_id, each["start"]) not in judged]
        person["unavailable"], person["wishes"] = [], []
    last_on = window.end_on + timedelta(days=7)
    units = session.execute(select(Unit.id, Unit.code, Unit.sector_code, Unit.area_code)).all()
    since = min(first - timedelta(days=14), row.valid_from)
    codes = {one.id: one.code for one in units}
    agreements = commitments.agreements(session, since, last_on, codes)
    for agreement in agreements:
        if agreement["id"] == row.code:
            agreement["valid_to"] = last.isoformat()
    return {
        "format": FORMAT,
        "timezone": "Europe/Oslo",
        "period": {"start": local(window.starts_at), "end": local(window.ends_at)},
        "units": [
            {"id": one.code, "sector": one.sector_code, "area": one.area_code} for one in units
        ],
        "agreements": agreements,
        "people": people,
        "needs": [_need(shift, unit) for shift, unit, _ in shifts],
    }


def _need(shift: Shift, unit: Unit) -> dict[str, Any]:
    return {
        "id": f"{person_ref(shift.person_id)}:{shift.id}",
        "unit": unit.code,
        "start": local(shift.starts_at),
        "end": local(shift.ends_at),
        "unpaid_break": shift.unpaid_break_minutes,
        "priority": 1,
        "agency": None,
    }


def _prolonged(document: dict[str, Any], row: Agreement) -> dict[str, Any]:
    end = document["period"]["end"]
    later = (date.fromisoformat(end[:10]) + timedelta(days=30)).isoformat()
    agreements = [
        {**each, "valid_to": later} if each["id"] == row.code else each
        for each in document["agreements"]
    ]
    return {**document, "agreements": agreements}


def _without_empty(document: dict[str, Any]) -> dict[str, Any]:
    """Leave out what would end before it begins: it never holds."""
    agreements = [
        each for each in document["agreements"] if each["valid_from"] <= each["valid_to"]
    ]
    return {**document, "agreements": agreements}


def _broken_by_shift(held: Problem, prolonged: Problem) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for person in held.people.values():
        now_broken = _excesses(held, person)
        still = {(one.rule, one.thing) for one in _excesses(prolonged, person)}
        for one in now_broken:
            if (one.rule, one.thing) not in still:
                for need in one.needs:
                    found.setdefault(int(need.rpartition(":")[2]), set()).add(one.rule)
    return found


def _excesses(problem: Problem, person: Person) -> Collection[Excess]:
    mine: Iterable[Any] = (
        need.stretch for need in problem.needs.values() if need.id.partition(":")[0] == person.id
    )
    return [one for one in person_breaches(problem, person, mine) if one.rule in TIME_RULES]
