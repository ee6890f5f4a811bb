"""One need against the live roster, on facts kept in memory and renewed person by person."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import commitments
from vikarsentral.commitments import Window, need_ref, person_id, person_ref
from vikarsentral.explain import memory
from vikarsentral.explain.case import Case
from vikarsentral.explain.screen import everyone, is_ready, renewed, screen_of
from vikarsentral.explain.screen_rank import Everyone
from vikarsentral.plan.problem import (
    able_for_need,
    build_around,
    build_for_need,
    facts,
    need_entry,
    people_around,
)
from vikarsentral.rules.facts import Need, Person, Problem
from vikarsentral.tables import OCCUPYING, WATCHED, Shift

_OF_PERSON = ("rota line", "rota alone", "rota terms")
SOURCES = tuple(sorted(set(WATCHED) - {"agency_order", "need", "pin", "sector_demand"}))
"""Tables that the facts of a period are read from; a need is read by itself each time."""


@dataclass(frozen=True, slots=True)
class Around:
    """A period with everything fixed in it.

    Attributes:
        problem: the facts, without any need.
        head: what a need's own document begins with.
    """

    problem: Problem
    head: dict[str, Any]


def case_of(session: Session, need_id: int) -> Case:
    """Return one need as everyone is considered for it now, everything else fixed.

    Who covers the need now is considered as if they did not.

    Args:
        session: an open session; three queries where the facts are in memory.
        need_id: the need.

    Raises:
        NotFound: there is no such need.
    """
    entry = need_entry(session, need_id)
    window = commitments.window_around(datetime.fromisoformat(entry["start"]))
    around = around_now(session, window)
    holder = session.scalar(
        select(Shift.person_id).where(Shift.need_id == need_id, Shift.status.in_(OCCUPYING))
    )
    need = _need(around, entry)
    problem = around.problem
    if is_ready():
        screen_of(problem, {})
    known = dict(problem.memory)
    people = problem.people
    who = None if holder is None else people.get(person_ref(holder))
    if who is not None:
        people = {**people, who.id: _without(who, need)}
        for what in _OF_PERSON:
            known.pop((what, who.id), None)
    known.pop("pins", None)
    return Case(replace(problem, people=people, needs={need.id: need}, memory=known), need)


def able_now(session: Session, need_id: int) -> tuple[Case, Everyone]:
    """Return one need with those whom neither competence nor place stops, everything else fixed.

    Where everyone's facts are not in memory, only theirs are read: an act must not wait for the
    whole municipality to be read because somebody was booked a moment ago.

    Args:
        session: an open session.
        need_id: the need.

    Returns:
        The case, and what the rules answer about them; the same from memory as when read.

    Raises:
        NotFound: there is no such need.
    """
    starts = datetime.fromisoformat(need_entry(session, need_id)["start"])
    if memory.is_near(session, _key(commitments.window_around(starts)), SOURCES):
        case = case_of(session, need_id)
    else:
        able = able_for_need(session, need_id)
        problem = facts(build_for_need(session, need_id, person_ids=able))
        case = Case(problem, problem.needs[need_ref(need_id)])
    return case, everyone(case).able()


def around_now(session: Session, window: Window) -> Around:
    """Return a period with everything fixed in it, as it is now.

    Args:
        session: an open session; one query where nothing has changed, some more for those whose
            facts have.
        window: the period.
    """

    def read() -> Around:
        document = build_around(session, window)
        head = {**document, "people": [], "needs": [], "agreements": []}
        return Around(facts(document), head)

    def renew(old: Around, touched: frozenset[int]) -> Around:
        return _renewed(old, touched, people_around(session, window, sorted(touched)))

    return memory.followed(session, _key(window), read, renew, SOURCES)


def _key(window: Window) -> tuple[str, date]:
    return "around", window.first_on


def _renewed(old: Around, touched: frozenset[int], entries: list[dict[str, Any]]) -> Around:
    """Return the facts with some people as they are now; everyone else is the same object."""
    problem = old.problem
    gone = {person_ref(one) for one in touched}
    people = {**problem.people, **facts({**old.head, "people": entries}).people}
    for ref in gone - {entry["id"] for entry in entries}:
        people.pop(ref, None)
    if not people.keys() <= problem.people.keys():
        people = {one: people[one] for one in sorted(people, key=person_id)}
    memory_of = dict(problem.memory)
    known = {what: found for what, found in memory_of.items() if not _is_of(what, gone)}
    made = replace(problem, people=people, memory=known)
    renewed(problem, made)
    return Around(made, old.head)


def _is_of(what: Hashable, people: set[str]) -> bool:
    """Tell whether something remembered may follow from the facts of some people."""
    if isinstance(what, tuple) and what[0] in _OF_PERSON:
        return what[1] in people
    return what != "agreed"


def _need(around: Around, entry: dict[str, Any]) -> Need:
    """Read the need through the same door as any file; its pin only where that person is."""
    pinned = entry["pinned"]
    document = {**around.head, "needs": [{**entry, "pinned": None}]}
    need = facts(document).needs[need_ref(commitments.need_id(entry["id"]))]
    return replace(need, pinned=pinned if pinned in around.problem.people else None)


def _without(person: Person, need: Need) -> Person:
    """Return a person without the shift that covers a need."""
    work = need.stretch
    left = tuple(
        one
        for one in person.rota
        if (one.start, one.end, one.unit) != (work.start, work.end, work.unit)
    )
    return replace(person, rota=left)
