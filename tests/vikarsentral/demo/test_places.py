import random

import pytest

from vikarsentral.demo import places
from vikarsentral.demo.sizes import SIZES


@pytest.mark.parametrize("size", SIZES.values(), ids=list(SIZES))
def test_units_have_their_own_codes_names_and_ids(size):
    made = places.units(size, random.Random(1))
    assert len(made) == sum(size.units)
    for name in ("id", "code", "name"):
        assert len({getattr(unit, name) for unit in made}) == len(made)


def test_codes_are_ascii():
    assert places.ascii_code("Måltrosten bokollektiv Ø 2") == "maltrosten-bokollektiv-o-2"


def test_every_role_is_a_competence():
    codes = {row[0] for row in places.COMPETENCES}
    roles = {role for sector in places.SECTORS for role, _ in sector.roles}
    assert roles == codes
    assert all(set(places.held(role)) <= codes for role in roles)
    assert all(role in places.held(role) for role in roles)
