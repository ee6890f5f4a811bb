"""The town of the offer tests."""

import pytest

from tests.vikarsentral.offer.town import Town


@pytest.fixture
def town(session):
    """A small town in a transaction that is rolled back."""
    return Town(session)
