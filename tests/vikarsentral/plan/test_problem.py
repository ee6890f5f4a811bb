from datetime import date, timedelta

import pytest

from tests.vikarsentral.village import MONDAY, NOW, at
from vikarsentral import commitments, need
from vikarsentral.commitments import need_ref, person_ref
from vikarsentral.errors import NotFound
from vikarsentral.plan.problem import (
    able_for_need,
    build,
    build_for_need,
    facts,
    first_monday,
)
from vikarsentral.rules.options import options
from vikarsentral.tables import (
    AgencyOrder,
    AgencyStatus,
    NeedStatus,
    Pin,
    PostKind,
    ShiftStatus,
)

WINDOW = commitments.window_of(MONDAY, 4)
DAY = "2027-01-11T07:30"


def built(village):
    return build(village.session, WINDOW, now=NOW)


def assign(village, row, person, status=ShiftStatus.PLANNED):
    pair = [need.Assignment(row.id, person.id)]
    return need.assign(village.session, pair, status=status, actor=village.coordinator, now=NOW)[0]


def test_document_is_a_problem_file(village):
    village.on_duty()
    village.need(DAY)
    village.session.flush()
    problem = facts(built(village))
    assert (len(problem.people), len(problem.needs), len(problem.units)) == (1, 1, 2)
    assert problem.period.start_on == MONDAY.toordinal()


def test_need_is_written_with_price_and_pin(village):
    row = village.need(DAY, is_agency_allowed=True, agency_ore_per_hour=90_000)
    person = village.on_duty()
    village.add(Pin(need_id=row.id, person_id=person.id, pinned_by="x", pinned_at=NOW))
    assert built(village)["needs"] == [
        {
            "id": need_ref(row.id),
            "unit": "solvang",
            "start": "2027-01-11T07:30:00+01:00",
            "end": "2027-01-11T15:00:00+01:00",
            "unpaid_break": 0,
            "requires": ["sykepleier"],
            "priority": 1,
            "agency": {"ore_per_hour": 90_000},
            "known_people": [],
            "pinned": person_ref(person.id),
        }
    ]


def test_needs_outside_the_period_begun_withdrawn_or_ordered_are_left_out(village):
    village.need("2027-01-10T23:59")
    village.need("2027-02-08T00:00")
    village.need(DAY, status=NeedStatus.WITHDRAWN)
    ordered = village.need(
        DAY, status=NeedStatus.AGENCY, is_agency_allowed=True, agency_ore_per_hour=1
    )
    village.add(
        AgencyOrder(
            need_id=ordered.id,
            status=AgencyStatus.APPROVED,
            basis="vikariat",
            ore_per_hour=1,
            minutes=1,
            proposed_at=NOW,
            approved_by="x",
            approved_at=NOW,
        )
    )
    assert built(village)["needs"] == []
    inside = village.need(DAY)
    late = build(village.session, WINDOW, now=inside.starts_at)
    assert late["needs"] == []


def test_need_from_an_earlier_plan_may_move_and_is_published(village):
    person, row = village.on_duty(), village.need(DAY)
    assign(village, row, person)
    document = built(village)
    assert [each["id"] for each in document["needs"]] == [need_ref(row.id)]
    assert document["published"] == [{"need": need_ref(row.id), "person": person_ref(person.id)}]
    assert document["people"][0]["rota"] == []


def test_need_booked_by_hand_is_fixed_work(village):
    person, row = village.on_duty(), village.need(DAY)
    assign(village, row, person, ShiftStatus.CONFIRMED)
    document = built(village)
    assert (document["needs"], document["published"]) == ([], [])
    assert [each["unit"] for each in document["people"][0]["rota"]] == ["solvang"]


def test_pool_is_unavailable_outside_its_known_times(village):
    person = village.person()
    village.duty(person, "2027-01-11T07:00")
    [entry] = built(village)["people"]
    assert entry["unavailable"][0] == {
        "start": "2027-01-11T00:00:00+01:00",
        "end": "2027-01-11T07:00:00+01:00",
    }
    assert entry["unavailable"][1]["start"] == "2027-01-11T15:30:00+01:00"


def test_pool_serves_only_sectors_where_it_is_on(village):
    village.person()
    assert built(village)["people"][0]["sectors"] == ["health"]
    village.session.connection().exec_driver_sql("update sector set is_pool_on = false")
    assert built(village)["people"][0]["sectors"] == []


def test_same_roster_gives_the_same_bytes(village):
    village.on_duty()
    village.need(DAY)
    assert built(village) == built(village)


def test_options_problem_holds_one_need_and_four_weeks_around(village):
    person, row = village.on_duty(), village.need(DAY)
    village.need("2027-01-12T07:30")
    document = build_for_need(village.session, row.id)
    assert [each["id"] for each in document["needs"]] == [need_ref(row.id)]
    assert document["period"]["start"].startswith("2027-01-04")
    assert document["period"]["end"].startswith("2027-02-01")
    only = build_for_need(village.session, row.id, person_ids=[person.id + 1])
    assert only["people"] == []


def test_unknown_need_is_told(village):
    with pytest.raises(NotFound):
        build_for_need(village.session, 999_999)


def test_unit_staff_who_said_yes_to_nothing_are_left_in_peace(village):
    staff = village.person(PostKind.STAFF, village.solvang)
    willing = village.person(PostKind.STAFF, village.solvang, accepts_overtime=True)
    row = village.need(DAY)
    assert [each["id"] for each in built(village)["people"]] == [person_ref(willing.id)]
    asked = build_for_need(village.session, row.id, person_ids=[staff.id])
    assert [each["id"] for each in asked["people"]] == [person_ref(staff.id)]


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        (NOW, date(2027, 1, 11)),
        (at("2027-01-04T00:00"), date(2027, 1, 11)),
        (at("2027-01-10T23:59"), date(2027, 1, 11)),
        (at("2027-01-11T00:00") - timedelta(seconds=1), date(2027, 1, 11)),
    ],
)
def test_plan_starts_on_the_next_monday(now, monday):
    assert first_monday(now) == monday


def test_a_need_pinned_to_another_can_be_judged_for_one_person(village):
    row, holder, other = village.need(DAY), village.on_duty(), village.on_duty()
    village.add(Pin(need_id=row.id, person_id=holder.id, pinned_by="x", pinned_at=NOW))
    document = build_for_need(village.session, row.id, person_ids=[other.id])
    problem = facts(document)
    assert set(problem.people) == {person_ref(holder.id), person_ref(other.id)}
    assert problem.needs[need_ref(row.id)].pinned == person_ref(holder.id)


def test_nobody_who_may_have_a_need_is_passed_over_before_the_rules_are_read(village):
    row = village.need(DAY)
    able = [village.on_duty(), village.on_duty()]
    village.on_duty(role="pleieassistent")
    village.session.flush()
    assert able_for_need(village.session, row.id) == [each.id for each in able]
    problem = facts(build_for_need(village.session, row.id))
    found = options(problem, problem.needs[need_ref(row.id)])
    lawful = {each.person.id for each in found if each.lawful}
    assert lawful == {person_ref(each.id) for each in able}
