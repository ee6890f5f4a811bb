import random
from datetime import timedelta

from tests.vikarsentral.village import at
from vikarsentral.demo.absences import spells
from vikarsentral.demo.staff import Member
from vikarsentral.tables import PostKind

FIRST, LAST = at("2027-01-11T00:00"), at("2027-02-08T00:00")


def staff(count):
    return [
        Member(i, "N", PostKind.STAFF, "laerer", ("school",), None, i, 10_000, 2250, "DAY", 0)
        for i in range(count)
    ]


def rotas(count):
    return {
        person: [
            {
                "id": person * 100 + day,
                "status": "planned",
                "starts_at": FIRST + timedelta(days=day, hours=8),
                "ends_at": FIRST + timedelta(days=day, hours=15),
            }
            for day in range(-7, 35)
        ]
        for person in range(count)
    }


def draw(wanted, count=20, seed=1):
    rng = random.Random(seed)
    return spells(staff(count), rotas(count), first=FIRST, last=LAST, wanted=wanted, rng=rng)


def test_the_wanted_number_is_reached_exactly():
    for wanted in (1, 7, 60):
        assert sum(len(spell.shifts) for spell in draw(wanted)) == wanted


def test_shifts_are_in_the_time_and_inside_their_spell():
    for spell in draw(60):
        for row in spell.shifts:
            assert FIRST <= row["starts_at"] < LAST
            assert spell.starts_at <= row["starts_at"]
            assert row["starts_at"] < spell.ends_at


def test_nobody_is_away_twice_at_once():
    drawn = draw(80)
    for one in drawn:
        for other in drawn:
            if one is not other and one.person_id == other.person_id:
                assert one.ends_at <= other.starts_at or other.ends_at <= one.starts_at


def test_too_few_shifts_end_the_drawing():
    assert sum(len(spell.shifts) for spell in draw(500, count=1)) <= 28


def test_same_seed_draws_the_same():
    assert draw(30) == draw(30)
    assert draw(30) != draw(30, seed=2)
