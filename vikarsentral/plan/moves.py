"""What a plan moves against the plan before it, need by need, and why.

Each reason is tried and not guessed: the need is given back as it was on a copy of the plan,
and rules and prices are asked what that would break or cost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from solver.answer import never
from vikarsentral.plan.before import Before
from vikarsentral.problemfile.fields import minutes_of
from vikarsentral.rules.facts import Need, Problem, Stretch
from vikarsentral.rules.goals import agency_cost, open_cost
from vikarsentral.rules.person import person_breaches, person_terms
from vikarsentral.rules.pins import pins_of

OWN, AGENCY, OPEN, NONE = "own", "agency", "open", "none"
NEW, GONE, PINNED, AWAY, STOPPED = "new", "gone", "pinned", "person_gone", "stopped"
OTHER_NEEDS, CHEAPER, DEARER = "other_needs", "cheaper", "dearer"
MOST_REASONS = 2_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a need is: with a person, at an agency, open, or (`none`) not in the plan."""

    outcome: str
    person: str | None = None

    def document(self) -> dict[str, str | None]:
        """Return it as JSON holds it."""
        return {"outcome": self.outcome, "person": self.person}


@dataclass(frozen=True, slots=True)
class Why:
    """Why a need has moved.

    Attributes:
        code: `new` and `gone` (the need), `pinned`, `person_gone`, `stopped` (a rule stops the
            one who had it, whatever else they get), `other_needs` (a rule stops them beside what
            they have in this plan), `cheaper` or `dearer` (the sum, were it as before).
        rules: ids of the rules that stop.
        ore: what the sum would grow by were this need as before, all else as planned.
        changed: of the need: `time`, `unit`, `requires`, `unpaid_break`.
    """

    code: str
    rules: tuple[str, ...] = ()
    ore: int | None = None
    changed: tuple[str, ...] = ()

    def document(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        told = {"rules": list(self.rules), "ore": self.ore, "changed": list(self.changed)}
        return {"code": self.code, **told}


def moves_of(
    problem: Problem,
    plan: Mapping[str, Any],
    before: Before,
    hurry: Callable[[], bool] = never,
) -> dict[str, Any]:
    """List exactly what a plan moves, and why.

    Who had a need is whoever is told already (`published`); where nobody is, what the earlier
    plan says.

    Args:
        problem: the facts of the new plan.
        plan: the new plan; lawful.
        before: the earlier plan.
        hurry: asked before each reason; once True, the rest is told without reasons.

    Returns:
        `before` (the run), `kept` (needs that are as they were) and `moves`: per need `need`,
        `was`, `now` and `why`, in the order of the file, gone needs last. Of more than
        `MOST_REASONS`, or in a hurry, the rest has no `why`.

    Source: contract 2 (`change`).
    """
    case = _Case(problem, plan, before)
    moves: list[dict[str, Any]] = []
    kept = 0
    for need in problem.needs.values():
        was, now = case.was(need.id), case.now(need.id)
        if was == now:
            kept += 1
            continue
        is_told = len(moves) < MOST_REASONS and not hurry()
        why = case.why(need, was, now) if is_told else None
        moves.append(_move(need.id, was, now, why))
    for ref in case.places:
        if ref not in problem.needs:
            moves.append(_move(ref, case.places[ref], Place(NONE), Why(GONE)))
    return {"before": before.run_id, "kept": kept, "moves": moves}


def _move(need: str, was: Place, now: Place, why: Why | None) -> dict[str, Any]:
    told = None if why is None else why.document()
    return {"need": need, "was": was.document(), "now": now.document(), "why": told}


def places_of(plan: Mapping[str, Any]) -> dict[str, Place]:
    """Return where a plan puts each need.

    Args:
        plan: as contract 3 writes it.
    """
    own = {row["need"]: Place(OWN, row["person"]) for row in plan["assignments"]}
    agency = {ref: Place(AGENCY) for ref in plan["agency"]}
    return own | agency | {ref: Place(OPEN) for ref in plan["open"]}


@dataclass(slots=True)
class _Case:
    """Two plans beside each other, on the ground of the new one."""

    problem: Problem
    plan: Mapping[str, Any]
    before: Before
    places: dict[str, Place] = field(init=False)
    after: dict[str, Place] = field(init=False)
    published: dict[str, str] = field(init=False)
    rows: dict[str, Mapping[str, Any]] = field(init=False)
    held: dict[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.places = places_of(self.before.plan)
        self.after = places_of(self.plan)
        self.published = {one.need: one.person for one in self.problem.published}
        self.rows = {row["id"]: row for row in self.before.problem["needs"]}
        self.held = {}
        for row in self.plan["assignments"]:
            self.held.setdefault(row["person"], []).append(row["need"])

    def was(self, ref: str) -> Place:
        """Return where a need was."""
        if ref in self.published:
            return Place(OWN, self.published[ref])
        return self.places.get(ref, Place(NONE))

    def now(self, ref: str) -> Place:
        """Return where a need is."""
        return self.after[ref]

    def why(self, need: Need, was: Place, now: Place) -> Why:
        """Return why a need is not as it was."""
        if was.outcome == NONE:
            return Why(NEW)
        changed = self._changed(need)
        if pins_of(self.problem).held.get(need.id, was.person) != was.person:
            return Why(PINNED, changed=changed)
        if was.person is not None:
            if was.person not in self.problem.people:
                return Why(AWAY, changed=changed)
            if rules := self._stops(was.person, [need.stretch]):
                return Why(STOPPED, rules, changed=changed)
            if rules := self._stops(was.person, self._work(was.person, need.id)):
                return Why(OTHER_NEEDS, rules, changed=changed)
        ore = self._back(need, was) - self._back(need, now)
        return Why(CHEAPER if ore >= 0 else DEARER, ore=ore, changed=changed)

    def _changed(self, need: Need) -> tuple[str, ...]:
        """Return what has changed about a need; the new ground is asked as its file wrote it."""
        old = self.rows.get(need.id)
        new = self.problem.needs[need.id]
        if old is None:
            return ()
        seen = {
            "unit": new.unit,
            "requires": list(new.requires),
            "unpaid_break": new.stretch.elapsed - new.stretch.paid,
        }
        found = [name for name, value in seen.items() if old.get(name, value) != value]
        if (new.start, new.end) != (minutes_of(old["start"]), minutes_of(old["end"])):
            found.append("time")
        return tuple(found)

    def _work(self, person: str, also: str = "", without: str = "") -> list[Stretch]:
        """Return what a person has in the plan, with one need more and one less."""
        refs = dict.fromkeys([*self.held.get(person, ()), *([also] if also else [])])
        return [self.problem.needs[ref].stretch for ref in refs if ref != without]

    def _stops(self, person: str, work: list[Stretch]) -> tuple[str, ...]:
        found = person_breaches(self.problem, self.problem.people[person], work)
        return tuple(dict.fromkeys(one.rule for one in found))

    def _back(self, need: Need, place: Place) -> int:
        """Price all that a need's place decides: both people, the need itself, and the change."""
        problem = self.problem
        people = {self.was(need.id).person, self.now(need.id).person} - {None}
        total = 0
        for person in sorted(one for one in people if one is not None):
            if person in problem.people:
                mine = person == place.person
                work = self._work(person, need.id) if mine else self._work(person, "", need.id)
                total += sum(person_terms(problem, problem.people[person], work).values())
        if place.outcome == AGENCY and need.agency_ore_per_hour is not None:
            total += agency_cost(problem, [need])
        elif place.outcome != OWN:
            total += open_cost(problem, [need])
        told = self.published.get(need.id)
        return total + (problem.weights.change_ore if told not in (None, place.person) else 0)
