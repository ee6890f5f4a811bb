"""One need against the live roster, on facts kept in memory while the roster is as it was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import commitments
from vikarsentral.commitments import Window, need_ref, person_ref
from vikarsentral.explain.case import Case
from vikarsentral.explain.memory import kept
from vikarsentral.explain.screen import is_ready, screen_of
from vikarsentral.plan.problem import build_around, facts, need_entry
from vikarsentral.rules.facts import Need, Person, Problem
from vikarsentral.tables import OCCUPYING, Shift

_OF_PERSON = ("rota line", "rota alone", "rota terms")


@dataclass(frozen=True, slots=True)
class _Around:
    """Hold a period with everything fixed in it, and what a need's own document begins with."""

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
    around = kept(session, ("around", window.first_on), lambda: _read(session, window))
    holder = session.scalar(
        select(Shift.person_id).where(Shift.need_id == need_id, Shift.status.in_(OCCUPYING))
    )
    need = _need(around, entry)
    problem = around.problem
    if is_ready():
        screen_of(problem, {})
    memory = dict(problem.memory)
    people = problem.people
    who = None if holder is None else people.get(person_ref(holder))
    if who is not None:
        people = {**people, who.id: _without(who, need)}
        for what in _OF_PERSON:
            memory.pop((what, who.id), None)
    memory.pop("pins", None)
    return Case(replace(problem, people=people, needs={need.id: need}, memory=memory), need)


def _read(session: Session, window: Window) -> _Around:
    document = build_around(session, window)
    head = {**document, "people": [], "needs": [], "agreements": []}
    return _Around(facts(document), head)


def _need(around: _Around, entry: dict[str, Any]) -> Need:
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
