"""Numbers not yet measured, with a few people packed anew, are those of packing everyone."""

from dataclasses import replace
from random import Random

import numpy as np

from tests.random_problems import cases as many
from tests.vikarsentral.explain.same import told
from tests.vikarsentral.explain.test_screen_renew import changed, drawn
from vikarsentral.explain.screen import Screen, renewed, screen_of
from vikarsentral.explain.screen_raw import RAW, raw_of


def bare(every, people):
    return replace(every, people=dict(people), needs={}, memory={})


def assert_measured_anew(problem):
    one, other = Screen(problem, {}, problem.memory[RAW].measured(problem)), Screen(problem, {})
    for name, found in told(other).items():
        assert told(one)[name] == found, name


def test_people_changed_gone_and_come_are_as_packed_from_nothing():
    for seed in range(12 * many(1)):
        random, every = Random(seed), drawn(seed)
        ids = list(every.people)
        here = {one: every.people[one] for one in ids if random.random() < 0.8}
        made = bare(every, here)
        made.memory[RAW] = raw_of(made)
        for _ in range(6):
            for who in random.sample(ids, min(len(ids), random.randrange(4))):
                here[who] = changed(every.people[who], random)
            for who in random.sample(ids, random.randrange(2)):
                here.pop(who, None)
            here = {one: here[one] for one in ids if one in here}
            before, made = made, bare(every, here)
            renewed(before, made)
            assert "screen" not in made.memory
            assert_measured_anew(made)


def test_numbers_before_a_change_stay_as_they_were():
    every = drawn(3)
    made = bare(every, every.people)
    made.memory[RAW] = raw = raw_of(made)
    rows = raw.people.copy(), raw.stretches.copy()
    who = next(iter(every.people))
    other = bare(every, {**every.people, who: replace(every.people[who], full_week_minutes=77)})
    renewed(made, other)
    assert not np.array_equal(other.memory[RAW].people, rows[0])
    assert np.array_equal(raw.people, rows[0])
    assert np.array_equal(raw.stretches, rows[1])


def test_who_asks_measures_once():
    every = drawn(2)
    made = bare(every, every.people)
    made.memory[RAW] = raw_of(made)
    found = screen_of(made, {})
    assert screen_of(made, {}) is found
    assert told(found) == told(Screen(made, {}))


def test_what_is_measured_is_brought_up_to_date_as_it_is():
    every = drawn(2)
    made, other = bare(every, every.people), bare(every, every.people)
    made.memory[RAW] = raw_of(made)
    screen_of(made, {})
    renewed(made, other)
    assert (RAW in other.memory, "screen" in other.memory) == (False, True)
