"""People and all that binds them, as a problem file writes them; one query per kind of row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from vikarsentral.commitments.pay import hourly_costs
from vikarsentral.commitments.posts import kind_of, post_size, size_in_force
from vikarsentral.commitments.proofs import entries, held
from vikarsentral.commitments.refs import local, person_ref
from vikarsentral.commitments.window import Window, midnight
from vikarsentral.tables import (
    OCCUPYING,
    Absence,
    Person,
    PersonCompetence,
    PersonSector,
    PersonUnit,
    Post,
    PostKind,
    Shift,
    Unavailability,
    Unit,
    UnitTie,
    Wish,
)

__all__ = ["able", "kind_of", "people", "post_size"]


@dataclass(slots=True)
class _Bound:
    """Collect what binds one person."""

    posts: list[Post] = field(default_factory=list)
    competences: list[dict[str, str]] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    rota: list[dict[str, Any]] = field(default_factory=list)
    unavailable: list[dict[str, str]] = field(default_factory=list)
    wishes: list[dict[str, Any]] = field(default_factory=list)


def people(
    session: Session,
    window: Window,
    *,
    person_ids: Collection[int] | None = None,
    free_needs: Collection[int] = (),
    is_bare: bool = False,
    is_asked: bool = False,
) -> list[dict[str, Any]]:
    """Return active people with a post in the period, and all that binds them.

    Without `person_ids` only those in reach: the pool, hourly people, and unit staff who have
    said yes to more hours or to overtime. Who has said yes to nothing is left in peace.

    Args:
        session: an open session.
        window: the planned and judged weeks.
        person_ids: these people, in reach or not; None for everyone in reach.
        free_needs: needs whose cover is to be planned anew, so their shifts are not rota.
        is_bare: leave out what the rules on working time do not read: competences, places,
            time off, wishes and pay; three queries.
        is_asked: of these people too only those in reach, as without `person_ids`.

    Returns:
        Entries of `people` of a problem file, in the order of row ids.
    """
    bound: dict[int, _Bound] = defaultdict(_Bound)
    _posts(session, window, _Wanted(person_ids), bound)
    query = select(Person).where(Person.is_active, _Wanted(person_ids).among(Person.id))
    rows = [row for row in session.scalars(query.order_by(Person.id)) if row.id in bound]
    if person_ids is None or is_asked:
        rows = [row for row in rows if _in_reach(row, bound[row.id].posts)]
    wanted = _Wanted([row.id for row in rows])
    _rota(session, window, wanted, frozenset(free_needs), bound)
    if is_bare:
        return [_entry(row, bound[row.id], None, window) for row in rows]
    _abilities(session, wanted, bound)
    _time_off(session, window, wanted, bound)
    _wishes(session, window, wanted, bound)
    costs = hourly_costs(session, {row.id: bound[row.id].posts for row in rows}, window.first_on)
    return [_entry(row, bound[row.id], costs.get(row.id), window) for row in rows]


def able(session: Session, window: Window, *, sector: str, requires: Collection[str]) -> list[int]:
    """Return who is in reach in a sector and holds what is required, whenever it is valid.

    Everyone else is stopped by `place` or `competence`, so that nobody has to be read whole who
    may not come anyway.

    Args:
        session: an open session; four queries.
        window: the planned and judged weeks.
        sector: code of the unit's sector.
        requires: codes; all of them are asked for.

    Returns:
        Row ids, in order.
    """
    here = select(PersonSector.person_id).where(PersonSector.sector_code == sector)
    ids = set(session.scalars(here))
    if requires:
        wanted = set(requires)
        mine = held(session, PersonCompetence.person_id.in_(here))
        ids = {one for one in ids if wanted <= mine.get(one, {}).keys()}
    bound: dict[int, _Bound] = defaultdict(_Bound)
    _posts(session, window, _Wanted(ids), bound)
    rows = session.scalars(
        select(Person).where(Person.is_active, Person.id.in_(bound)).order_by(Person.id)
    )
    return [row.id for row in rows if _in_reach(row, bound[row.id].posts)]


def _in_reach(row: Person, posts: list[Post]) -> bool:
    kinds = {post.kind for post in posts}
    if PostKind.POOL in kinds or kinds == {PostKind.HOURLY}:
        return True
    return row.accepts_overtime or row.accepts_merarbeid_minutes_week > 0


@dataclass(frozen=True, slots=True)
class _Wanted:
    ids: Collection[int] | None

    def among(self, column: InstrumentedAttribute[int]) -> ColumnElement[bool]:
        """Return the condition that a column holds one of the wanted people."""
        return column.is_not(None) if self.ids is None else column.in_(self.ids)


def _posts(session: Session, window: Window, wanted: _Wanted, bound: dict[int, _Bound]) -> None:
    last_on = window.end_on - timedelta(days=1)
    query = (
        select(Post)
        .where(wanted.among(Post.person_id), Post.valid_from <= last_on)
        .where((Post.valid_to.is_(None)) | (Post.valid_to >= window.first_on))
        .order_by(Post.id)
    )
    for post in session.scalars(query):
        bound[post.person_id].posts.append(post)


def _abilities(session: Session, wanted: _Wanted, bound: dict[int, _Bound]) -> None:
    for person, mine in held(session, wanted.among(PersonCompetence.person_id)).items():
        bound[person].competences += entries(mine)
    sectors = select(PersonSector).where(wanted.among(PersonSector.person_id))
    for tie in session.scalars(sectors.order_by(PersonSector.sector_code)):
        bound[tie.person_id].sectors.append(tie.sector_code)
    ties = select(PersonUnit.person_id, PersonUnit.tie, Unit.code).join(Unit)
    ties = ties.where(wanted.among(PersonUnit.person_id)).order_by(Unit.code)
    for person, kind, code in session.execute(ties):
        units = bound[person].known if kind is UnitTie.KNOWN else bound[person].allowed
        units.append(code)


def _rota(
    session: Session,
    window: Window,
    wanted: _Wanted,
    free_needs: frozenset[int],
    bound: dict[int, _Bound],
) -> None:
    query = (
        select(
            Shift.person_id,
            Shift.need_id,
            Shift.starts_at,
            Shift.ends_at,
            Shift.unpaid_break_minutes,
            Unit.code,
        )
        .join(Unit)
        .where(wanted.among(Shift.person_id), Shift.status.in_(OCCUPYING))
        .where(Shift.starts_at >= window.judged_from, Shift.starts_at < window.judged_to)
        .order_by(Shift.starts_at, Shift.id)
    )
    for person, need, starts_at, ends_at, unpaid_break, code in session.execute(query):
        if need is None or need not in free_needs:
            bound[person].rota.append(
                {
                    "start": local(starts_at),
                    "end": local(ends_at),
                    "unit": code,
                    "unpaid_break": unpaid_break,
                }
            )


def _time_off(session: Session, window: Window, wanted: _Wanted, bound: dict[int, _Bound]) -> None:
    away = select(Absence.person_id, Absence.starts_at, Absence.ends_at)
    away = away.where(Absence.withdrawn_at.is_(None), wanted.among(Absence.person_id))
    away = away.where(Absence.ends_at > window.starts_at, Absence.starts_at < window.judged_to)
    off = select(Unavailability.person_id, Unavailability.starts_at, Unavailability.ends_at)
    off = off.where(wanted.among(Unavailability.person_id))
    off = off.where(Unavailability.ends_at > window.starts_at)
    off = off.where(Unavailability.starts_at < window.judged_to)
    for query in (away.order_by(Absence.id), off.order_by(Unavailability.id)):
        for person, starts_at, ends_at in session.execute(query):
            entry = {"start": local(starts_at), "end": local(ends_at)}
            bound[person].unavailable.append(entry)


def _wishes(session: Session, window: Window, wanted: _Wanted, bound: dict[int, _Bound]) -> None:
    query = (
        select(Wish)
        .where(wanted.among(Wish.person_id))
        .where(Wish.ends_at > window.starts_at, Wish.starts_at < window.judged_to)
        .order_by(Wish.id)
    )
    for wish in session.scalars(query):
        bound[wish.person_id].wishes.append(
            {"start": local(wish.starts_at), "end": local(wish.ends_at), "ore": wish.ore}
        )


def _entry(row: Person, bound: _Bound, cost_ore: int | None, window: Window) -> dict[str, Any]:
    full_week = max(post.full_week_minutes for post in bound.posts)
    size = size_in_force(bound.posts, full_week, window.first_on)
    return {
        "id": person_ref(row.id),
        "kind": kind_of({post.kind for post in bound.posts}, size).value,
        "full_week_minutes": full_week,
        "stillingsprosent": size,
        "regime": max(bound.posts, key=lambda post: post.stillingsprosent).regime,
        "competences": bound.competences,
        "sectors": bound.sectors,
        "units": bound.allowed or None,
        "known_units": bound.known,
        **({"home_area": row.home_area} if row.home_area else {}),
        "hourly_cost_ore": row.hourly_cost_ore if cost_ore is None else cost_ore,
        "accepts": {
            "merarbeid_minutes_week": row.accepts_merarbeid_minutes_week,
            "overtime": row.accepts_overtime,
            "night": row.accepts_night,
        },
        "overtime_minutes_52w": row.overtime_minutes_52w,
        "rota": bound.rota,
        "unavailable": bound.unavailable + _outside_posts(bound.posts, window),
        "wishes": bound.wishes,
    }


def _outside_posts(posts: list[Post], window: Window) -> list[dict[str, str]]:
    """Return the times of the period in which no post is in force."""
    spans: list[tuple[date, date]] = []
    reached: date | None = window.first_on
    for post in sorted(posts, key=lambda one: one.valid_from):
        if reached is None:
            break
        if post.valid_from > reached:
            spans.append((reached, post.valid_from))
        after = None if post.valid_to is None else post.valid_to + timedelta(days=1)
        reached = None if after is None else max(reached, after)
    if reached is not None and reached <= window.end_on:
        spans.append((reached, window.end_on + timedelta(days=7)))
    return [{"start": local(midnight(a)), "end": local(midnight(b))} for a, b in spans]
