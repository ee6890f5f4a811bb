"""The village with both sides of an agreement: a planner and a tillitsvalgt."""

import pytest

from tests.vikarsentral.agreements.parties import Parties


@pytest.fixture
def parties(village):
    return Parties(village)
