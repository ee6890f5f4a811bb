"""A small crowd says yes at once, and what comes of it is judged by what is stored."""

import pytest

from tests.bench.crowd import gathered, judged
from tests.bench.races import block

PEOPLE, ROUNDS = 20, 2


@pytest.fixture
def crowd(database, tmp_path):
    with gathered(database, tmp_path, PEOPLE, 2 * ROUNDS) as found:
        yield found


def test_one_wins_each_round_and_everybody_is_told_once(crowd):
    needs = iter(crowd.needs)
    found = {
        mode: [judged(crowd, next(needs), mode) for _ in range(ROUNDS)]
        for mode in ("open", "exclusive")
    }
    assert [one.faults for rounds in found.values() for one in rounds] == [()] * 2 * ROUNDS
    told = block(found, PEOPLE).markdown()
    assert "| open | 2 | 0 |" in told
    assert "| exclusive | 2 | 0 |" in told
