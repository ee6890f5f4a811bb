"""Places alone, for tests that put everything else in themselves."""

from datetime import datetime

import pytest

from tests.flow.week import BEFORE
from tests.vikarsentral.village import Village
from vikarsentral import clock, db


@pytest.fixture
def town(database, monkeypatch):
    """An installation with places alone, and a clock that is set by hand."""
    del database
    now = [BEFORE]
    monkeypatch.setattr(clock, "now", lambda: now[0])
    with db.begin() as session:
        village = Village(session)

    def move(instant: datetime) -> None:
        now[0] = instant

    village.move = move
    return village
