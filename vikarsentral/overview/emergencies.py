"""Emergency exceptions as pages list them, and who could be asked for one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import emergency
from vikarsentral.commitments import person_id
from vikarsentral.explain.live import case_of
from vikarsentral.rules.person import person_breaches, static_refusals
from vikarsentral.rules.receipt import explained
from vikarsentral.tables import EmergencyCode, EmergencyException, Need, Person, Unit

CODES = {code.value: code for code in EmergencyCode}
"""The reason codes by the words forms send."""


@dataclass(frozen=True, slots=True)
class EmergencyLine:
    """One exception.

    Attributes:
        id: row id.
        need_id: the need.
        unit_id: where.
        unit: the unit's name.
        starts_at: UTC.
        ends_at: UTC.
        person_id: who would come.
        name: their name.
        code: the reason code.
        rules: ids of the rules it opens.
        texts: one sentence per breach, with its sum.
        decided_by: who decided.
        decided_at: UTC.
        seen_by: who has confirmed having seen it, None before.
        seen_at: UTC, None before.
        is_withdrawn: it was taken back.
        is_used: a booking rests on it.
        is_over: the shift has ended.
    """

    id: int
    need_id: int
    unit_id: int
    unit: str
    starts_at: datetime
    ends_at: datetime
    person_id: int
    name: str
    code: str
    rules: tuple[str, ...]
    texts: tuple[str, ...]
    decided_by: str
    decided_at: datetime
    seen_by: str | None
    seen_at: datetime | None
    is_withdrawn: bool
    is_used: bool
    is_over: bool


def emergency_lines(
    session: Session,
    *,
    unit_ids: Collection[int] | None,
    language: str,
    now: datetime,
    need_id: int | None = None,
    limit: int = 200,
) -> list[EmergencyLine]:
    """Return exceptions, the newest first; one query.

    Args:
        session: an open session.
        unit_ids: only at these units; None for all.
        language: `nb`, `nn` or `en`.
        now: UTC.
        need_id: only about this need; None for all.
        limit: how many at most.
    """
    query = (
        select(EmergencyException, Need, Unit.name, Person.name)
        .join(Need, Need.id == EmergencyException.need_id)
        .join(Unit, Unit.id == Need.unit_id)
        .join(Person, Person.id == EmergencyException.person_id)
        .order_by(EmergencyException.decided_at.desc(), EmergencyException.id.desc())
        .limit(limit)
    )
    if unit_ids is not None:
        query = query.where(Need.unit_id.in_(unit_ids))
    if need_id is not None:
        query = query.where(Need.id == need_id)
    return [
        EmergencyLine(
            id=row.id,
            need_id=need.id,
            unit_id=need.unit_id,
            unit=unit,
            starts_at=need.starts_at,
            ends_at=need.ends_at,
            person_id=row.person_id,
            name=name,
            code=row.code.value,
            rules=tuple(row.rules),
            texts=tuple(str(told["text"][language]) for told in row.receipts),
            decided_by=row.decided_by,
            decided_at=row.decided_at,
            seen_by=row.seen_by,
            seen_at=row.seen_at,
            is_withdrawn=row.withdrawn_at is not None,
            is_used=row.shift_id is not None,
            is_over=need.ends_at <= now,
        )
        for row, need, unit, name in session.execute(query)
    ]


@dataclass(frozen=True, slots=True)
class Openable:
    """Someone who could come if an exception opened the rules that stop them.

    Attributes:
        person_id: who.
        name: their name.
        rules: ids of the rules that would be opened.
        text: what would be broken, with the sums.
    """

    person_id: int
    name: str
    rules: tuple[str, ...]
    text: str


def openable(session: Session, need_id: int, *, language: str, most: int) -> list[Openable]:
    """Find people whom only rules on working time stop; few queries, facts are in memory.

    Args:
        session: an open session.
        need_id: the need.
        language: `nb`, `nn` or `en`.
        most: how many at most.

    Returns:
        Those with the fewest rules to open first, then in the order of row ids.

    Raises:
        NotFound: there is no such need.

    Source: AML § 10-12 (3).
    """
    case = case_of(session, need_id)
    problem, need = case.problem, case.need
    found = []
    for person in problem.people.values():
        if static_refusals(problem, person, need):
            continue
        broken = person_breaches(problem, person, [need.stretch])
        if emergency.is_openable(broken):
            found.append((person_id(person.id), broken))
    found.sort(key=lambda one: (len(one[1]), one[0]))
    chosen = found[:most]
    query = select(Person.id, Person.name).where(Person.id.in_([who for who, _ in chosen]))
    names = dict(session.execute(query).all())
    return [
        Openable(
            who,
            names[who],
            tuple(sorted({one.rule for one in broken})),
            explained(broken)[language],
        )
        for who, broken in chosen
    ]
