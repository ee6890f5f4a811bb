"""Changes to a copy: what they touch, and that the copy forgets what they made untrue."""

from tests.builders import agreement, need, person, plan, problem, rota
from vikarsentral.explain.case import Case, Change, Who, cut, with_competences
from vikarsentral.rules.check import check
from vikarsentral.rules.pins import pins_of

DAY = ("2027-01-05 08:00", "2027-01-05 15:00")


def made_case(**parts):
    made = problem(needs=[need("n1", *DAY, unpaid_break=30)], **parts)
    return Case(made, made.needs["n1"])


def test_cutting_moves_times_and_keeps_the_break():
    case = made_case()
    shorter = cut(case, 60, 30)
    assert (shorter.elapsed, shorter.stretch.unpaid_break) == (330, 30)
    assert shorter.start == case.need.start + 60
    assert cut(case, 0, 0) is case.need


def test_cutting_past_midnight_moves_the_date_and_the_week():
    made = problem(needs=[need("n1", "2027-01-10 22:00", "2027-01-11 07:00")])
    moved = cut(Case(made, made.needs["n1"]), 180, 0)
    before = made.needs["n1"].stretch
    assert (moved.stretch.first_on, moved.stretch.week) == (before.first_on + 1, before.week + 1)
    early = cut(Case(made, made.needs["n1"]), 0, 420)
    assert early.stretch.last_on == before.first_on


def test_an_agreement_in_the_copy_is_in_force_though_limits_were_asked_before():
    who = person(rota=[rota("2027-01-04 15:00", "2027-01-04 22:00")])
    case = made_case(people=[who])
    assert "daily_rest" in case.asked("p1").rules
    signed = problem(agreements=[agreement({"daily_rest": 540})]).agreements[0]
    other = Change("agreed.daily_rest", Who.PARTIES, {}, agreement=signed).apply(case)
    assert other.asked("p1").lawful
    assert not case.asked("p1").lawful


def test_the_checker_agrees_about_the_copy():
    case = made_case()
    lacking = Case(case.problem, case.need)
    changed = Change(
        "competence", Who.PERSON, {}, person="p1", edit=lambda one: with_competences(one, ("rn",))
    ).apply(lacking)
    assert set(changed.problem.people["p1"].competences) == {"rn"}
    verdict = check(changed.problem, plan({"n1": "p1"}))
    assert verdict.lawful == changed.asked("p1").lawful


def test_a_pin_may_be_taken_away():
    made = problem(
        people=[person("a"), person("b")], needs=[need("n1", *DAY, pinned="a"), need("n2", *DAY)]
    )
    case = Case(made, made.needs["n1"])
    assert case.asked("b").rules == ("pinned",)
    freed = Change("unpinned", Who.LEADER, {}, unpinned=True).apply(case)
    assert freed.asked("b").lawful
    assert pins_of(made).held == {"n1": "a"}
