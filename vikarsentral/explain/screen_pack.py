"""Facts as numbers: everyone's work and limits packed once, so that many needs can be asked about.

Every number from a law or an agreement is asked of `vikarsentral.rules`; none stands here.

Source: contract 2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from vikarsentral.explain import screen_line as c
from vikarsentral.explain.screen_line import Frame, Matrix
from vikarsentral.explain.screen_near import Ground
from vikarsentral.explain.screen_notes import (
    Lines,
    Notes,
    measure_all,
    sides_of,
    starts_of,
    windows_of,
)
from vikarsentral.rules.agreements import Limits, agreed, default_limits, travel_minutes
from vikarsentral.rules.facts import Person, Problem, Stretch
from vikarsentral.rules.goals import hourly_rate, merarbeid_rate, overtime_rate
from vikarsentral.rules.line import Line
from vikarsentral.rules.red_days import red_days_between, red_days_worked
from vikarsentral.rules.values import value_on
from vikarsentral.rules.working_time import WEEKS_TOGETHER

Held = Mapping[str, tuple[Stretch, ...]]
_KINDS = {"pool": c.POOL, "part_time": c.PART_TIME, "staff": c.STAFF, "hourly": c.HOURLY}
_MARGIN_DAYS = 3
_PERCENT = 100
_WEEK_DAYS = 7
_FAR = 1 << 40
_LATER_THAN_ROTA = 1 << 30


@dataclass(frozen=True, slots=True)
class Scale:
    """Hold where areas and marked days stand in the arrays.

    Attributes:
        areas: place by area.
        reds: place by ordinal of a red day.
    """

    areas: Mapping[str, int]
    reds: Mapping[int, int]

    def row(self, one: Stretch, limits: Limits, tie: int) -> list[int]:
        """Return a stretch as a row, with the limits in force for it.

        Args:
            one: rota work or a need.
            limits: for the person who works it.
            tie: what sorts stretches with equal times.
        """
        worked = [self.reds[on] for on in red_days_worked(one)]
        lo, hi = (worked[0], worked[-1] + 1) if worked else (0, 0)
        return [
            *(one.start, one.end, one.paid, one.week, self.areas[one.area], tie),
            *(int(one.is_need), limits.daily_rest, limits.day_minutes),
            *(value_on("daily_rest", one.first_on), limits.weekly_rest, limits.week_minutes),
            *(limits.overtime_week, limits.overtime_4_weeks, limits.overtime_52_weeks),
            *(int(limits.red_days == "average"), lo, hi),
        ]


@dataclass(frozen=True, slots=True)
class Packed:
    """Everyone's work as arrays.

    Attributes:
        scale: places of areas and marked days.
        ground: everyone's work, and what is noted about it.
        terms: what each person costs now, by term.
    """

    scale: Scale
    ground: Ground
    terms: Matrix


def pack(problem: Problem, held: Held) -> Packed:
    """Pack everyone's work.

    Args:
        problem: the facts.
        held: needs each person holds, by person id.

    Returns:
        The arrays, with what is above each limit now.
    """
    scale = _scale(problem)
    return packed_by(problem, held, scale, _frame(problem, scale))


def packed_by(problem: Problem, held: Held, scale: Scale, frame: Frame) -> Packed:
    """Pack people's work by a scale that is there already.

    Args:
        problem: the facts.
        held: needs each person holds, by person id.
        scale: of the same period and units.
        frame: of the same period and units.
    """
    people, rota = unmeasured(problem, scale)
    now = _lines(problem, scale, held) if held else rota
    return _grounded(scale, frame, people, rota, now)


def unmeasured(problem: Problem, scale: Scale | None = None) -> tuple[Matrix, Lines]:
    """Return rows of people, and what they work by rota alone, before anything is measured.

    Args:
        problem: the facts.
        scale: of the same period and units; worked out where it is left out.
    """
    scale = scale or _scale(problem)
    some = [_person(problem, scale, one) for one in problem.people.values()]
    return matrix(some, c.PERSON), _lines(problem, scale, {})


def packed_of(problem: Problem, people: Matrix, stretches: Matrix, pointer: Matrix) -> Packed:
    """Measure work that was packed earlier, by rota alone.

    Args:
        problem: the facts; its people are not looked at.
        people: rows of people.
        stretches: what each works.
        pointer: where each person's begin, and the end.
    """
    scale = _scale(problem)
    lines = _unmeasured(stretches, pointer)
    return _grounded(scale, _frame(problem, scale), people, lines, lines)


def _grounded(scale: Scale, frame: Frame, people: Matrix, rota: Lines, now: Lines) -> Packed:
    base, terms, notes = _measured(rota, people, frame)
    if now is not rota:
        more, terms, notes = _measured(now, people, frame)
        base = np.maximum(base, more)
    sides = sides_of(notes, people, base, frame)
    windows = windows_of(notes, frame)
    ground = Ground(now, starts_of(now), rota, notes, people, base, sides, windows, frame)
    return Packed(scale, ground, terms)


def tie_of(problem: Problem, need: str) -> int:
    """Return what sorts a need among stretches with equal times: after rota, then by id.

    Args:
        problem: holds the needs.
        need: the need's id.
    """
    order: dict[str, int] = problem.remembered(
        "need order", lambda: {one: place for place, one in enumerate(sorted(problem.needs))}
    )
    return _LATER_THAN_ROTA + order.get(need, 0)


def matrix(rows: list[list[int]], columns: int) -> Matrix:
    """Return rows of whole numbers as an array, also where there are none.

    Args:
        rows: each of so many numbers.
        columns: how many.
    """
    return np.array(rows, dtype=np.int64).reshape(len(rows), columns)


def _scale(problem: Problem) -> Scale:
    calendar = problem.calendar
    first = calendar.monday_on(0) - _MARGIN_DAYS
    end = calendar.ordinal_of(calendar.mondays[-1]) + _MARGIN_DAYS
    reds = {on: i for i, on in enumerate(red_days_between(first, end))}
    areas = dict.fromkeys(unit.area for unit in problem.units.values())
    return Scale({area: i for i, area in enumerate(areas)}, reds)


def _frame(problem: Problem, scale: Scale) -> Frame:
    calendar, on = problem.calendar, problem.period.start_on
    limits = [default_limits(calendar.monday_on(week)) for week in calendar.weeks]
    numbers = np.zeros(c.NUMBERS, np.int64)
    numbers[c.FIRST_WEEK], numbers[c.END_WEEK] = (
        calendar.period_weeks.start,
        calendar.period_weeks.stop,
    )
    numbers[c.WINDOW] = WEEKS_TOGETHER
    numbers[c.SPAN] = value_on("rest_window", on)
    numbers[c.REDS] = len(scale.reds)
    numbers[c.RUN] = value_on("sundays_in_a_row", on) + 1
    numbers[c.UNUSED] = problem.weights.unused_ore_per_minute
    numbers[c.QUICK_COST] = problem.weights.quick_return_ore
    numbers[c.REFUSED_OVER] = value_on("overtime_not_accepted", on)
    return Frame(
        np.array(calendar.mondays, np.int64),
        np.array(
            [
                [one.weekly_rest for one in limits],
                [one.overtime_week for one in limits],
                [one.overtime_4_weeks for one in limits],
                [one.overtime_52_weeks for one in limits],
            ],
            np.int64,
        ),
        numbers,
        np.array([i for on, i in scale.reds.items() if on % _WEEK_DAYS == 0], np.int64),
        _travel(problem, scale),
    )


def _travel(problem: Problem, scale: Scale) -> Matrix:
    rows = [
        [travel_minutes(problem.travel_minutes, one, other) for other in scale.areas]
        for one in scale.areas
    ]
    return matrix(rows, len(scale.areas))


def _person(problem: Problem, scale: Scale, person: Person) -> list[int]:
    on = problem.period.start_on
    empty = Line(problem, person, (), ())
    first = min((one.first_on for one in person.rota), default=on)
    shared = red_days_between(min(first, on), problem.period.end_on)
    share = value_on("red_days_share_percent", on)
    lo, hi = (scale.reds[shared[0]], scale.reds[shared[-1]] + 1) if shared else (0, 0)
    accepts = person.accepts
    return [
        *(person.full_week_minutes, person.contract_week_minutes),
        value_on("day_minutes_with_overtime", on) if accepts.overtime else 0,
        *(int(accepts.overtime), accepts.merarbeid_minutes_week, person.overtime_minutes_52w),
        _KINDS[person.kind],
        *(merarbeid_rate(empty), overtime_rate(empty), hourly_rate(empty)),
        *(lo, hi, -(-len(shared) * share // _PERCENT)),
    ]


def _lines(problem: Problem, scale: Scale, held: Held) -> Lines:
    book = agreed(problem)
    rows: list[list[int]] = []
    pointer = [0]
    for person in problem.people.values():
        own = [*person.rota, *held.get(person.id, ())]
        for one in sorted(own, key=lambda each: each.order):
            limits = book.limits(person.id, one.unit, one.first_on)
            tie = tie_of(problem, one.id) if one.is_need else one.index
            rows.append(scale.row(one, limits, tie))
        pointer.append(len(rows))
    stretches = matrix(rows, c.STRETCH).astype(np.int32)
    return _unmeasured(stretches, np.array(pointer, np.int64))


def _unmeasured(stretches: Matrix, pointer: Matrix) -> Lines:
    periods = np.zeros((len(stretches), 6), np.int32)
    return Lines(stretches, pointer, periods, np.zeros(len(pointer) - 1, np.int64))


def _measured(lines: Lines, people: Matrix, frame: Frame) -> tuple[Matrix, Matrix, Notes]:
    many, work = len(people), len(lines.stretches)
    out = np.zeros((many, c.width(frame)), np.int32)
    terms = np.zeros((many, c.TERMS), np.int64)
    notes = Notes(
        sums=np.zeros((many, c.SUMS, len(frame.weeks) - 1), np.int32),
        last=np.zeros(work + many, np.int32),
        period=np.zeros(work, np.int32),
        first=np.zeros(work, np.int32),
        quick=np.zeros(work, np.int32),
        red=np.zeros((many, 2, int(frame.numbers[c.REDS])), np.int8),
        average=np.zeros(many, np.int64),
    )
    measure_all(lines, people, frame, out, terms, notes)
    return out, terms, notes
