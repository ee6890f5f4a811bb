"""An exchange that would cover a need as the roster is now, with names, times and receipts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import swap
from vikarsentral.clock import OSLO
from vikarsentral.commitments import need_id as id_of_need
from vikarsentral.commitments import person_id as id_of_person
from vikarsentral.explain.names import called
from vikarsentral.overview.repairs import ToldWayOut, told_way
from vikarsentral.swap import Step
from vikarsentral.tables import Need


@dataclass(frozen=True, slots=True)
class ToldSwap:
    """An exchange as a leader reads it.

    Attributes:
        way: who gets what, the need itself first.
        steps: the same, as `swap.book` takes it.
        asks: row ids and names of those who must have said yes first; the pool's own time is not
            asked for.
        unit_ids: the units concerned.
    """

    way: ToldWayOut
    steps: tuple[Step, ...]
    asks: tuple[tuple[int, str], ...]
    unit_ids: frozenset[int]


def told_swap(
    session: Session, need_id: int, *, language: str, now: datetime, out: Collection[int] = ()
) -> ToldSwap | None:
    """Tell the best exchange of two steps that covers a need; None where there is none.

    Args:
        session: an open session.
        need_id: the need; nobody has it.
        language: `nb`, `nn` or `en`.
        now: UTC.
        out: people who have said no.

    Raises:
        NotFound: there is no such need.

    Source: AML § 10-3 (changed times ask for a yes); contract 4.
    """
    found = swap.proposed(session, need_id, now=now, out=out)
    if found is None:
        return None
    names = called(session)
    steps = tuple(
        Step(id_of_need(one.need), id_of_person(one.person))
        for one in found.way.handovers
        if one.person is not None
    )
    needs = select(Need).where(Need.id.in_([one.need_id for one in steps]))
    rows = {row.id: row for row in session.scalars(needs)}
    days = {one.person_id: rows[one.need_id].starts_at.astimezone(OSLO).date() for one in steps}
    asked = swap.must_agree(session, days)
    return ToldSwap(
        way=told_way(found.problem, found.given, found.way, names, language),
        steps=steps,
        asks=tuple(
            (one.person_id, names.people[one.person_id]) for one in steps if one.person_id in asked
        ),
        unit_ids=frozenset(row.unit_id for row in rows.values()),
    )
