"""Pages and jobs are killed while cover is looked for: what was answered is there, once."""

import time

import pytest

from tests.bench.killing import SURE, build, play
from tests.bench.kills import block
from tests.random_problems.draw import cases
from tests.vikarsentral.offer.town import NOW

NEEDS = 40
KILLS = 3


@pytest.fixture
def sink(database, monkeypatch, tmp_path):
    """The file that takes the messages of a town in a database of its own."""
    del database
    file = tmp_path / "sent"
    file.touch()
    monkeypatch.setenv("VIKARSENTRAL_MESSAGE_SINK", str(file))
    monkeypatch.setenv("VIKARSENTRAL_NOW", NOW.isoformat())
    monkeypatch.setenv("VIKARSENTRAL_NOW_STARTED", repr(time.time()))
    return file


def test_nothing_answered_is_lost_or_doubled_and_keys_stay(sink):
    kills = cases(KILLS)
    tokens, needs = build(cases(NEEDS))
    found = play(tokens, needs, sink, kills)
    assert found.confirmed >= kills + SURE
    assert found.under_load == kills
    assert (found.lost, found.doubled, found.faults, found.unsent) == (0, 0, 0, 0)
    assert found.retried == found.asked_again >= kills + SURE
    assert found.repeats <= kills
    assert found.code == 0
    assert "| no |" not in block(found).markdown()
