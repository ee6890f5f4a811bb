from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW, at
from vikarsentral.errors import BadInput, NotAllowed, NotFound
from vikarsentral.need.extra import NeedOrder, extra
from vikarsentral.tables import Need, NeedStatus

DAY = "2027-01-11T07:30"


def order(village, **changes):
    values = {"unit_id": village.solvang.id, "starts_at": at(DAY)}
    values["ends_at"] = values["starts_at"] + timedelta(hours=7)
    return NeedOrder(**{**values, **changes})


def test_extra_need_may_not_go_to_an_agency(village):
    wish = order(village, requires=("sykepleier",))
    made = extra(village.session, wish, actor=village.leader, now=NOW)
    row = village.session.get(Need, made)
    assert (row.status, row.is_agency_allowed) == (NeedStatus.OPEN, False)


def test_extra_need_tells_all_faults_at_once(village):
    wrong = order(
        village,
        ends_at=at(DAY) + timedelta(hours=49),
        unpaid_break_minutes=-1,
        priority=7,
        requires=("sykepleier", "trollmann"),
    )
    with pytest.raises(BadInput) as refused:
        extra(village.session, wrong, actor=village.leader, now=NOW)
    assert [fault.where for fault in refused.value.faults] == [
        "ends_at",
        "unpaid_break",
        "priority",
        "requires/1",
    ]


def test_extra_need_that_is_over_is_refused(village):
    gone = order(village, starts_at=NOW - timedelta(hours=9), ends_at=NOW)
    with pytest.raises(BadInput, match="is over"):
        extra(village.session, gone, actor=village.leader, now=NOW)


def test_extra_need_is_for_own_unit_that_exists(village):
    with pytest.raises(NotAllowed):
        extra(village.session, order(village), actor=village.neighbour, now=NOW)
    wish = order(village, unit_id=999_999)
    with pytest.raises(NotFound):
        extra(village.session, wish, actor=village.coordinator, now=NOW)
