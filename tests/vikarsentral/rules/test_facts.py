"""Plain facts: what follows from them."""

import pytest

from tests.builders import need, person, problem, rota, stretches
from vikarsentral.rules.facts import Competence


def test_paid_minutes_are_elapsed_less_the_unpaid_break_over_the_clock_change():
    made = problem(
        start="2027-03-22",
        end="2027-03-29",
        needs=[need("n1", "2027-03-27 22:00", "2027-03-28 07:00", unpaid_break=30)],
    )
    (stretch,) = stretches(made)
    assert (stretch.elapsed, stretch.paid) == (480, 450)
    one = made.needs["n1"]
    assert (one.paid, one.elapsed, one.end - one.start, one.unit) == (450, 480, 480, "u1")


@pytest.mark.parametrize(
    ("full", "percent", "contract"),
    [(2130, 10000, 2130), (2130, 5000, 1065), (2130, 8333, 1774), (2130, 0, 0), (0, 10000, 0)],
)
def test_contract_minutes_are_rounded_down(full, percent, contract):
    made = problem(people=[person(full_week_minutes=full, stillingsprosent=percent)])
    assert made.people["p1"].contract_week_minutes == contract


def test_a_competence_without_dates_covers_all():
    assert Competence("a").covers(1, 10**6)
    assert not Competence("a", valid_from=5).covers(4, 6)
    assert not Competence("a", valid_to=5).covers(4, 6)


def test_what_is_worked_out_once_is_remembered_with_the_problem():
    made = problem()
    asked = []

    def work_out():
        asked.append(1)
        return len(asked)

    assert made.remembered("key", work_out) == made.remembered("key", work_out) == 1
    assert problem().remembered("key", work_out) == 2


def test_rota_comes_before_a_need_of_the_same_times():
    times = ("2027-01-05 08:00", "2027-01-05 12:00")
    made = problem(people=[person(rota=[rota(*times)])], needs=[need("n1", *times)])
    both = [*stretches(made), *made.people["p1"].rota]
    assert [one.is_need for one in sorted(both, key=lambda one: one.order)] == [False, True]
