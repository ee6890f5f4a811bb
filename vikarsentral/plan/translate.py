"""Tell the solver a problem: facts and agreed limits become stretches, windows and prices.

Every number from a law or an agreement is asked of `vikarsentral.rules`; none stands here.

Source: contract 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import solver.problem
from solver.rows import Frame, Task, Worker
from vikarsentral.plan.translate_items import Bare, items_of
from vikarsentral.rules import facts, goals
from vikarsentral.rules.agreements import default_limits, travel_minutes
from vikarsentral.rules.line import Line
from vikarsentral.rules.pins import pins_of
from vikarsentral.rules.red_days import red_days_between
from vikarsentral.rules.values import value_on
from vikarsentral.rules.working_time import WEEKS_TOGETHER

_PERCENT = 100
_MARGIN_DAYS = 3


@dataclass(frozen=True, slots=True)
class Translation:
    """Hold the solver's problem and the way back.

    Attributes:
        problem: what the solver works on.
        needs: id per task.
        people: id per worker.
    """

    problem: solver.problem.Problem
    needs: tuple[str, ...]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Ground:
    """Hold what is worked out once for a whole problem.

    Attributes:
        problem: the facts.
        areas: index of every area.
        reds: index of every red day, by ordinal.
    """

    problem: facts.Problem
    areas: Mapping[str, int]
    reds: Mapping[int, int]


def translate(problem: facts.Problem) -> Translation:
    """Translate a problem to the solver's terms, pins taken in the order of the needs.

    Args:
        problem: the facts.

    Returns:
        The solver's problem, and the way back.

    Source: contract 2 (hard rules, objective).
    """
    ground = _ground(problem)
    forced = _forced(problem)
    packed = solver.problem.lay(
        tasks=[
            _task(problem, need, forced.get(i)) for i, need in enumerate(problem.needs.values())
        ],
        workers=[_worker(ground, person) for person in problem.people.values()],
        frame=_frame(ground),
        constant=problem.weights.change_ore * len(problem.published),
        laid=items_of(problem, Bare(ground.areas, ground.reds)),
    )
    return Translation(packed, tuple(problem.needs), tuple(problem.people))


def _ground(problem: facts.Problem) -> _Ground:
    """Work out what all people share."""
    calendar = problem.calendar
    first = calendar.monday_on(0) - _MARGIN_DAYS
    end = calendar.ordinal_of(calendar.mondays[-1]) + _MARGIN_DAYS
    reds = {on: i for i, on in enumerate(red_days_between(first, end))}
    areas = {area: i for i, area in enumerate(dict.fromkeys(_areas(problem)))}
    return _Ground(problem, areas, reds)


def _areas(problem: facts.Problem) -> Iterable[str]:
    """Return the areas of the units, with repeats; at least one."""
    return [unit.area for unit in problem.units.values()] or [""]


def _frame(ground: _Ground) -> Frame:
    """Return weeks, travel, red days and what a quick return costs."""
    problem = ground.problem
    calendar = problem.calendar
    on = problem.period.start_on
    travel = problem.travel_minutes
    return Frame(
        week_starts=calendar.mondays,
        cost_weeks=(calendar.period_weeks.start, calendar.period_weeks.stop),
        window=WEEKS_TOGETHER,
        span=value_on("rest_window", on),
        free_default=default_limits(on).weekly_rest,
        quick_gap=value_on("daily_rest", on),
        quick_cost=problem.weights.quick_return_ore,
        travel=[[travel_minutes(travel, a, b) for b in ground.areas] for a in ground.areas],
        sundays=[i for on, i in ground.reds.items() if on % 7 == 0],
        reds=len(ground.reds),
    )


def _task(problem: facts.Problem, need: facts.Need, forced: int | None) -> Task:
    """Return what a need costs open and at an agency, and who must take it."""
    agency = None if need.agency_ore_per_hour is None else goals.agency_cost(problem, [need])
    return Task(need.start, need.end, goals.open_cost(problem, [need]), agency, forced)


def _worker(ground: _Ground, person: facts.Person) -> Worker:
    """Return a person's hours, consents and prices; the items are told apart."""
    problem = ground.problem
    empty = Line(problem, person, (), ())
    on = problem.period.start_on
    first = min((one.first_on for one in person.rota), default=on)
    shared = red_days_between(min(first, on), problem.period.end_on)
    share = value_on("red_days_share_percent", on)
    accepted = person.accepts.overtime
    hourly = person.kind == "hourly"
    return Worker(
        stretches=(),
        full=person.full_week_minutes,
        contract=person.contract_week_minutes,
        ceiling=value_on("day_minutes_with_overtime", on) if accepted else 0,
        extra_cap=person.accepts.merarbeid_minutes_week,
        over_base=person.overtime_minutes_52w,
        over_default=(
            default_limits(on).overtime_52_weeks
            if accepted
            else value_on("overtime_not_accepted", on)
        ),
        counts_extra=not hourly,
        rate_under=problem.weights.unused_ore_per_minute if person.kind == "pool" else 0,
        rate_extra=goals.merarbeid_rate(empty),
        rate_over=goals.overtime_rate(empty),
        rate_assigned=goals.hourly_rate(empty) if hourly else 0,
        square=problem.weights.weekend_share_ore,
        share=(ground.reds[shared[0]], ground.reds[shared[-1]] + 1) if shared else (0, 0),
        share_cap=-(-len(shared) * share // _PERCENT),
    )


def _forced(problem: facts.Problem) -> dict[int, int]:
    """Return the worker of every pin that holds, by task.

    Source: contract 2 (pinned).
    """
    needs = {need: i for i, need in enumerate(problem.needs)}
    people = {person: i for i, person in enumerate(problem.people)}
    held = pins_of(problem).held
    return {needs[need]: people[person] for need, person in held.items()}
