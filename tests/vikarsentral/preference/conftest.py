import pytest

from tests.vikarsentral.preference.history import History


@pytest.fixture
def history(village):
    return History(village)
