"""People and needs: windows, lengths and breaks."""

import pytest

from tests.builders import document, need, person, problem, rota, span
from tests.vikarsentral.problemfile.faulty import pointers
from vikarsentral.rules.oslo import local_datetime


def rota_from(start, end):
    return pointers(document(people=[person(rota=[rota(start, end)])]))


@pytest.mark.parametrize(
    ("start", "end", "where"),
    [
        ("2026-12-21 00:00", "2026-12-21 08:00", []),
        ("2026-12-20 23:59", "2026-12-21 08:00", ["/people/0/rota/0/start"]),
        ("2027-01-17 23:59", "2027-01-18 08:00", []),
        ("2027-01-18 00:00", "2027-01-18 08:00", ["/people/0/rota/0/start"]),
    ],
)
def test_rota_starts_from_14_days_before_to_7_days_after(start, end, where):
    assert rota_from(start, end) == where


@pytest.mark.parametrize(
    ("start", "end", "where"),
    [
        ("2027-01-04 00:00", "2027-01-04 08:00", []),
        ("2027-01-03 23:59", "2027-01-04 08:00", ["/needs/0/start"]),
        ("2027-01-10 23:59", "2027-01-11 08:00", []),
        ("2027-01-11 00:00", "2027-01-11 08:00", ["/needs/0/start"]),
    ],
)
def test_a_need_starts_in_the_period(start, end, where):
    assert pointers(document(needs=[need("n1", start, end)])) == where


@pytest.mark.parametrize(
    ("start", "end", "where"),
    [
        ("2027-03-26 08:00", "2027-03-28 09:00", []),  # 49 hours on the clock, 48 elapsed
        ("2027-03-26 08:00", "2027-03-28 09:01", ["/needs/0/end"]),
        ("2027-03-26 08:00", "2027-03-26 08:00", ["/needs/0/end"]),
        ("2027-03-26 08:00", "2027-03-26 07:59", ["/needs/0/end"]),
        ("2027-03-26 08:00", "2027-03-26 08:01", []),
    ],
)
def test_a_stretch_lasts_at_most_48_elapsed_hours_and_ends_after_it_starts(start, end, where):
    made = document(start="2027-03-22", end="2027-04-05", needs=[need("n1", start, end)])
    assert pointers(made) == where


def test_an_unavailable_time_and_a_wish_may_be_long_and_far_away():
    ever = span("2000-01-01 00:00", "9999-12-31T23:59:00+01:00")
    assert (
        pointers(document(people=[person(unavailable=[ever], wishes=[ever | {"ore": 0}])])) == []
    )


def test_a_stretch_is_placed_in_its_week_and_dates():
    made = problem(
        start="2027-03-22",
        end="2027-04-05",
        needs=[
            need("n1", "2027-03-28 22:00", "2027-03-29 07:00"),
            need("n2", "2027-03-28 14:00", "2027-03-29 00:00"),
        ],
    )
    first, second = (one.stretch for one in made.needs.values())
    assert (first.week, second.week) == (2, 2)
    assert (first.last_on - first.first_on, second.last_on - second.first_on) == (1, 0)
    assert local_datetime(first.start).isoformat() == "2027-03-28T22:00:00+02:00"


def test_competences_of_a_person_differ():
    twice = person(competences=[{"id": "a"}, {"id": "a", "valid_to": "2027-01-01"}])
    assert pointers(document(people=[twice])) == ["/people/0/competences/1/id"]
