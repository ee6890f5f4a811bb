"""Tell the solver a problem: facts and agreed limits become stretches, windows and prices.

Every number from a law or an agreement is asked of `vikarsentral.rules`; none stands here.

Source: contract 2.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import solver.problem
from solver.rows import Frame, Stretch, Task, Worker
from vikarsentral.rules import facts, goals
from vikarsentral.rules.agreements import agreed, default_limits, travel_minutes
from vikarsentral.rules.employment import available_excess, night_minutes, place_excess
from vikarsentral.rules.fitness import competence_excess
from vikarsentral.rules.line import line_of
from vikarsentral.rules.pins import pins_of
from vikarsentral.rules.red_days import red_days_between, red_days_worked
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
class _Possible:
    """Hold a need with what is the same for everyone.

    Attributes:
        need: the facts.
        row: the stretch, without anyone's limits.
        is_night: True when only people who accept nights may be asked.
    """

    need: facts.Need
    row: Stretch
    is_night: bool


@dataclass(frozen=True, slots=True)
class _Ground:
    """Hold what is worked out once for a whole problem.

    Attributes:
        problem: the facts.
        areas: index of every area.
        reds: index of every red day, by ordinal.
        changes: number of published entries per need and person.
        needs: needs by unit and what they require.
    """

    problem: facts.Problem
    areas: Mapping[str, int]
    reds: Mapping[int, int]
    changes: Mapping[tuple[str, str], int]
    needs: Mapping[tuple[str, tuple[str, ...]], list[_Possible]]


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
    packed = solver.problem.pack(
        tasks=[
            _task(problem, need, forced.get(i)) for i, need in enumerate(problem.needs.values())
        ],
        workers=[_worker(ground, person) for person in problem.people.values()],
        frame=_frame(ground),
        constant=problem.weights.change_ore * len(problem.published),
    )
    return Translation(packed, tuple(problem.needs), tuple(problem.people))


def _ground(problem: facts.Problem) -> _Ground:
    """Work out what all people share."""
    calendar = problem.calendar
    first = calendar.monday_on(0) - _MARGIN_DAYS
    end = calendar.ordinal_of(calendar.mondays[-1]) + _MARGIN_DAYS
    reds = {on: i for i, on in enumerate(red_days_between(first, end))}
    areas = {area: i for i, area in enumerate(dict.fromkeys(_areas(problem)))}
    changes: dict[tuple[str, str], int] = defaultdict(int)
    for entry in problem.published:
        changes[entry.need, entry.person] += 1
    ground = _Ground(problem, areas, reds, changes, defaultdict(list))
    for i, need in enumerate(problem.needs.values()):
        row = _bare(ground, need.stretch)._replace(task=i)
        late = night_minutes(need.stretch) > value_on("night_minutes", need.stretch.first_on)
        ground.needs[need.unit, need.requires].append(_Possible(need, row, late))
    return ground


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


def _bare(ground: _Ground, stretch: facts.Stretch) -> Stretch:
    """Return a stretch with what is the same for everyone."""
    worked = [ground.reds[on] for on in red_days_worked(stretch)]
    return Stretch(
        start=stretch.start,
        end=stretch.end,
        paid=stretch.paid,
        week=stretch.week,
        area=ground.areas[stretch.area],
        red=(worked[0], worked[-1] + 1) if worked else (0, 0),
        weekend=int(goals.touches_weekend(stretch)),
    )


def _worker(ground: _Ground, person: facts.Person) -> Worker:
    """Return a person with rota, possible needs and prices."""
    problem = ground.problem
    empty = line_of(problem, person, ())
    on = problem.period.start_on
    first = min((one.first_on for one in person.rota), default=on)
    shared = red_days_between(min(first, on), problem.period.end_on)
    share = value_on("red_days_share_percent", on)
    accepted = person.accepts.overtime
    hourly = person.kind == "hourly"
    return Worker(
        stretches=[*_fixed(ground, person), *_candidates(ground, person)],
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


def _fixed(ground: _Ground, person: facts.Person) -> list[Stretch]:
    """Return the person's rota; a later place in it is the larger id."""
    return [
        _limited(ground, person, one, _bare(ground, one))._replace(tie=i)
        for i, one in enumerate(person.rota)
    ]


def _candidates(ground: _Ground, person: facts.Person) -> list[Stretch]:
    """Return the needs that nothing about the person alone rules out."""
    found = []
    out: dict[str, bool] = {}
    for (unit, requires), needs in ground.needs.items():
        if unit not in out:
            out[unit] = place_excess(ground.problem, person, needs[0].need) is not None
        if out[unit] or any(name not in person.competences for name in requires):
            continue
        held = [person.competences[name] for name in requires]
        dated = any(one.valid_from is not None or one.valid_to is not None for one in held)
        for one in needs:
            if dated and competence_excess(person, one.need):
                continue
            if not _available(person, one):
                continue
            limited = _limited(ground, person, one.need.stretch, one.row)
            found.append(limited._replace(cost=_cost(ground, person, one.need, unit)))
    return found


def _available(person: facts.Person, one: _Possible) -> bool:
    """Tell whether the person may be asked at that time; the rule is asked where it can say no."""
    if one.is_night and not person.accepts.night:
        return False
    start, end = one.row.start, one.row.end
    met = any(span.start < end and start < span.end for span in person.unavailable)
    return not met or available_excess(person, one.need.stretch) is None


def _cost(ground: _Ground, person: facts.Person, need: facts.Need, unit: str) -> int:
    """Return what the assignment itself costs: new face, wishes, change."""
    weights = ground.problem.weights
    cost = -weights.change_ore * ground.changes.get((need.id, person.id), 0)
    if unit not in person.known_units and person.id not in need.known_people:
        cost += weights.unknown_unit_ore
    return cost + sum(
        wish.ore for wish in person.wishes if wish.start < need.end and need.start < wish.end
    )


def _limited(
    ground: _Ground, person: facts.Person, stretch: facts.Stretch, row: Stretch
) -> Stretch:
    """Return the stretch with the limits in force for the person."""
    limits = agreed(ground.problem).limits(person.id, stretch.unit, stretch.first_on)
    accepted = person.accepts.overtime
    none = 0 if accepted else value_on("overtime_not_accepted", stretch.first_on)
    return row._replace(
        rest=limits.daily_rest,
        day=limits.day_minutes,
        free=limits.weekly_rest,
        week_cap=limits.week_minutes,
        over_week=limits.overtime_week if accepted else none,
        over_window=limits.overtime_4_weeks if accepted else none,
        over_total=limits.overtime_52_weeks if accepted else none,
        average=limits.red_days == "average",
    )


def _forced(problem: facts.Problem) -> dict[int, int]:
    """Return the worker of every pin that holds, by task.

    Source: contract 2 (pinned).
    """
    needs = {need: i for i, need in enumerate(problem.needs)}
    people = {person: i for i, person in enumerate(problem.people)}
    held = pins_of(problem).held
    return {needs[need]: people[person] for need, person in held.items()}
