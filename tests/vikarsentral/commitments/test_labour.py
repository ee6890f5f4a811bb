import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import need
from vikarsentral.commitments.labour import source_of
from vikarsentral.commitments.pay import Contract
from vikarsentral.rules.pay import PayContract
from vikarsentral.tables import LabourLine, LabourSource, PostKind, ShiftStatus


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


def test_fifth_shift_of_a_week_is_partly_overtime_by_the_tariff(village):
    give(village, village.on_duty(), *WEEK)
    assert lines(village)[-2:] == [(15, "overtime", 120, 126_001), (15, "pool", 330, 264_001)]


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
    assert lines(village)[-2:] == [(17, "overtime", 120, 168_001), (17, "pool", 330, 353_767)]


def test_each_line_keeps_the_receipt_it_is_the_sum_of(village):
    give(village, village.on_duty(hours=24, start="00:00"), *WEEK[:4], "2027-01-17T21:45")
    for row in village.session.query(LabourLine):
        assert sum(line["amount_ore"] for line in row.receipt) == row.cost_ore
        part = {"pool": "contract", "overtime": "overtime"}[row.source.value]
        assert {line["part"] for line in row.receipt} == {part}
        kinds = {"basic", "overtime_50", "overtime_100"}
        minutes = sum(line["minutes"] for line in row.receipt if line["kind"] in kinds)
        assert minutes == row.minutes


def test_minutes_above_the_days_ceiling_are_overtime_though_the_week_is_short(village):
    person = village.on_duty(hours=12)
    row = village.need(WEEK[0], hours=10)
    given = [need.Assignment(row.id, person.id)]
    need.assign(
        village.session, given, status=ShiftStatus.PLANNED, actor=village.coordinator, now=NOW
    )
    assert [line[:3] for line in lines(village)] == [(11, "overtime", 60), (11, "pool", 540)]


def test_cover_inside_the_post_of_unit_staff_has_no_line(village):
    person = village.person(PostKind.PART_TIME, village.solvang, size=6339)
    give(village, person, WEEK[0])
    assert lines(village) == []


@pytest.mark.parametrize(
    ("kind", "part", "source"),
    [
        (PostKind.POOL, "contract", LabourSource.POOL),
        (PostKind.STAFF, "contract", None),
        (PostKind.STAFF, "overtime", LabourSource.OVERTIME),
        (PostKind.HOURLY, "hourly", LabourSource.HOURLY),
        (PostKind.PART_TIME, "merarbeid", LabourSource.MERARBEID),
    ],
)
def test_each_part_has_its_source(kind, part, source):
    contract = Contract(kind, 2130, 2130, PayContract(1, 1))
    assert source_of(part, contract) is source
