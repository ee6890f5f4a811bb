"""Units and usual shifts: added with what the sector knows, closed only when empty."""

from datetime import time

import pytest

from vikarsentral.administration import (
    TemplateWish,
    UnitWish,
    add_template,
    add_unit,
    change_template,
    change_unit,
    remove_template,
)
from vikarsentral.administration.units import length_of
from vikarsentral.errors import BadInput, Conflict, NotAllowed
from vikarsentral.tables import ShiftTemplate, Unit

DAY = TemplateWish("D", time(7, 30), time(15), 0, ("sykepleier",))


def test_a_new_unit_has_the_usual_shifts_of_its_sector(village, session, admin):
    unit_id = add_unit(session, UnitWish("Åsheim bofellesskap", "health", "nord"), act=admin)
    assert session.get(Unit, unit_id).code == "asheim-bofellesskap"
    usual = session.query(ShiftTemplate).filter(ShiftTemplate.unit_id == unit_id)
    assert [one.code for one in usual.order_by(ShiftTemplate.starts)] == ["D", "A", "N"]


@pytest.mark.parametrize("wish", [UnitWish("X", "none", "nord"), UnitWish("X", "health", "none")])
def test_sector_and_area_must_be_there(village, session, admin, wish):
    with pytest.raises(BadInput):
        add_unit(session, wish, act=admin)


def test_the_same_name_twice_is_refused(village, session, admin):
    with pytest.raises(Conflict, match="already_there"):
        add_unit(session, UnitWish("SOLVANG", "health", "nord"), act=admin)


def test_a_name_that_another_unit_has_is_not_taken_over(village, session, admin):
    with pytest.raises(Conflict, match="already_there"):
        change_unit(
            session,
            village.solvang.id,
            UnitWish("fjellheim", "health", "nord"),
            seen=None,
            act=admin,
        )
    own = UnitWish("SOLVANG", "health", "nord")
    change_unit(session, village.solvang.id, own, seen=None, act=admin)
    assert session.get(Unit, village.solvang.id).name == "SOLVANG"


def test_a_unit_with_work_to_come_is_not_closed(village, session, admin):
    closed = UnitWish("Solvang", "health", "nord", is_active=False)
    village.need("2027-01-11T07:30")
    with pytest.raises(Conflict, match="unit_in_use") as refused:
        change_unit(session, village.solvang.id, closed, seen=None, act=admin)
    assert refused.value.facts == {"shifts": 1}
    empty = UnitWish("Fjellheim", "health", "sor", is_active=False)
    change_unit(session, village.fjellheim.id, empty, seen=None, act=admin)
    assert not session.get(Unit, village.fjellheim.id).is_active


def test_a_leader_keeps_the_usual_shifts_of_the_own_unit_only(village, session, leader, events):
    made = add_template(session, village.solvang.id, DAY, act=leader)
    later = TemplateWish("D", time(8), time(16), 30)
    change_template(session, made, later, seen=None, act=leader)
    assert events("template.changed")[0]["after"]["starts"] == "08:00:00"
    with pytest.raises(NotAllowed):
        add_template(session, village.fjellheim.id, DAY, act=leader)
    remove_template(session, made, act=leader)
    assert session.query(ShiftTemplate).count() == 0


def test_all_faults_of_a_usual_shift_are_told(village, session, leader):
    wrong = TemplateWish(" ", time(7), time(8), 60, ("trollmann",))
    with pytest.raises(BadInput) as refused:
        add_template(session, village.solvang.id, wrong, act=leader)
    told = [fault.where for fault in refused.value.faults]
    assert told == ["code", "unpaid_break_minutes", "requires"]


def test_a_code_is_there_once_in_a_unit(village, session, leader):
    add_template(session, village.solvang.id, DAY, act=leader)
    other = TemplateWish("A", time(15), time(22))
    second = add_template(session, village.solvang.id, other, act=leader)
    with pytest.raises(Conflict, match="already_there"):
        change_template(session, second, DAY, seen=None, act=leader)


def test_lengths_pass_midnight():
    assert length_of(time(21, 45), time(7, 30)) == 585
    assert length_of(time(8), time(8)) == 1440
