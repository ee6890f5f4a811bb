"""The work that is timed is done, and the fit finds the exponent there is."""

import pytest

from tests.bench.growth import PARTS, exponent, grow
from tests.house.tree import ROOT
from vikarsentral.problemfile import read_problem

EXAMPLES = ROOT / "tests" / "data" / "examples"


@pytest.mark.parametrize("power", [0.5, 1.0, 1.4])
def test_the_exponent_is_found(power):
    sizes = [150, 1_000, 4_000, 25_000]
    assert exponent(sizes, [3 * size**power for size in sizes]) == pytest.approx(power)


def test_every_part_is_timed():
    file = min(EXAMPLES.glob("[0-9]*.json"))
    grown = grow(file)
    assert tuple(grown.seconds) == PARTS
    assert all(spent >= 0 for spent in grown.seconds.values())
    assert (grown.needs, grown.people) == (
        len(read_problem(file).needs),
        len(read_problem(file).people),
    )
    assert grown.peak > 0
