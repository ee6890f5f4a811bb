"""Items as matrices: in order, complete, and with the prices that the rules name."""

import pytest

from solver import columns as c
from tests import random_problems
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.goals import touches_weekend
from vikarsentral.rules.line import line_of
from vikarsentral.rules.person import person_terms, static_refusals
from vikarsentral.rules.red_days import red_days_worked

SEEDS = random_problems.cases(25)


@pytest.mark.parametrize("size", ["few", "small", "long"])
@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_person_has_all_rota_and_every_possible_need_in_order(size, seed):
    facts = read_problem(random_problems.problem(7000 + seed, size))
    told = translate(facts).problem
    needs = list(facts.needs.values())
    for number, person in enumerate(facts.people.values()):
        rows = told.items[told.pointer[number] : told.pointer[number + 1]]
        possible = [n.stretch for n in needs if not static_refusals(facts, person, n)]
        line = line_of(facts, person, possible).stretches
        assert rows[:, c.START].tolist() == [one.start for one in line]
        assert rows[:, c.END].tolist() == [one.end for one in line]
        assert sorted(rows[:, c.PAID]) == sorted(one.paid for one in line)
        assert rows[:, c.WEEK].tolist() == [one.week for one in line]
        fixed = rows[rows[:, c.TASK] == c.NONE]
        assert sorted(fixed[:, c.TIE]) == list(range(len(person.rota)))


@pytest.mark.parametrize("seed", range(SEEDS))
def test_single_assignments_cost_what_the_terms_say(seed):
    facts = read_problem(random_problems.problem(7500 + seed, "small"))
    told = translate(facts).problem
    needs = list(facts.needs.values())
    for number, person in enumerate(facts.people.values()):
        for row in told.candidates(number):
            need = needs[told.items[row, c.TASK]]
            terms = person_terms(facts, person, [need.stretch])
            kept = sum(
                (entry.need, entry.person) == (need.id, person.id) for entry in facts.published
            )
            change = kept * facts.weights.change_ore
            assert told.costs[row] == terms["unknown_unit"] + terms["wish"] - change


@pytest.mark.parametrize("seed", range(SEEDS))
def test_red_days_and_weekends_are_marked(seed):
    facts = read_problem(random_problems.problem(7700 + seed, "long"))
    told = translate(facts).problem
    needs = list(facts.needs.values())
    for row in told.items[told.items[:, c.TASK] != c.NONE]:
        stretch = needs[row[c.TASK]].stretch
        assert row[c.RED_HI] - row[c.RED_LO] == len(red_days_worked(stretch))
        assert row[c.WEEKEND] == touches_weekend(stretch)
