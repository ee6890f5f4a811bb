"""Hvorfor ikke jeg?: each verdict, and each change tried on a copy and asked again."""

import pytest

from tests.vikarsentral.overview.made import planned
from tests.vikarsentral.village import NOW
from vikarsentral.commitments import person_ref
from vikarsentral.errors import NotFound
from vikarsentral.explain import grounds, memory
from vikarsentral.explain.flip import applied
from vikarsentral.explain.own import near_shifts, own_answer
from vikarsentral.explain.standing import Verdict
from vikarsentral.explain.told import option_lines
from vikarsentral.tables import PersonUnit, PlanRun, PlanState, PostKind, UnitTie, Weights

DAY = "2027-01-11T07:30"


@pytest.fixture(autouse=True)
def fresh():
    memory.forget()
    yield
    memory.forget()


def published(village, given, **more):
    run = planned(village, given, **more)
    row = village.session.get(PlanRun, run.id)
    row.state, row.published_at, row.published_by = PlanState.PUBLISHED, NOW, "koordinator"
    village.session.flush()
    return grounds.ground(village.session, run)


def asked(village, who, row):
    return own_answer(village.session, who.id, row.id, now=NOW)


def weigh_by(village, **weights):
    village.add(
        Weights(
            version=1,
            weights=weights,
            valid_from=NOW.date(),
            employer_signed_by="a",
            employer_signed_at=NOW,
            tillitsvalgt_signed_by="b",
            tillitsvalgt_signed_at=NOW,
        )
    )


def told(answer):
    """Return all that a page tells of an answer."""
    kinds = [(one.kind, one.who, dict(one.numbers)) for one in answer.changes]
    further = [(one.kind, one.who, dict(one.numbers)) for one in answer.further]
    option = option_lines(answer.option, "nb")
    return (answer.verdict, option, kinds, answer.is_enough, further)


def test_what_others_and_nobody_have_is_near_and_what_is_ones_own_is_not(village):
    me, other = village.on_duty(), village.on_duty()
    mine, theirs, left = village.need(DAY), village.need(DAY), village.need("2027-01-12T07:30")
    village.need(DAY, requires=["pleieassistent"])
    published(village, [(mine, me), (theirs, other)], holes=[left])
    found = near_shifts(village.session, me.id, now=NOW)
    assert [(one.need_id, one.is_left) for one in found] == [(theirs.id, False), (left.id, True)]
    assert found[0].unit == "Solvang"


def test_without_a_published_plan_nothing_is_near(village):
    me, row = village.on_duty(), village.need(DAY)
    planned(village, [], holes=[row])
    assert near_shifts(village.session, me.id, now=NOW) == []
    with pytest.raises(NotFound):
        asked(village, me, row)


def test_ones_own_shift_needs_no_reason(village):
    me, row = village.on_duty(), village.need(DAY)
    published(village, [(row, me)])
    assert asked(village, me, row).verdict is Verdict.MINE


def test_the_one_who_may_not_is_told_the_nearest_change_and_it_holds(village):
    me, row = village.on_duty(role="pleieassistent"), village.need(DAY)
    other = village.on_duty()
    ground = published(village, [(row, other)])
    answer = asked(village, me, row)
    assert answer.verdict is Verdict.NOT_ALLOWED
    assert [one.kind for one in answer.changes] == ["competence"]
    assert answer.is_enough is False
    from vikarsentral.explain.case import Case

    case = Case(ground.problem, ground.problem.needs[f"n{row.id}"], ground.held)
    assert applied(case, answer.changes).asked(person_ref(me.id)).lawful


def test_a_dearer_person_is_told_that_and_the_change_that_turns_the_sum(village):
    known, me = village.on_duty(), village.on_duty()
    village.add(PersonUnit(person_id=known.id, unit_id=village.solvang.id, tie=UnitTie.KNOWN))
    row = village.need(DAY)
    ground = published(village, [(row, known)])
    answer = asked(village, me, row)
    assert answer.verdict is Verdict.OTHER_CHEAPER
    # as known as the other the sum is the same, and the same is not lower
    assert answer.changes == ()
    assert answer.option.marginal == sum(answer.option.terms.values())
    assert ground.given == {f"n{row.id}": f"p{known.id}"}


def test_equal_sums_are_told_as_equal_and_a_lower_one_as_the_plans_fault(village):
    me, other = village.on_duty(), village.on_duty()
    row = village.need(DAY)
    published(village, [(row, other)])
    assert asked(village, me, row).verdict is Verdict.OTHER_EQUAL
    village.add(PersonUnit(person_id=me.id, unit_id=village.solvang.id, tie=UnitTie.KNOWN))
    published(village, [(row, other)])
    assert asked(village, me, row).verdict in {Verdict.OTHER_DEARER, Verdict.OTHER_EQUAL}


def test_a_hole_that_one_could_have_filled_is_told_by_the_sums(village):
    me, row = village.on_duty(), village.need(DAY)
    published(village, [], holes=[row])
    assert asked(village, me, row).verdict is Verdict.LEFT_DEARER


def test_a_hole_that_was_cheaper_left_is_told_so(village):
    me = village.person(PostKind.HOURLY)
    weigh_by(village, open_ore_per_minute={"1": 0, "2": 0, "3": 0}, hourly_ore_per_minute=900)
    row = village.need(DAY)
    published(village, [], holes=[row])
    answer = asked(village, me, row)
    assert (answer.verdict, answer.changes) == (Verdict.LEFT_CHEAPER, ())


def test_one_who_said_yes_to_nothing_is_told_what_would_bring_them_in(village):
    me = village.person(PostKind.STAFF, village.solvang)
    for day in range(11, 16):
        village.shift(me, f"2027-01-{day}T15:30", hours=7.5)
    row = village.need("2027-01-16T07:30", hours=7.5)
    other = village.on_duty()
    published(village, [(row, other)])
    answer = asked(village, me, row)
    assert answer.verdict is Verdict.NOT_CONSIDERED
    assert "overtime" in {one.kind for one in answer.changes}


def test_what_has_begun_is_no_longer_near(village):
    me, other = village.on_duty(), village.on_duty()
    row = village.need(DAY)
    published(village, [(row, other)])
    assert near_shifts(village.session, me.id, now=row.starts_at) == []


def test_a_change_of_places_counts_what_becomes_of_the_other_shift(village):
    me, other = village.on_duty(), village.on_duty()
    mine, theirs = village.need(DAY), village.need(DAY)
    published(village, [(mine, me), (theirs, other)])
    answer = asked(village, me, theirs)
    assert answer.verdict is Verdict.NOT_ALLOWED
    assert [one.kind for one in answer.changes] == ["given_away"]
    # the other one would only take over what was given away: the whole sum is as it was
    assert (answer.is_enough, answer.further) == (False, ())


def test_what_turns_the_sum_beside_the_rules_is_told_too(village):
    weigh_by(
        village, unknown_unit_ore=1000, unused_ore_per_minute=0, agency_surcharge_ore_per_minute=0
    )
    me = village.on_duty(role="pleieassistent")
    row = village.need(DAY, agency_ore_per_hour=100, is_agency_allowed=True)
    published(village, [], agency=[row])
    answer = asked(village, me, row)
    assert [one.kind for one in answer.changes] == ["competence"]
    assert answer.is_enough is False
    assert [one.kind for one in answer.further] == ["known_unit"]


def test_nothing_one_changes_afterwards_changes_the_answer(village):
    """The ground of a plan is frozen, so nobody can feel their way to what a colleague has."""
    me, other = village.on_duty(), village.on_duty()
    row = village.need(DAY)
    published(village, [(row, other)])
    before = told(asked(village, me, row))
    me.accepts_night = not me.accepts_night
    me.accepts_overtime = not me.accepts_overtime
    me.accepts_merarbeid_minutes_week = 900
    village.add(PersonUnit(person_id=me.id, unit_id=village.solvang.id, tie=UnitTie.KNOWN))
    village.shift(me, DAY)
    village.shift(other, DAY)
    other.is_active = False
    village.session.flush()
    assert told(asked(village, me, row)) == before
