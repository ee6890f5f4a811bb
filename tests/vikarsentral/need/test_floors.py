"""Who could be spared from a unit, and that its own leader decides how many must stay."""

import pytest

from tests.vikarsentral.village import NOW, at
from vikarsentral.errors import BadInput, NotAllowed, NotFound
from vikarsentral.need.floors import Floor, floor_of, may_leave, movable, set_floor
from vikarsentral.tables import ShiftStatus

DAY = "2027-01-11T07:30"


def put(village, floor, unit=None, actor=None):
    set_floor(
        village.session,
        (unit or village.fjellheim).id,
        floor,
        actor=actor or village.neighbour,
        now=NOW,
    )


def working(village, many, start=DAY, hours=7.5):
    return [
        village.shift(village.person(), start, hours, unit=village.fjellheim) for _ in range(many)
    ]


def found(village, need):
    return [one.id for one in movable(village.session, need, NOW)]


def test_without_a_floor_nobody_is_asked_to_leave(village):
    rows = working(village, 3)
    need = village.need(DAY)
    assert found(village, need) == []
    put(village, Floor(2, 1, 1))
    assert found(village, need) == [one.id for one in rows]
    put(village, Floor(3, 1, 1))
    assert found(village, need) == []
    put(village, None)
    assert floor_of(village.session, village.fjellheim.id) is None


def test_the_floor_of_each_part_of_the_day_counts(village):
    working(village, 3, hours=9)
    need = village.need(DAY, hours=9)
    put(village, Floor(2, 3, 1))
    assert found(village, need) == []
    put(village, Floor(2, 2, 1))
    assert len(found(village, need)) == 3


def test_one_who_leaves_early_makes_the_rest_needed(village):
    working(village, 2)
    working(village, 1, hours=3)
    put(village, Floor(2, 1, 1))
    assert (
        found(village, village.need(DAY))
        == [one.id for one in movable(village.session, village.need(DAY, hours=2), NOW)][2:]
    )


def test_absent_people_do_not_count(village):
    rows = working(village, 3)
    rows[0].status = ShiftStatus.ABSENT
    put(village, Floor(2, 1, 1))
    need = village.need(DAY)
    assert found(village, need) == []
    assert not may_leave(village.session, rows[1], need.starts_at, need.ends_at)


def test_may_leave_is_asked_for_the_time_alone(village):
    rows = working(village, 2)
    working(village, 1, hours=4)
    put(village, Floor(2, 1, 1))
    first, noon, last = at(DAY), at("2027-01-11T11:30"), at("2027-01-11T15:00")
    assert may_leave(village.session, rows[0], first, noon)
    assert not may_leave(village.session, rows[0], noon, last)


@pytest.mark.parametrize("number", [0, -1, 51])
def test_a_floor_that_is_no_number_of_people_is_refused(village, number):
    with pytest.raises(BadInput) as refused:
        put(village, Floor(number, 1, number))
    assert [one.where for one in refused.value.faults] == ["day", "night"]


def test_only_the_leader_of_the_unit_sets_its_floor(village):
    with pytest.raises(NotAllowed):
        put(village, Floor(1, 1, 1), actor=village.leader)


def test_a_unit_that_is_not_there_has_no_floor(village):
    from vikarsentral.access import system

    with pytest.raises(NotFound):
        set_floor(village.session, 0, Floor(1, 1, 1), actor=system("test"), now=NOW)
