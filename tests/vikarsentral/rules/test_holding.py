"""Needs taken one by one break the same close by as when all the work is judged."""

from itertools import cycle

import pytest

from tests import random_problems
from tests.builders import need, only_person, problem
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.holding import Holding
from vikarsentral.rules.person import person_breaches

SPICES = (
    frozenset({"weekend", "agreements", "rota", "night"}),
    frozenset({"daily", "gaps", "travel", "chain", "agreements"}),
    frozenset({"rota", "gaps", "agreements"}),
)


def both_ways(drawn):
    """Give every need to everyone in turn, judged close by and judged whole."""
    facts = read_problem(random_problems.problem_bytes(drawn))
    met, held_in_all = set(), 0
    for person in facts.people.values():
        holding, held = Holding(facts, person), ()
        for one in facts.needs.values():
            whole = person_breaches(facts, person, (*held, one.stretch))
            assert holding.take(one.stretch) == whole, (person.id, one.id)
            held = held if whole else (*held, one.stretch)
            met |= {each.rule for each in whole}
        held_in_all += len(held)
    return met, held_in_all


@pytest.mark.parametrize("spices", SPICES, ids=sorted)
def test_random_needs_break_the_same_close_by(spices):
    met, held = set(), 0
    for seed in range(random_problems.cases(12)):
        found, taken = both_ways(random_problems.problem(seed, "long", spices))
        met, held = met | found, held + taken
    assert held > 50
    assert {"overlap", "daily_rest", "overtime"} <= met


def test_a_chain_of_work_without_rest_is_judged_whole():
    days = [f"2027-01-{day:02}" for day in range(4, 29)]
    rota = [
        {"start": f"{day}T{hour}:00:00+01:00", "end": f"{day}T{hour + 5:02}:00:00+01:00"}
        for day in days
        for hour in (10, 18)
    ]
    drawn = random_problems.problem(1, "long", frozenset())
    anna = {
        **drawn["people"][0],
        "rota": [{**one, "unit": drawn["units"][0]["id"]} for one in rota],
        "sectors": sorted({unit["sector"] for unit in drawn["units"]}),
    }
    needs = [
        {**need("a", f"{day} 02:00", f"{day} 06:00"), "unit": drawn["units"][0]["id"]}
        for day in days[3:20]
    ]
    for number, one in enumerate(needs):
        one["id"] = f"a{number}"
    period = {"start": "2027-01-04T00:00:00+01:00", "end": "2027-02-01T00:00:00+01:00"}
    made = {**drawn, "people": [anna], "needs": needs, "period": period, "published": []}
    met, _ = both_ways(made)
    assert "daily_rest" in met


def test_a_year_of_needs_is_held_as_the_law_allows():
    hours = cycle((("07:30", "15:00"), ("14:30", "22:00"), ("08:00", "20:30")))
    needs = [
        need(f"n{week:02}{day}", *(f"2027-{month:02}-{day:02} {at}" for at in next(hours)))
        for week, month in enumerate(range(1, 13))
        for day in range(5, 27)
    ]
    made = problem(needs=needs, end="2028-01-03")
    person, held = only_person(made), ()
    holding = Holding(made, person)
    for one in made.needs.values():
        whole = person_breaches(made, person, (*held, one.stretch))
        assert holding.take(one.stretch) == whole
        held = held if whole else (*held, one.stretch)
    assert len(held) > 100
