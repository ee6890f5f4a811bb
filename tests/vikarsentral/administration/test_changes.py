"""One row at a time: the same again is nothing, the second one is told what moved."""

import pytest

from vikarsentral.administration import Named, change_area, change_sector
from vikarsentral.administration.changes import plain, told
from vikarsentral.errors import Conflict
from vikarsentral.tables import Area, PostKind


def test_a_change_is_recorded_with_who_what_before_and_after(village, admin, session, events):
    change_area(session, "nord", "Nordre", seen={"name": "Nord"}, act=admin)
    assert session.get(Area, "nord").name == "Nordre"
    assert events("area.changed") == [{"before": {"name": "Nord"}, "after": {"name": "Nordre"}}]


def test_the_same_again_changes_and_records_nothing(village, admin, session, events):
    for _ in range(2):
        change_area(session, "nord", "Nordre", seen={"name": "Nord"}, act=admin)
    assert len(events("area.changed")) == 1


def test_the_second_of_two_is_told_what_changed_and_nothing_is_written(village, admin, session):
    seen = {"name_nb": "Helse", "name_nn": "Helse", "name_en": "H", "is_pool_on": True}
    change_sector(session, "health", Named("Omsorg"), is_pool_on=True, seen=seen, act=admin)
    with pytest.raises(Conflict) as refused:
        change_sector(
            session, "health", Named("Helse", "", "H"), is_pool_on=False, seen=seen, act=admin
        )
    assert refused.value.code == "changed_meanwhile"
    assert refused.value.facts["changed"]["name_nb"] == ["Helse", "Omsorg"]
    assert "is_pool_on" not in refused.value.facts["changed"]


def test_values_are_told_plainly_and_contact_details_not_at_all():
    assert plain([PostKind.POOL, {"a"}]) == ["pool", ["a"]]
    assert told({"phone": "+4740000000", "email": None}) == {"phone": "***", "email": None}
