"""The nearest change: lawful with it, unlawful without any part, within what may be agreed."""

import pytest

from tests.builders import need, person, problem, rota, span
from tests.random_problems import cases as many
from tests.vikarsentral.explain.drawn import cases
from vikarsentral.explain.case import Case, Who
from vikarsentral.explain.flip import applied, flip
from vikarsentral.rules.values import VALUES

DAY = ("2027-01-05 08:00", "2027-01-05 15:00")
NIGHT = ("2027-01-05 22:00", "2027-01-06 06:00")


def one_case(who, times=DAY, **parts):
    made = problem(people=[who], needs=[need("n1", *times, **parts)])
    return Case(made, made.needs["n1"])


def nearest(case, who="p1"):
    found = flip(case, who)
    return [(one.kind, one.who) for one in found.changes]


@pytest.mark.parametrize(
    ("who", "times", "parts", "kind"),
    [
        (person(accepts={"night": False}), NIGHT, {}, "night"),
        (person(unavailable=[span(*DAY)]), DAY, {}, "free_time"),
        (person(), DAY, {"requires": ["rn"]}, "competence"),
        (person(), DAY, {"unit": "k1"}, "place"),
        (person(units=["u2"]), DAY, {}, "place"),
        (person(), ("2027-01-05 07:00", "2027-01-05 17:00"), {}, "overtime"),
    ],
)
def test_one_yes_of_ones_own_is_found(who, times, parts, kind):
    assert nearest(one_case(who, times, **parts)) == [(kind, Who.PERSON)]


def test_a_part_timer_is_told_how_many_extra_hours():
    who = person(kind="part_time", stillingsprosent=0)
    found = flip(one_case(who), "p1")
    assert [(one.kind, one.numbers["minutes"]) for one in found.changes] == [("merarbeid", 420)]


def test_short_rest_asks_for_a_later_start_before_an_agreement():
    who = person(rota=[rota("2027-01-04 15:00", "2027-01-04 22:30")])
    found = flip(one_case(who), "p1")
    (change,) = found.changes
    assert (change.kind, change.who, change.later) == ("later_start", Who.LEADER, 90)
    assert change.numbers["at"] == "2027-01-05T09:30:00+01:00"


def test_rest_that_no_change_of_times_can_mend_asks_the_parties():
    who = person(rota=[rota("2027-01-04 12:00", "2027-01-04 20:00")])
    case = one_case(who, ("2027-01-05 05:00", "2027-01-05 08:00"))
    found = flip(case, "p1")
    (change,) = found.changes
    assert (change.kind, change.who) == ("agreed.daily_rest", Who.PARTIES)
    assert change.agreement.limits["daily_rest"] == 540
    assert change.agreement.people == {"p1"}


def test_no_agreement_goes_below_the_laws_own_floor():
    who = person(rota=[rota("2027-01-04 13:00", "2027-01-04 23:30")])
    case = one_case(who, ("2027-01-05 06:00", "2027-01-05 07:00"))
    found = flip(case, "p1")
    assert found is None or "agreed.daily_rest" not in [one.kind for one in found.changes]


def test_work_at_the_same_time_must_be_taken_by_others():
    who = person(rota=[rota("2027-01-05 07:00", "2027-01-05 15:00")])
    assert nearest(one_case(who)) == [("rota", Who.LEADER)]


def test_another_duty_of_the_plan_may_go_to_somebody_else():
    made = problem(needs=[need("n1", *DAY), need("n2", *DAY)])
    case = Case(made, made.needs["n1"], {"p1": (made.needs["n2"].stretch,)})
    found = flip(case, "p1")
    (change,) = found.changes
    assert (change.kind, change.given_away) == ("given_away", {"n2"})


def test_two_facts_take_two_changes():
    who = person(accepts={"night": False})
    kinds = {kind for kind, _ in nearest(one_case(who, NIGHT, requires=["rn"]))}
    assert kinds == {"night", "competence"}


def test_who_may_have_the_need_needs_no_change():
    assert flip(one_case(person()), "p1").changes == ()


def test_a_copy_leaves_the_problem_as_it_was():
    case = one_case(person(accepts={"night": False}), NIGHT)
    found = flip(case, "p1")
    assert applied(case, found.changes).asked("p1").lawful
    assert not case.asked("p1").lawful


def test_each_flip_is_lawful_minimal_and_within_what_may_be_agreed():
    tried = 0
    for case in cases(range(1, 13 * many(1))):
        for who in case.problem.people:
            if case.asked(who).lawful or (found := flip(case, who)) is None:
                continue
            tried += 1
            assert applied(case, found.changes).asked(who).lawful
            for left_out in found.changes:
                rest = [one for one in found.changes if one is not left_out]
                assert not applied(case, rest).asked(who).lawful
                assert_may_be_agreed(left_out)
    assert tried > 30


def assert_may_be_agreed(change):
    if change.agreement is None:
        assert change.who is not Who.PARTIES
        return
    assert change.who is Who.PARTIES
    for name, value in change.agreement.limits.items():
        bound = VALUES[name].bounds[change.agreement.level]
        assert bound.at_least is None or value >= bound.at_least
        assert bound.at_most is None or value <= bound.at_most
