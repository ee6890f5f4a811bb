import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import need
from vikarsentral.commitments.labour import Contract, contract_of, split
from vikarsentral.tables import (
    LabourLine,
    Post,
    PostKind,
    ShiftStatus,
    Weights,
)

POOL = Contract(PostKind.POOL, 2130, 2130, 48_000)
SMALL_POOL = Contract(PostKind.POOL, 2130, 1065, 48_000)
PART = Contract(PostKind.PART_TIME, 2130, 1065, 48_000)
STAFF = Contract(PostKind.STAFF, 2130, 2130, 48_000)
HOURLY = Contract(PostKind.HOURLY, 2130, 0, 48_000)


@pytest.mark.parametrize(
    ("contract", "used", "parts"),
    [
        (POOL, 0, {"pool": 450}),
        (POOL, 1680, {"pool": 450}),
        (POOL, 1681, {"pool": 449, "overtime": 1}),
        (POOL, 2130, {"overtime": 450}),
        (SMALL_POOL, 1000, {"pool": 65, "merarbeid": 385}),
        (PART, 615, {}),
        (PART, 616, {"merarbeid": 1}),
        (PART, 1065, {"merarbeid": 450}),
        (PART, 1900, {"merarbeid": 230, "overtime": 220}),
        (STAFF, 2130, {"overtime": 450}),
        (STAFF, 0, {}),
        (HOURLY, 0, {"hourly": 450}),
        (HOURLY, 2000, {"hourly": 130, "overtime": 320}),
    ],
)
def test_minutes_are_split_at_contract_and_full_week(contract, used, parts):
    assert dict(split(used, 450, contract)) == parts


def test_posts_are_summed_into_one_contract():
    def post(size, full=2130, kind=PostKind.PART_TIME):
        return Post(kind=kind, stillingsprosent=size, full_week_minutes=full)

    assert contract_of([post(5000), post(2500)], 1) == Contract(PostKind.PART_TIME, 2130, 1597, 1)
    assert contract_of([post(5000), post(5000)], 1).kind is PostKind.STAFF
    assert contract_of([post(0, kind=PostKind.HOURLY)], 1).contract == 0


def lines(village):
    found = village.session.query(LabourLine).order_by(LabourLine.worked_on, LabourLine.source)
    return [(row.worked_on.day, row.source.value, row.minutes, row.cost_ore) for row in found]


def give(village, person, *starts):
    needs = [village.need(start) for start in starts]
    need.assign(
        village.session,
        [need.Assignment(row.id, person.id) for row in needs],
        status=ShiftStatus.PLANNED,
        actor=village.coordinator,
        now=NOW,
    )
    return needs


WEEK = [f"2027-01-{day}T07:30" for day in (11, 12, 13, 14, 15)]


def test_fifth_shift_of_a_week_is_partly_overtime_at_the_agreed_factor(village):
    give(village, village.on_duty(), *WEEK)
    assert lines(village)[-2:] == [(15, "overtime", 120, 192_000), (15, "pool", 330, 264_000)]
    village.add(
        Weights(
            version=1,
            weights={"overtime_factor_percent": 150},
            valid_from=NOW.date(),
            employer_signed_by="x",
            employer_signed_at=NOW,
            tillitsvalgt_signed_by="x",
            tillitsvalgt_signed_at=NOW,
        )
    )
    give(village, village.on_duty(), *WEEK)
    assert (15, "overtime", 120, 144_000) in lines(village)


def test_whole_week_is_counted_anew_when_a_shift_goes(village):
    needs = give(village, village.on_duty(), *WEEK)
    need.release(village.session, [needs[0].id], actor=village.leader, now=NOW)
    assert {source for _, source, _, _ in lines(village)} == {"pool"}
    assert [day for day, *_ in lines(village)] == [12, 13, 14, 15]


def test_own_rota_comes_first_also_later_in_the_week(village):
    person = village.person(PostKind.PART_TIME, village.solvang, size=6339)
    for day in (13, 14, 15):
        village.shift(person, f"2027-01-{day}T07:30")
    give(village, person, "2027-01-11T07:30")
    assert lines(village) == [(11, "merarbeid", 450, 360_000)]


def test_sunday_night_counts_in_the_week_it_starts(village):
    person = village.on_duty(hours=24, start="00:00")
    give(village, person, *WEEK[:4], "2027-01-17T21:45")
    assert (17, "overtime", 120, 192_000) in lines(village)
