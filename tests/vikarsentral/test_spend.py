from datetime import date

import pytest
from sqlalchemy import event

from tests.vikarsentral.village import NOW
from vikarsentral import agency, need, spend
from vikarsentral.errors import BadInput
from vikarsentral.tables import (
    AgencyBasis,
    AgencyOrder,
    AgencyStatus,
    LabourSource,
    NeedStatus,
    PostKind,
    ShiftStatus,
)

PERIOD = {"first_on": date(2027, 1, 1), "last_on": date(2027, 2, 28)}


@pytest.fixture
def shifts(village):
    """Pool at both units and in both months, merarbeid and one agency order at Solvang."""
    pool = village.on_duty()
    part = village.person(PostKind.PART_TIME, village.solvang, size=5000)
    for day in ("11", "12"):
        village.shift(part, f"2027-01-{day}T15:00", hours=7)
    needs = [
        (village.need("2027-01-11T07:30"), pool),
        (village.need("2027-02-01T07:30"), pool),
        (village.need("2027-01-12T07:30", unit=village.fjellheim), pool),
        (village.need("2027-01-14T07:30"), part),
    ]
    made = need.assign(
        village.session,
        [need.Assignment(row.id, person.id) for row, person in needs],
        status=ShiftStatus.PLANNED,
        actor=village.coordinator,
        now=NOW,
    )
    bought = village.need("2027-01-15T07:30", status=NeedStatus.AGENCY)
    order = village.add(
        AgencyOrder(
            need_id=bought.id,
            status=AgencyStatus.PROPOSED,
            ore_per_hour=90_000,
            minutes=450,
            proposed_at=NOW,
        )
    )
    agency.approve(
        village.session,
        order_id=order.id,
        basis=AgencyBasis.HEALTH_TEMPORARY,
        actor=village.leader,
        now=NOW,
    )
    return {"pool": made[:3], "part": made[3], "order": order}


def test_every_figure_opens_to_its_shifts(village, shifts):
    found = spend.figures(village.session, **PERIOD)
    first, second, third = shifts["pool"]
    assert [
        (each.unit_code, each.month, each.source, each.shift_ids, each.order_ids) for each in found
    ] == [
        ("fjellheim", "2027-01", LabourSource.POOL, (second.id,), ()),
        ("solvang", "2027-01", LabourSource.AGENCY, (), (shifts["order"].id,)),
        ("solvang", "2027-01", LabourSource.MERARBEID, (shifts["part"].id,), ()),
        ("solvang", "2027-01", LabourSource.POOL, (first.id,), ()),
        ("solvang", "2027-02", LabourSource.POOL, (third.id,), ()),
    ]
    assert [each.cost_ore for each in found] == [360_000, 675_000, 180_002, 360_000, 360_000]
    assert found[2].minutes == 225


@pytest.mark.parametrize(
    ("group_by", "keys"),
    [
        (("source",), [("agency",), ("merarbeid",), ("pool",)]),
        (("month",), [("2027-01",), ("2027-02",)]),
        (("month", "unit"), None),
        ((), [()]),
    ],
)
def test_sums_agree_however_they_are_grouped(village, shifts, group_by, keys):
    found = spend.figures(village.session, **PERIOD, group_by=group_by)
    assert sum(each.cost_ore for each in found) == 1_935_002
    assert sum(each.minutes for each in found) == 3 * 450 + 225 + 450
    if keys is not None:
        assert [tuple(getattr(each, name) for name in group_by) for each in found] == keys


def test_nothing_spent_gives_no_figures(village):
    assert spend.figures(village.session, **PERIOD, group_by=()) == []


def test_leader_sees_own_unit(village, shifts):
    own = {"unit_ids": [village.fjellheim.id]}
    assert [each.unit_code for each in spend.figures(village.session, **PERIOD, **own)] == [
        "fjellheim"
    ]
    behind = spend.behind(village.session, **PERIOD, **own)
    assert [each.shift_id for each in behind] == [shifts["pool"][1].id]


def test_cancelled_shift_costs_nothing(village, shifts):
    first = shifts["pool"][0]
    need.release(village.session, [first.need_id], actor=village.leader, now=NOW)
    found = spend.figures(village.session, **PERIOD, group_by=())
    assert first.id not in found[0].shift_ids
    assert found[0].cost_ore == 1_575_002


def test_what_is_behind_adds_up_to_the_figure(village, shifts):
    for figure in spend.figures(village.session, **PERIOD, group_by=("source",)):
        lines = spend.behind(village.session, **PERIOD, source=figure.source)
        assert sum(line.cost_ore for line in lines) == figure.cost_ore
        assert {line.shift_id for line in lines} - {None} == set(figure.shift_ids)
        assert {line.order_id for line in lines} - {None} == set(figure.order_ids)
        assert all(line.starts_at < line.ends_at for line in lines)


def test_one_query_however_much(village, shifts):
    village.session.flush()
    asked = []
    connection = village.session.connection()

    def listen(*args):
        asked.append(args[2])

    event.listen(connection, "before_cursor_execute", listen)
    spend.figures(village.session, **PERIOD)
    spend.behind(village.session, **PERIOD)
    event.remove(connection, "before_cursor_execute", listen)
    assert len(asked) == 2


def test_all_faults_are_told_at_once(village):
    with pytest.raises(BadInput) as refused:
        spend.figures(
            village.session,
            first_on=date(2027, 2, 1),
            last_on=date(2027, 1, 1),
            group_by=("person", "unit", "unit"),
        )
    assert [fault.where for fault in refused.value.faults] == ["to", "group_by", "group_by"]
