"""One person's breaches and terms, as options and receipts ask for them."""

from tests.builders import need, only_person, person, plan, problem, rota, stretches
from vikarsentral.rules.check import check
from vikarsentral.rules.line import line_of
from vikarsentral.rules.person import (
    breaches_by,
    existing_breaches,
    person_breaches,
    person_terms,
    static_refusals,
)

TIMES = ("2027-01-05 08:00", "2027-01-05 12:00")


def test_no_needs_break_nothing_whatever_the_rota():
    made = problem(people=[person(rota=[rota("2027-01-05 06:00", "2027-01-05 22:00")])])
    who = only_person(made)
    assert person_breaches(made, who, ()) == ()
    assert {one.rule for one in existing_breaches(made, who)} == {
        *("daily_rest", "day_minutes", "overtime")
    }


def test_a_week_breaks_only_when_it_is_worse_than_the_rota_alone():
    """Rota of 3000 paid minutes is over the week's 2880 already; a need makes it worse."""
    week = [rota(f"2027-01-{day:02} 08:00", f"2027-01-{day:02} 16:20") for day in range(4, 10)]
    made = problem(
        people=[person(rota=week, accepts={"overtime": True})],
        needs=[need("n1", "2027-01-09 16:20", "2027-01-09 16:30")],
    )
    who = only_person(made)
    assert [one.over for one in existing_breaches(made, who) if one.rule == "week_minutes"] == [
        120
    ]
    worse = [
        one for one in person_breaches(made, who, stretches(made)) if one.rule == "week_minutes"
    ]
    assert [(one.limit, one.value, one.over) for one in worse] == [(2880, 3010, 130)]


def test_some_rules_find_what_they_find_among_all():
    week = [rota(f"2027-01-{day:02} 08:00", f"2027-01-{day:02} 16:20") for day in range(4, 10)]
    made = problem(
        people=[person(rota=week, accepts={"overtime": False}, sectors=[])],
        needs=[need("n1", "2027-01-08 16:20", "2027-01-08 23:30", requires=["a"])],
    )
    who = only_person(made)
    every = person_breaches(made, who, stretches(made))
    rules = {one.rule for one in every}
    assert {"competence", "place", "week_minutes", "overtime", "day_minutes"} <= rules
    line = line_of(made, who, stretches(made))
    for some in ({one} for one in rules):
        assert breaches_by(line, some) == tuple(one for one in every if one.rule in some)
    assert breaches_by(line, rules) == every
    assert breaches_by(line, ()) == ()


def test_the_persons_terms_add_up_to_the_plans():
    made = problem(needs=[need("n1", *TIMES)])
    terms = person_terms(made, only_person(made), stretches(made))
    assert sum(terms.values()) == check(made, plan({"n1": "p1"})).objective


def test_static_refusals_do_not_depend_on_other_work():
    made = problem(
        people=[person(rota=[rota(*TIMES)], sectors=[])],
        needs=[need("n1", *TIMES, requires=["a"])],
    )
    found = static_refusals(made, only_person(made), made.needs["n1"])
    assert [one.rule for one in found] == ["competence", "place"]
