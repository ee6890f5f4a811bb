"""The solver's reading of a problem against the checker's: every set of needs of every person."""

import itertools
import json
from random import Random

import pytest

from solver import columns as c
from solver import line
from tests import builders, random_problems
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.goals import change_cost
from vikarsentral.rules.person import person_breaches, person_terms

SEEDS = random_problems.cases(25)
MOST_SETS = 60


def sets_of(rows, draw):
    """Return sets of rows: all of them when few, else some of every size."""
    every = range(1 << len(rows))
    picked = every if len(every) <= MOST_SETS else sorted(draw.sample(every, MOST_SETS))
    return [[row for i, row in enumerate(rows) if bits >> i & 1] for bits in picked]


@pytest.mark.parametrize(
    ("size", "seed"), list(itertools.product(("tiny", "few", "long"), range(SEEDS)))
)
def test_a_line_is_lawful_and_priced_as_the_checker_says(size, seed):
    drawn = random_problems.problem(1000 + seed, size)
    facts = read_problem(drawn)
    told = translate(facts).problem
    needs = list(facts.needs.values())
    draw = Random(seed)
    for number, person in enumerate(facts.people.values()):
        for rows in sets_of([int(row) for row in told.candidates(number)], draw):
            mine = [needs[told.items[row, c.TASK]].stretch for row in rows]
            rule, cost = line.evaluate(told, number, rows)
            broken = person_breaches(facts, person, mine)
            assert (rule == "lawful") == (not broken), (rule, broken)
            if rule == "lawful":
                holders = {one.id: frozenset({person.id}) for one in mine}
                change = change_cost(facts, holders) - change_cost(facts, {})
                assert cost == sum(person_terms(facts, person, mine).values()) + change


@pytest.mark.parametrize("seed", range(SEEDS))
def test_who_is_no_candidate_is_refused_by_the_checker_and_nobody_else_is(seed):
    facts = read_problem(random_problems.problem(2000 + seed, "small"))
    told = translate(facts).problem
    for number, person in enumerate(facts.people.values()):
        possible = set(told.items[told.candidates(number), c.TASK].tolist())
        for task, need in enumerate(facts.needs.values()):
            rules = {one.rule for one in person_breaches(facts, person, (need.stretch,))}
            fixed = bool(rules & {"competence", "place", "available"})
            assert (task not in possible) == fixed, (person.id, need.id, rules)


def test_a_held_pin_forces_its_need_and_a_refused_one_does_not():
    needs = [
        builders.need("n1", "2027-01-05 08:00", "2027-01-05 16:00", pinned="p1"),
        builders.need("n2", "2027-01-05 12:00", "2027-01-05 18:00", pinned="p1"),
    ]
    tasks = translate(builders.problem(needs=needs)).problem.tasks
    assert [task.forced for task in tasks] == [0, None]


def test_published_entries_cost_unless_kept():
    needs = [builders.need("n1", "2027-01-05 08:00", "2027-01-05 15:00")]
    published = [{"need": "n1", "person": "p1"}, {"need": "n1", "person": "p2"}]
    people = [builders.person("p1"), builders.person("p2")]
    told = translate(builders.problem(needs=needs, people=people, published=published)).problem
    assert told.constant == 50000
    assert told.costs.tolist() == [-25000, -25000]


def test_weights_of_a_billion_stay_exact():
    needs = [builders.need("n1", "2027-01-05 08:00", "2027-01-05 20:00")]
    needs += [builders.need("n2", "2027-01-06 08:00", "2027-01-06 20:00")]
    accepts = {"merarbeid_minutes_week": 0, "overtime": True, "night": True}
    people = [builders.person(accepts=accepts, hourly_cost_ore=10**9, full_week_minutes=60)]
    facts = read_problem(
        builders.document(
            needs=[{**one, "unpaid_break": 60} for one in needs],
            people=people,
            objective={"overtime_factor_percent": 10**9, "unused_ore_per_minute": 10**9},
        )
    )
    told = translate(facts).problem
    assert told.wide
    (person,) = facts.people.values()
    mine = [facts.needs["n1"].stretch]
    rule, cost = line.evaluate(told, 0, told.candidates(0)[:1])
    assert not person_breaches(facts, person, mine)
    assert rule == "lawful"
    assert cost == sum(person_terms(facts, person, mine).values()) > 2**53


def test_an_empty_problem_translates():
    told = translate(builders.problem(needs=[], people=[])).problem
    assert told.size == (0, 0, 0)


def test_the_document_is_not_changed():
    drawn = random_problems.problem(7, "small")
    before = json.dumps(drawn)
    translate(read_problem(drawn))
    assert json.dumps(drawn) == before
