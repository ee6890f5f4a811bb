"""Facts written as bytes come back field by field, and everyone's work number by number."""

from dataclasses import fields, replace

import pytest

from tests import random_problems
from tests.vikarsentral.explain.same import told
from vikarsentral.explain.case import Case
from vikarsentral.explain.copy_facts import HEADING, bytes_of, problem_from
from vikarsentral.explain.screen import Screen, everyone, screen_of
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.facts import Problem
from vikarsentral.rules.people import People

NAMES = [one.name for one in fields(Problem) if one.name not in {"memory", "sha256"}]


def drawn(seed):
    """Return a drawn problem without needs, as the roster is read, and its needs."""
    raw = random_problems.problem(seed, "few")
    whole = read_problem(random_problems.problem_bytes(raw))
    document = {**raw, "needs": [], "published": []}
    made = read_problem(document)
    made.memory[HEADING] = {**document, "people": []}
    return made, [replace(one, pinned=None) for one in whole.needs.values()]


@pytest.mark.parametrize("seed", range(12 * random_problems.cases(1)))
def test_what_goes_in_comes_back(seed):
    made, needs = drawn(seed)
    found = problem_from(bytes_of(made))
    assert isinstance(found.people, People)
    assert told(screen_of(found, {})) == told(Screen(made, {}))
    for need in needs[:3]:
        answers = [
            list(everyone(Case(replace(one, needs={need.id: need}), need)))
            for one in (made, found)
        ]
        assert answers[0] == answers[1]
    assert found.people.source.made == 0
    for name in NAMES:
        assert getattr(found, name) == getattr(made, name), name
    for who, one in made.people.items():
        assert list(found.people[who].competences) == list(one.competences)


def test_a_copy_of_a_copy_is_the_same():
    made, _ = drawn(5)
    data = bytes_of(made)
    assert bytes_of(problem_from(data)) == data


def test_nobody_is_written_and_comes_back():
    made, _ = drawn(1)
    nobody = replace(made, people={}, memory={HEADING: made.memory[HEADING]})
    assert len(problem_from(bytes_of(nobody)).people) == 0
