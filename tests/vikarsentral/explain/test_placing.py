"""Duties given away are placed at the least sum there is, held to whole plans built anew."""

from collections import Counter
from itertools import combinations

import pytest

from tests import random_problems
from tests.builders import need, person, problem
from tests.vikarsentral.explain.test_standing import best_of_all, case_of, drawn
from vikarsentral.explain.placing import MOST, Places, partitions
from vikarsentral.explain.standing import own_changes, would_win
from vikarsentral.rules.left import left_open

DAY = ("2027-01-05 08:00", "2027-01-05 15:00")
NEXT = ("2027-01-06 08:00", "2027-01-06 15:00")
LATER = ("2027-01-07 08:00", "2027-01-07 15:00")


def least(people, *times, apart=("me",)):
    """Return the least that placing duties at some times adds, and the problem."""
    needs = [need(f"n{at}", *one, agency=None) for at, one in enumerate(times)]
    made = problem(people=[person("me"), *people], needs=needs)
    found = Places(made, (made, {}), {}, frozenset(apart)).least([one["id"] for one in needs])
    return found, made


@pytest.mark.parametrize(("many", "ways"), [(0, 1), (1, 1), (2, 2), (3, 5), (4, 15)])
def test_duties_are_grouped_in_every_way_once(many, ways):
    found = [frozenset(map(frozenset, groups)) for groups in partitions(range(many))]
    assert len(set(found)) == len(found) == ways


def test_one_after_the_other_would_leave_a_duty_that_fits():
    # b adds less by the first duty than c does, but only b may have the second at the same time
    needs = [need("n0", *DAY, agency=None)]
    needs.append(need("n1", *DAY, agency=None, requires=["rn"]))
    b, c = person("b", competences=[{"id": "rn"}]), person("c", known_units=[])
    made = problem(people=[b, c], needs=needs)
    places = Places(made, (made, {}), {}, frozenset())
    alone = [places.least([one]) for one in ("n0", "n1")]
    opened = left_open(made, made.needs["n1"]).ore
    assert sum(alone) < places.least(["n0", "n1"]) < alone[0] + opened


def test_one_person_may_take_several():
    together, made = least([person("b")], DAY, NEXT, LATER)
    assert together < min(left_open(made, one).ore for one in made.needs.values())


def test_where_nobody_may_everything_is_left():
    found, made = least([person("b", sectors=[])], DAY, NEXT)
    assert found == sum(left_open(made, one).ore for one in made.needs.values())


def test_more_duties_than_three_are_placed_one_after_the_other():
    days = [(f"2027-01-{day:02} 08:00", f"2027-01-{day:02} 12:00") for day in range(4, 9)]
    assert len(days) > MOST
    found, made = least([person("b")], *days)
    assert found < sum(left_open(made, one).ore for one in made.needs.values())


def test_two_or_three_given_away_tell_the_truth_of_whole_plans():
    told = Counter()
    for seed in range(100, 100 + random_problems.cases(40)):
        plan = drawn(seed)
        for name in plan.problem.needs:
            case = case_of(plan, name)
            for who in plan.problem.people:
                if plan.given.get(name) == who or not case.asked(who).lawful:
                    continue
                own = [one for one in own_changes(case, who) if one.given_away]
                for changes in (*combinations(own, 2), *combinations(own, 3)):
                    best, now = best_of_all(plan, case, who, changes)
                    assert would_win(plan, case, who, changes) == (best < now), (seed, name, who)
                    told[best < now] += 1
    assert min(told[True], told[False]) > 1
