"""Exactly one receipt per person considered, whatever was decided, and each redoes its sum."""

from datetime import timedelta

import pytest

from tests import random_problems
from tests.random_problems import cases as many
from tests.vikarsentral.overview.made import planned
from tests.vikarsentral.village import NOW
from vikarsentral import offer, shift
from vikarsentral.errors import NotFound
from vikarsentral.explain import memory
from vikarsentral.explain.case import Case
from vikarsentral.explain.names import names
from vikarsentral.explain.receipts import Decision, Receipts, need_receipts, plan_receipts
from vikarsentral.explain.screen import everyone
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.check import Roster
from vikarsentral.rules.left import left_open
from vikarsentral.rules.options import options_in
from vikarsentral.rules.parts import Candidate, Ground, Wanted
from vikarsentral.tables import AgencyOrder, AgencyStatus, NeedStatus, PostKind

DAY = "2027-01-11T07:30"


@pytest.fixture(autouse=True)
def fresh():
    memory.forget()
    yield
    memory.forget()


def now_of(village, row):
    return need_receipts(village.session, row.id, names(village.session), now=NOW)


def verdicts(found):
    told = [(one.person, one.verdict) for one in found]
    assert dict(told) == found.verdicts()
    return dict(told)


def test_each_person_of_random_plans_has_exactly_one_receipt_that_redoes_its_sum():
    for seed in range(10 * many(1)):
        raw = random_problems.problem(seed, "few")
        made = read_problem(random_problems.problem_bytes(raw))
        given = dict(Roster.of(random_problems.plan(raw, seed)).assignments)
        held = {}
        for other, who in given.items():
            held[who] = (*held.get(who, ()), made.needs[other].stretch)
        for wanted in made.needs.values():
            case = Case(made, wanted, held)
            holder = given.get(wanted.id)
            left = left_open(made, wanted)
            decision = Decision(frozenset({holder}), 0) if holder else Decision(left=left)
            found = list(Receipts(case, everyone(case), decision))
            assert sorted(one.person for one in found) == sorted(made.people)
            lawful = {one.person.id: one.lawful for one in options_in(made, wanted, held)}
            for one in found:
                assert one.need == wanted.id
                assert (one.verdict == "not_allowed") == (not lawful[one.person])
                assert (one.verdict == "asked") == (one.person == holder and lawful[one.person])
                assert one.verdict != "possible"
                assert set(one.document()) == {
                    *("need", "person", "verdict", "rule", "source", "numbers", "text", "data_at")
                }
                if one.verdict != "not_allowed":
                    assert sum(one.numbers["terms"].values()) == one.numbers["marginal_ore"]


def test_a_plan_tells_who_has_it_and_why_not_the_others(village):
    chosen, other = village.on_duty(), village.on_duty()
    unable = village.on_duty(role="pleieassistent")
    row = village.need(DAY)
    found = plan_receipts(
        village.session, planned(village, [(row, chosen)]), row.id, names(village.session)
    )
    assert verdicts(found) == {
        f"p{chosen.id}": "asked",
        f"p{other.id}": "not_chosen",
        f"p{unable.id}": "not_allowed",
    }
    texts = {one.person: one.text["nb"] for one in found}
    assert texts[f"p{chosen.id}"].endswith("Er valgt til denne vakten.")
    assert "har samme pris" in texts[f"p{other.id}"]


def test_a_plan_that_leaves_it_tells_what_leaving_costs(village):
    village.on_duty()
    row = village.need(DAY)
    (told,) = plan_receipts(
        village.session, planned(village, [], holes=[row]), row.id, names(village.session)
    )
    assert told.verdict == "not_chosen"
    assert told.numbers["left_ore"] == 450 * 8000
    assert told.numbers["left_step"] == {"minutes": 450, "ore_per_minute": 8000}
    assert "450 minutter × 80 kroner = 36\u00a0000 kroner." in told.text["nb"]
    with pytest.raises(NotFound):
        plan_receipts(village.session, planned(village, []), 999_999, {})


def test_one_chosen_for_a_part_is_told_all_that_redoes_its_sum():
    for seed in range(10 * many(1)):
        made = read_problem(random_problems.problem_bytes(random_problems.problem(seed, "few")))
        wanted = next(iter(made.needs.values()))
        case = Case(made, wanted, {})
        people = [Candidate(made, one) for one in made.people.values()]
        ground = Ground(Wanted(wanted, wanted.start, wanted.end), people)
        found = Receipts(case, everyone(case), Decision(is_combined=True))
        parts = [ground.part(at, wanted.start, wanted.end) for at in range(len(people))]
        for part in filter(None, parts):
            numbers = found.of_part(part).document()["numbers"]
            assert sum(numbers["terms"].values()) == numbers["part_ore"] == part.cost
            assert numbers["minutes"] == wanted.end - wanted.start
            assert numbers["unpaid_break"] == part.unpaid_break


def test_an_open_need_tells_who_could(village):
    able, unable = village.on_duty(), village.on_duty(role="pleieassistent")
    row = village.need(DAY)
    found = verdicts(now_of(village, row))
    assert found == {f"p{able.id}": "possible", f"p{unable.id}": "not_allowed"}


def test_a_booking_by_hand_tells_the_booked_too_though_no_plan_would_have_asked(village):
    staff, able = village.person(PostKind.STAFF, village.solvang), village.on_duty()
    row = village.need(DAY)
    shift.book(village.session, need_id=row.id, person_id=staff.id, actor=village.leader, now=NOW)
    found = now_of(village, row)
    assert verdicts(found) == {f"p{staff.id}": "asked", f"p{able.id}": "not_chosen"}
    assert len(found) == 2
    assert [one.person for one in found.page(0, 1)] == [f"p{staff.id}"]


def test_an_offer_tells_who_is_asked(village):
    first, second, third = village.on_duty(), village.on_duty(), village.on_duty()
    row = village.need(DAY)
    order = offer.OfferOrder(row.id, (first.id, second.id), NOW + timedelta(hours=1))
    offer.send(village.session, order, actor=village.leader, now=NOW)
    assert verdicts(now_of(village, row)) == {
        f"p{first.id}": "asked",
        f"p{second.id}": "asked",
        f"p{third.id}": "not_chosen",
    }


def test_an_agency_order_tells_why_not_each_of_our_own(village):
    able, unable = village.on_duty(), village.on_duty(role="pleieassistent")
    row = village.need(DAY, is_agency_allowed=True, agency_ore_per_hour=90_000)
    row.status = NeedStatus.AGENCY
    village.add(
        AgencyOrder(
            need_id=row.id,
            status=AgencyStatus.PROPOSED,
            minutes=450,
            ore_per_hour=90_000,
            proposed_at=NOW,
        )
    )
    found = now_of(village, row)
    assert verdicts(found) == {f"p{able.id}": "not_chosen", f"p{unable.id}": "not_allowed"}
    assert "selv om prisen for å la vakten stå uten egne er høyere" in next(iter(found)).text["nb"]
