"""The live roster as a problem file: the needs to plan, the people, and what binds them.

The same document is solved, stored with the run, and compared at publication, so that a plan is
never published on other ground than it was made on.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from vikarsentral import commitments, pool
from vikarsentral.clock import OSLO
from vikarsentral.commitments import Window, local, need_ref, person_ref
from vikarsentral.commitments.proofs import demanded
from vikarsentral.errors import NotFound
from vikarsentral.problemfile import problem_bytes, read_problem
from vikarsentral.rules.facts import Problem
from vikarsentral.tables import (
    AgencyOrder,
    AgencyStatus,
    Need,
    NeedStatus,
    Pin,
    Sector,
    Shift,
    ShiftStatus,
    Unit,
)

FORMAT = "vikarsentral/problem/1"


@dataclass(frozen=True, slots=True)
class Selected:
    """The needs of a plan, and who has them now by an earlier plan."""

    needs: list[dict[str, Any]]
    published: list[dict[str, str]]
    ids: frozenset[int]


def build(session: Session, window: Window, *, now: datetime) -> dict[str, Any]:
    """Build the problem of a period: its open needs and those an earlier plan gave to people.

    Needs that were booked by hand, accepted or ordered are fixed. Needs that have begun are
    left out. People of sectors without a pool are there too: their own units ask them.

    Args:
        session: an open session.
        window: the planned weeks.
        now: UTC.

    Returns:
        A problem file as a document.
    """
    selected = _select_needs(session, window, now)
    return _document(session, window, selected, None)


def build_for_need(
    session: Session,
    need_id: int,
    *,
    person_ids: Collection[int] | None = None,
) -> dict[str, Any]:
    """Build the problem of one need against the live roster, everything else fixed.

    The period is four weeks that start a week before, so that every four-week window that
    holds the need is judged.

    Args:
        session: an open session.
        need_id: the need.
        person_ids: only these people; None for everyone.

    Returns:
        A problem file as a document, with this need alone.

    Raises:
        NotFound: there is no such need.
    """
    need = session.get(Need, need_id)
    if need is None:
        raise NotFound("need", need_id)
    window = commitments.window_around(need.starts_at)
    row = session.execute(_need_query().where(Need.id == need_id)).one()
    selected = Selected([_need(row)], [], frozenset({need_id}))
    if person_ids is not None and row.person_id is not None:
        person_ids = {*person_ids, row.person_id}  # a file names nobody it does not hold
    return _document(session, window, selected, person_ids)


def able_for_need(session: Session, need_id: int) -> list[int]:
    """Return the people in reach whom neither sector nor competence stops.

    Args:
        session: an open session.
        need_id: the need.

    Returns:
        Row ids, in order; all who may lawfully have the need are among them.

    Raises:
        NotFound: there is no such need.
    """
    entry = need_entry(session, need_id)
    need = session.get_one(Need, need_id)
    return commitments.able(
        session,
        commitments.window_around(need.starts_at),
        sector=session.get_one(Unit, need.unit_id).sector_code,
        requires=entry["requires"],
    )


def build_around(session: Session, window: Window) -> dict[str, Any]:
    """Build the problem of a period without any need, with everything that is fixed.

    Args:
        session: an open session.
        window: the planned weeks.

    Returns:
        A problem file as a document, its needs empty.
    """
    return _document(session, window, Selected([], [], frozenset()), None)


def people_around(
    session: Session, window: Window, person_ids: Collection[int]
) -> list[dict[str, Any]]:
    """Return those of some people who stand in the problem of a period without any need.

    Args:
        session: an open session.
        window: the planned weeks.
        person_ids: whose.

    Returns:
        Entries of `people`, as `build_around` has them.
    """
    return _people(session, window, (), person_ids, is_asked=True)


def need_entry(session: Session, need_id: int) -> dict[str, Any]:
    """Return one need as a problem file writes it; one query.

    Args:
        session: an open session.
        need_id: the need.

    Raises:
        NotFound: there is no such need.
    """
    row = session.execute(_need_query().where(Need.id == need_id)).one_or_none()
    if row is None:
        raise NotFound("need", need_id)
    return _need(row)


def need_entries(session: Session, need_ids: Collection[int]) -> list[dict[str, Any]]:
    """Return some needs as a problem file writes them, in the order of time; one query.

    Args:
        session: an open session.
        need_ids: the needs; one that is not there is left out.
    """
    rows = session.execute(_need_query().where(Need.id.in_(need_ids)))
    return [_need(row) for row in rows]


def facts(document: dict[str, Any]) -> Problem:
    """Read a problem document into facts, through the same door as any file.

    Args:
        document: a problem file as a document.
    """
    return read_problem(problem_bytes(document))


def _document(
    session: Session,
    window: Window,
    selected: Selected,
    person_ids: Collection[int] | None,
) -> dict[str, Any]:
    last_on = window.end_on + timedelta(days=7)
    first_on = window.first_on - timedelta(days=14)
    return {
        "format": FORMAT,
        "timezone": "Europe/Oslo",
        "period": {"start": local(window.starts_at), "end": local(window.ends_at)},
        "units": commitments.units(session),
        "travel_minutes": commitments.travel(session),
        "agreements": commitments.agreements(session, first_on, last_on),
        "people": _people(session, window, selected.ids, person_ids),
        "needs": selected.needs,
        "published": selected.published,
        "objective": commitments.weights(session, window.first_on),
    }


def _people(
    session: Session,
    window: Window,
    free_needs: Collection[int],
    person_ids: Collection[int] | None,
    *,
    is_asked: bool = False,
) -> list[dict[str, Any]]:
    people = commitments.people(
        session, window, person_ids=person_ids, free_needs=free_needs, is_asked=is_asked
    )
    outside = pool.unavailable(
        session, window.starts_at, window.ends_at + timedelta(days=2), person_ids=person_ids
    )
    on = set(session.scalars(select(Sector.code).where(Sector.is_pool_on)))
    for person in people:
        row_id = commitments.person_id(person["id"])
        for start, end in outside.get(row_id, ()):
            person["unavailable"].append({"start": local(start), "end": local(end)})
        if person["kind"] == "pool":
            person["sectors"] = [sector for sector in person["sectors"] if sector in on]
    return people


def _need_query() -> Select[Need, str, int, list[str]]:
    return (
        select(Need, Unit.code, Pin.person_id, demanded())
        .join(Unit, Unit.id == Need.unit_id)
        .outerjoin(Pin, Pin.need_id == Need.id)
        .order_by(Need.starts_at, Need.id)
    )


def _select_needs(session: Session, window: Window, now: datetime) -> Selected:
    given = (
        select(Shift.need_id, Shift.person_id)
        .where(Shift.need_id.is_not(None), Shift.status == ShiftStatus.PLANNED)
        .where(Shift.starts_at >= window.starts_at, Shift.starts_at < window.ends_at)
    )
    planned = dict(session.execute(given).all())
    ordered = set(
        session.scalars(
            select(AgencyOrder.need_id).where(AgencyOrder.status == AgencyStatus.APPROVED)
        )
    )
    query = _need_query().where(Need.status != NeedStatus.WITHDRAWN, Need.starts_at > now)
    query = query.where(Need.starts_at >= window.starts_at, Need.starts_at < window.ends_at)
    rows = [row for row in session.execute(query) if _is_free(row[0], planned, ordered)]
    published = [
        {"need": need_ref(row[0].id), "person": person_ref(planned[row[0].id])}
        for row in rows
        if row[0].id in planned
    ]
    return Selected([_need(row) for row in rows], published, frozenset(row[0].id for row in rows))


def _is_free(need: Need, planned: Collection[int | None], ordered: Collection[int]) -> bool:
    if need.status is NeedStatus.COVERED:
        return need.id in planned
    return need.id not in ordered


def _need(row: Any) -> dict[str, Any]:
    need, unit, pinned, asked = row
    price = need.agency_ore_per_hour if need.is_agency_allowed else None
    return {
        "id": need_ref(need.id),
        "unit": unit,
        "start": local(need.starts_at),
        "end": local(need.ends_at),
        "unpaid_break": need.unpaid_break_minutes,
        "requires": list(dict.fromkeys([*need.requires, *asked])),
        "priority": need.priority,
        "agency": None if price is None else {"ore_per_hour": price},
        "known_people": [],
        "pinned": None if pinned is None else person_ref(pinned),
    }


def first_monday(now: datetime) -> date:
    """Return the Monday after an instant's week, the usual start of a plan.

    Args:
        now: UTC.
    """
    today = now.astimezone(OSLO).date()
    return today - timedelta(days=today.weekday()) + timedelta(weeks=1)
