import pytest

from vikarsentral.administration import add_area, remove_area, set_travel, travel_minutes
from vikarsentral.errors import BadInput, Conflict
from vikarsentral.tables import Area, Travel


def test_an_area_is_added_once_whatever_the_case(village, session, admin):
    assert add_area(session, "Øst", act=admin) == "ost"
    with pytest.raises(Conflict, match="already_there"):
        add_area(session, " øst ", act=admin)


def test_an_area_in_use_stays_and_an_empty_one_goes_with_its_travel(village, session, admin):
    with pytest.raises(Conflict, match="in_use"):
        remove_area(session, "nord", act=admin)
    code = add_area(session, "Øst", act=admin)
    set_travel(session, {("nord", code): 15}, seen=None, act=admin)
    remove_area(session, code, act=admin)
    assert session.get(Area, code) is None
    assert session.query(Travel).filter(Travel.to_area == code).count() == 0


def test_travel_is_the_same_both_ways_and_recorded(village, session, admin, events):
    assert travel_minutes(session) == {("nord", "sor"): 25}
    assert set_travel(session, {("nord", "sor"): 30}, seen={("nord", "sor"): 25}, act=admin) == 1
    held = {(row.from_area, row.to_area): row.minutes for row in session.query(Travel)}
    assert held == {("nord", "sor"): 30, ("sor", "nord"): 30}
    assert events("travel.changed") == [{"before": {"nord–sor": 25}, "after": {"nord–sor": 30}}]
    assert set_travel(session, {("nord", "sor"): 30}, seen=None, act=admin) == 0


def test_travel_that_moved_meanwhile_is_told(village, session, admin):
    with pytest.raises(Conflict, match="changed_meanwhile"):
        set_travel(session, {("nord", "sor"): 30}, seen={("nord", "sor"): 10}, act=admin)


def test_all_faults_of_travel_are_told(village, session, admin):
    with pytest.raises(BadInput) as refused:
        set_travel(session, {("nord", "sor"): -1, ("nord", "vest"): 5}, seen=None, act=admin)
    assert len(refused.value.faults) == 2
