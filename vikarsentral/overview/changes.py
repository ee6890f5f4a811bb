"""What a plan changes against the plan before it, with the names people know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.commitments import need_id, person_id
from vikarsentral.plan.store import RunView
from vikarsentral.tables import Need, Person, PlanRun, Unit


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One need that is not as it was.

    Attributes:
        need_id: row id.
        unit: the unit's name.
        starts_at: UTC, as the need stands now.
        ends_at: UTC.
        was: `own`, `agency`, `open` or `none` (not in the earlier plan).
        was_name: who had it, or empty.
        now: the same for this plan.
        now_name: who has it, or empty.
        why: code of the reason (`plan.moves.Why`); empty beyond what reasons are worked out for.
        rules: ids of the rules that stop.
        ore: what the sum would grow by were this need as before; None without a sum.
        changed: what has changed about the need itself.
    """

    need_id: int
    unit: str
    starts_at: datetime
    ends_at: datetime
    was: str
    was_name: str
    now: str
    now_name: str
    why: str
    rules: tuple[str, ...]
    ore: int | None
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """All that a plan changes.

    Attributes:
        before_id: the plan it is compared with.
        was_published: whether that plan was published.
        kept: needs that are as they were.
        counts: needs by kind: `moved` (from one of our own to another), `lost` (from one of our
            own to nobody or an agency), `gained` (the other way), `new`, `gone`, `other`.
        moves: in the order of time.
    """

    before_id: int
    was_published: bool
    kept: int
    counts: Mapping[str, int]
    moves: tuple[PlanChange, ...]


def plan_changes(session: Session, run: RunView) -> PlanChanges | None:
    """Name what a plan changes; three queries for any size.

    Args:
        session: an open session.
        run: the run.

    Returns:
        None where there is no earlier plan to compare with.
    """
    told = run.moves
    if told is None:
        return None
    refs = [one["need"] for one in told["moves"]]
    query = (
        select(Need.id, Unit.name, Need.starts_at, Need.ends_at)
        .join(Unit, Unit.id == Need.unit_id)
        .where(Need.id.in_(list(map(need_id, refs))))
    )
    places = {row[0]: (row[1], row[2], row[3]) for row in session.execute(query)}
    people = {
        person_id(one[side]["person"])
        for one in told["moves"]
        for side in ("was", "now")
        if one[side]["person"] is not None
    }
    found = select(Person.id, Person.name).where(Person.id.in_(people))
    names = dict(session.execute(found).all())
    published = select(PlanRun.published_at).where(PlanRun.id == told["before"])
    moves = [
        _change(one, places[need_id(one["need"])], names)
        for one in told["moves"]
        if need_id(one["need"]) in places
    ]
    return PlanChanges(
        before_id=told["before"],
        was_published=session.scalar(published) is not None,
        kept=told["kept"],
        counts=Counter(_kind(one) for one in moves),
        moves=tuple(sorted(moves, key=lambda one: (one.starts_at, one.unit, one.need_id))),
    )


def _change(
    one: Mapping[str, Any], place: tuple[str, datetime, datetime], names: Mapping[int, str]
) -> PlanChange:
    why = one["why"] or {"code": "", "rules": [], "ore": None, "changed": []}
    unit, starts_at, ends_at = place
    return PlanChange(
        need_id=need_id(one["need"]),
        unit=unit,
        starts_at=starts_at,
        ends_at=ends_at,
        was=one["was"]["outcome"],
        was_name=_name(one["was"]["person"], names),
        now=one["now"]["outcome"],
        now_name=_name(one["now"]["person"], names),
        why=why["code"],
        rules=tuple(why["rules"]),
        ore=why["ore"],
        changed=tuple(why["changed"]),
    )


def _name(ref: str | None, names: Mapping[int, str]) -> str:
    return "" if ref is None else names.get(person_id(ref), "")


def _kind(one: PlanChange) -> str:
    if one.was == "none":
        return "new"
    if one.now == "none":
        return "gone"
    if one.was == "own":
        return "moved" if one.now == "own" else "lost"
    return "gained" if one.now == "own" else "other"
