"""Everyone in the demo has shown what the sectors ask for."""

import random
from datetime import date, timedelta

from vikarsentral.administration.views.proofs import proofs_by_sector
from vikarsentral.demo import places, staff
from vikarsentral.demo.proofs import ENDS, asked, put_proofs, put_shown, shown
from vikarsentral.demo.register import put_people, put_places
from vikarsentral.demo.sizes import SIZES

SINCE, TODAY = date(2025, 1, 1), date(2027, 1, 4)


def test_nobody_in_the_demo_lacks_what_is_asked_for(session):
    rng = random.Random(1)
    units = places.units(SIZES["small"], rng)
    members = staff.people(SIZES["small"], units, rng)
    put_places(session, units)
    put_people(session, members, SINCE)
    put_proofs(session)
    put_shown(session, members, SINCE, TODAY)
    held = {one.sector.code: one for one in proofs_by_sector(session, TODAY)}
    for sector, one in held.items():
        lines = {line.code: line for line in one.lines}
        assert {code for code, line in lines.items() if line.is_asked} == {
            each.code for each in asked(sector)
        }
        assert all(line.lacking == () for line in lines.values() if line.is_asked)
    assert any(line.expiring for line in held["health"].lines)
    assert not held["cleaning"].lines


def test_some_authorisation_to_give_medicine_ends_soon():
    rng = random.Random(1)
    members = staff.people(SIZES["small"], places.units(SIZES["small"], rng), rng)
    ends = {last for _, _, _, last in shown(members, SINCE, TODAY)}
    assert ends == {None, TODAY + ENDS}
    assert TODAY + timedelta(days=30) == TODAY + ENDS
