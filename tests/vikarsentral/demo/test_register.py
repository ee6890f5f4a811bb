import random
from datetime import date

from sqlalchemy import func, select

from vikarsentral.demo import places, staff
from vikarsentral.demo.register import put_people, put_places
from vikarsentral.demo.sizes import SIZES
from vikarsentral.tables import Person, Post, Price, Sector, TariffRow, Travel, Unit


def test_register_holds_what_was_made(session):
    rng = random.Random(1)
    units = places.units(SIZES["small"], rng)
    members = staff.people(SIZES["small"], units, rng)
    put_places(session, units)
    put_people(session, members, date(2025, 1, 1))

    def count(model):
        return session.scalar(select(func.count()).select_from(model))

    assert count(Unit) == len(units)
    assert count(Person) == count(Post) == len(members)
    assert count(Sector) == 4
    assert count(Travel) == 2 * len(places.TRAVEL)
    assert count(TariffRow) == 20
    assert count(Price) == 5
