from datetime import date

import pytest
from sqlalchemy import event

from tests.vikarsentral.village import NOW, at
from vikarsentral import agency, need, spend
from vikarsentral.access import RoleName
from vikarsentral.commitments.own_values import set_value
from vikarsentral.errors import BadInput, NotFound
from vikarsentral.tables import (
    AgencyBasis,
    AgencyHire,
    AgencyOrder,
    AgencyStatus,
    LabourLine,
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


def line_of(village, **where):
    return village.session.query(LabourLine).filter_by(**where).one()


def test_the_receipt_of_a_shift_sums_to_its_cost(village, shifts):
    line = line_of(village, shift_id=shifts["part"].id)
    found = spend.receipt(village.session, line.id)
    assert (found.origin, found.unit_name, found.source) == (
        "shift",
        "Solvang",
        LabourSource.MERARBEID,
    )
    assert sum(row.amount_ore for row in found.rows) == found.cost_ore == line.cost_ore
    assert [row.kind for row in found.rows][:1] == ["basic"]
    assert found.rows[0].minutes == found.minutes == 225


def test_the_receipt_of_an_order_is_price_times_time(village, shifts):
    line = line_of(village, agency_order_id=shifts["order"].id)
    found = spend.receipt(village.session, line.id)
    assert (found.origin, found.starts_at) == ("order", at("2027-01-15T07:30"))
    [row] = found.rows
    assert row.rate_ore * row.minutes // 60 == row.amount_ore == found.cost_ore


def test_hire_told_by_an_invoice_opens_to_its_day(village):
    hire = village.add(
        AgencyHire(
            reference="F1",
            unit_id=village.solvang.id,
            worked_on=date(2027, 1, 11),
            minutes=450,
            cost_ore=700_000,
            agency="Vikarbyrået",
        )
    )
    line = village.add(
        LabourLine(
            unit_id=village.solvang.id,
            worked_on=hire.worked_on,
            source=LabourSource.AGENCY,
            minutes=450,
            cost_ore=700_000,
            agency_hire_id=hire.id,
        )
    )
    [behind] = spend.behind(village.session, **PERIOD)
    assert (behind.line_id, behind.worked_on, behind.starts_at) == (line.id, hire.worked_on, None)
    found = spend.receipt(village.session, line.id)
    assert (found.origin, found.starts_at, found.rows[0].source) == ("hire", None, "Vikarbyrået")


def test_only_lines_of_own_units_open(village, shifts):
    line = line_of(village, shift_id=shifts["part"].id)
    assert spend.receipt(village.session, line.id, unit_ids=[village.solvang.id])
    for line_id, units in ((line.id, [village.fjellheim.id]), (0, None), (2**63, None)):
        with pytest.raises(NotFound):
            spend.receipt(village.session, line_id, unit_ids=units)


def test_both_thresholds_are_priced_and_the_one_in_force_is_what_was_paid(village, shifts):
    [found] = spend.thresholds(village.session, **PERIOD)
    assert (found.unit_code, found.minutes) == ("solvang", 225)
    assert found.full_post_ore == line_of(village, shift_id=shifts["part"].id).cost_ore
    # On a day off overtime is paid twice, without pension: 2 x 1.12 against 1.28.
    assert found.contract_ore == pytest.approx(found.full_post_ore * 2.24 / 1.28, abs=10)
    assert spend.thresholds(village.session, **PERIOD, unit_ids=[village.fjellheim.id]) == []


def test_a_dated_threshold_changes_what_is_paid(village, shifts):
    before = spend.thresholds(village.session, **PERIOD)[0]
    set_value(
        village.session,
        key="part_time_threshold",
        value=1,
        valid_from=date(2027, 1, 14),
        reference="Protokoll 1/27",
        actor=village.actor(RoleName.PLANNER),
        now=NOW,
    )
    line = line_of(village, shift_id=shifts["part"].id)
    assert line.cost_ore == before.contract_ore
    assert {row["kind"] for row in line.receipt} >= {"overtime_100"}
    assert spend.thresholds(village.session, **PERIOD) == [before]
