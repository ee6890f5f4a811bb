"""A finished plan as people read it: every need with who has it now and who had it before."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.commitments import need_id, person_id
from vikarsentral.errors import NotFound
from vikarsentral.plan.store import RunView, problem_of
from vikarsentral.rules.facts import Kind
from vikarsentral.tables import Person, Pin, Unit


class Outcome(StrEnum):
    """Name what a plan does with a need."""

    OWN = "own"
    AGENCY = "agency"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class PlanNeed:
    """One need in a plan.

    Attributes:
        id: row id.
        unit_code: where.
        unit: the unit's name.
        starts_at: UTC.
        ends_at: UTC.
        requires: competences asked for.
        priority: 1 (first), 2 or 3.
        outcome: what the plan does with it.
        person_id: who has it in the plan, None without anybody.
        person: their name, or empty.
        kind: `pool`, `part_time`, `staff` or `hourly`; None without anybody.
        was_id: who had it by the plan people already know, None without anybody.
        was: their name, or empty.
        pinned_id: who it is pinned to now, None without a pin.
        pinned: their name, or empty.
    """

    id: int
    unit_code: str
    unit: str
    starts_at: datetime
    ends_at: datetime
    requires: tuple[str, ...]
    priority: int
    outcome: Outcome
    person_id: int | None
    person: str
    kind: Kind | None
    was_id: int | None
    was: str
    pinned_id: int | None
    pinned: str

    @property
    def is_moved(self) -> bool:
        """Tell whether somebody who knows they have it loses it by this plan."""
        return self.was_id is not None and self.was_id != self.person_id

    @property
    def is_new(self) -> bool:
        """Tell whether somebody gets it whom nobody has told yet."""
        return self.person_id is not None and self.person_id != self.was_id


@dataclass(frozen=True, slots=True)
class RefusedPin:
    """A pin the plan could not follow: who, which need, and ids of the rules that stop it."""

    need_id: int
    person: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanPicture:
    """A whole plan.

    Attributes:
        needs: in the order of time.
        kinds: how many needs each kind of own people has.
        terms: øre by term of the objective.
        refused_pins: pins the plan could not follow.
    """

    needs: tuple[PlanNeed, ...]
    kinds: Mapping[str, int]
    terms: Mapping[str, int]
    refused_pins: tuple[RefusedPin, ...]

    def with_outcome(self, outcome: Outcome) -> list[PlanNeed]:
        """Return the needs with one outcome, in order."""
        return [one for one in self.needs if one.outcome is outcome]

    def need(self, row_id: int) -> PlanNeed:
        """Return one need of the plan.

        Args:
            row_id: the need.

        Raises:
            NotFound: the plan does not hold it.
        """
        for one in self.needs:
            if one.id == row_id:
                return one
        raise NotFound("need", row_id)


def plan_picture(session: Session, run: RunView) -> PlanPicture:
    """Draw a finished plan on the ground it was made on; four queries for any size.

    Args:
        session: an open session.
        run: the run.

    Raises:
        NotFound: the run has no plan yet.
    """
    if run.plan is None:
        raise NotFound("plan", run.id)
    problem = json.loads(problem_of(session, run.id))
    given = {row["need"]: row["person"] for row in run.plan["assignments"]}
    held = _Held(
        given=given,
        agency=frozenset(run.plan["agency"]),
        was={row["need"]: row["person"] for row in problem["published"]},
        kinds={row["id"]: row["kind"] for row in problem["people"]},
        people=dict(session.execute(select(Person.id, Person.name)).all()),
        units=dict(session.execute(select(Unit.code, Unit.name)).all()),
        pins=_pins(session, [need_id(row["id"]) for row in problem["needs"]]),
    )
    needs = [held.need(row) for row in problem["needs"]]
    return PlanPicture(
        needs=tuple(sorted(needs, key=lambda one: (one.starts_at, one.unit, one.id))),
        kinds=Counter(held.kinds[person] for person in given.values()),
        terms=run.plan["terms"],
        refused_pins=tuple(map(held.refused, run.plan.get("refused_pins", ()))),
    )


def _pins(session: Session, ids: Collection[int]) -> dict[int, int]:
    query = select(Pin.need_id, Pin.person_id).where(Pin.need_id.in_(ids))
    return dict(session.execute(query).all())


@dataclass(frozen=True, slots=True)
class _Held:
    """What the needs of one plan share; people are refs, but for `people` and `pins`."""

    given: Mapping[str, str]
    agency: frozenset[str]
    was: Mapping[str, str]
    kinds: Mapping[str, Kind]
    people: Mapping[int, str]
    units: Mapping[str, str]
    pins: Mapping[int, int]

    def need(self, row: Mapping[str, Any]) -> PlanNeed:
        ref, row_id = row["id"], need_id(row["id"])
        person, was = self.given.get(ref), self.was.get(ref)
        pinned_id = self.pins.get(row_id)
        return PlanNeed(
            id=row_id,
            unit_code=row["unit"],
            unit=self.units.get(row["unit"], row["unit"]),
            starts_at=_instant(row["start"]),
            ends_at=_instant(row["end"]),
            requires=tuple(row["requires"]),
            priority=row["priority"],
            outcome=self._outcome(ref),
            person_id=None if person is None else person_id(person),
            person=self._name(person),
            kind=None if person is None else self.kinds[person],
            was_id=None if was is None else person_id(was),
            was=self._name(was),
            pinned_id=pinned_id,
            pinned="" if pinned_id is None else self.people.get(pinned_id, ""),
        )

    def _outcome(self, ref: str) -> Outcome:
        if ref in self.given:
            return Outcome.OWN
        return Outcome.AGENCY if ref in self.agency else Outcome.OPEN

    def _name(self, ref: str | None) -> str:
        return "" if ref is None else self.people.get(person_id(ref), "")

    def refused(self, row: Mapping[str, Any]) -> RefusedPin:
        return RefusedPin(need_id(row["need"]), self._name(row["person"]), tuple(row["rules"]))


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
