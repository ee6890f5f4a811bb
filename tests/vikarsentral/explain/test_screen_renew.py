"""A few people packed anew give the arrays that packing everyone gives."""

from dataclasses import replace
from random import Random

import numpy as np

from tests import random_problems
from tests.builders import need, person, problem, rota
from tests.random_problems import cases as many
from tests.vikarsentral.explain.same import assert_packed_anew
from vikarsentral.explain.screen import Screen, renewed, screen_of
from vikarsentral.explain.screen_renew import Ends, Mix
from vikarsentral.problemfile import read_problem

DAY = ("2027-01-05 08:00", "2027-01-05 15:00")


def drawn(seed):
    return read_problem(random_problems.problem_bytes(random_problems.problem(seed, "small")))


def changed(one, random):
    """Return a person with some facts taken away or turned round."""
    cut = [stretch for stretch in one.rota if random.random() < 0.7]
    edits = {
        "rota": tuple(replace(stretch, index=i) for i, stretch in enumerate(cut)),
        "unavailable": one.unavailable[:1],
        "wishes": one.wishes[1:],
        "accepts": replace(one.accepts, night=not one.accepts.night, overtime=True),
        "competences": dict(list(one.competences.items())[1:]),
        "known_units": frozenset(),
        "stillingsprosent": random.choice((0, 5000, 10000)),
        "kind": random.choice(("pool", "part_time", "hourly")),
    }
    return replace(one, **dict(random.sample(sorted(edits.items()), 3)))


def test_people_changed_gone_and_come_are_as_packed_from_nothing():
    for seed in range(12 * many(1)):
        random, every = Random(seed), drawn(seed)
        ids = list(every.people)
        here = {one: every.people[one] for one in ids if random.random() < 0.8}
        screen = Screen(replace(every, people=dict(here), needs={}, memory={}), {})
        for _ in range(6):
            for who in random.sample(ids, min(len(ids), random.randrange(4))):
                here[who] = changed(every.people[who], random)
            for who in random.sample(ids, random.randrange(2)):
                here.pop(who, None)
            here = {one: here[one] for one in ids if one in here}
            made = replace(every, people=dict(here), needs={}, memory={})
            screen = screen.renewed(made)
            assert_packed_anew(screen)


def test_what_was_packed_before_stays_as_it_was():
    every = drawn(3)
    screen = Screen(replace(every, needs={}, memory={}), {})
    rows = screen.packed.ground.people.copy()
    who = next(iter(every.people))
    people = {**every.people, who: replace(every.people[who], full_week_minutes=77)}
    made = screen.renewed(replace(every, people=people, needs={}, memory={}))
    assert np.array_equal(screen.packed.ground.people, rows)
    assert not np.array_equal(made.packed.ground.people, rows)


def test_nobody_left_and_somebody_again():
    one = problem(people=[person("a", rota=[rota(*DAY)]), person("b")], needs=[need("n", *DAY)])
    screen = Screen(one, {})
    nobody = screen.renewed(replace(one, people={}, memory={}))
    assert nobody.ids == ()
    assert_packed_anew(nobody)
    again = nobody.renewed(replace(one, memory={}))
    assert again.ids == ("a", "b")
    assert_packed_anew(again)


def test_a_problem_not_packed_yet_is_packed_when_it_is_asked():
    one = problem(people=[person("a")], needs=[need("n", *DAY)])
    other = replace(one, memory={})
    renewed(one, other)
    assert other.memory == {}
    screen_of(one, {})
    renewed(one, other)
    assert screen_of(other, {}).problem is other


def test_rows_come_from_where_the_runs_say():
    mix = Mix(("a", "x", "c", "d"), {"a": 0, "b": 1, "c": 2, "d": 3}, {"x": 0})
    old, new = np.array([10, 11, 12, 13]), np.array([99])
    assert mix.rows(old, new).tolist() == [10, 99, 12, 13]
    ends = Ends(np.array([0, 1, 2, 2, 4]), np.array([0, 2]))
    assert mix.lines(np.array([1, 2, 3, 4]), np.array([8, 9]), ends).tolist() == [1, 8, 9, 3, 4]
    assert ends.wider().old.tolist() == [0, 2, 4, 5, 8]
    assert mix.placed(np.array([0, 1, 3]), np.array([0])).tolist() == [0, 1, 3]
    told = dict(mix.named({"u": np.array([1])}, {"v": np.array([0])}))
    assert {name: rows.tolist() for name, rows in told.items()} == {"v": [1]}
