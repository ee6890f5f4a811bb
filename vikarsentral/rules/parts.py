"""One need cut in parts: who may lawfully take which part, and at what price.

Each part is judged by the same rules as a whole need, for that person, over all they have. Someone
who is moved from another unit leaves their own shift there for as long as the part lasts.

Source: contract 2 (hard rules, objective); AML § 10-9 (break).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from vikarsentral.rules.excess import Excess
from vikarsentral.rules.facts import Need, Person, Problem, Stretch
from vikarsentral.rules.line import Line, line_of
from vikarsentral.rules.people import with_changed
from vikarsentral.rules.person import (
    RotaAlone,
    existing_breaches,
    line_breaches,
    line_terms,
    person_terms,
)

GRID: Final = 30
SHORTEST: Final = 60
BREAK_AFTER: Final = 330
NEXT_TO: Final = 30


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person who may be considered for a part.

    Attributes:
        problem: holds the person and the need.
        person: who.
        moved: the own shift they would leave; None for work on top of all they have.
    """

    problem: Problem
    person: Person
    moved: Stretch | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part.

    Attributes:
        candidate: who, and how.
        start: UTC minute.
        end: UTC minute.
        cost: what the objective grows by, in øre.
        unpaid_break: minutes of the part that are an unpaid break.
    """

    candidate: Candidate
    start: int
    end: int
    cost: int
    unpaid_break: int

    @property
    def person(self) -> str:
        """Return the person's id."""
        return self.candidate.person.id

    @property
    def leaves(self) -> str | None:
        """Return the unit that somebody would leave; None where nobody is moved."""
        return None if self.candidate.moved is None else self.candidate.moved.unit

    @property
    def way(self) -> str:
        """Return how the person takes it: `moves`, `stays_on`, `comes_early` or `takes_part`."""
        if self.candidate.moved is not None:
            return "moves"
        rota = self.candidate.person.rota
        if any(0 <= self.start - one.end <= NEXT_TO for one in rota):
            return "stays_on"
        if any(0 <= one.start - self.end <= NEXT_TO for one in rota):
            return "comes_early"
        return "takes_part"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What must be covered.

    Attributes:
        need: the duty; its pin is not asked.
        core_start: UTC minute from which somebody must be there.
        core_end: UTC minute until which somebody must be there.
        not_before: UTC minute before which no part begins, such as now.
    """

    need: Need
    core_start: int
    core_end: int
    not_before: int = 0

    @property
    def start(self) -> int:
        """Return the UTC minute the first part may begin, on the half hour where it has begun."""
        begun = -(-self.not_before // GRID) * GRID
        return (
            max(self.need.start, begun) if self.not_before > self.need.start else self.need.start
        )


@dataclass(eq=False)
class Ground:
    """All that parts of one need are judged on; what was asked once is remembered."""

    wanted: Wanted
    candidates: Sequence[Candidate]
    _bare: dict[int, Problem] = field(default_factory=dict)
    _reach: dict[tuple[int, int], int] = field(default_factory=dict)
    _parts: dict[tuple[int, int, int], Part | None] = field(default_factory=dict)

    @property
    def need(self) -> Need:
        """Return the need."""
        return self.wanted.need

    def points(self) -> list[int]:
        """Return the instants a part may begin or end at: half hours, and where work changes."""
        first, last = self.wanted.start, self.need.end
        found = {first, last, self.wanted.core_start, self.wanted.core_end}
        found.update(range(-(-first // GRID) * GRID, last, GRID))
        for one in self.candidates:
            found.update(at for span in kept_times(one.person) for at in span)
        return sorted(at for at in found if first <= at <= last)

    def reach(self, place: int, start: int, points: Sequence[int]) -> int:
        """Return until when a candidate may lawfully work from an instant.

        What is lawful from an instant to a later one is lawful to every instant between: the
        same week, date and agreement count, and less work breaks no more.

        Args:
            place: the candidate's place.
            start: UTC minute, one of the points.
            points: in order.

        Returns:
            The last of the points; *start* where no part that long is lawful.
        """
        key = (place, start)
        if key not in self._reach:
            latest = self._free_until(place, start)
            ends = [at for at in points if start + SHORTEST <= at <= latest]
            done = bisect_right(ends, False, key=lambda end: self.part(place, start, end) is None)
            self._reach[key] = ends[done - 1] if done else start
        return self._reach[key]

    def _free_until(self, place: int, start: int) -> int:
        """Return until when nothing else keeps a candidate, *start* where something does now."""
        one = self.candidates[place]
        if one.moved is not None:
            held = one.moved
            return held.end if held.start <= start < held.end else start
        latest = self.need.end
        for low, high in kept_times(one.person):
            if low <= start < high:
                return start
            if start < low:
                latest = min(latest, low)
        return latest

    def part(self, place: int, start: int, end: int) -> Part | None:
        """Judge and price one part.

        Args:
            place: the candidate's place.
            start: UTC minute.
            end: UTC minute, later.

        Returns:
            The part; None where a rule stops it.
        """
        key = (place, start, end)
        if key not in self._parts:
            self._parts[key] = self._judged(self.candidates[place], start, end)
        return self._parts[key]

    def breaches(self, place: int, start: int, end: int) -> tuple[Excess, ...]:
        """Return what one part would break; empty where it is lawful.

        Args:
            place: the candidate's place.
            start: UTC minute.
            end: UTC minute, later.
        """
        return self.line_with(self.candidates[place], start, end)[1]

    def _judged(self, one: Candidate, start: int, end: int) -> Part | None:
        if one.moved is not None and not one.moved.start <= start < end <= one.moved.end:
            return None
        line, broken = self.line_with(one, start, end)
        if broken:
            return None
        before = person_terms(self._problem(one), one.person, ())
        cost = sum(line_terms(line).values()) - sum(before.values())
        return Part(one, start, end, cost, line.problem.needs[self.need.id].stretch.unpaid_break)

    def line_with(self, one: Candidate, start: int, end: int) -> tuple[Line, tuple[Excess, ...]]:
        """Return somebody's work with a part between two UTC minutes, and what it breaks."""
        problem, person = self._problem(one), one.person
        pause, memory, people = _own_break(self.need, start, end), problem.memory, problem.people
        if one.moved is not None:
            rest, pause = left_over(one.moved, start, end)
            rota = [each for each in person.rota if each != one.moved] + rest
            person = replace(person, rota=_renumbered(problem, rota))
            people = with_changed(people, {person.id: person})
            memory = {key: memory[key] for key in ("agreed", "pins") if key in memory}
        need = _cut(problem, self.need, start, end, pause)
        cut = replace(problem, people=people, needs={need.id: need}, memory=memory)
        line = line_of(cut, person, [need.stretch])
        broken = line_breaches(line)
        if broken and one.moved is not None:
            # What their own work went over before the move is no fault of the move.
            before = RotaAlone(existing_breaches(problem, one.person))
            broken = tuple(each for each in broken if each.over > before.over(each))
        return line, broken

    def _problem(self, one: Candidate) -> Problem:
        """Return the candidate's problem with this need alone, unpinned."""
        key = id(one.problem)
        if key not in self._bare:
            need = replace(self.need, pinned=None)
            self._bare[key] = replace(one.problem, needs={need.id: need}, published=(), memory={})
        return self._bare[key]


def kept_times(person: Person) -> list[tuple[int, int]]:
    """Return when something else keeps a person, as pairs of UTC minutes.

    Args:
        person: whose rota and time off.
    """
    rota = [(one.start, one.end) for one in person.rota]
    return rota + [(one.start, one.end) for one in person.unavailable]


def _own_break(need: Need, start: int, end: int) -> int:
    """Return the unpaid break of a part: the need's own, as far as the part is long enough."""
    return min(need.stretch.unpaid_break, max(0, end - start - BREAK_AFTER))


def left_over(moved: Stretch, start: int, end: int) -> tuple[list[Stretch], int]:
    """Return what is left of an own shift, and the break that goes with the part.

    The break follows the longest piece, so that the paid time in all stays as it was.

    Args:
        moved: the own shift.
        start: UTC minute it is left.
        end: UTC minute it is taken up again.
    """
    spans = [span for span in ((moved.start, start), (end, moved.end)) if span[0] < span[1]]
    longest = max([(start, end), *spans], key=lambda span: span[1] - span[0])
    pause = min(moved.unpaid_break, longest[1] - longest[0])
    rest = [
        replace(moved, start=low, end=high, unpaid_break=pause if (low, high) == longest else 0)
        for low, high in spans
    ]
    return rest, pause if longest == (start, end) else 0


def _renumbered(problem: Problem, rota: Sequence[Stretch]) -> tuple[Stretch, ...]:
    calendar = problem.calendar
    return tuple(
        replace(
            one,
            index=index,
            week=calendar.week_of(one.start),
            first_on=calendar.ordinal_of(one.start),
            last_on=calendar.ordinal_of(one.end - 1),
        )
        for index, one in enumerate(rota)
    )


def _cut(problem: Problem, need: Need, start: int, end: int, pause: int) -> Need:
    calendar = problem.calendar
    stretch = replace(
        need.stretch,
        start=start,
        end=end,
        unpaid_break=pause,
        week=calendar.week_of(start),
        first_on=calendar.ordinal_of(start),
        last_on=calendar.ordinal_of(end - 1),
    )
    return replace(need, stretch=stretch, pinned=None)
