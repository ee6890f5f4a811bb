"""The items of every person as matrices: rota and possible needs, with limits and prices.

Source: contract 2 (hard rules, objective).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from solver import columns as c
from solver.problem import Items
from vikarsentral.plan.translate_candidates import Candidates, numbered
from vikarsentral.plan.translate_limits import FIRST, STOP, LimitRows
from vikarsentral.rules.facts import Need, Person, Problem, Stretch
from vikarsentral.rules.goals import touches_weekend
from vikarsentral.rules.red_days import red_days_worked

Whole = npt.NDArray[np.int64]


@dataclass(slots=True)
class Bare:
    """Write what a stretch is for everyone: time, place, marked days.

    Attributes:
        areas: index of every area.
        reds: index of every red day, by ordinal.
    """

    areas: Mapping[str, int]
    reds: Mapping[int, int]
    _days: dict[tuple[int, int], tuple[int, int, int]] = field(default_factory=dict)

    def row(self, stretch: Stretch, task: int = c.NONE, tie: int = 0) -> list[int]:
        """Return the row of an item, without anyone's limits.

        Args:
            stretch: rota work or a need.
            task: number of the need.
            tie: place in the rota: of stretches alike, a later place is the larger id.
        """
        low, stop, weekend = self._marked(stretch)
        return [
            *(task, stretch.start, stretch.end, stretch.paid, stretch.week),
            *(self.areas[stretch.area], *([0] * (STOP - FIRST)), low, stop),
            *(weekend, tie, c.NONE, 0, 0, 0),
        ]

    def _marked(self, stretch: Stretch) -> tuple[int, int, int]:
        """Return the red days worked and whether a weekend is touched."""
        key = (stretch.start, stretch.end)
        if key not in self._days:
            worked = [self.reds[on] for on in red_days_worked(stretch)]
            ends = (worked[0], worked[-1] + 1) if worked else (0, 0)
            self._days[key] = (*ends, int(touches_weekend(stretch)))
        return self._days[key]


@dataclass(slots=True)
class Costs:
    """Price single assignments: new face, wishes, change.

    Attributes:
        problem: the facts.
        needs: the needs in order.
    """

    problem: Problem
    needs: Sequence[Need]
    _unit_of: Whole = field(init=False)
    _units: list[str] = field(init=False)
    _start: Whole = field(init=False)
    _end: Whole = field(init=False)
    _known: dict[str, list[int]] = field(init=False)
    _published: dict[str, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._unit_of, self._units = numbered([need.unit for need in self.needs])
        self._start = np.array([need.start for need in self.needs], dtype=np.int64)
        self._end = np.array([need.end for need in self.needs], dtype=np.int64)
        place = {need.id: i for i, need in enumerate(self.needs)}
        self._known, self._published = defaultdict(list), defaultdict(list)
        for i, need in enumerate(self.needs):
            for person in need.known_people:
                self._known[person].append(i)
        for entry in self.problem.published:
            self._published[entry.person].append(place[entry.need])

    def of(self, person: Person, needs: Whole) -> Whole:
        """Return what each assignment itself costs.

        Args:
            person: who would work.
            needs: numbers of needs, rising.
        """
        weights = self.problem.weights
        known = np.array([unit in person.known_units for unit in self._units], dtype=np.bool_)
        face = np.isin(needs, self._known.get(person.id, ())) | known[self._unit_of[needs]]
        cost = np.where(face, 0, weights.unknown_unit_ore).astype(np.int64)
        for wish in person.wishes:
            met = (wish.start < self._end[needs]) & (self._start[needs] < wish.end)
            cost[met] += wish.ore
        for need in self._published.get(person.id, ()):
            cost[needs == need] -= weights.change_ore
        return cost


@dataclass(slots=True)
class ItemRows:
    """Lay out the items of people who share needs, agreements and weights."""

    bare: Bare
    needs: Sequence[Need]
    limits: LimitRows
    costs: Costs
    _rows: Whole = field(init=False)

    def __post_init__(self) -> None:
        rows = [self.bare.row(need.stretch, i) for i, need in enumerate(self.needs)]
        self._rows = np.array(rows, dtype=np.int64).reshape(-1, c.ITEM_COLUMNS)

    def fill(self, person: Person, needs: Whole, rows: Whole, costs: Whole) -> None:
        """Write the items of one person, in order of time.

        Args:
            person: who would work.
            needs: numbers of the needs the person may be asked for, rising.
            rows: filled, one row per item.
            costs: filled with the linear cost of every item.
        """
        rota = [self.bare.row(one, tie=i) for i, one in enumerate(person.rota)]
        limits = [self.limits.of(person, one) for one in person.rota]
        many = len(rota)
        rows[:many] = np.array(rota, dtype=np.int64).reshape(-1, c.ITEM_COLUMNS)
        rows[:many, FIRST:STOP] = np.array(limits, dtype=np.int64).reshape(-1, STOP - FIRST)
        rows[many:] = self._rows[needs]
        rows[many:, FIRST:STOP] = self.limits.of_needs(person, needs)
        costs[:many] = 0
        costs[many:] = self.costs.of(person, needs)
        order = np.lexsort([rows[:, column] for column in (c.TASK, c.TIE, c.END, c.START)])
        rows[:] = rows[order]
        costs[:] = costs[order]


def items_of(problem: Problem, bare: Bare) -> Items:
    """Return the items of all people.

    Args:
        problem: the facts.
        bare: writes what is the same for everyone.
    """
    needs = list(problem.needs.values())
    candidates = Candidates(problem, needs)
    may = [candidates.of(person).astype(np.int32) for person in problem.people.values()]
    sizes = [
        len(person.rota) + len(some)
        for person, some in zip(problem.people.values(), may, strict=True)
    ]
    pointer = np.cumsum([0, *sizes]).astype(np.int64)
    rows = np.empty((int(pointer[-1]), c.ITEM_COLUMNS), dtype=np.int64)
    costs = np.empty(len(rows), dtype=np.int64)
    told = ItemRows(
        bare, needs, LimitRows(problem, [need.stretch for need in needs]), Costs(problem, needs)
    )
    for i, person in enumerate(problem.people.values()):
        part = slice(pointer[i], pointer[i + 1])
        told.fill(person, may[i].astype(np.int64), rows[part], costs[part])
    return Items(rows, costs, pointer)
