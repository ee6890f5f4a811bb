"""Neighbours, gaps and work periods, also where stretches overlap."""

from tests.builders import agreement, need, only_person, person, problem, rota, stretches
from vikarsentral.rules.line import line_of, need_ids


def line(*needs, **parts):
    made = problem(needs=list(needs), **parts)
    return line_of(made, only_person(made), stretches(made))


def test_the_neighbour_before_is_the_earlier_one_that_ends_last():
    found = line(
        need("long", "2027-01-05 08:00", "2027-01-05 20:00"),
        need("short", "2027-01-05 09:00", "2027-01-05 10:00"),
        need("next", "2027-01-05 21:00", "2027-01-05 22:00"),
    )
    assert [(pair.before.id, pair.after.id, pair.gap) for pair in found.pairs] == [
        ("long", "short", -660),
        ("long", "next", 60),
    ]


def test_of_equal_ends_the_larger_id_is_the_neighbour():
    found = line(
        need("b", "2027-01-05 08:00", "2027-01-05 10:00"),
        need("a", "2027-01-05 09:00", "2027-01-05 10:00"),
        need("c", "2027-01-05 11:00", "2027-01-05 12:00"),
    )
    assert found.pairs[-1].before.id == "b"


def test_a_work_period_spans_to_the_last_end_and_has_the_strictest_of_its_limits():
    found = line(
        need("n1", "2027-01-05 08:00", "2027-01-05 12:00", unit="u2"),
        need("n2", "2027-01-05 13:00", "2027-01-05 14:00", unpaid_break=30),
        agreements=[agreement({"daily_rest": 480, "day_minutes": 600}, scope={"units": ["u2"]})],
    )
    (period,) = found.periods
    assert (period.end - period.start, period.paid, period.rest, period.day_minutes) == (
        *(360, 270, 660, 540),
    )


def test_weeks_of_a_person_with_nothing_to_do_are_empty():
    found = line()
    assert (found.pairs, found.periods, found.paid(2), found.overtime(2)) == ((), (), 0, 0)
    assert found.unused(2) == 2130


def test_the_default_holds_where_no_stretch_starts():
    found = line(agreements=[agreement({"week_minutes": 100})])
    assert found.strictest((), 2, lambda limits: limits.week_minutes) == 2880


def test_only_needs_are_named_sorted_and_once():
    found = line(
        need("b", "2027-01-06 08:00", "2027-01-06 10:00"),
        need("a", "2027-01-07 08:00", "2027-01-07 10:00"),
        people=[person(rota=[rota("2027-01-05 08:00", "2027-01-05 10:00")])],
    )
    assert need_ids([*found.stretches, *found.stretches]) == ("a", "b")
