"""Find an exchange that covers a need, as the roster is now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from vikarsentral import commitments
from vikarsentral.commitments import need_ref, person_ref
from vikarsentral.explain.live import around_now
from vikarsentral.plan.problem import able_for_need, need_entries
from vikarsentral.plan.repair import WayOut, exchanged
from vikarsentral.problemfile import read_beside
from vikarsentral.rules.facts import Need as NeedFacts
from vikarsentral.rules.facts import Person, Problem, Published
from vikarsentral.tables import (
    OCCUPYING,
    CompoundPart,
    Need,
    NeedStatus,
    Shift,
    ShiftKind,
)

REACH = timedelta(days=3)  # how far about the need shifts may be given up
MOST = 400  # shifts considered


@dataclass(frozen=True, slots=True)
class Swap:
    """An exchange that covers a need.

    Attributes:
        problem: the facts it was found in, with every shift that was considered as a need.
        given: person by need, as it is now.
        way: who gets what.
    """

    problem: Problem
    given: dict[str, str]
    way: WayOut


def proposed(
    session: Session, need_id: int, *, now: datetime, out: Collection[int] = ()
) -> Swap | None:
    """Return the best exchange of two steps that covers a need, None where there is none.

    Who takes the need gives up one shift that begins within three days of it, and somebody who
    can take that shift beside all they have takes it. Own rota stays, and so do shifts that
    are put together of parts. What moves costs what the parties agreed that a change costs.

    Args:
        session: an open session; four queries where the facts are in memory.
        need_id: the need; nobody has it.
        now: UTC; what has begun stays.
        out: people who may not take part, such as those who have said no.

    Raises:
        NotFound: there is no such need.

    Source: contract 2 (hard rules, objective).
    """
    able = set(able_for_need(session, need_id)) - set(out)
    need = session.get_one(Need, need_id)
    held = _held(session, need, able, now)
    if not held:
        return None
    problem = around_now(session, commitments.window_around(need.starts_at))
    given = {need_ref(one.need_id or 0): person_ref(one.person_id) for one in held}
    entries = need_entries(session, [need_id, *(one.need_id or 0 for one in held)])
    _, needs = read_beside(problem, needs=[{**one, "pinned": None} for one in entries])
    facts = _free(problem, needs, given)
    barred = {person_ref(one) for one in out}
    way = exchanged(facts, given, need_ref(need_id), barred)
    return None if way is None else Swap(facts, given, way)


def _held(session: Session, need: Need, able: Collection[int], now: datetime) -> Sequence[Shift]:
    """Return the cover that those who could take a need have about it, and could give up."""
    joined = exists().where(CompoundPart.need_id == Shift.need_id)
    query = (
        select(Shift)
        .join(Need, Need.id == Shift.need_id)
        .where(Shift.kind == ShiftKind.COVER, Shift.status.in_(OCCUPYING), ~joined)
        .where(Need.status == NeedStatus.COVERED, Shift.person_id.in_(able))
        .where(Shift.starts_at == Need.starts_at, Shift.ends_at == Need.ends_at)
        .where(Shift.starts_at > now, Shift.starts_at >= need.starts_at - REACH)
        .where(Shift.starts_at <= need.ends_at + REACH)
        .order_by(Shift.starts_at, Shift.id)
        .limit(MOST)
    )
    return session.scalars(query).all()


def _free(problem: Problem, needs: dict[str, NeedFacts], given: dict[str, str]) -> Problem:
    """Return the facts with what people have of these needs as needs, not as their rota."""
    mine: dict[str, list[NeedFacts]] = {}
    for ref, who in given.items():
        mine.setdefault(who, []).append(needs[ref])
    people = {
        who: _without(one, mine[who]) if who in mine else one
        for who, one in problem.people.items()
    }
    told = tuple(Published(ref, who) for ref, who in given.items() if who in people)
    return replace(problem, people=people, needs=needs, published=told, memory={})


def _without(person: Person, needs: Sequence[NeedFacts]) -> Person:
    gone = {(one.start, one.end, one.unit) for one in needs}
    left = tuple(one for one in person.rota if (one.start, one.end, one.unit) not in gone)
    return replace(person, rota=left)
