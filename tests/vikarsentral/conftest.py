"""The village, for tests of the stages."""

import pytest

from tests.vikarsentral.village import Village


@pytest.fixture
def village(session):
    """Two units and who may act, in a transaction that is rolled back."""
    return Village(session)
