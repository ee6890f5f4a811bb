"""Drawn problems are problem files, the same ones every time."""

import pytest

from solver.bound import floor
from tests.bench.generate import generate, written
from tests.bench.sectors import SIZES
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile import problem_bytes, read_problem
from vikarsentral.rules.goals import open_cost


@pytest.mark.parametrize("seed", range(5))
def test_a_drawn_problem_is_read_and_most_needs_can_be_met(seed):
    facts = read_problem(problem_bytes(generate("small", seed)))
    size = SIZES["small"]
    assert (len(facts.people), len(facts.needs)) == (size.people, size.needs)
    packed = translate(facts).problem
    assert packed.size[2] > 2 * size.needs
    assert floor(packed) < open_cost(facts, facts.needs.values()) / 4


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    one, other = (written("small", 3, tmp_path).read_bytes() for _ in range(2))
    assert one == other
    assert one != written("small", 4, tmp_path).read_bytes()
