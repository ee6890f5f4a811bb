"""One person decides, another has seen it, one booking goes past the rules that were named."""

from dataclasses import replace
from datetime import date

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import audit, emergency, shift
from vikarsentral.access import RoleName
from vikarsentral.commitments import need_ref, person_ref, window_of
from vikarsentral.emergency import Emergency
from vikarsentral.errors import BadInput, Conflict, NotAllowed, NotFound, Unlawful
from vikarsentral.offer import lawful
from vikarsentral.plan.problem import build, facts
from vikarsentral.plan.solving import solve_problem
from vikarsentral.rules.check import check
from vikarsentral.tables import EmergencyCode, EmergencyException, Shift

MONDAY, TUESDAY = "2027-01-11", "2027-01-12"
NAMED = ["daily_rest", "day_minutes", "overtime"]


@pytest.fixture
def short_rest(village):
    """Someone who works to 21:30, and a need from 07:30 the day after."""
    person = village.person(accepts_overtime=True)
    for day in (MONDAY, TUESDAY):
        village.duty(person, f"{day}T06:00", hours=17)
    village.shift(person, f"{MONDAY}T13:30", hours=8)
    return person, village.need(f"{TUESDAY}T07:30")


def decide(village, person, row, actor=None, *, has_said_yes=True, now=NOW):
    wanted = Emergency(row.id, person.id, EmergencyCode.UNFORESEEN, has_said_yes)
    made = emergency.decide(village.session, wanted, actor=actor or village.leader, now=now)
    return village.session.get_one(EmergencyException, made)


def see(village, row, actor=None):
    emergency.confirm_seen(
        village.session, exception_id=row.id, actor=actor or village.coordinator, now=NOW
    )


def book(village, person, row):
    return shift.book(
        village.session, need_id=row.id, person_id=person.id, actor=village.leader, now=NOW
    )


def test_aml_10_12_3_booking_waits_for_the_second_person(village, short_rest):
    with pytest.raises(Unlawful):
        book(village, *short_rest)
    row = decide(village, *short_rest)
    with pytest.raises(Unlawful):
        book(village, *short_rest)
    see(village, row)
    made = book(village, *short_rest)
    assert (row.shift_id, row.seen_by) == (made.id, village.coordinator.label)


def test_exception_keeps_each_breach_with_its_sum(village, short_rest):
    row = decide(village, *short_rest)
    assert set(row.rules) <= set(NAMED)
    assert "daily_rest" in row.rules
    for told in row.receipts:
        numbers = told["numbers"]
        assert abs(numbers["value"] - numbers["limit"]) == numbers["excess"] > 0


def test_every_step_is_in_the_record(village, short_rest):
    see(village, decide(village, *short_rest))
    book(village, *short_rest)
    lines = audit.lines(village.session, subject=("need", short_rest[1].id))
    kinds = [one.kind for one in reversed(lines)]
    assert kinds[:2] == ["emergency.decided", "emergency.seen"]
    assert kinds[-1] == "emergency.used"


def test_nobody_is_both_of_the_two(village, short_rest):
    row = decide(village, *short_rest)
    with pytest.raises(Conflict, match="same_person"):
        see(village, row, village.leader)
    see(village, row, village.actor(RoleName.TILLITSVALGT))
    see(village, row)
    assert row.seen_by.startswith("tillitsvalgt")


def test_the_one_it_is_for_is_neither_of_the_two(village, short_rest):
    person, _ = short_rest
    own = [replace(one, person_id=person.id) for one in (village.leader, village.coordinator)]
    with pytest.raises(Conflict, match="own_exception"):
        decide(village, *short_rest, own[0])
    row = decide(village, *short_rest)
    with pytest.raises(Conflict, match="own_exception"):
        see(village, row, own[1])
    assert row.seen_by is None


def test_it_opens_one_booking_and_no_more(village, short_rest):
    person, need = short_rest
    see(village, decide(village, person, need))
    made = book(village, person, need)
    shift.cancel(village.session, shift_id=made.id, actor=village.leader, now=NOW)
    with pytest.raises(Unlawful):
        book(village, person, need)
    other = village.need(f"{TUESDAY}T08:00")
    with pytest.raises(Unlawful):
        book(village, person, other)


def test_it_opens_no_more_than_was_decided_on(village, short_rest):
    person, need = short_rest
    see(village, decide(village, person, need))
    village.session.query(Shift).filter(
        Shift.person_id == person.id
    ).one().ends_at = need.starts_at.replace(hour=4)
    village.session.flush()
    with pytest.raises(Unlawful):
        book(village, person, need)


def test_withdrawn_exception_opens_nothing(village, short_rest):
    row = decide(village, *short_rest)
    see(village, row)
    for _ in range(2):
        emergency.withdraw(village.session, exception_id=row.id, actor=village.leader, now=NOW)
    with pytest.raises(Unlawful):
        book(village, *short_rest)
    with pytest.raises(Conflict, match="exception_over"):
        see(village, row)


def test_used_exception_is_not_withdrawn(village, short_rest):
    row = decide(village, *short_rest)
    see(village, row)
    book(village, *short_rest)
    with pytest.raises(Conflict, match="exception_used"):
        emergency.withdraw(village.session, exception_id=row.id, actor=village.leader, now=NOW)


def test_it_is_never_an_outcome_of_plan_check_or_offer(village, short_rest):
    person, need = short_rest
    see(village, decide(village, person, need))
    problem = facts(build(village.session, window_of(date(2027, 1, 11), 1), now=NOW))
    assert solve_problem(problem, seconds=5, seed=1, workers=1)["assignments"] == []
    given = {"need": need_ref(need.id), "person": person_ref(person.id)}
    told = {"format": "vikarsentral/plan/1", "assignments": [given], "agency": [], "open": []}
    assert not check(problem, told).lawful
    assert lawful.receipts(village.session, need.id, [person.id], NOW)


def test_competence_place_consent_and_two_places_are_never_opened(village):
    need = village.need(f"{TUESDAY}T07:30")
    unskilled = village.on_duty(role="pleieassistent")
    off_duty = village.person()
    busy = village.on_duty()
    village.shift(busy, f"{TUESDAY}T08:00")
    for person in (unskilled, off_duty, busy):
        with pytest.raises(Unlawful):
            decide(village, person, need)


def test_aml_10_6_10_overtime_without_the_persons_yes_is_never_opened(village, short_rest):
    person, need = short_rest
    person.accepts_overtime = False
    village.session.flush()
    with pytest.raises(Unlawful):
        decide(village, person, need)


def test_person_must_have_said_yes(village, short_rest):
    with pytest.raises(BadInput) as refused:
        decide(village, *short_rest, has_said_yes=False)
    assert refused.value.faults[0].where == "has_said_yes"


def test_lawful_booking_needs_no_exception(village):
    with pytest.raises(Conflict, match="nothing_to_open"):
        decide(village, village.on_duty(), village.need(f"{TUESDAY}T07:30"))


def test_deciding_twice_is_deciding_once(village, short_rest):
    assert decide(village, *short_rest).id == decide(village, *short_rest).id


@pytest.mark.parametrize("role", [RoleName.TILLITSVALGT, RoleName.PLANNER, RoleName.ADMIN])
def test_only_leader_and_coordinator_decide(village, short_rest, role):
    with pytest.raises(NotAllowed):
        decide(village, *short_rest, village.actor(role))
    with pytest.raises(NotAllowed):
        decide(village, *short_rest, village.neighbour)
    assert decide(village, *short_rest, village.coordinator).id


def test_need_that_is_over_or_taken_has_no_emergency(village, short_rest):
    person, need = short_rest
    with pytest.raises(Conflict, match="need_not_open"):
        decide(village, person, need, now=need.ends_at)
    with pytest.raises(NotFound):
        decide(village, person, type("Row", (), {"id": 999_999}))
    with pytest.raises(NotFound):
        decide(village, type("Row", (), {"id": 999_999}), need)
    with pytest.raises(NotFound):
        see(village, type("Row", (), {"id": 999_999}))
