"""A part of a need is judged and priced as a need of its own; who moves keeps what they had."""

from dataclasses import replace

import pytest

from tests.random_problems.problems import problem as draw_problem
from tests.vikarsentral.compound.brute import read
from vikarsentral.rules import parts
from vikarsentral.rules.facts import Stretch
from vikarsentral.rules.parts import Candidate, Ground, Wanted, kept_times, left_over

OWN = Stretch("", 0, "u2", "nord", 600, 1080, 30, 0, 1, 1)


@pytest.mark.parametrize(
    ("start", "end", "rest", "pause"),
    [
        (600, 1080, [], 30),
        (600, 900, [(900, 1080, 0)], 30),
        (900, 1080, [(600, 900, 30)], 0),
        (660, 720, [(600, 660, 0), (720, 1080, 30)], 0),
    ],
)
def test_what_is_left_of_an_own_shift_keeps_its_paid_time(start, end, rest, pause):
    left, with_part = left_over(OWN, start, end)
    assert [(one.start, one.end, one.unpaid_break) for one in left] == rest
    assert with_part == pause
    assert OWN.paid == sum(one.paid for one in left) + end - start - pause


def ground(seed=3):
    problem = read(draw_problem(seed, "tiny", frozenset({"rota"})))
    need = next(iter(problem.needs.values()))
    people = [Candidate(problem, one) for one in problem.people.values()]
    return Ground(Wanted(need, need.start, need.end), people)


def test_points_are_half_hours_and_what_changes_in_the_need():
    held = ground()
    need = held.need
    points = held.points()
    assert (points[0], points[-1]) == (need.start, need.end)
    assert points == sorted(set(points))
    edges = {at for one in held.candidates for span in kept_times(one.person) for at in span}
    assert all(at % parts.GRID == 0 or at in edges | {need.start, need.end} for at in points)


def test_a_begun_need_begins_on_the_next_half_hour():
    need = ground().need
    begun = Wanted(need, need.start, need.end, need.start + 7)
    assert begun.start >= need.start + 7
    assert begun.start % parts.GRID == 0
    assert Wanted(need, need.start, need.end, need.start - 7).start == need.start


def test_reach_ends_where_other_work_begins():
    held = ground()
    need, one = held.need, held.candidates[0]
    busy = replace(
        one.person.rota[0] if one.person.rota else need.stretch,
        id="",
        index=0,
        start=need.start + 120,
        end=need.end + 60,
    )
    person = replace(one.person, rota=(busy,), unavailable=())
    problem = replace(one.problem, people={**one.problem.people, person.id: person}, memory={})
    other = Ground(held.wanted, [Candidate(problem, person)])
    assert other.reach(0, need.start, other.points()) <= need.start + 120
    assert other.reach(0, need.start + 120, other.points()) == need.start + 120


def test_a_part_short_of_half_a_day_has_no_break():
    need = replace(ground().need, stretch=replace(ground().need.stretch, unpaid_break=30))
    assert parts._own_break(need, 0, 330) == 0
    assert parts._own_break(need, 0, 345) == 15
    assert parts._own_break(need, 0, 480) == 30
