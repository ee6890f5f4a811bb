"""One more stretch for everyone: only what it makes worse counts; ties go by start, end, id."""

import pytest

from tests.builders import need, person, problem, rota
from vikarsentral.explain.case import Case
from vikarsentral.explain.screen import Screen
from vikarsentral.rules.options import options_in

LATE = ("2027-01-05 16:00", "2027-01-05 22:00")


def rules_for(who, *times, **parts):
    made = problem(people=[who], needs=[need("n1", *times, **parts)])
    case = Case(made, made.needs["n1"])
    (found,) = Screen(made, {}).ask(case)
    (slow,) = options_in(made, made.needs["n1"], {})
    assert (found.rules, found.marginal) == (slow.rules, slow.marginal)
    return found.rules


@pytest.mark.parametrize(
    ("start", "rules"),
    [("2027-01-06 09:00", ()), ("2027-01-06 08:59", ("daily_rest", "day_minutes", "overtime"))],
)
def test_rest_on_both_sides_of_the_edge(start, rules):
    who = person(rota=[rota(*LATE)])
    assert rules_for(who, start, "2027-01-06 14:00") == rules


@pytest.mark.parametrize(("minute", "rules"), [("15:35", ()), ("15:36", ("travel",))])
def test_travel_on_both_sides_of_the_edge(minute, rules):
    who = person(rota=[rota(*LATE, unit="u2")], accepts={"overtime": True, "night": True})
    assert rules_for(who, "2027-01-05 15:00", f"2027-01-05 {minute}") == rules


def test_what_the_rota_breaks_alone_stops_nobody():
    busy = [rota(f"2027-01-{day:02} 08:00", f"2027-01-{day:02} 15:00") for day in range(11, 18)]
    assert rules_for(person(rota=busy), "2027-01-05 08:00", "2027-01-05 12:00") == ()


def test_two_stretches_at_the_same_time_overlap():
    who = person(rota=[rota(*LATE)])
    assert "overlap" in rules_for(who, *LATE)


@pytest.mark.parametrize("night", ["2027-03-27 22:00", "2027-10-30 22:00"])
def test_the_nights_of_both_clock_changes(night):
    end = night.replace("27 22", "28 07").replace("30 22", "31 07")
    monday = "2027-03-22" if "03-" in night else "2027-10-25"
    stop = "2027-03-29" if "03-" in night else "2027-11-01"
    made = problem(people=[person()], needs=[need("n1", night, end)], start=monday, end=stop)
    (found,) = Screen(made, {}).ask(Case(made, made.needs["n1"]))
    (slow,) = options_in(made, made.needs["n1"], {})
    assert (found.rules, found.marginal) == (slow.rules, slow.marginal)
