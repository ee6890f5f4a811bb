"""Work periods around one more stretch: alone, joined on either side, parted, and before."""

from random import Random

import pytest

from tests.builders import need, person, problem, rota
from tests.random_problems import cases as many
from vikarsentral.explain.case import Case
from vikarsentral.explain.screen import Screen
from vikarsentral.rules.options import options_in


def agrees(rotas, start, end, **who):
    """Hold one person's answer to the rules'; return how far each rule is broken."""
    made = problem(people=[person(rota=rotas, **who)], needs=[need("n1", start, end)])
    (found,) = Screen(made, {}).ask(Case(made, made.needs["n1"]))
    (slow,) = options_in(made, made.needs["n1"], {})
    assert (found.rules, found.marginal) == (slow.rules, slow.marginal)
    for rule, over in found.excess.items():
        assert over == max(one.over for one in slow.breaches if one.rule == rule)
    return found.excess


def test_a_long_stretch_alone_breaks_the_day_by_itself():
    excess = agrees([], "2027-01-05 06:00", "2027-01-05 20:00")
    assert excess["day_minutes"] == 14 * 60 - 540
    assert excess["daily_rest"] == 14 * 60 - 780


@pytest.mark.parametrize(("start", "is_joined"), [("09:00", False), ("08:59", True)])
def test_rest_before_on_both_sides_of_the_edge(start, is_joined):
    rotas = [rota("2027-01-05 14:00", "2027-01-05 22:00")]
    excess = agrees(rotas, f"2027-01-06 {start}", "2027-01-06 12:00")
    assert ("daily_rest" in excess) == is_joined


@pytest.mark.parametrize(("end", "is_joined"), [("19:00", False), ("19:01", True)])
def test_rest_after_on_both_sides_of_the_edge(end, is_joined):
    rotas = [rota("2027-01-06 06:00", "2027-01-06 14:00")]
    excess = agrees(rotas, "2027-01-05 15:00", f"2027-01-05 {end}")
    assert ("daily_rest" in excess) == is_joined


def test_a_period_that_was_too_long_before_stops_nobody_elsewhere():
    rotas = [
        rota("2027-01-05 06:00", "2027-01-05 14:00"),
        rota("2027-01-05 15:00", "2027-01-05 23:00"),
    ]
    assert "day_minutes" not in agrees(rotas, "2027-01-07 08:00", "2027-01-07 12:00")
    assert "day_minutes" in agrees(rotas, "2027-01-05 23:00", "2027-01-05 23:30")


def test_many_short_stretches_close_together_are_judged_as_the_rules_do():
    for seed in range(30 * many(1)):
        random = Random(seed)
        rotas, hour = [], 0
        while hour < 100:
            hour += random.choice((1, 5, 9, 10, 11, 12, 20))
            length = random.choice((2, 4, 8, 13))
            rotas.append(rota(_at(hour), _at(hour + length)))
            hour += length
        hour = random.randrange(110)
        agrees(rotas, _at(hour), _at(hour + random.choice((1, 6, 14, 30))))


def _at(hour):
    return f"2027-01-{5 + hour // 24:02} {hour % 24:02}:00"
