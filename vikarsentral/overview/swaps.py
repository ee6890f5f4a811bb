"""An exchange that would cover a need as the roster is now, with names, times and receipts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import swap
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
        asks: names of those who must have said yes first; the pool's own time is not asked for.
        unit_ids: the units concerned.
    """

    way: ToldWayOut
    steps: tuple[Step, ...]
    asks: tuple[str, ...]
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
    people = [one.person for one in found.way.handovers if one.person is not None]
    needs = [id_of_need(one.need) for one in found.way.handovers]
    asked = [one for one in people if found.problem.people[one].kind != "pool"]
    units = session.scalars(select(Need.unit_id).where(Need.id.in_(needs)))
    return ToldSwap(
        way=told_way(found.problem, found.given, found.way, names, language),
        steps=tuple(
            Step(need, id_of_person(who)) for need, who in zip(needs, people, strict=True)
        ),
        asks=tuple(names.people[id_of_person(one)] for one in asked),
        unit_ids=frozenset(units),
    )
