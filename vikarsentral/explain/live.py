"""One need against the live roster, on facts kept in memory and renewed person by person."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import commitments
from vikarsentral.commitments import Window, need_ref, person_id, person_ref
from vikarsentral.explain import memory
from vikarsentral.explain.case import Case
from vikarsentral.explain.copies import Copies
from vikarsentral.explain.copy_facts import HEADING
from vikarsentral.explain.screen import everyone, is_ready, renewed, screen_of
from vikarsentral.explain.screen_rank import Everyone
from vikarsentral.explain.shelf import Shelf
from vikarsentral.plan.problem import (
    able_for_need,
    build_around,
    build_for_need,
    facts,
    need_entry,
    people_around,
)
from vikarsentral.problemfile import read_beside, read_problem
from vikarsentral.rules.facts import Need, Person, Problem
from vikarsentral.rules.people import in_order, with_changed
from vikarsentral.tables import OCCUPYING, WATCHED, Shift

_OF_PERSON = ("rota line", "rota alone", "rota terms")
SOURCES = tuple(sorted(set(WATCHED) - {"agency_order", "need", "pin", "sector_demand"}))
"""Tables that the facts of a period are read from; a need is read by itself each time."""
SHELF = "lists of everyone"
"""Where the facts of a period remember what was written out of them."""


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
    problem = around_now(session, window)
    holder = session.scalar(
        select(Shift.person_id).where(Shift.need_id == need_id, Shift.status.in_(OCCUPYING))
    )
    need = _need(problem, entry)
    if is_ready():
        screen_of(problem, {})
    problem.remembered(SHELF, Shelf)
    known = dict(problem.memory)
    people = problem.people
    who = None if holder is None else people.get(person_ref(holder))
    if who is not None:
        people = with_changed(people, {who.id: _without(who, need)})
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
    window = commitments.window_around(starts)
    if memory.is_near(session, _key(window), SOURCES, Copies(window.first_on)):
        case = case_of(session, need_id)
    else:
        able = able_for_need(session, need_id)
        problem = facts(build_for_need(session, need_id, person_ids=able))
        case = Case(problem, problem.needs[need_ref(need_id)])
    return case, everyone(case).able()


def around_now(session: Session, window: Window) -> Problem:
    """Return a period with everything fixed in it and without any need, as it is now.

    Args:
        session: an open session; one query where nothing has changed, some more for those whose
            facts have.
        window: the period.
    """
    read, renew = _reading(session, window)
    copies = Copies(window.first_on)
    return memory.followed(session, _key(window), read, renew, SOURCES, copies)


def copied(session: Session, window: Window) -> bool:
    """Put a copy of a period in the database as it is now, unless one is near enough.

    Args:
        session: an open session that has changed nothing; the caller commits.
        window: the period.

    Returns:
        False where none could be put now: something has changed meanwhile.
    """
    read, renew = _reading(session, window)
    copies = Copies(window.first_on)
    return memory.copied(session, _key(window), read, renew, SOURCES, copies)


def _reading(
    session: Session, window: Window
) -> tuple[Callable[[], Problem], Callable[[Problem, frozenset[int]], Problem]]:
    """Return what reads everyone, and what reads those alone who have changed."""

    def read() -> Problem:
        document = build_around(session, window)
        problem = read_problem(document)
        problem.memory[HEADING] = {**document, "people": []}
        return problem

    def renew(old: Problem, touched: frozenset[int]) -> Problem:
        if 2 * len(touched) > len(old.people) + memory.NEAR:
            return read()
        return _renewed(old, touched, people_around(session, window, sorted(touched)))

    return read, renew


def _key(window: Window) -> tuple[str, date]:
    return "around", window.first_on


def _renewed(problem: Problem, touched: frozenset[int], entries: list[dict[str, Any]]) -> Problem:
    """Return the facts with some people as they are now; everyone else is the same object."""
    gone = {person_ref(one) for one in touched}
    some, _ = read_beside(problem, entries)
    people = with_changed(problem.people, some, gone)
    if not some.keys() <= problem.people.keys():
        people = in_order(people, person_id)
    memory_of = dict(problem.memory)
    known = {what: found for what, found in memory_of.items() if not _is_of(what, gone)}
    made = replace(problem, people=people, memory=known)
    renewed(problem, made)
    return made


def _is_of(what: Hashable, people: set[str]) -> bool:
    """Tell whether something remembered may follow from the facts of some people."""
    if isinstance(what, tuple) and what[0] in _OF_PERSON:
        return what[1] in people
    return what not in ("agreed", HEADING, SHELF)


def _need(problem: Problem, entry: dict[str, Any]) -> Need:
    """Read the need as in any file; its pin only where that person is."""
    pinned = entry["pinned"]
    _, needs = read_beside(problem, needs=[{**entry, "pinned": None}])
    return replace(needs[entry["id"]], pinned=pinned if pinned in problem.people else None)


def _without(person: Person, need: Need) -> Person:
    """Return a person without the shift that covers a need."""
    work = need.stretch
    left = tuple(
        one
        for one in person.rota
        if (one.start, one.end, one.unit) != (work.start, work.end, work.unit)
    )
    return replace(person, rota=left)
