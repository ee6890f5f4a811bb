"""Find an exchange that covers a need, as the roster is now."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from vikarsentral import commitments
from vikarsentral.commitments import need_ref, person_id, person_ref
from vikarsentral.explain.live import around_now
from vikarsentral.plan.problem import need_entries, need_entry
from vikarsentral.plan.repair import WayOut, exchanged
from vikarsentral.problemfile import read_beside
from vikarsentral.rules.employment import place_excess
from vikarsentral.rules.facts import Need as NeedFacts
from vikarsentral.rules.facts import Person, Problem, Published
from vikarsentral.tables import (
    OCCUPYING,
    Compound,
    CompoundPart,
    CompoundState,
    Need,
    NeedStatus,
    Shift,
    ShiftKind,
)

REACH = timedelta(days=3)  # how far about the need shifts may be given up
MOST = 400  # shifts considered
KEPT = 8
"""How many needs' exchanges are known at a time; the one found first goes first."""

_lock = threading.Lock()


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
    entry = need_entry(session, need_id)
    times = (datetime.fromisoformat(entry["start"]), datetime.fromisoformat(entry["end"]))
    problem = around_now(session, commitments.window_around(times[0]))
    barred = {person_ref(one) for one in out}
    able = _able(problem, entry) - barred
    held = _held(session, times, [person_id(one) for one in able], now)
    if not held:
        return None
    given = {need_ref(one.need_id or 0): person_ref(one.person_id) for one in held}
    entries = [entry, *need_entries(session, [one.need_id or 0 for one in held])]
    entries = [{**one, "pinned": None} for one in entries]
    return _known(problem, entries, given, frozenset(barred))


def _known(
    problem: Problem, entries: list[dict[str, Any]], given: dict[str, str], barred: frozenset[str]
) -> Swap | None:
    """Return the best exchange, looked for once while all that it follows from is the same.

    What is known is kept with the facts, and goes when they are others; the needs, who has them
    and who takes no part are named whole.
    """
    known: OrderedDict[Any, Swap | None] = problem.remembered("exchanges", OrderedDict)
    asked = (json.dumps(entries, sort_keys=True), tuple(given.items()), barred)
    with _lock:
        if asked in known:
            return known[asked]
    found = _looked_for(problem, entries, given, barred)
    with _lock:
        known[asked] = found
        while len(known) > KEPT:
            known.popitem(last=False)
    return found


def _looked_for(
    problem: Problem, entries: list[dict[str, Any]], given: dict[str, str], barred: frozenset[str]
) -> Swap | None:
    _, needs = read_beside(problem, needs=entries)
    facts = _free(problem, needs, given)
    way = exchanged(facts, given, entries[0]["id"], barred)
    facts.memory.pop("translation", None)  # as large as everyone, and of no use to who keeps this
    return None if way is None else Swap(facts, given, way)


def _able(problem: Problem, entry: dict[str, Any]) -> set[str]:
    """Return whom neither competence nor place keeps from a need."""
    _, needs = read_beside(problem, needs=[{**entry, "pinned": None}])
    need = needs[entry["id"]]
    return {
        one.id
        for one in problem.people.values()
        if all(asked in one.competences for asked in need.requires)
        and place_excess(problem, one, need) is None
    }


def _held(
    session: Session, times: tuple[datetime, datetime], able: Collection[int], now: datetime
) -> Sequence[Shift]:
    """Return the cover that those who could take a need have about it, and could give up."""
    starts_at, ends_at = times
    joined = exists().where(
        CompoundPart.need_id == Shift.need_id,
        CompoundPart.compound_id == Compound.id,
        Compound.state == CompoundState.BOOKED,
    )
    query = (
        select(Shift)
        .join(Need, Need.id == Shift.need_id)
        .where(Shift.kind == ShiftKind.COVER, Shift.status.in_(OCCUPYING), ~joined)
        .where(Need.status == NeedStatus.COVERED, Shift.person_id.in_(able))
        .where(Shift.starts_at == Need.starts_at, Shift.ends_at == Need.ends_at)
        .where(Shift.starts_at > now, Shift.starts_at >= starts_at - REACH)
        .where(Shift.starts_at <= ends_at + REACH)
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
