"""A person of Solvang's own staff, and wishes for shifts."""

from datetime import date, time, timedelta

import pytest

from tests.vikarsentral.village import MONDAY
from vikarsentral.administration.rota import RotaWish
from vikarsentral.tables import PostKind

FIRST = MONDAY + timedelta(weeks=2)
"""A Monday more than two weeks ahead."""


@pytest.fixture
def nurse(village):
    return village.person(kind=PostKind.STAFF, unit=village.solvang)


@pytest.fixture
def wish(village):
    """A function that wishes day shifts at Solvang on some days."""

    def of(*days: date, starts=time(7, 30), ends=time(15), **more):
        return RotaWish(village.solvang.id, days or (FIRST,), starts, ends, **more)

    return of
