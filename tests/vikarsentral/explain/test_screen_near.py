"""One more stretch beside its neighbours: only what it makes worse, and by how much."""

import pytest

from tests.builders import need, person, problem, rota
from vikarsentral.explain.case import Case
from vikarsentral.explain.screen import Screen
from vikarsentral.rules.options import options_in


def asked(rotas, start, end, **who):
    made = problem(people=[person(rota=rotas, **who)], needs=[need("n1", start, end)])
    case = Case(made, made.needs["n1"])
    (found,) = Screen(made, {}).ask(case)
    (slow,) = options_in(made, made.needs["n1"], {})
    assert (found.rules, found.marginal) == (slow.rules, slow.marginal)
    for rule, over in found.excess.items():
        assert over == max(one.over for one in slow.breaches if one.rule == rule)
    return found.excess


def test_a_stretch_between_two_joins_both_into_one_period():
    rotas = [
        rota("2027-01-05 08:00", "2027-01-05 12:00"),
        rota("2027-01-06 02:00", "2027-01-06 06:00"),
    ]
    excess = asked(rotas, "2027-01-05 16:00", "2027-01-05 22:00")
    assert excess["daily_rest"] == 22 * 60 - 780
    assert excess["day_minutes"] == 14 * 60 - 540


def test_a_stretch_inside_another_overlaps_by_its_whole_length():
    rotas = [rota("2027-01-05 08:00", "2027-01-05 15:00")]
    assert asked(rotas, "2027-01-05 10:00", "2027-01-05 11:30")["overlap"] == 90


@pytest.mark.parametrize(
    ("start", "end"),
    [("2027-01-10 22:00", "2027-01-11 06:00"), ("2027-01-10 02:00", "2027-01-10 06:00")],
)
def test_a_night_on_the_border_of_a_week_takes_the_free_time(start, end):
    days = [*range(5, 10), *range(12, 17)]
    rotas = [rota(f"2027-01-{day:02} 07:00", f"2027-01-{day:02} 14:00") for day in days]
    excess = asked(rotas, start, end, accepts={"night": True, "overtime": True})
    assert "weekly_rest" in excess


def test_a_stretch_before_and_after_everything_else():
    rotas = [rota("2027-01-06 08:00", "2027-01-06 15:00")]
    assert asked(rotas, "2027-01-04 08:00", "2027-01-04 15:00") == {}
    assert asked(rotas, "2027-01-08 08:00", "2027-01-08 15:00") == {}
    assert asked([], "2027-01-08 08:00", "2027-01-08 15:00") == {}
