"""What a combination, a part of it and a floor of staffing can never be."""

import pytest
from sqlalchemy.exc import IntegrityError

from tests.vikarsentral.village import NOW, at
from vikarsentral.tables import Compound, CompoundPart, CompoundState, StaffingFloor, Way

START, END = at("2027-01-11T07:30"), at("2027-01-11T15:00")


def compound(village, need, **changes):
    values = {
        "need_id": need.id,
        "starts_at": START,
        "ends_at": END,
        "cost_ore": 0,
        "window_ends_at": START,
        "created_by": "x",
        "created_at": NOW,
    }
    return village.add(Compound(**{**values, **changes}))


def test_a_need_is_put_together_in_one_way_at_a_time(village):
    need = village.need("2027-01-11T07:30")
    compound(village, need, state=CompoundState.FAILED, settled_at=NOW)
    compound(village, need)
    with pytest.raises(IntegrityError, match="uq_compound_asking"):
        compound(village, need)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"settled_at": NOW}, "ck_compound_settled"),
        ({"dropped_minutes": -1}, "ck_compound_dropped"),
        ({"ends_at": START}, "ck_compound_ends_after_start"),
    ],
)
def test_a_combination_holds_together(village, changes, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        compound(village, village.need("2027-01-11T07:30"), **changes)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"way": Way.MOVES}, "ck_compound_part_moved"),
        ({"unpaid_break_minutes": -1}, "ck_compound_part_unpaid_break"),
        ({"ends_at": START}, "ck_compound_part_ends_after_start"),
    ],
)
def test_a_part_holds_together(village, changes, constraint):
    whole = compound(village, village.need("2027-01-11T07:30"))
    values = {
        "compound_id": whole.id,
        "person_id": village.person().id,
        "starts_at": START,
        "ends_at": END,
        "way": Way.TAKES_PART,
    }
    with pytest.raises(IntegrityError, match=constraint):
        village.add(CompoundPart(**{**values, **changes}))


def test_a_unit_keeps_at_least_one(village):
    with pytest.raises(IntegrityError, match="ck_staffing_floor_at_least_one"):
        village.add(StaffingFloor(unit_id=village.solvang.id, day=2, evening=1, night=0))


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"core_starts_at": START}, "ck_need_core_both"),
        ({"core_starts_at": START, "core_ends_at": START}, "ck_need_core_within"),
        ({"lower_from": START}, "ck_need_lower_both"),
    ],
)
def test_what_a_need_says_besides_its_times_is_whole(village, changes, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        village.need("2027-01-11T07:30", **changes)
