"""One request for several days is all of it or nothing, and has one receipt."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW, at
from vikarsentral.access import RoleName
from vikarsentral.errors import BadInput, NotAllowed
from vikarsentral.need import Details, NeedOrder, order_several, views_of_order
from vikarsentral.tables import Need

START = at("2027-01-11T07:30")


def orders(village, days, note=""):
    found = []
    for day in range(days):
        start = START + timedelta(days=day)
        found.append(
            (
                NeedOrder(village.solvang.id, start, start + timedelta(hours=7.5)),
                Details(note=note),
            )
        )
    return found


def test_each_day_is_a_need_and_all_stand_on_one_receipt(village):
    made = order_several(
        village.session, orders(village, 3, "Nøkkel"), actor=village.leader, now=NOW
    )
    seen = views_of_order(village.session, made.key)
    assert [one.id for one in seen] == list(made.need_ids)
    assert {one.handover_note for one in seen} == {"Nøkkel"}


@pytest.mark.parametrize("days", [0, 32])
def test_no_day_and_too_many_days_are_refused(village, days):
    with pytest.raises(BadInput, match="days"):
        order_several(village.session, orders(village, days), actor=village.leader, now=NOW)
    assert village.session.query(Need).count() == 0


def test_all_faults_of_all_days_are_told_and_nothing_is_made(village):
    wanted = orders(village, 3)
    wanted[1] = (replace(wanted[1][0], ends_at=START, priority=9), Details(note="x" * 301))
    wanted[2] = (wanted[2][0], Details(core_starts_at=START))
    with pytest.raises(BadInput) as refused:
        order_several(village.session, wanted, actor=village.leader, now=NOW)
    told = [fault.where for fault in refused.value.faults]
    assert told == ["1/ends_at", "1/priority", "1/note", "2/core"]
    assert village.session.query(Need).count() == 0


def test_a_foreign_unit_is_refused_before_its_days_are_judged(village):
    wanted = orders(village, 1)
    wanted[0] = (replace(wanted[0][0], ends_at=START - timedelta(days=1)), Details())
    with pytest.raises(NotAllowed):
        order_several(village.session, wanted, actor=village.actor(RoleName.EMPLOYEE), now=NOW)


def test_a_request_that_is_not_there_has_no_needs(village):
    assert views_of_order(village.session, "no such") == []
